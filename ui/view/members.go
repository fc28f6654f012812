package view

// Members: who is here, what office they hold, and who votes for whom.

import (
	"context"
	"slices"
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

	search string
}

// Label says the row to who does not see it.
func (r MemberRow) Label() string {
	parts := []string{r.Name.String()}
	for _, o := range r.Offices {
		parts = append(parts, o.Label)
	}
	return strings.Join(append(parts, r.Vote, r.Since), ", ")
}

// DelegationGraph is who votes for whom on one track.
type DelegationGraph struct {
	// Nodes are those who gave or carry a vote, the heaviest first.
	Nodes []GraphNode
	Edges []GraphEdge
	// Text says it in sentences.
	Text string
}

// GraphNode is one person; the area of its circle is Votes.
type GraphNode struct {
	Account string
	Name    Name
	Votes   int
}

// GraphEdge leads from who gave a vote to who casts it, by their places among the nodes.
type GraphEdge struct{ From, To int }

// Hands is how much lies in few hands.
type Hands struct {
	// Label and Figure stand above the bar: "The three who carry most", "11 of 42 votes".
	Label, Figure string
	Parts         []HandPart
	Text          string
	// Warning is there where somebody carries as much as the charter allows.
	Warning string
}

// HandPart is one person's share, in billionths of all votes.
type HandPart struct {
	Name  Name
	Parts int64
}

// handsMost people are shown in the bar.
const handsMost = 3

// memberFacts is what the page is made from.
type memberFacts struct {
	people      *People
	rules       charter.Charter
	delegations []delegation.Delegation
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

// resolve is how votes would go on a track if everybody voted who has not given theirs away.
func (f memberFacts) resolve(track string, nowMillis int64) (delegation.Resolution, error) {
	inForce, err := delegation.InForce(f.delegations, track, nowMillis)
	if err != nil {
		return delegation.Resolution{}, err
	}
	p := delegation.Poll{Voters: map[op.AccountID]uint64{}, Ballots: map[op.AccountID]bool{}, Delegations: inForce}
	for _, person := range f.people.list {
		if person.State != StateMember {
			continue
		}
		p.Voters[person.id] = f.rules.WeightOf(person.id)
		if _, gave := inForce[person.id]; !gave {
			p.Ballots[person.id] = true
		}
	}
	return delegation.Resolve(p, delegation.Rules{Cap: int(f.rules.Delegation.Cap), Travels: f.rules.Delegation.Travels})
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
		Carries: int(resolved.Weights[person.id]), Vote: w.voteOf(f, person, resolved),
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
		return t.Title
	}
	return id
}

func (w Words) delegationGraph(f memberFacts, track string, resolved delegation.Resolution) DelegationGraph {
	var g DelegationGraph
	at := make(map[op.AccountID]int)
	node := func(account op.AccountID) int {
		i, known := at[account]
		if !known {
			i = len(g.Nodes)
			at[account] = i
			g.Nodes = append(g.Nodes, GraphNode{f.people.Name(account).Account, f.people.Name(account), max(int(resolved.Weights[account]), 1)})
		}
		return i
	}
	carriers := make([]op.AccountID, 0, len(resolved.Carried))
	for account := range resolved.Carried {
		carriers = append(carriers, account)
	}
	slices.SortFunc(carriers, func(a, b op.AccountID) int {
		if d := int(resolved.Weights[b]) - int(resolved.Weights[a]); d != 0 {
			return d
		}
		return a.Compare(b)
	})
	for _, account := range carriers {
		node(account)
	}
	for _, account := range carriers {
		for _, from := range resolved.Carried[account] {
			steps := append([]op.AccountID{from}, resolved.Paths[from]...)
			for i := range len(steps) - 1 {
				if edge := (GraphEdge{node(steps[i]), node(steps[i+1])}); !slices.Contains(g.Edges, edge) {
					g.Edges = append(g.Edges, edge)
				}
			}
		}
	}
	given := len(resolved.Paths) + len(resolved.Lost)
	if given == 0 {
		g.Text = w.Say.T("graph.nobody", map[string]any{"Track": f.trackTitle(track)})
		return g
	}
	voters := len(resolved.Weights) + given
	g.Text = w.Say.N("graph.given", given, map[string]any{"Voters": voters, "Track": f.trackTitle(track)}) + " " + w.Say.T("graph.back", nil)
	return g
}

func (w Words) hands(f memberFacts, resolved delegation.Resolution) Hands {
	var h Hands
	total := uint64(0)
	for _, weight := range resolved.Weights {
		total += weight
	}
	largest := resolved.Concentration(handsMost).Largest
	if len(largest) == 0 || total == 0 {
		return h
	}
	held, own := uint64(0), uint64(0)
	var said, full []string
	for _, d := range largest {
		held, own = held+d.Weight, own+f.rules.WeightOf(d.Account)
		name := f.people.Name(d.Account)
		h.Parts = append(h.Parts, HandPart{name, int64(d.Weight) * 1_000_000_000 / int64(total)})
		said = append(said, w.Say.T("hands.one", map[string]any{"Name": firstName(name.Name), "Votes": int64(d.Weight)}))
		if most := f.rules.Delegation.Cap; most > 0 && uint64(d.Delegations) >= most {
			full = append(full, firstName(name.Name))
		}
	}
	h.Label = w.some("carry_most", len(largest))
	h.Figure = w.Say.N("hands.figure", int(total), map[string]any{"Held": int64(held)})
	h.Text = w.Say.T("hands.text", map[string]any{"Who": strings.Join(said, w.Say.T("list.comma", nil)), "Own": int64(own), "Votes": int64(total)})
	if most := int(f.rules.Delegation.Cap); most > 0 {
		h.Text += " " + w.Say.N("hands.cap", most, nil)
	}
	if len(full) > 0 {
		h.Warning = w.Say.N("hands.full", len(full), map[string]any{"Names": w.Say.List(full)})
	}
	return h
}

// MemberList is the list on the screen: filtered, sorted, one chosen in the list and in the graph alike. It belongs to one goroutine.
type MemberList struct {
	all    []MemberRow
	rows   []MemberRow
	filter string
	order  MemberOrder
	chosen string
}

// The orders of members.
type MemberOrder string

// The orders.
const (
	MembersByName  MemberOrder = "name"
	MembersByVotes MemberOrder = "votes"
	MembersBySince MemberOrder = "since"
)

// Update takes the members as they are now.
func (l *MemberList) Update(m Members) {
	l.all = m.Rows
	l.layOut()
}

// Rows are what is shown.
func (l *MemberList) Rows() []MemberRow { return l.rows }

// SetFilter shows only those whose name or office holds all of the words.
func (l *MemberList) SetFilter(typed string) {
	l.filter = typed
	l.layOut()
}

// SetOrder sorts.
func (l *MemberList) SetOrder(order MemberOrder) {
	l.order = order
	l.layOut()
}

// OrderLabel says the order.
func (l *MemberList) OrderLabel(w Words) string {
	return w.Say.T("member_order."+orElse(string(l.order), string(MembersByName)), nil)
}

// Choose chooses somebody, in the list and in the graph.
func (l *MemberList) Choose(account string) { l.chosen = account }

// Chosen is who is; "" for nobody.
func (l *MemberList) Chosen() string { return l.chosen }

// At is the chosen one's row; -1 where it is not shown.
func (l *MemberList) At() int {
	return slices.IndexFunc(l.rows, func(r MemberRow) bool { return r.Account == l.chosen })
}

func (l *MemberList) layOut() {
	l.rows = nil
	words := strings.Fields(strings.ToLower(text.Line(l.filter)))
	for _, r := range l.all {
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(r.search, word) }) {
			l.rows = append(l.rows, r)
		}
	}
	switch l.order {
	case MembersByVotes:
		slices.SortStableFunc(l.rows, func(a, b MemberRow) int { return b.Carries - a.Carries })
	case MembersBySince:
		slices.SortStableFunc(l.rows, func(a, b MemberRow) int { return strings.Compare(a.Since, b.Since) })
	}
}
