package view

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// council are members of whom the first so many are stewards, with me first.
func council(stewards int, names ...string) (*People, authority.State) {
	people := peopleNamed(names...)
	people.me = people.list[0].id
	people.list[0].Me = true
	rules := charter.Charter{
		Name: "Elm Street", Purpose: "We run the house.", Threshold: uint64(charter.StrictMajority(stewards)), Tellers: []op.DeviceID{{9}},
		Delegation: charter.Delegation{Allowed: true, Cap: 5}, WaitingMillis: 0, SettleMillis: charter.SettleMillis,
		PatienceMillis: charter.PatienceMillis, RetireAfterMillis: charter.RetireAfterMillis,
		Tracks: []charter.Track{{
			ID: "money", Title: "House money", Opener: charter.OpenedByMembers, DecisionMillis: 7 * dayMillis, Approval: charter.Always(600_000_000),
		}},
	}
	for i := range people.list {
		if i < stewards {
			rules.Council = append(rules.Council, people.list[i].id)
			people.list[i].Roles = []string{RoleSteward}
		}
	}
	return people, authority.State{Charter: rules}
}

func TestWhatIsClosedToWhoIsNoMember(t *testing.T) {
	people, _ := council(1, "Ada")
	w := evening(t)
	for state, want := range map[string]Barred{
		StateMember: {}, StateNewcomer: {NoProposals: true}, StateRemoved: {NoProposals: true, Silent: true}, StateJoined: {NoProposals: true, Silent: true},
	} {
		people.list[0].State = state
		got := w.BarredOf(people)
		if (got.Why == "") != (state == StateMember) {
			t.Errorf("%s: %q", state, got.Why)
		}
		if got.Why = ""; got != want {
			t.Errorf("%s: %+v", state, got)
		}
	}
	people.me = op.AccountID{77}
	if !w.BarredOf(people).Silent {
		t.Error("somebody who never joined writes")
	}
}

func TestAnInviteIsChosenBeforeItIsMade(t *testing.T) {
	people, _ := council(2, "Ada", "Kofi", "Marta")
	v := evening(t).inviteSheet(people, "Elm Street")
	if v.Off != "" || v.Title != "Invite to Elm Street" || !strings.Contains(v.Ways()[0].Says, "by you or Kofi;") {
		t.Errorf("%+v: %q", v, v.Ways()[0].Says)
	}
	if d := v.Draft(); d.Uses != 5 || d.ForMillis != 30*dayMillis || d.Auto {
		t.Errorf("%+v", d)
	}
	if c := v.UntilChoices()[4]; !c.Chosen || c.Label != "Sat 13 June (30 days)" {
		t.Errorf("%+v", c)
	}
	for typed, fine := range map[string]bool{"": false, "0": false, "x": false, "5001": false, " 12 ": true, "5000": true} {
		if trouble := v.TypeUses(typed); (trouble == "") != fine {
			t.Errorf("%q: %q", typed, trouble)
		}
	}
	v.ChooseUses(0)
	v.ChooseUntil(0)
	v.ChooseWay(true)
	v.TypeNote(" flat\u202e 12 ")
	if d := v.Draft(); d.Uses != 1 || d.ForMillis != dayMillis || !d.Auto || strings.ContainsRune(d.Note, '\u202e') || v.UsesChosen() != 0 {
		t.Errorf("%+v", d)
	}
	people.me = people.list[2].id
	people.list[0].Me = false
	if v := evening(t).inviteSheet(people, "Elm"); v.Off == "" {
		t.Error("Marta cannot invite")
	}
}

func TestAnInviteIsPrinted(t *testing.T) {
	people, _ := council(1, "Ada")
	v := evening(t).inviteSheet(people, `<b>Elm</b>`)
	page, err := v.Print("folkmoot:join/1/abc")
	must(t, err)
	said := string(page)
	if strings.Contains(said, "<b>Elm") || !strings.Contains(said, "folkmoot:join/1/abc") || strings.Count(said, "<rect ") < 100 {
		t.Error(said[:400])
	}
	if _, err := Modules(strings.Repeat("x", 5000)); err == nil {
		t.Error("5000 letters make no code")
	}
}

func TestRulesAreChangedByAForm(t *testing.T) {
	people, state := council(3, "Ada", "Bo", "Cy", "Di")
	form := func() *RulesForm { return evening(t).rulesForm(people, state) }
	if _, err := form().Acts(); !errors.Is(err, ErrAsItIs) {
		t.Errorf("an untouched form: %v", err)
	}
	for name, s := range map[string]struct {
		change func(*RulesForm)
		want   string // the change in words, or the field that is wrong
		wrong  bool
	}{
		"a name":              {func(f *RulesForm) { f.Name = " Oak Street " }, "The community's name: Oak Street", false},
		"a seat":              {func(f *RulesForm) { f.Council, f.Signatures = Toggle(f.Council, f.People()[3].Account), "3" }, "The council: Ada, Bo, Cy and Di", false},
		"too many signatures": {func(f *RulesForm) { f.Signatures = "4" }, "signatures", true},
		"nobody in council":   {func(f *RulesForm) { f.Council = nil }, "council", true},
		"no teller":           {func(f *RulesForm) { f.Tellers = nil }, "tellers", true},
		"a time":              {func(f *RulesForm) { f.Waiting = "14 D" }, "Time before new members vote: 14 days", false},
		"no time":             {func(f *RulesForm) { f.Settle = "soon" }, "settle", true},
		"a cap":               {func(f *RulesForm) { f.Cap = "8" }, "8 other members", false},
		"no delegation":       {func(f *RulesForm) { f.Delegation = DelegationNo }, "Nobody votes for anybody else", false},
		"a role's votes":      {func(f *RulesForm) { f.StewardVotes = "3" }, "3", false},
		"no number":           {func(f *RulesForm) { f.AdmitterVotes = "many" }, "admitter_votes", true},
		"a helper":            {func(f *RulesForm) { f.Helpers = Toggle(f.Helpers, f.People()[1].Account) }, "May enter paper ballots: Bo", false},
		"a new track":         {func(f *RulesForm) { f.Tracks = append(f.Tracks, TrackForm{Title: "Garden, 2", Decision: "5d"}) }, "The tracks: House money, Garden, 2", false},
		"a track without":     {func(f *RulesForm) { f.Tracks = append(f.Tracks, NewTrack()) }, "track", true},
		"a share that rises":  {func(f *RulesForm) { f.Tracks[0].Approval.From, f.Tracks[0].Approval.To = "50", "60" }, "track", true},
		"a falling share":     {func(f *RulesForm) { f.Tracks[0].Approval.From, f.Tracks[0].Approval.To = "100", "50,5" }, "The tracks: House money", false},
	} {
		f := form()
		s.change(f)
		acts, err := f.Acts()
		var wrong *FormTrouble
		if s.wrong {
			if !errors.As(err, &wrong) || wrong.Field != s.want || wrong.Says == "" {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := acts.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if said := strings.Join(f.Preview(acts).Changes, "; "); !strings.Contains(said, s.want) {
			t.Errorf("%s: %q, want %q", name, said, s.want)
		}
	}
}

func TestAFormSaysWhoSigns(t *testing.T) {
	people, state := council(3, "Ada", "Bo", "Cy", "Di")
	f := evening(t).rulesForm(people, state)
	name, tellers := "Oak", charter.Acts{Tellers: []op.DeviceID{{7}}}
	if p := f.Preview(charter.Acts{Name: &name}); p.Off != "" || p.Foot != "You sign first. It holds when one more of the council has signed." {
		t.Errorf("%+v", p)
	}
	if p := f.Preview(tellers); p.Off == "" {
		t.Error("a council alone cannot change the tellers")
	}
	f.Petition = true
	if p := f.Preview(tellers); p.Off != "" || f.Type() != authority.ByPetition {
		t.Errorf("%+v", p)
	}
	people.me, f.Petition = people.list[3].id, false
	if p := f.Preview(charter.Acts{Name: &name}); p.Off == "" {
		t.Error("Di is not of the council")
	}
	f.Council, f.Signatures = f.Council[:1], "2"
	if f.FitSignatures(); f.Signatures != "1" {
		t.Error(f.Signatures)
	}
}

func TestAllRulesAreEditedAsAFile(t *testing.T) {
	people, state := council(1, "Ada", "Bo")
	f := evening(t).rulesForm(people, state)
	written, err := f.File()
	must(t, err)
	if _, err := f.ReadFile(written); !errors.Is(err, ErrAsItIs) {
		t.Errorf("as it was: %v", err)
	}
	acts, err := f.ReadFile(strings.Replace(written, "We run the house.", "We run two houses.", 1))
	if err != nil || acts.Purpose == nil || *acts.Purpose != "We run two houses." || acts.Name != nil {
		t.Errorf("%+v, %v", acts, err)
	}
	var wrong *charter.ChangeError
	if _, err := f.ReadFile("nonsense = ["); !errors.As(err, &wrong) {
		t.Errorf("nonsense: %v", err)
	}
}

func TestARemovalSaysWhatStaysAndWhoSigns(t *testing.T) {
	w := evening(t)
	people, state := council(2, "Ada", "Samira", "Noah Lindqvist")
	noah := people.list[2]
	noah.Devices = []Device{{}, {}, {Withdrawn: true}}
	v := Removal{Ways: []op.ID{{1}}, Cut: RemovalCut{Acts: []CutAct{{ID: op.ID{1}, millis: on(time.May, 1, 9, 0)}, {ID: op.ID{2}, millis: on(time.May, 2, 9, 0)}}}}
	w.sayRemoval(&v, noah, people, &state.Charter, removalCount{acts: 214, comments: 31, votes: 12, openVotes: 2}, []string{"Eve"}, op.ID{2})
	if v.Title != "Remove Noah Lindqvist from Elm Street?" || v.Cut.Stays != "214 acts up to here stay: 31 comments, 12 votes" || v.Cut.Kept != 1 ||
		v.Foot != "You sign first. It takes effect when one more of the council has signed." || v.Off != "" || v.WaysSay == "" || v.BeforeAt(1) != (op.ID{2}) || !v.BeforeAt(2).IsZero() {
		t.Errorf("%+v", v)
	}
	var titles []string
	for _, p := range v.Points {
		titles = append(titles, p.Title)
	}
	want := []string{"Two votes in open decisions stay", "What comes later is kept, and shown as set aside", "Noah’s two devices are cut off", "Eve goes too"}
	if !slices.Equal(titles, want) {
		t.Errorf("%q", titles)
	}
	if acts := v.Acts(" moved out "); acts.Remove[0].Reason != "moved out" || len(v.EndOffice("x").EndOffice) != 1 {
		t.Errorf("%+v", acts)
	}
	spread(v.Cut.Acts, w.NowMillis)
	if a := v.Cut.Acts; a[0].Parts <= 0 || a[0].Parts >= a[1].Parts || a[1].Parts >= 1_000_000_000 {
		t.Errorf("%+v", a)
	}
	noah.State = StateNewcomer
	w.sayRemoval(&v, noah, people, &state.Charter, removalCount{}, nil, op.ID{})
	if v.Title != "Turn Noah Lindqvist down?" || v.Cut.Kept != 2 {
		t.Errorf("%+v", v)
	}
	people.me = noah.id
	if _, off := w.removalFoot(people.list[1], people, &state.Charter); off == "" {
		t.Error("only the council removes")
	}
}

func TestAPersonsPageSaysWhatCanBeDone(t *testing.T) {
	w := evening(t)
	f := elmMembers([]string{"Ada", "Marta", "Bo"}, "Bo > Marta")
	f.people.me = accountNamed(f.people, "Ada")
	f.people.list[0].Roles, f.people.list[0].Me = []string{RoleSteward}, true
	marta, _ := f.people.Find(accountNamed(f.people, "Marta"))
	v := w.personPage(f, marta)
	if !slices.Equal(v.Votes, []string{"Votes in person"}) || !slices.Equal(v.NamedBy, []string{"Bo names this person for House money"}) ||
		!v.May.MuteAll || !v.May.Propose || v.May.LetIn || len(v.KeyGroups) < 3 {
		t.Errorf("%+v", v)
	}
	bo, _ := f.people.Find(accountNamed(f.people, "Bo"))
	bo.State = StateNewcomer
	if v := w.personPage(f, bo); !v.May.LetIn || v.State != "asks to be let in" || v.Votes[0] != "House money: to Marta" {
		t.Errorf("%+v", v)
	}
}

func TestAVoteIsGivenUntilADay(t *testing.T) {
	w := evening(t)
	f := elmMembers([]string{"Ada", "Marta", "Bo"})
	f.people.me = accountNamed(f.people, "Ada")
	g := w.yourVote(f).Give("money")
	g.Prefer(accountNamed(f.people, "Bo"))
	g.Prefer(accountNamed(f.people, "Marta"))
	g.Prefer(f.people.me)
	if rows := g.Rows(); len(rows) != 2 || rows[0].Name.Name != "Marta" {
		t.Errorf("%+v", rows)
	}
	if c := g.UntilChoices(); len(c) != len(givingDays) || !c[0].Chosen {
		t.Errorf("%+v", c)
	}
	g.ChooseUntil(1)
	if d, ready := g.Draft(); !ready || d.UntilMillis != w.NowMillis+7*dayMillis {
		t.Errorf("%+v", d)
	}
	g.UntilMillis = on(time.December, 31, 12, 0)
	if c := g.UntilChoices(); len(c) != len(givingDays)+1 || !c[len(c)-1].Chosen {
		t.Errorf("%+v", c)
	}
	g.ChooseUntil(0)
	g.ChooseUntil(len(givingDays))
	if g.UntilMillis != on(time.December, 31, 12, 0) {
		t.Error("an earlier end is lost")
	}
}

func TestTellersOnTheScreen(t *testing.T) {
	w := evening(t)
	v := w.tellers(Board{
		Tellers: []TellerStatus{{Teller: Teller{Device: strings.Repeat("ab", 32), Person: Name{Name: "Wei"}}, Me: true}, {Teller: Teller{Device: strings.Repeat("cd", 32), Name: "Cellar box"}, Relay: true, Forked: true}},
		Quorum:  3, Tolerated: 1,
		Polls: []PollDuty{{ID: "p", Title: "Hive", Mine: DutySeal, Tellers: []TellerDuty{{Name: Name{Name: "Wei"}, Frozen: true, Due: DutySeal}}}},
	})
	if len(v.Rows) != 2 || v.Rows[0].Sub != "this device" || !v.Rows[1].Amiss || len(v.Warnings) != 1 || v.Polls[0].Waits[0].Due != "has not sealed" || v.Polls[0].Mine == "" {
		t.Errorf("%+v", v)
	}
}

func TestASortOfDecisionsInNumbers(t *testing.T) {
	w := evening(t)
	_, state := council(1, "Ada")
	track := state.Charter.Tracks[0]
	v := w.trackSheet(w.track(&track))
	if v.Title != "House money" || len(v.Needs) != 9 || v.Needs[0].Approval == "" || len(v.Facts) < 3 {
		t.Errorf("%+v", v)
	}
}
