package view

// Rules form: a change of the rules as it is being written: everything that a charter says, each thing as people choose or type it. Nothing of it
// is published before Acts is proposed.

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// RulesForm is a change that is being written. Its fields are what is chosen and typed now. It belongs to one goroutine.
type RulesForm struct {
	Name, Purpose, Text string
	// Council, Admitters and Helpers are accounts; Tellers are devices, in the order in which they propose.
	Council, Admitters, Helpers []op.AccountID
	Tellers                     []op.DeviceID
	// Signatures is how many of the council sign.
	Signatures string
	// Waiting, Settle, Patience and Retire are periods as people type them: "7d", "36 h".
	Waiting, Settle, Patience, Retire string
	// Delegation is one of the Delegation… words, Cap how many votes one carries at most, "" for any number.
	Delegation, Cap             string
	StewardVotes, AdmitterVotes string
	Tracks                      []TrackForm
	// Stopped are polls that shall not take effect any more.
	Stopped []op.ID
	// Closing says that tellers close polls here; once in force it stays.
	Closing bool
	// Petition has those sign who may vote, instead of the council.
	Petition bool
	// Written is the text of all rules where somebody has edited it; "" where nobody has.
	Written string

	begun  map[string]json.RawMessage // what it began with
	words  Words
	people *People
	state  authority.State
	polls  []Poll
}

// Who may vote for others.
const (
	DelegationNo      = "no"
	DelegationDirect  = "direct"
	DelegationTravels = "travels"
)

// DelegationWords are the choices, in their order.
var DelegationWords = []string{DelegationNo, DelegationDirect, DelegationTravels}

// FormTrouble says which field of the form is wrong, and why.
type FormTrouble struct{ Field, Says string }

func (t *FormTrouble) Error() string { return t.Field + ": " + t.Says }

// ErrAsItIs says that a form changes nothing.
var ErrAsItIs = errors.New("the rules say so already")

// LoadRulesForm begins a change with the rules as they are.
func LoadRulesForm(ctx context.Context, c *app.Community, w Words) (*RulesForm, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return nil, err
	}
	f := w.rulesForm(people, s.State)
	polls, err := Polls(ctx, c, app.Page{Limit: app.MaxPage})
	f.polls = polls
	return f, err
}

func (w Words) rulesForm(people *People, state authority.State) *RulesForm {
	c := state.Charter
	f := &RulesForm{
		Name: c.Name, Purpose: c.Purpose, Text: c.Text, Council: slices.Clone(c.Council), Admitters: slices.Clone(c.Admitters),
		Helpers: slices.Clone(c.Helpers), Tellers: slices.Clone(c.Tellers), Signatures: strconv.FormatUint(c.Threshold, 10),
		Waiting: charter.FormatDuration(c.WaitingMillis), Settle: charter.FormatDuration(c.SettleMillis),
		Patience: charter.FormatDuration(c.PatienceMillis), Retire: charter.FormatDuration(c.RetireAfterMillis),
		Delegation: delegationWord(c.Delegation), StewardVotes: strconv.FormatUint(c.VotesOf(charter.RoleSteward), 10),
		AdmitterVotes: strconv.FormatUint(c.VotesOf(charter.RoleAdmitter), 10), Closing: c.Has(charter.Closing), words: w, people: people, state: state,
	}
	if c.Delegation.Cap > 0 {
		f.Cap = strconv.FormatUint(c.Delegation.Cap, 10)
	}
	for _, t := range c.Tracks {
		f.Tracks = append(f.Tracks, trackForm(t))
	}
	f.begun = f.things()
	return f
}

func delegationWord(d charter.Delegation) string {
	switch {
	case !d.Allowed:
		return DelegationNo
	case d.Travels:
		return DelegationTravels
	}
	return DelegationDirect
}

// Acts are what the form changes. Errors: *FormTrouble where something typed is none, ErrAsItIs where nothing changes.
func (f *RulesForm) Acts() (charter.Acts, error) {
	rules := f.state.Charter
	name, purpose, written := strings.TrimSpace(f.Name), strings.TrimSpace(f.Purpose), strings.TrimSpace(f.Text)
	council, admitters, helpers := ascendingAccounts(f.Council), ascendingAccounts(f.Admitters), ascendingAccounts(f.Helpers)
	acts := charter.Acts{Name: &name, Purpose: &purpose, Text: &written, Admitters: &admitters, Helpers: &helpers}
	if written == strings.TrimSpace(rules.Text) {
		acts.Text = nil
	}
	if len(council) == 0 {
		return acts, f.trouble("council", "form.no_council")
	}
	signatures, err := f.number("signatures", f.Signatures, 1, uint64(len(council)))
	if err != nil {
		return acts, err
	}
	if !slices.Equal(council, rules.Council) {
		acts.Council, acts.Threshold = council, signatures
	} else if signatures != rules.Threshold {
		acts.Threshold = signatures
	}
	if len(f.Tellers) == 0 {
		return acts, f.trouble("tellers", "form.no_tellers")
	}
	acts.Tellers = slices.Clone(f.Tellers)
	if err := f.addVoting(&acts); err != nil {
		return acts, err
	}
	if err := f.addTracks(&acts); err != nil {
		return acts, err
	}
	acts.Retire = slices.Clone(f.Stopped)
	slices.SortFunc(acts.Retire, op.ID.Compare)
	if f.Closing {
		acts.Features = []string{charter.Closing}
	}
	acts = acts.Beyond(&rules)
	if charter.Equal(acts, charter.Acts{}) {
		return acts, ErrAsItIs
	}
	return acts, nil
}

// addVoting adds who votes for how much, and how long is waited.
func (f *RulesForm) addVoting(acts *charter.Acts) error {
	for _, p := range []struct {
		field, typed string
		into         **int64
	}{
		{"waiting", f.Waiting, &acts.WaitingMillis},
		{"settle", f.Settle, &acts.SettleMillis},
		{"patience", f.Patience, &acts.PatienceMillis},
		{"retire", f.Retire, &acts.RetireAfterMillis},
	} {
		millis, err := f.period(p.field, p.typed)
		if err != nil {
			return err
		}
		*p.into = &millis
	}
	d := charter.Delegation{Allowed: f.Delegation != DelegationNo, Travels: f.Delegation == DelegationTravels}
	if d.Allowed && strings.TrimSpace(f.Cap) != "" {
		most, err := f.number("cap", f.Cap, 0, charter.MaxCap)
		if err != nil {
			return err
		}
		d.Cap = most
	}
	acts.Delegation = &d
	weights := []charter.Weight{}
	for _, role := range []struct{ role, field, typed string }{
		{charter.RoleAdmitter, "admitter_votes", f.AdmitterVotes}, {charter.RoleSteward, "steward_votes", f.StewardVotes},
	} {
		votes, err := f.number(role.field, role.typed, 1, charter.MaxVotes)
		if err != nil {
			return err
		}
		if votes != 1 {
			weights = append(weights, charter.Weight{Role: role.role, Votes: votes})
		}
	}
	acts.Weights = &weights
	return nil
}

func (f *RulesForm) addTracks(acts *charter.Acts) error {
	tracks := []charter.Track{}
	for i := range f.Tracks {
		t, err := f.track(&f.Tracks[i])
		if err != nil {
			return err
		}
		tracks = append(tracks, t)
	}
	acts.Tracks = &tracks
	return nil
}

func ascendingAccounts(list []op.AccountID) []op.AccountID {
	list = slices.Clone(list)
	slices.SortFunc(list, op.AccountID.Compare)
	return slices.Clip(slices.Compact(list))
}

func (f *RulesForm) trouble(field, key string) error {
	return &FormTrouble{field, f.words.Say.T(key, nil)}
}

func (f *RulesForm) number(field, typed string, least, most uint64) (uint64, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(typed), 10, 32)
	if err != nil || n < least || n > most {
		return 0, &FormTrouble{field, f.words.Say.T("form.number", map[string]any{
			"Least": f.words.Say.Count(int64(least)), "Most": f.words.Say.Count(int64(most)),
		})}
	}
	return n, nil
}

// period reads "7d", "7 d" and "1 d 12 h" alike; nothing is no time.
func (f *RulesForm) period(field, typed string) (int64, error) {
	typed = strings.ToLower(strings.Join(strings.Fields(typed), ""))
	millis, err := charter.ParseDuration(cmp.Or(typed, "0s"))
	if err != nil || millis > charter.MaxPeriodMillis {
		return 0, f.trouble(field, "form.period")
	}
	return millis, nil
}

// Type is how the change is proposed.
func (f *RulesForm) Type() authority.CommitType {
	if f.Petition {
		return authority.ByPetition
	}
	return authority.ByCouncil
}

// RulesPreview is what a change would do, before it is proposed.
type RulesPreview struct {
	// Changes are sentences, one a change.
	Changes []string
	// Warning says what would be unsafe; "" for nothing.
	Warning string
	// Off says why it cannot be proposed this way; Foot who signs.
	Off, Foot string
}

// Preview says what acts would do.
func (f *RulesForm) Preview(acts charter.Acts) RulesPreview {
	var v RulesPreview
	w := f.words
	for _, c := range f.people.Changes(acts) {
		v.Changes = append(v.Changes, w.Change(c))
	}
	after := f.state.Charter.With(acts)
	v.Warning = w.FewTellers(&after)
	steward := f.state.Charter.HasSteward(f.people.me)
	switch missing := int(f.state.Charter.Threshold) - 1; {
	case f.Petition:
		v.Foot = w.Say.T("form.foot_petition", nil)
	case !steward:
		v.Off = w.Say.T("form.off_not_council", nil)
	case !f.state.MayCouncil(acts):
		v.Off = w.Say.T("form.off_beyond", nil)
	case missing == 1:
		v.Foot = w.Say.T("form.foot_one", nil)
	case missing > 0:
		v.Foot = w.Say.N("form.foot", missing, map[string]any{"Number": w.Number(missing)})
	default:
		v.Foot = w.Say.T("form.foot_now", nil)
	}
	return v
}
