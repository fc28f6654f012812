package view

import (
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/tally"
)

func offered(page DecisionPage) string {
	var acts []string
	for _, o := range page.Acts {
		acts = append(acts, string(o.Act))
	}
	return strings.Join(acts, " ")
}

func TestWhatIsOfferedHangsOnWhoAsksAndWhen(t *testing.T) {
	w := evening(t)
	mine := Proposal{Post: Post{ID: "p", State: PostShown, Mine: true}}
	others := Proposal{Post: Post{ID: "p", State: PostShown}}
	open := Poll{ID: "q", State: PollOpen, MayVote: true, NotVoted: voters(2), Ballots: []Ballot{{}}}
	stuck := Poll{ID: "q", State: PollOver, Phase: PollPhase{MayRetire: true}}
	sealed := Poll{ID: "q", State: PollClosed, Closing: &Closing{Outcome: &Outcome{}}, Ballots: []Ballot{{}}}
	for _, s := range []struct {
		name string
		page DecisionPage
		may  actors
		want string
	}{
		{"my proposal", DecisionPage{Proposal: &mine}, actors{}, "open_vote revise link save_text withdraw"},
		{"somebody's", DecisionPage{Proposal: &others}, actors{}, "open_vote amend link save_text"},
		{"somebody's, for a steward", DecisionPage{Proposal: &others}, actors{moderates: true}, "open_vote amend link save_text hide"},
		{"while it is voted on", DecisionPage{Proposal: &others, Poll: &open}, actors{delegates: true}, "amend nudge delegate link save_text calendar ballots"},
		{"for a sworn helper", DecisionPage{Poll: &open}, actors{assists: true, ends: true}, "assist nudge end_vote link save_text calendar ballots"},
		{"stuck, for the council", DecisionPage{Poll: &stuck}, actors{council: true}, "link save_text retire"},
		{"stuck, for others", DecisionPage{Poll: &stuck}, actors{}, "link save_text"},
		{"my proposal, let in not yet", DecisionPage{Proposal: &mine}, actors{barred: Barred{NoProposals: true}}, "link save_text withdraw"},
		{"my proposal, no member any more", DecisionPage{Proposal: &mine}, actors{barred: Barred{NoProposals: true, Silent: true}}, "link save_text"},
		{"somebody's, let in not yet", DecisionPage{Proposal: &others}, actors{barred: Barred{NoProposals: true}}, "link save_text"},
		{"sealed, no member any more", DecisionPage{Poll: &sealed}, actors{barred: Barred{NoProposals: true, Silent: true}}, "link save_text ballots record"},
		{"sealed", DecisionPage{Poll: &sealed}, actors{}, "open_alike link save_text ballots record"},
	} {
		w.offer(&s.page, s.may)
		if got := offered(s.page); got != s.want {
			t.Errorf("%s: %s, want %s", s.name, got, s.want)
		}
	}
}

func TestTheClosingSaysWhomItWaitsFor(t *testing.T) {
	w := evening(t)
	ingrid, box := Name{Name: "Ingrid Solberg", Account: "aa"}, Name{Name: "Cellar box"}
	c := &Closing{
		Tellers: voters(4), PollPhase: PollPhase{
			Phase: string(app.PhaseUndecided), Quorum: 3, Frozen: 2, SinceMillis: on(time.May, 14, 18, 10), RetireMillis: on(time.May, 21, 0, 0),
			WaitsFor: []Awaited{{Name: ingrid, Device: "d1", HeardMillis: on(time.May, 14, 9, 40)}},
		},
		Tellings: []TellerStand{
			{Name: box, Device: "d0", Relay: true, Frozen: true, HeardMillis: on(time.May, 14, 18, 10)},
			{Name: ingrid, Device: "d1", HeardMillis: on(time.May, 14, 9, 40)},
			{Name: Name{Name: "Wei Chen"}, Device: "d2", HeardMillis: -1},
			{Name: Name{Name: "Liar"}, Device: "d3", Contradicted: true, HeardMillis: 5},
		},
	}
	page := w.ClosingPage(Poll{Title: "Colour of the stairwell", State: PollOver, Closing: c, ClosesMillis: on(time.May, 14, 18, 0)}, "Elm Street")
	if page == nil || page.Title != "Undecided: waiting for Ingrid Solberg" || !strings.Contains(page.Says, "2 of 4 tellers have closed their lists, 3 are needed") {
		t.Fatalf("%+v", page)
	}
	if page.Stages[1].Permille != 666 || !page.Stages[1].Amiss || page.Stages[2].Permille != 0 {
		t.Errorf("%+v", page.Stages)
	}
	for i, want := range []string{"List closed", "Waited for since today 18:10", "Nothing heard yet", "Has contradicted itself"} {
		if got := page.Tellers[i]; got.State != want || got.Amiss != (i == 1 || i == 3) || got.Done != (i == 0) {
			t.Errorf("%+v, want %s", got, want)
		}
	}
	ways := page.Ways
	if len(ways) != 3 || !strings.Contains(ways[0].Message, "Colour of the stairwell") || ways[2].Label != "" || ways[2].Title != "From 21 May the council may give it up" {
		t.Errorf("%+v", ways)
	}
	c.MayRetire = true
	if ways := w.ClosingPage(Poll{State: PollOver, Closing: c}, "").Ways; ways[2].Label == "" {
		t.Errorf("%+v", ways[2])
	}
	for _, council := range []bool{true, false} {
		page := w.ClosingPage(Poll{State: PollOver, Closing: c}, "")
		page.leaveTo(council)
		if (page.Ways[2].Label != "") != council {
			t.Errorf("of the council: %t, offered %q", council, page.Ways[2].Label)
		}
	}
	c.Phase = string(app.PhaseClosing)
	if page := w.ClosingPage(Poll{State: PollOver, Closing: c}, ""); page.Calm == "" || page.Title != "" || page.Ways != nil {
		t.Errorf("%+v", page)
	}
	if w.ClosingPage(Poll{State: PollOpen, Closing: c}, "") != nil || w.ClosingPage(Poll{State: PollOver}, "") != nil {
		t.Error("nothing is being closed")
	}
}

func TestADecisionIsSavedAsATextAndACalendar(t *testing.T) {
	w := evening(t)
	p := Poll{
		ID: "baf", Title: "Roof; and, tiles", Form: tally.Choice, ClosesMillis: on(time.May, 15, 18, 0), MyVote: "bal", Mine: "yes",
		Running: Running{Options: []OptionCount{{Option: "yes", Count: 3}}},
	}
	page := DecisionPage{ID: "baf", Title: "Roof", Source: "We mend it.", By: plain("Proposed by Ada"), State: plain("Open"), Poll: &p, Facts: []Fact{{"Track", "House money"}}}
	written := w.Markdown(page, "Elm Street")
	for _, want := range []string{"# Roof\n", "We mend it.", "- **Track:** House money", "Id: baf", "3"} {
		if !strings.Contains(written, want) {
			t.Errorf("no %q in %s", want, written)
		}
	}
	calendar := w.Calendar(p, "Elm Street, with a name that is so long that it does not fit into one line of such a file")
	for line := range strings.SplitSeq(calendar, "\r\n") {
		if len(line) > 75 {
			t.Errorf("%d bytes: %s", len(line), line)
		}
	}
	if !strings.Contains(calendar, "DTSTART:20260515T180000Z") || !strings.Contains(calendar, `Roof\; and\, tiles`) {
		t.Error(calendar)
	}
	if copied := w.BallotCopy(p, "Ada"); !strings.Contains(copied, "Ballot: bal") || !strings.Contains(copied, "Ada voted: ") {
		t.Error(copied)
	}
	if got := w.SaveName("🎉", "md"); got != "decision.md" {
		t.Error(got)
	}
}

// Names and titles of others are letters in what is saved, whatever they look like.
func TestWhatIsSavedOfADecisionHoldsNoMarksOfOthers(t *testing.T) {
	w := evening(t)
	p := Poll{
		ID: "baf", Title: "Roof\r\nATTENDEE:mailto:x@y", Form: tally.Choice, ClosesMillis: on(time.May, 15, 18, 0),
		Running: Running{Options: []OptionCount{{Option: "[a](javascript:b)", Count: 3}}},
	}
	page := DecisionPage{
		ID: "baf", Title: "<img src=x onerror=y>\n# Passed", By: plain("Proposed by **Ada** &lt;"), State: plain("Open"), Poll: &p,
		Facts: []Fact{{"Track", "| _y_"}},
	}
	written := w.Markdown(page, "Elm\n\n# Street")
	for _, want := range []string{
		`# \<img src=x onerror=y\> \# Passed`, `\*\*Ada\*\* \&lt;`, `\[a\](javascript:b)`, `Elm  \# Street`, `\| \_y\_`,
	} {
		if !strings.Contains(written, want) {
			t.Errorf("no %q in %s", want, written)
		}
	}
	calendar := w.Calendar(p, "Elm\r\nBEGIN:VALARM")
	for line := range strings.SplitSeq(calendar, "\r\n") {
		if strings.HasPrefix(line, "ATTENDEE") || strings.HasPrefix(line, "DTEND") || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of others: %q", line)
		}
	}
}

// A day of somebody in another zone is another moment: what stands there already keeps its own. A day may have 23 hours.
func TestAPlanKeepsItsDaysInAnotherZone(t *testing.T) {
	people := &People{list: []Person{{Name: Name{Name: "Ada", Account: "a"}, State: StateMember}}}
	w := evening(t)
	zone := func(name string) *time.Location {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Skip("no zones here:", err)
		}
		return zone
	}
	w.Zone = zone("Europe/Berlin")
	written := NewPlanForm(w, people, FollowUp{})
	written.Owner, written.Milestones, written.Review = 0, "2026-06-01 Wood\n2026-03-29 Clocks", "2026-09-01"
	n, _, wrong := written.Plan()
	if wrong != "" {
		t.Fatal(wrong)
	}
	ms := *n.Milestones
	if ms[1].DueMillis != time.Date(2026, 3, 30, 0, 0, 0, 0, w.Zone).UnixMilli()-1 {
		t.Errorf("the day of 23 hours ends %s", time.UnixMilli(ms[1].DueMillis).In(w.Zone))
	}
	f := FollowUp{ReviewMillis: *n.ReviewMillis, Milestones: []Milestone{{Text: ms[0].Text, DueMillis: ms[0].DueMillis}, {Text: ms[1].Text, DueMillis: ms[1].DueMillis}}}
	w.Zone = zone("Pacific/Auckland")
	again := NewPlanForm(w, people, f)
	again.Owner = 0
	again.Milestones += "\n2026-07-01 Roof"
	kept, _, wrong := again.Plan()
	if wrong != "" || *kept.ReviewMillis != *n.ReviewMillis || (*kept.Milestones)[0] != ms[0] || (*kept.Milestones)[1] != ms[1] || len(*kept.Milestones) != 3 {
		t.Errorf("%q: %+v of %+v", wrong, kept, n)
	}
}

func TestAPlanIsReadLineByLine(t *testing.T) {
	w := evening(t)
	people := &People{list: []Person{{Name: Name{Name: "Ada", Account: "a"}, State: StateMember}, {Name: Name{Name: "Bo", Account: "b"}}}}
	owner := Name{Name: "Ada", Account: "a"}
	f := FollowUp{Owner: &owner, State: string(followup.Open), Milestones: []Milestone{{Text: "Wood", DueMillis: on(time.June, 1, 12, 0), State: string(followup.Open)}}}
	form := NewPlanForm(w, people, f)
	if form.Owner != 0 || form.Milestones != "2026-06-01 Wood" || len(form.People()) != 1 {
		t.Fatalf("%+v", form)
	}
	for _, s := range []struct{ milestones, review, in string }{
		{"2026-06-01 Wood\n\n2026-07-01 Roof", "2026-09-01", ""},
		{"Wood", "", "milestones"},
		{"2026-06-01", "", "milestones"},
		{"", "soon", "review"},
	} {
		form.Milestones, form.Review = s.milestones, s.review
		if n, in, wrong := form.Plan(); in != s.in || (wrong == "") != (in == "") || in == "" && (len(*n.Milestones) != 2 || *n.ReviewMillis == 0) {
			t.Errorf("%q %q: %q in %q", s.milestones, s.review, wrong, in)
		}
	}
	form.Owner = -1
	if _, in, _ := form.Plan(); in != "owner" {
		t.Errorf("in %q", in)
	}
	said := w.FollowUpSays(f)
	if said.Whole.Title != "Ada sees to it" || len(said.Milestones) != 1 || len(said.Milestones[0].Marks) != 2 {
		t.Errorf("%+v", said)
	}
	if said := w.FollowUpSays(FollowUp{NeedsOwner: true}); said.PlanLabel != "Say who does it" || !said.Whole.Late {
		t.Errorf("%+v", said)
	}
}
