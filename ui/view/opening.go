package view

// Opening: a vote before it is opened: about what, on which track, by which method, among what, until when; each choice explained, all of it said in
// words before anything is signed.

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Opening is the form. It belongs to one goroutine.
type Opening struct {
	words Words
	// Title is the question of a vote without a proposal; of one with a proposal it is the proposal's.
	Title string
	// Options are lines, one an option; where a budget decides each ends in "= cost".
	Options string
	// Budget and Closes are as they are typed; Closes "" leaves the close to the track.
	Budget, Closes string
	Seats          int
	// Enacts says that passing changes the rules, as Rules has them.
	Enacts bool
	Rules  string

	proposal op.ID
	tracks   []Track
	track    int
	methods  []tally.Method
	method   int
	settings map[string]string
	ties     int
	// others are votes that a vote on a track for that can end.
	others []Poll
	ends   int
	rules  *RulesForm
	voters int
}

// LoadOpening begins the form: for a proposal, or a vote like another one, by its id; "" for a question alone. ends is the vote that it shall end.
func LoadOpening(ctx context.Context, c *app.Community, w Words, item, ends string) (*Opening, error) {
	o := &Opening{words: w, methods: tally.Methods(), Seats: 1, settings: map[string]string{}, ends: -1}
	rules, err := c.Stands(ctx)
	if err != nil {
		return nil, err
	}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, p := range people.list {
		if p.State == StateMember {
			o.voters++
		}
	}
	o.tracks = w.tracks(rules.State.Charter.Tracks)
	o.setTrackID(usualTrack(rules.State.Charter.Tracks))
	polls, err := Polls(ctx, c, app.Page{Limit: app.MaxPage})
	if err != nil {
		return nil, err
	}
	for _, p := range polls {
		if p.State == PollOpen {
			if p.ID == ends {
				o.ends = len(o.others)
			}
			o.others = append(o.others, p)
		}
	}
	if o.ends >= 0 {
		for i, t := range o.tracks {
			if t.Ends != charter.EndsNothing {
				o.track = i
				break
			}
		}
	}
	if rules.State.Charter.Has("closing") {
		// Without it nothing that passes can change the rules, and the form asks for nothing.
		if o.rules, err = LoadRulesForm(ctx, c, w); err != nil {
			return nil, err
		}
		if o.Rules, err = o.rules.File(); err != nil {
			return nil, err
		}
	}
	if item == "" {
		return o, nil
	}
	return o, o.about(ctx, c, people, item)
}

// about takes up a proposal, or a vote that is to be held again.
func (o *Opening) about(ctx context.Context, c *app.Community, people *People, item string) error {
	id, err := op.ParseID(item)
	if err != nil {
		return err
	}
	row, err := c.Proposal(ctx, id)
	if errors.Is(err, app.ErrNotFoundHere) {
		p, err := pollPage(ctx, c, people, id)
		if err != nil {
			return err
		}
		o.alike(p)
		return nil
	}
	if err != nil {
		return err
	}
	page, err := ProposalPage(ctx, c, row, false)
	if err != nil {
		return err
	}
	o.proposal, o.Title = id, page.Title
	o.setTrackID(row.Track)
	return nil
}

// alike takes up what another vote asked.
func (o *Opening) alike(p Poll) {
	o.Title, o.Seats = text.Line(p.Title), max(int(p.Seats), 1)
	o.setTrackID(p.Track)
	for i, m := range o.methods {
		if m.Name() == p.Method {
			o.method = i
		}
	}
	for _, s := range p.Settings {
		o.settings[s.Name] = s.Value
	}
	if p.Budget > 0 {
		o.Budget = strconv.FormatUint(p.Budget, 10)
	}
	if !o.AsksOptions() {
		return
	}
	var lines []string
	for _, option := range p.Options {
		line := option.Name
		if p.Budget > 0 {
			line += " = " + strconv.FormatUint(option.Cost, 10)
		}
		lines = append(lines, line)
	}
	o.Options = strings.Join(lines, "\n")
}

func (o *Opening) setTrackID(id string) {
	for i, t := range o.tracks {
		if t.ID == id {
			o.track = i
		}
	}
}

// IsAlone says that there is no proposal: the question is typed.
func (o *Opening) IsAlone() bool { return o.proposal.IsZero() }

// Of is the proposal's id; "" for a question alone.
func (o *Opening) Of() string { return idOrNone(o.proposal) }

// Path stands above the title.
func (o *Opening) Path() []string {
	if o.IsAlone() {
		return o.words.Path(SectionDecisions, o.words.Say.T("opening.alone", nil))
	}
	return o.words.Path(SectionDecisions, o.Title, o.words.Say.T("opening.of", nil))
}

// Tracks are the titles of all, and the place of the chosen one; -1 where there are none.
func (o *Opening) Tracks() (titles []string, chosen int) {
	for _, t := range o.tracks {
		titles = append(titles, text.Line(t.Title))
	}
	if len(titles) == 0 {
		return nil, -1
	}
	return titles, o.track
}

// SetTrack chooses one.
func (o *Opening) SetTrack(at int) { o.track = at }

func (o *Opening) trackNow() Track {
	if len(o.tracks) == 0 {
		return Track{}
	}
	return o.tracks[o.track]
}

// TrackSays is what it asks for.
func (o *Opening) TrackSays() string { return text.Line(o.trackNow().Sentence) }

// Methods are the names of all, the plainest first, and the place of the chosen one.
func (o *Opening) Methods() (names []string, chosen int) {
	for _, m := range o.methods {
		names = append(names, o.methodName(m))
	}
	return names, o.method
}

func (o *Opening) methodName(m tally.Method) string {
	return strings.TrimSuffix(o.words.Say.T("ballot.method."+m.Name(), nil), ".")
}

// SetMethod chooses one; its settings are as it proposes then.
func (o *Opening) SetMethod(at int) {
	o.method, o.settings = at, map[string]string{}
}

// MethodSays explains the method, and what it is good and bad for.
func (o *Opening) MethodSays() (explain, good, bad string) {
	m := o.methods[o.method]
	say := o.words.Say.T
	return say(tally.ExplainID(m), nil), say(tally.GoodID(m), nil), say(tally.BadID(m), nil)
}

// AsksOptions says that there is something to choose among, AsksSeats that several can win, AsksBudget that what they cost may decide.
func (o *Opening) AsksOptions() bool {
	form := o.methods[o.method].Form()
	return form != tally.Choice && form != tally.Consents
}

// AsksSeats says that several options can win.
func (o *Opening) AsksSeats() bool {
	return o.AsksOptions() && poll.TakesSeats(o.methods[o.method]) && o.budget() == 0
}

// AsksBudget says that what options cost may decide.
func (o *Opening) AsksBudget() bool { return poll.TakesMoney(o.methods[o.method]) }

// NeedsBudget says that nothing else decides.
func (o *Opening) NeedsBudget() bool {
	return o.AsksBudget() && !poll.TakesSeats(o.methods[o.method])
}

func (o *Opening) budget() uint64 {
	n, err := strconv.ParseUint(strings.TrimSpace(o.Budget), 10, 64)
	if err != nil || !o.AsksBudget() {
		return 0
	}
	return n
}

// OpeningSetting is a variant of a method that can be set.
type OpeningSetting struct {
	Name, Label string
	// Values are what it can be; none where a number or a fraction is typed.
	Values []string
	Chosen int
	Typed  string
	// Hint says what is typed: "1/2", "0 to 1000".
	Hint string
}

// Settings are those of the method.
func (o *Opening) Settings() []OpeningSetting {
	var all []OpeningSetting
	for _, p := range o.methods[o.method].Params() {
		s := OpeningSetting{Name: p.Name, Label: o.words.Say.T("opening_setting."+p.Name, nil), Typed: orElse(o.settings[p.Name], p.Default)}
		switch p.Kind {
		case tally.Word:
			s.Values = p.Values
			for i, v := range p.Values {
				if v == s.Typed {
					s.Chosen = i
				}
			}
		case tally.Fraction:
			s.Hint = o.words.Say.T("opening.fraction", nil)
		default:
			s.Hint = o.words.Say.T("opening.from_to", map[string]any{"From": o.words.Say.Count(p.Min), "To": o.words.Say.Count(p.Max)})
			if len(p.Values) > 0 {
				s.Hint += ", " + strings.Join(p.Values, ", ")
			}
		}
		all = append(all, s)
	}
	return all
}

// Set sets one; what the method proposes needs no saying.
func (o *Opening) Set(name, value string) {
	value = strings.TrimSpace(value)
	for _, p := range o.methods[o.method].Params() {
		if p.Name == name && (value == p.Default || value == "") {
			delete(o.settings, name)
			return
		}
	}
	o.settings[name] = value
}

// Ties are the rules for ties, and the place of the chosen one.
func (o *Opening) Ties() (said []string, chosen int) {
	for _, rule := range poll.TieRules() {
		said = append(said, o.words.Say.T("ballot.ties."+rule, nil))
	}
	return said, o.ties
}

// SetTies chooses one.
func (o *Opening) SetTies(at int) { o.ties = at }

// AsksEnds says that the track is for ending another vote; Others are those, and the place of the chosen one, -1 for none yet.
func (o *Opening) AsksEnds() bool { return o.trackNow().Ends != charter.EndsNothing }

// Others are votes that can be ended.
func (o *Opening) Others() (titles []string, chosen int) {
	for _, p := range o.others {
		titles = append(titles, text.Line(p.Title))
	}
	return titles, o.ends
}

// SetEnds chooses the vote that it ends.
func (o *Opening) SetEnds(at int) { o.ends = at }

// MayEnact says that passing can change the rules.
func (o *Opening) MayEnact() bool {
	return o.rules != nil && o.trackNow().Charter && o.methods[o.method].Form() == tally.Choice
}

// closeForm is how a close is typed, in the reader's own zone.
const closeForm = time.DateOnly + " 15:04"

// ClosePresets are closes that are often meant: names with what they type.
func (o *Opening) ClosePresets() [][2]string {
	now := time.UnixMilli(o.words.NowMillis).In(o.words.Zone)
	least := o.trackNow().OpenMillis
	presets := [][2]string{{o.words.Say.T("opening.close_track", nil), ""}}
	for _, days := range []int{3, 7, 14, 28} {
		at := time.Date(now.Year(), now.Month(), now.Day()+days, 20, 0, 0, 0, o.words.Zone)
		if at.UnixMilli()-o.words.NowMillis >= least {
			presets = append(presets, [2]string{o.words.Say.N("opening.close_days", days, nil), at.Format(closeForm)})
		}
	}
	return presets
}

// ReadClose says what a typed close means, or what is wrong with it.
func (o *Opening) ReadClose(typed string) (says, wrong string) {
	if strings.TrimSpace(typed) == "" {
		return o.words.Say.T("opening.close_track_says", map[string]any{"Period": o.words.Period(o.trackNow().OpenMillis)}), ""
	}
	at, ok := o.closeAt(typed)
	switch {
	case !ok:
		return "", o.words.Say.T("opening.close_form", map[string]any{"Example": time.UnixMilli(o.words.NowMillis).In(o.words.Zone).AddDate(0, 0, 7).Format(closeForm)})
	case at <= o.words.NowMillis:
		return "", o.words.Say.T("opening.close_past", nil)
	case at-o.words.NowMillis < o.trackNow().OpenMillis:
		return "", o.words.Say.T("opening.close_soon", map[string]any{"Period": o.words.Period(o.trackNow().OpenMillis)})
	}
	return o.words.Say.T("opening.closes", map[string]any{"When": o.words.When(at)}), ""
}

func (o *Opening) closeAt(typed string) (int64, bool) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return 0, true
	}
	for _, form := range []string{closeForm, time.DateOnly} {
		if at, err := time.ParseInLocation(form, typed, o.words.Zone); err == nil {
			return at.UnixMilli(), true
		}
	}
	return 0, false
}
