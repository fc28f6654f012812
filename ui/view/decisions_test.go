package view

import (
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/tally"
)

func voters(n int) []Name { return make([]Name, n) }

// elmStreet are polls of the pictures.
func elmStreet() []Poll {
	counts := func(pairs ...any) (list []OptionCount) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, OptionCount{pairs[i].(string), uint64(pairs[i+1].(int))})
		}
		return list
	}
	reserve := Poll{
		ID: "reserve", Title: "Where the reserve goes first", Form: tally.Ranking, Track: "money", State: PollOpen, ClosesMillis: on(time.May, 15, 18, 0),
		MayVote: true, NeedsMe: true, Running: Running{Voters: 27}, Voters: voters(41), OpenedBy: Name{Name: "Marta Kowalczyk"},
	}
	quiet := Poll{
		ID: "quiet", Title: "Quiet hours from 22:00 on weekdays", Form: tally.Consents, Track: "rules", State: PollOpen, MayVote: true, NeedsMe: true,
		ClosesMillis: on(time.May, 19, 20, 0), Voters: voters(42), Running: Running{Voters: 9, Options: counts("consent", 7, "stand-aside", 2, "object", 0)},
	}
	energy := Poll{
		ID: "energy", Title: "Join the neighbourhood energy pool", Form: tally.Choice, Track: "lasting", State: PollOpen, MayVote: true, MyVote: "b", Mine: "yes",
		ClosesMillis: on(time.May, 28, 9, 0), Voters: voters(41), Running: Running{Voters: 28, Options: counts("yes", 21, "no", 4, "abstain", 3)},
		Course: &Course{State: "confirming", ConfirmingSinceMillis: on(time.May, 13, 9, 12), ConfirmMillis: 4 * dayMillis, WouldPass: true, WouldPassMillis: on(time.May, 17, 9, 12)},
	}
	plants := Poll{
		ID: "plants", Title: "What we plant along the north wall", Form: tally.Ranking, Track: "garden", State: PollOpen, MayVote: true, NeedsMe: true,
		ClosesMillis: on(time.May, 21, 20, 0), Voters: voters(42), Running: Running{Voters: 19},
		Delegations: &PollDelegations{Mine: &Delegated{Delegates: []Name{{Name: "Joaquim Ferreira"}}}},
	}
	stairs := Poll{
		ID: "stairs", Title: "Colour of the stairwell", Form: tally.Scores, Track: "rules", State: PollOver, ClosesMillis: on(time.May, 14, 18, 0),
		Voters: voters(41), Running: Running{Voters: 38}, Phase: PollPhase{Phase: string(app.PhaseClosing), Sealed: 2, Quorum: 3},
	}
	council := Poll{ID: "council", Title: "House council 2026", Form: tally.Ranking, State: PollClosed, ClosesMillis: on(time.May, 14, 9, 30), Running: Running{Voters: 40}}
	return []Poll{reserve, quiet, energy, plants, stairs, council}
}

func listed(l *DecisionList) string {
	var parts []string
	for _, r := range l.Rows() {
		one := r.Decision.ID
		if r.Head {
			one = "[" + r.Label + " " + l.words.Say.Count(int64(r.Count)) + "]"
		}
		if r.Chosen {
			one += "*"
		}
		parts = append(parts, one)
	}
	return strings.Join(parts, " ")
}

func elmList(t *testing.T) *DecisionList {
	w := evening(t)
	bike := Proposal{Post: Post{ID: "bike", State: PostShown, Author: Name{Name: "Tomás Herrera"}}, Title: "A cargo bike for everybody", Track: "money", TrackTitle: "House money", Comments: 11}
	l := NewDecisionList(w)
	l.Update(w, w.decisions("me", map[string]string{"money": "House money"}, []Proposal{bike}, elmStreet(), []app.LocalDraft{{ID: "d"}}))
	return l
}

func TestDecisionsStandInTheirGroups(t *testing.T) {
	want := "[Needs you 2] reserve quiet [Open, not waiting for you 2] plants energy [In preparation 1] bike [Closing 1] stairs [Decided 1] council [Drafts 1] d"
	if got := listed(elmList(t)); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestARowSaysWhatThePictureSays(t *testing.T) {
	rows := map[string]DecisionRow{}
	for _, r := range elmList(t).Rows() {
		rows[r.Decision.ID] = r.Decision
	}
	for _, s := range []struct{ name, got, want string }{
		{"time left", rows["reserve"].When + " / " + rows["reserve"].Left, "Closes tomorrow, 18:00 / in 21 hours"},
		{"how many have voted", rows["reserve"].Standing, "27 of 41 have voted"},
		{"a bar's words", rows["quiet"].Standing, "7 consent, 2 stand aside, of 42"},
		{"ayes and nays", rows["energy"].Standing, "21 aye, 4 nay, 3 abstain, of 41"},
		{"being confirmed", rows["energy"].When + " / " + rows["energy"].Left, "Being confirmed / may pass Sun 17 May, 09:12"},
		{"my vote", rows["energy"].Chip, "You: aye"},
		{"given away", rows["plants"].Chip, "Joaquim votes for you"},
		{"closing", rows["stairs"].When + " / " + rows["stairs"].Left, "Closed today, 18:00 / 2 of 3 signatures are here"},
		{"a proposal", rows["bike"].Sub + " / " + rows["bike"].When + " / " + rows["bike"].Left, "House money · Tomás Herrera / Discussion / 11 comments"},
		{"a draft without a title", rows["d"].Title, "Without a title"},
	} {
		if s.got != s.want {
			t.Errorf("%s: %q, want %q", s.name, s.got, s.want)
		}
	}
	if !rows["reserve"].Urgent || rows["quiet"].Urgent {
		t.Error("urgent is what closes within a day and waits for me")
	}
	bar := rows["energy"].Bar
	if len(bar) != 3 || bar[0] != (BarPart{BarYes, 512_195_121}) || bar[1].Kind != BarNo || bar[2].Kind != BarAbstain {
		t.Errorf("bar: %+v", bar)
	}
}

func TestTheListByKeys(t *testing.T) {
	l := elmList(t)
	l.Move(1) // to the first row
	if l.Move(1); !strings.Contains(listed(l), "reserve*") {
		t.Fatal(listed(l))
	}
	l.Move(1)
	l.Sideways(true) // from a decision to its head
	if !strings.HasPrefix(listed(l), "[Needs you 2]*") {
		t.Fatal(listed(l))
	}
	l.Sideways(true)
	if !strings.HasPrefix(listed(l), "[Needs you 2]* [Open") {
		t.Fatal("folded:", listed(l))
	}
	if _, goes := l.Enter(); goes || !strings.HasPrefix(listed(l), "[Needs you 2]* reserve") {
		t.Fatal("Enter on a head unfolds:", listed(l))
	}
	l.Move(1)
	if to, goes := l.Enter(); !goes || to.Item != "reserve" {
		t.Errorf("Enter leads to %+v", to)
	}
	l.Move(100)
	if at := l.At(); at != len(l.Rows())-1 {
		t.Errorf("at %d", at)
	}
	l.Fold(GroupDrafts, true)
	if !l.Rows()[len(l.Rows())-1].Chosen {
		t.Error("folding what is chosen chooses its head:", listed(l))
	}
}

func TestFilters(t *testing.T) {
	l := elmList(t)
	l.SetFilter(FilterNeeds)
	if got := listed(l); got != "[Needs you 2] reserve quiet" {
		t.Error(got)
	}
	chips := l.Chips([]Track{{ID: "rules", Title: "House rules"}, {ID: "empty", Title: "Nothing"}})
	var labels []string
	for _, c := range chips {
		labels = append(labels, c.Label)
	}
	if got := strings.Join(labels, "|"); got != "All 8|Needs you 2|Yours 1|House rules" || !chips[1].Chosen {
		t.Errorf("%s %+v", got, chips)
	}
	l.SetFilter(chips[3].Filter)
	if got := listed(l); got != "[Needs you 1] quiet [Closing 1] stairs" {
		t.Error(got)
	}
}

func TestTheStateOfADecisionInASentence(t *testing.T) {
	w := evening(t)
	polls := elmStreet()
	for i, want := range []string{
		"Open until tomorrow, 18:00 (in 21 hours). 27 of 41 have voted.", "Open until Tue 19 May, 20:00 (in 5 days). 9 of 42 have answered.",
		"Being confirmed: it may pass Sun 17 May, 09:12. 28 of 41 have voted.",
	} {
		if got := w.pollState(polls[i]).String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	bar := w.voteBar(polls[0])
	if bar.Title != "You have not voted yet" || bar.Act != "Vote now" || bar.Sub != "Ranking · Closes tomorrow, 18:00" {
		t.Errorf("%+v", bar)
	}
}

func TestHomeSaysWhatNeedsMe(t *testing.T) {
	w := evening(t)
	polls := elmStreet()
	var wait []Poll
	for _, p := range polls {
		if p.NeedsMe {
			wait = append(wait, p)
		}
	}
	s := Status{Here: true, Me: &Name{Name: "Ada Okonkwo"}, Needs: &Needs{Polls: wait, Newcomers: []Person{{Name: Name{Name: "Zoë"}}}}}
	h := w.home(s, nil, polls)
	if h.Greeting != "Good evening, Ada" || h.Today != "Thursday 14 May. Two decisions wait for your vote." {
		t.Errorf("%q %q", h.Greeting, h.Today)
	}
	if len(h.Needs) != 3 || h.Needs[0].Title != "Where the reserve goes first" || !h.Needs[0].Primary || h.Needs[1].Primary || h.Needs[2].Kind != NeedsAdmission {
		t.Errorf("%+v", h.Needs)
	}
	if n := h.Needs[0]; n.Sub != "Ranking · 27 of 41 have voted" || n.When != "Closes tomorrow, 18:00" || n.Goes.Focus != FocusBallot || !n.Urgent {
		t.Errorf("%+v", n)
	}
	if c := h.ComingUp[0]; c.Day != "15" || c.Weekday != "Fri" || c.Clock != "18:00" || c.Title != "Where the reserve goes first closes" {
		t.Errorf("%+v", c)
	}
	if c := h.ComingUp[1]; c.Day != "17" || c.Title != "Join the neighbourhood energy pool may pass" {
		t.Errorf("%+v", c)
	}
	news := w.outcomeNews(polls, on(time.May, 12, 21, 40))
	if len(news) != 2 || news[1].Said.String() != "House council 2026 is decided" || news[1].When != "today 09:30" {
		t.Errorf("%+v", news)
	}
	if got := news[0].Said.String(); got != "Join the neighbourhood energy pool is being confirmed. It passes Sun 17 May, 09:12 if it stays above both curves." {
		t.Error(got)
	}
}

func TestEachBallotIsDrawnAsItsOwn(t *testing.T) {
	for _, is := range []struct {
		poll Poll
		icon string
	}{
		{Poll{Method: "yes-no", Form: tally.Choice}, "vote"},
		{Poll{Method: "score", Form: tally.Scores}, "sliders-horizontal"},
		{Poll{Method: "star", Form: tally.Scores}, "star"},
		{Poll{Method: "quadratic", Form: tally.Allocation}, "grid-2x2"},
		{Poll{Method: "approval", Form: tally.Approvals, Budget: 12_000}, "coins"},
	} {
		if got := is.poll.Icon(); got != is.icon {
			t.Errorf("%s: %s", is.poll.Method, got)
		}
	}
}
