package view

// Members: who is here, what office they hold, and who votes for whom.

import (
	"context"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Members is the page of people.
type Members struct {
	// Sub stands behind the title: "One new this week, two ask to join".
	Sub  string
	Tabs []PageTab
	Rows []MemberRow
	// Tracks can be chosen for the graph; Graph is of the chosen one.
	Tracks []Track
	Track  string
	Graph  DelegationGraph
	Hands  Hands
}

// Office is one office, as a chip.
type Office struct {
	// Role is one of the Role… words, or StateNewcomer.
	Role, Label string
}

// MemberRow is one person in the list.
type MemberRow struct {
	Account string
	Name    Name
	// Me is "You" beside my own name.
	Me      string
	Offices []Office
	// Vote says whether they vote in person, to whom they gave their vote, or how many they carry.
	Vote string
	// Since is the year in which they came.
	Since string
	// Carries is how many votes they would cast on the chosen track, with their own.
	Carries int
	// Key is the whole key's fingerprint, Muted that I do not read them.
	Key   string
	Muted bool
	// MutedAll says that the council has muted them for everybody; May is what I can do about them.
	MutedAll bool
	May      PersonActs
	ID       op.AccountID
	// State is one of the State… words.
	State string

	search string
}

// Label says the row to who does not see it.
func (r MemberRow) Label() string {
	parts := []string{r.Name.String()}
	for _, o := range r.Offices {
		parts = append(parts, o.Label)
	}
	parts = append(parts, r.Vote)
	if r.Since != "" {
		parts = append(parts, r.Since)
	}
	return strings.Join(parts, ", ")
}

// memberFacts is what the page is made from.
type memberFacts struct {
	people      *People
	rules       charter.Charter
	delegations []delegation.Delegation
	// mine is what I have said of my own vote, whether or not it holds yet.
	mine []app.Delegated
	// came is when people joined, by account.
	came map[op.AccountID]int64
}

// LoadMembers reads the page, with the graph of one track; "" for the first on which votes are given away.
func LoadMembers(ctx context.Context, c *app.Community, w Words, track string) (Members, error) {
	f, err := loadMemberFacts(ctx, c)
	if err != nil {
		return Members{}, err
	}
	return w.members(f, track)
}

func loadMemberFacts(ctx context.Context, c *app.Community) (memberFacts, error) {
	var f memberFacts
	var err error
	if f.people, err = LoadPeople(ctx, c); err != nil {
		return f, err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return f, err
	}
	f.rules = s.State.Charter
	rows, err := c.Delegations(ctx)
	if err != nil {
		return f, err
	}
	for _, d := range rows {
		if d.From == f.people.me {
			f.mine = append(f.mine, d)
		}
		if d.State == app.DelegationHolds || d.State == app.DelegationEnding {
			f.delegations = append(f.delegations, d.Delegation)
		}
	}
	f.came = make(map[op.AccountID]int64)
	err = c.Ask(ctx, func(r app.Reader) error {
		for _, person := range f.people.list {
			id, err := op.ParseID(person.Join)
			if err != nil {
				continue // a founder's genesis names itself; others without a join have no date
			}
			stored, here, err := r.Load(id)
			if err != nil {
				return err
			}
			if here {
				f.came[person.id] = stored.Op.Header.TimeMillis
			}
		}
		return nil
	})
	return f, err
}

func (w Words) members(f memberFacts, track string) (Members, error) {
	v := Members{Rows: []MemberRow{}, Tracks: w.tracks(f.rules.Tracks), Track: track}
	if v.Track == "" {
		v.Track = f.busiestTrack()
	}
	resolved, err := f.resolve(v.Track, w.NowMillis)
	if err != nil {
		return v, err
	}
	news, asking := 0, 0
	for _, person := range f.people.list {
		switch person.State {
		case StateRemoved, StateJoined:
			continue
		case StateNewcomer:
			asking++
		}
		if came := f.came[person.id]; person.State == StateMember && w.NowMillis-came < 7*dayMillis {
			news++
		}
		v.Rows = append(v.Rows, w.memberRow(f, person, resolved))
	}
	v.Sub = w.newPeople(news, asking)
	v.Tabs = w.memberTabs(len(v.Rows)-asking, asking)
	v.Graph = w.delegationGraph(f, v.Track, resolved)
	v.Hands = w.hands(f, resolved)
	return v, nil
}

// busiestTrack is the one on which most votes are given away.
func (f memberFacts) busiestTrack() string {
	most, best := 0, ""
	for _, t := range f.rules.Tracks {
		n := 0
		for _, d := range f.delegations {
			if d.Track == t.ID || d.Track == "" {
				n++
			}
		}
		if best == "" || n > most {
			most, best = n, t.ID
		}
	}
	return best
}

func (w Words) newPeople(news, asking int) string {
	var said []string
	if news > 0 {
		said = append(said, w.some("new_this_week", news))
	}
	if asking > 0 {
		said = append(said, w.some("ask_to_join", asking))
	}
	if len(said) == 0 {
		return ""
	}
	return capital(strings.Join(said, w.Say.T("list.comma", nil)))
}

func (w Words) memberTabs(members, asking int) []PageTab {
	tabs := []PageTab{{Tab: TabPeople, Count: members}, {Tab: TabJoining, Count: asking}, {Tab: TabYourVote}, {Tab: TabRules}}
	for i := range tabs {
		tabs[i].Label = w.Say.T("tab."+tabs[i].Tab, nil)
	}
	return tabs
}

func (w Words) memberRow(f memberFacts, person Person, resolved delegation.Resolution) MemberRow {
	r := MemberRow{
		Account: person.Account, Name: person.Name, Key: person.Key, Muted: person.MutedByMe, Offices: w.offices(person),
		Carries: int(resolved.Weights[person.id]), Vote: w.voteOf(f, person, resolved), MutedAll: person.Muted, May: f.people.may(person), ID: person.id, State: person.State,
	}
	if person.Me {
		r.Me = w.Say.T("member.you", nil)
	}
	if came := f.came[person.id]; came > 0 {
		r.Since = strconv.Itoa(w.at(came).Year())
	}
	r.search = strings.ToLower(person.Name.Name)
	for _, o := range r.Offices {
		r.search += " " + strings.ToLower(o.Label)
	}
	return r
}

func (w Words) offices(person Person) []Office {
	list := []Office{}
	if person.State == StateNewcomer {
		list = append(list, Office{StateNewcomer, w.Say.T("office.newcomer", nil)})
	}
	for _, role := range person.Roles {
		if role != RoleFounder { // who began it long ago holds no office by that
			list = append(list, Office{role, w.Say.T("office."+role, nil)})
		}
	}
	return list
}

// voteOf says in a few words what becomes of somebody's vote.
func (w Words) voteOf(f memberFacts, person Person, resolved delegation.Resolution) string {
	if person.State == StateNewcomer {
		return w.Say.T("vote_of.newcomer", nil)
	}
	var given []delegation.Delegation
	for _, d := range f.delegations {
		if d.From == person.id && (d.UntilMillis == 0 || d.UntilMillis > w.NowMillis) {
			given = append(given, d)
		}
	}
	if carried := len(resolved.Carried[person.id]); carried > 0 {
		return w.Say.N("vote_of.carries", int(resolved.Weights[person.id]), nil)
	}
	switch len(given) {
	case 0:
		return w.Say.T("vote_of.person", nil)
	case 1:
		to := firstName(f.people.Name(given[0].To[0]).Name)
		if given[0].Track == "" {
			return w.Say.T("vote_of.all", map[string]any{"Name": to})
		}
		return w.Say.T("vote_of.track", map[string]any{"Name": to, "Track": f.trackTitle(given[0].Track)})
	}
	return w.Say.N("vote_of.several", len(given), nil)
}

func (f memberFacts) trackTitle(id string) string {
	if t, found := f.rules.Track(id); found {
		return text.Line(t.Title)
	}
	return id
}
