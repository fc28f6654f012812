package view

// Person page: one member as everybody here knows them, what they wrote, and what this person can do about them.

import (
	"context"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// PersonPage is the page of one person.
type PersonPage struct {
	Person Person
	// Title is the name, Since when and how the person came, State what they are besides a member.
	Title, Since, State string
	Offices             []Office
	// About is what they say of themselves.
	About string
	// KeyGroups are the key's fingerprint, four letters each.
	KeyGroups []string
	// Votes says what becomes of their vote, track by track; NamedBy who gives them theirs.
	Votes, NamedBy []string
	Devices        []PersonDevice
	Wrote          []NewsRow
	// SetAside are acts that a cut does not let stand.
	SetAside []SetAside
	// Removed are the reasons that were given for a removal.
	Removed []string
	May     PersonActs
}

// PersonDevice is one of their devices.
type PersonDevice struct {
	Name, Sub string
	ID        op.DeviceID
	Teller    bool
	// Amiss says that the device should not be trusted.
	Amiss bool
}

// SetAside is an act that does not count, and could be let count.
type SetAside struct {
	ID   op.ID
	Says string
}

// PersonActs are what I can do about somebody.
type PersonActs struct {
	// LetIn admits a newcomer.
	LetIn bool
	// MuteAll is for stewards: for everybody; Mute is for me alone.
	MuteAll bool
	// Propose says that this person proposes changes of offices and removals to the council.
	Propose bool
	// EndOffice is there where they hold an office that ends with a cut.
	EndOffice bool
	// Edit is my own page.
	Edit bool
}

const (
	// wroteMost of what somebody wrote is listed; newestActs of each device are looked at for it.
	wroteMost  = 12
	newestActs = 200
	// setAsideMost are listed.
	setAsideMost = 50
)

// LoadPerson reads the page.
func LoadPerson(ctx context.Context, c *app.Community, w Words, account op.AccountID) (PersonPage, error) {
	f, err := loadMemberFacts(ctx, c)
	if err != nil {
		return PersonPage{}, err
	}
	person, known := f.people.Find(account)
	if !known {
		return PersonPage{}, app.ErrNotFoundHere
	}
	v := w.personPage(f, person)
	entries, cut, err := newestOf(ctx, c, person)
	if err != nil {
		return PersonPage{}, err
	}
	if v.Wrote, err = w.news(ctx, c, f.people, entries); err != nil {
		return PersonPage{}, err
	}
	v.Wrote = v.Wrote[:min(len(v.Wrote), wroteMost)]
	for _, e := range cut {
		v.SetAside = append(v.SetAside, SetAside{e.ID, w.Say.T("cut_act."+actWord(e.Kind), map[string]any{"When": w.Stamp(e.TimeMillis)})})
	}
	return v, nil
}

func (w Words) personPage(f memberFacts, person Person) PersonPage {
	v := PersonPage{
		Person: person, Title: person.Name.String(), Offices: w.offices(person), About: text.Plain(person.About),
		KeyGroups: strings.Split(person.Key, "-"), State: w.personState(person), Removed: person.Removals,
	}
	if came := f.came[person.id]; came > 0 {
		v.Since = w.Say.T("person.since", map[string]any{"Day": w.Say.Date(came, w.Zone)})
	} else if slices.Contains(person.Roles, RoleFounder) {
		v.Since = w.Say.T("person.founder", nil)
	}
	for _, d := range f.delegations {
		if d.From == person.id && (d.UntilMillis == 0 || d.UntilMillis > w.NowMillis) {
			v.Votes = append(v.Votes, w.gives(f, d.Track, f.people.ranked(d.To), d.UntilMillis))
		}
		if slices.Contains(d.To, person.id) && (d.UntilMillis == 0 || d.UntilMillis > w.NowMillis) {
			v.NamedBy = append(v.NamedBy, w.namedFor(f, f.people.Name(d.From), d.Track))
		}
	}
	if len(v.Votes) == 0 && person.State == StateMember {
		v.Votes = []string{w.Say.T("vote_of.person_long", nil)}
	}
	for _, d := range person.Devices {
		v.Devices = append(v.Devices, w.personDevice(d))
	}
	v.May = f.people.may(person)
	return v
}

// may is what I can do about somebody.
func (p *People) may(person Person) PersonActs {
	me, _ := p.Find(p.me)
	steward := slices.Contains(me.Roles, RoleSteward)
	return PersonActs{
		LetIn: person.State == StateNewcomer && (steward || slices.Contains(me.Roles, RoleAdmitter)), MuteAll: steward && !person.Me, Propose: steward,
		Edit: person.Me, EndOffice: steward && !person.Me && (slices.Contains(person.Roles, RoleSteward) || slices.Contains(person.Roles, RoleAdmitter)),
	}
}

// personState says what is not as usual.
func (w Words) personState(person Person) string {
	var said []string
	if person.State != StateMember {
		said = append(said, w.Say.T("person."+person.State, nil))
	}
	if person.Muted {
		said = append(said, w.Say.T("person.muted", nil))
	}
	if person.MutedByMe {
		said = append(said, w.Say.T("person.muted_by_me", nil))
	}
	return joined(said...)
}

func (w Words) personDevice(d Device) PersonDevice {
	row := PersonDevice{Name: orElse(text.Line(d.Name), w.Say.T("person.device", nil)), ID: d.id, Teller: d.Teller, Amiss: d.Forked || d.Withdrawn}
	said := []string{}
	switch {
	case d.Forked:
		said = append(said, w.Say.T("person.device_forked", nil))
	case d.Withdrawn:
		said = append(said, w.Say.T("person.device_withdrawn", nil))
	}
	if d.ThisOne {
		said = append(said, w.Say.T("person.device_here", nil))
	}
	if d.Teller {
		said = append(said, w.Say.T("office.teller", nil))
	}
	row.Sub = joined(append(said, d.Key)...)
	return row
}

// gives says one delegation from the giver's side: "House money to Marta, then Hannah, until 31 December".
func (w Words) gives(f memberFacts, track string, to []Name, untilMillis int64) string {
	names := to[0].String()
	for _, next := range to[1:] {
		names = w.Say.T("your_vote.then", map[string]any{"First": names, "Next": next.String()})
	}
	title := w.Say.T("your_vote.everything", nil)
	if track != "" {
		title = f.trackTitle(track)
	}
	said := w.Say.T("person.gives", map[string]any{"Track": title, "Names": names})
	if untilMillis > 0 {
		said = joined(said, w.Say.T("your_vote.until", map[string]any{"Day": w.DayOfMonth(untilMillis)}))
	}
	return said
}

func (w Words) namedFor(f memberFacts, from Name, track string) string {
	if track == "" {
		return w.Say.T("person.named_all", map[string]any{"Name": from.String()})
	}
	return w.Say.T("person.named", map[string]any{"Name": from.String(), "Track": f.trackTitle(track)})
}

// newestOf are the newest acts of somebody's devices, the newest first, and those that a cut has set aside.
func newestOf(ctx context.Context, c *app.Community, person Person) (entries, cut []app.LogEntry, err error) {
	err = c.Ask(ctx, func(r app.Reader) error {
		for _, d := range person.Devices {
			var newest []community.Meta
			if err := r.DeviceOps(d.id, 0, func(m community.Meta) bool {
				if newest = append(newest, m); len(newest) > newestActs {
					newest = newest[1:]
				}
				return true
			}); err != nil {
				return err
			}
			for _, m := range newest {
				stored, here, err := r.Load(m.ID)
				if err != nil || !here || stored.Op == nil {
					if err != nil {
						return err
					}
					continue
				}
				e := app.LogEntry{Meta: m, Account: person.id, TimeMillis: stored.Op.Header.TimeMillis}
				switch m.Verdict {
				case kind.Applied:
					entries = append(entries, e)
				case kind.Cut:
					cut = append(cut, e)
				}
			}
		}
		return nil
	})
	for _, list := range [][]app.LogEntry{entries, cut} {
		slices.SortStableFunc(list, func(a, b app.LogEntry) int { return int(max(min(b.TimeMillis-a.TimeMillis, 1), -1)) })
	}
	return entries, cut[:min(len(cut), setAsideMost)], err
}

// PersonOffices are the offices that a change gives somebody or takes away.
type PersonOffices struct{ Council, Admits, Helps bool }
