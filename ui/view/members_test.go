package view

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

// elmMembers are people by name; each "A > B, C" gives a vote on house money to B, else to C.
func elmMembers(names []string, given ...string) memberFacts {
	f := memberFacts{people: peopleNamed(names...), came: map[op.AccountID]int64{}}
	f.rules.Tracks = []charter.Track{{ID: "garden", Title: "Garden"}, {ID: "money", Title: "House money"}}
	f.rules.Delegation = charter.Delegation{Allowed: true}
	for i, line := range given {
		from, to, _ := strings.Cut(line, " > ")
		d := delegation.Delegation{ID: op.ID{byte(i + 1)}, From: accountNamed(f.people, from), Track: "money"}
		for _, name := range strings.Split(to, ", ") {
			d.To = append(d.To, accountNamed(f.people, name))
		}
		f.delegations = append(f.delegations, d)
	}
	return f
}

func accountNamed(p *People, name string) op.AccountID {
	for _, person := range p.list {
		if person.Name.Name == name {
			return person.id
		}
	}
	panic("nobody is called " + name)
}

func TestMembersGiveAndCarry(t *testing.T) {
	w := evening(t)
	f := elmMembers([]string{"Ada Okonkwo", "Bogdan", "Elif", "Fatou", "Marta", "Samira"}, "Bogdan > Marta", "Fatou > Marta", "Elif > Samira")
	f.rules.Delegation.Cap = 2
	f.came[accountNamed(f.people, "Marta")] = time.Date(2015, 3, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	m, err := w.members(f, "")
	must(t, err)
	if m.Track != "money" {
		t.Errorf("the graph begins with %q", m.Track)
	}
	votes := map[string]string{}
	for _, r := range m.Rows {
		votes[r.Name.Name] = r.Vote
	}
	for name, want := range map[string]string{
		"Bogdan": "gives House money to Marta", "Marta": "carries 3 votes", "Samira": "carries 2 votes", "Ada Okonkwo": "votes in person",
	} {
		if votes[name] != want {
			t.Errorf("%s: %q, want %q", name, votes[name], want)
		}
	}
	if g := m.Graph; len(g.Nodes) != 5 || g.Nodes[0].Name.Name != "Marta" || g.Nodes[0].Votes != 3 || len(g.Edges) != 3 ||
		g.Text != "3 of 6 have given their vote on House money away. Whoever casts a ballot takes it back for that poll." {
		t.Errorf("%+v", g)
	}
	h := m.Hands
	if h.Label != "The two who carry most" || h.Figure != "5 of 6 votes" || h.Parts[0].Parts != 500_000_000 ||
		h.Text != "Marta 3, Samira 2. Without delegation: 2 of 6. Nobody carries more than 2 votes of others." ||
		h.Warning != "Marta carries as much as the charter allows" {
		t.Errorf("%+v", h)
	}
	var l MemberList
	l.Update(m)
	l.SetOrder(MembersByVotes)
	if l.Rows()[0].Name.Name != "Marta" || l.Rows()[0].Since != "2015" {
		t.Errorf("%+v", l.Rows()[0])
	}
	l.Choose(l.Rows()[0].Account)
	l.SetFilter("oKo")
	if len(l.Rows()) != 1 || l.Rows()[0].Name.Name != "Ada Okonkwo" || l.At() != -1 {
		t.Errorf("%+v", l.Rows())
	}
}

func TestAVoteThatTravelsIsDrawnStepByStep(t *testing.T) {
	w := evening(t)
	f := elmMembers([]string{"Ada", "Bo", "Cy"}, "Ada > Bo", "Bo > Cy")
	f.rules.Delegation.Travels = true
	m, err := w.members(f, "money")
	must(t, err)
	if g := m.Graph; len(g.Edges) != 2 || g.Nodes[0].Name.Name != "Cy" || g.Nodes[0].Votes != 3 {
		t.Errorf("%+v", g)
	}
}

func TestNobodyGivesAnythingAway(t *testing.T) {
	m, err := evening(t).members(elmMembers([]string{"Ada"}), "")
	must(t, err)
	if m.Hands.Label != "" || len(m.Graph.Nodes) != 0 || m.Graph.Text != "Nobody has given their vote on Garden away." {
		t.Errorf("%+v %+v", m.Graph, m.Hands)
	}
}

func TestNamesThatLookAlikeAreSetOneAboveTheOther(t *testing.T) {
	w := evening(t)
	f := elmMembers([]string{"Pavel Novák", "Pаvel Novák", "Zoë van Dijk"}) // the second has a Cyrillic а
	for i := range f.people.list {
		if name := f.people.list[i].Name.Name; name != "Pavel Novák" {
			f.people.list[i].State = StateNewcomer
			f.came[f.people.list[i].id] = on(time.May, 14, 16, 20)
		} else {
			f.came[f.people.list[i].id] = time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
		}
	}
	invites := []Invite{
		{ID: op.ID{1}.String(), By: Name{Name: "Kofi Mensah"}, Note: "Neighbourhood day", State: InviteOpen, Uses: 20, Admitted: 3, ExpiresMillis: on(time.May, 24, 12, 0)},
		{ID: "spent", State: InviteUsedUp},
	}
	j := w.joining(f, invites, map[op.AccountID]string{accountNamed(f.people, "Pаvel Novák"): op.ID{1}.String()})
	if j.Title != "Two ask to join" || len(j.Requests) != 2 || j.Spent != "1 spent, revoked or out of date" {
		t.Fatalf("%+v", j)
	}
	at := slices.IndexFunc(j.Requests, func(r JoinRequest) bool { return r.Alike != nil })
	r := j.Requests[at]
	if r.Asks != "asks since today, 16:20, with Kofi’s link “Neighbourhood day”" || j.Requests[1-at].Alike != nil {
		t.Errorf("%+v", r)
	}
	if want := "Letter 2 is a Cyrillic “а”. It may be an accident; compare the keys with Pavel, at the door or by phone."; r.Alike.Why != want {
		t.Errorf("%q, want %q", r.Alike.Why, want)
	}
	if rows := r.Alike.Rows; !rows[0].Member || rows[0].What != "member since 2016" || rows[1].What != "asks to join" || !rows[1].Groups[0].Differs || rows[0].Groups[0].Differs {
		t.Errorf("%+v", rows)
	}
	if i := j.Invites[0]; i.Used != "3 of 20" || i.Parts != 150_000_000 || i.Until != "until Sun 24 May" || i.Left != "in 10 days" || i.Sub != "Kofi Mensah · somebody looks first" {
		t.Errorf("%+v", i)
	}
	for _, s := range []struct{ known, asking, want string }{
		{"Ada", "Ada", "Both are written the same."}, {"Paul", "PauI", "The two are written differently and look the same."},
	} {
		if got := w.whyAlike(s.known, s.asking); !strings.HasPrefix(got, s.want) {
			t.Errorf("%s, %s: %q", s.known, s.asking, got)
		}
	}
}

func TestGivingMyVote(t *testing.T) {
	w := evening(t)
	f := elmMembers([]string{"Ada", "Bo", "Hannah Weiss", "Marta Kowalczyk"}, "Bo > Marta Kowalczyk")
	f.rules.Delegation.Cap = 1
	f.people.me = accountNamed(f.people, "Ada")
	v := w.yourVote(f)
	if v.Off != "" || len(v.Tracks) != 3 || v.Tracks[2].Title != "House money" || v.Tracks[2].Sub != "In person" {
		t.Fatalf("%+v", v.Tracks)
	}
	g := v.Give("money")
	if _, ready := g.Draft(); ready {
		t.Error("nobody is on the list")
	}
	g.Add(accountNamed(f.people, "Hannah Weiss"))
	g.Add(accountNamed(f.people, "Marta Kowalczyk"))
	g.Add(accountNamed(f.people, "Marta Kowalczyk"))
	g.Add(f.people.me)
	g.Move(1, 0)
	g.Move(0, 9)
	g.UntilMillis = on(time.December, 31, 12, 0)
	rows := g.Rows()
	if len(rows) != 2 || !rows[0].Full || rows[0].Note != "Carries one already, the most allowed; yours goes on" || rows[1].Note != "Votes in person" {
		t.Errorf("%+v", rows)
	}
	sentence, consequence := g.Says()
	if got := sentence.String(); got != "Your vote on House money goes to Marta, else to Hannah. It ends on 31 December." ||
		consequence != "If none of them votes, it is not counted. Everybody can see this." {
		t.Errorf("%q %q", got, consequence)
	}
	d, ready := g.Draft()
	if !ready || d.Track != "money" || len(d.To) != 2 || d.To[0] != accountNamed(f.people, "Marta Kowalczyk") || d.UntilMillis != g.UntilMillis {
		t.Errorf("%+v", d)
	}
	g.Remove(0)
	g.Remove(7)
	if len(g.Rows()) != 1 || g.Travels() != "They cannot hand it on: the charter does not let votes travel." {
		t.Errorf("%+v", g.Rows())
	}
	f.rules.Delegation.Allowed = false
	if w.yourVote(f).Off == "" {
		t.Error("the charter does not allow it")
	}
}

func TestTheFirstTrackInPersonIsAskedAboutFirst(t *testing.T) {
	all, garden, money := YourTrack{}, YourTrack{Track: "garden", Given: "bafy"}, YourTrack{Track: "money"}
	for _, is := range []struct {
		tracks []YourTrack
		want   int
	}{{[]YourTrack{all}, 0}, {[]YourTrack{all, garden}, 0}, {[]YourTrack{all, garden, money}, 2}} {
		if got := (&YourVote{Tracks: is.tracks}).Usual(); got != is.want {
			t.Errorf("%+v: %d", is.tracks, got)
		}
	}
}

func TestHowTheyVotedForMe(t *testing.T) {
	joaquim := Name{Name: "Joaquim"}
	given := func(by *Name, choice string) *PollDelegations {
		return &PollDelegations{Mine: &Delegated{By: by, Choice: choice, Delegates: []Name{joaquim}}}
	}
	polls := []Poll{
		{Title: "North wall", State: PollOpen, ClosesMillis: on(time.May, 21, 20, 0), Delegations: given(nil, "")},
		{
			Title: "A hive", State: PollClosed, Form: "choice", Delegations: given(&joaquim, "no"), Closing: &Closing{Outcome: &Outcome{Decides: true, Passed: true}},
			Running: Running{Options: []OptionCount{{Option: "yes", Count: 24}, {Option: "no", Count: 11}}},
		},
		{Title: "The elm", State: PollClosed, Form: "choice", MyVote: "b", Mine: "yes", Delegations: given(&joaquim, "no")},
		{Title: "Mine alone", State: PollClosed},
	}
	list := evening(t).HowVoted(polls)
	if len(list) != 3 || list[0].Said != "Not yet" || list[0].Sub != "you still can" || list[0].When != "open until 21 May" || list[1].Said != "Nay" || list[1].Answer != "no" || !list[0].Waits ||
		list[2].Said != "You voted" || !list[2].Mine || list[1].Sub != "carried, 24 to 11" || list[2].Sub != "aye" {
		t.Errorf("%+v", list)
	}
	if got := evening(t).HowVotedTitle(polls); got != "How Joaquim votes for you" {
		t.Error(got)
	}
	polls[0].Delegations.Mine.Delegates = []Name{{Name: "Hannah"}}
	if got := evening(t).HowVotedTitle(polls); got != "How they voted for you" {
		t.Error(got)
	}
	if list := evening(t).HowVoted(polls); list[1].Sub != "by Joaquim" {
		t.Errorf("it is not said which of them: %+v", list[1])
	}
}

func TestEachRuleHasTheNumberOfWhatMadeIt(t *testing.T) {
	w := evening(t)
	rules := &charter.Charter{Name: "Elm", Purpose: "We run the house.", Threshold: 2, Tracks: []charter.Track{{ID: "money", Title: "House money"}}}
	commit := func(state string, what ...Change) Commit {
		return Commit{ID: what[0].What, State: state, Changes: what, Needed: 2, Signers: []Name{{Name: "Samira"}}, TimeMillis: on(time.May, 13, 19, 2)}
	}
	council := Council{Stewards: []Name{{Name: "Samira"}, {Name: "Tomás"}}, Commits: []Commit{ // newest first
		commit(CommitCollecting, Change{What: "waiting", Millis: dayMillis}), commit(CommitProvisional, Change{What: "tracks", Value: "House money"}),
		commit(CommitPassedBy, Change{What: "name", Value: "Oak"}), commit(CommitSettled, Change{What: "threshold", Count: 2}),
	}}
	v := w.rulesPage(rules, &People{}, council, on(time.March, 4, 9, 0))
	numbers := map[string]int{}
	for _, g := range v.Groups {
		for _, l := range g.Lines {
			numbers[l.Rule] = l.Number
			if strings.Contains(l.Sentence, "⟦") || l.Sentence == "" {
				t.Errorf("%+v", l)
			}
		}
	}
	if numbers["3"] != 2 || numbers["7.1"] != 3 || numbers["1"] != 1 || numbers["6"] != 1 {
		t.Errorf("%v", numbers)
	}
	if len(v.History) != 3 || v.History[0].Number != 3 || v.History[2].Number != 1 || v.History[2].When != "4 March" {
		t.Errorf("%+v", v.History)
	}
	if len(v.Pending) != 1 {
		t.Fatalf("%+v", v.Pending)
	}
	p := v.Pending[0]
	if p.Signed != "1 of 2" || !p.Signers[0].Signed || p.Signers[1].Signed || p.By != "Proposed by Samira, Wednesday, 19:02" ||
		p.Foot != "One more signature, and it holds from that moment on; not for polls that are open already." {
		t.Errorf("%+v", p)
	}
	if !strings.Contains(v.AsText(), "House money\n") {
		t.Error(v.AsText())
	}
}

// peopleNamed are members by name; the first is the one who asks.
func peopleNamed(names ...string) *People {
	p := &People{at: map[op.AccountID]int{}, called: new(app.Names)}
	for i, name := range names {
		account := op.AccountID{byte(i + 1)}
		p.list = append(p.list, Person{
			Name: Name{Account: account.String(), Name: name}, Key: identity.Fingerprint([32]byte(account)), State: StateMember, id: account,
		})
		p.at[account] = i
	}
	return p
}
