package main_test

// Polls and votes, cast while apart.

import (
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/tally"
)

func (l *laptop) openPoll(n app.NewPoll) op.ID {
	l.Helper()
	return must1[op.ID](l.T)(l.c.OpenPoll(l.Context(), n))
}

func (l *laptop) vote(id op.ID, typed string) op.ID {
	l.Helper()
	return must1[op.ID](l.T)(l.c.Vote(l.Context(), id, typed, ""))
}

func (l *laptop) pollPage(id op.ID) app.PollPage {
	l.Helper()
	return must1[app.PollPage](l.T)(l.c.Poll(l.Context(), id))
}

// counts are the running count's numbers, in the options' order.
func (l *laptop) counts(id op.ID) []uint64 {
	l.Helper()
	var counts []uint64
	for _, o := range l.pollPage(id).Running.Options {
		counts = append(counts, o.Count)
	}
	return counts
}

func (l *laptop) wantCounts(id op.ID, want ...uint64) {
	l.Helper()
	if have := l.counts(id); !slices.Equal(have, want) {
		l.Errorf("%s counts %v, want %v", l.name, have, want)
	}
}

func TestVotesCastWhileApart(t *testing.T) {
	ada, bob, cid := three(t)
	p := bob.propose("A bench", "One bench.")
	id := bob.openPoll(app.NewPoll{Proposal: p})
	carry(bob, ada, cid)
	for _, l := range []*laptop{ada, bob, cid} {
		if n := must1[app.Needs](t)(l.c.Needs(t.Context())); len(n.Polls) != 1 {
			t.Errorf("%s does not hear of the poll: %+v", l.name, n)
		}
	}
	ada.vote(id, "yes")
	bob.vote(id, "NO")
	first := cid.vote(id, "abstain")
	cid.vote(id, "y")
	cid.wantCounts(id, 1, 0, 0)
	meet(ada, bob, cid)
	for _, l := range []*laptop{ada, bob, cid} {
		l.wantCounts(id, 2, 1, 0)
		page := l.pollPage(id)
		if page.Closed || page.Over || len(page.Voters) != 3 || len(page.Ballots) != 3 || !page.MayVote || page.Text == nil || page.Text.Text != "One bench." {
			t.Errorf("%s: %+v", l.name, page)
		}
		if n := must1[app.Needs](t)(l.c.Needs(t.Context())); len(n.Polls) != 0 {
			t.Errorf("%s is asked again", l.name)
		}
	}
	if mine := cid.pollPage(id).Mine; mine == nil || mine.Replaces != first {
		t.Errorf("%+v", mine)
	}
	bob.must1Revise(p, "Two benches.")
	if page := bob.pollPage(id); page.Text.Text != "One bench." {
		t.Error("the text that is decided has changed")
	}
	ada.restart()
	ada.wantCounts(id, 2, 1, 0)
}

func (l *laptop) must1Revise(id op.ID, text string) {
	l.Helper()
	must1[op.ID](l.T)(l.c.Revise(l.Context(), proposal.Revise{Proposal: id, Title: "A bench", Text: text}))
}

func TestApproval(t *testing.T) {
	ada, bob, cid := three(t)
	id := ada.openPoll(app.NewPoll{
		Title: "Which tree?", Track: "everyday", Method: poll.Approval, Options: []string{"the elm", "the oak", "the ash"},
		Settings: map[string]string{"max": "2"}, ForMillis: 5 * day,
	})
	meet(ada, bob, cid)
	ada.vote(id, "1, the oak")
	bob.vote(id, "the ash")
	cid.vote(id, "none")
	meet(ada, bob, cid)
	cid.wantCounts(id, 1, 1, 1)
	if r := cid.pollPage(id).Running; r.Blank != 1 || r.Voters != 3 {
		t.Errorf("%+v", r)
	}
	_, err := ada.c.Vote(t.Context(), id, "1,2,3", "")
	wantErr(t, err, poll.ErrChoice, "at most 2")
	_, err = ada.c.Vote(t.Context(), id, "the lime", "")
	var unknown *poll.UnknownOptionError
	if !errors.As(err, &unknown) || len(unknown.Options) != 3 {
		t.Errorf("%v", err)
	}
	ada.wantCounts(id, 1, 1, 1)
}

// What nobody has said is written into the opening, and everybody counts alike.
func TestAPollByRankingIsTheSameEverywhere(t *testing.T) {
	ada, bob, cid := three(t)
	id := ada.openPoll(app.NewPoll{Title: "Who speaks for us?", Track: "everyday", Method: "schulze", Options: []string{"Ann", "Bo", "Cy"}})
	meet(ada, bob, cid)
	ada.vote(id, "Ann > Bo = Cy")
	bob.vote(id, "Bo > Ann")
	cid.vote(id, "cy > ann > bo")
	meet(ada, bob, cid)
	for _, l := range []*laptop{ada, bob, cid} {
		page := l.pollPage(id)
		if page.Opening.Seats != 1 || page.Opening.Tie != poll.TieByDraw || len(page.Opening.Settings) == 0 {
			t.Errorf("%s: left out: %+v", l.name, page.Opening)
		}
		if page.Result == nil || !slices.Equal(page.Result.Winners, []int{0}) || page.Result.Pairwise == nil {
			t.Errorf("%s: %+v", l.name, page.Result)
		}
	}
	file := must1[app.BallotFile](t)(bob.c.BallotFile(t.Context(), id, ballotfile.CSV))
	e := must1[*tally.Election](t)(ballotfile.Read(ballotfile.Source{Name: "a.csv", Data: file.Data, Form: tally.Ranking}))
	if file.Ballots != 3 || len(e.Ballots) != 3 || len(e.Options) != 3 {
		t.Errorf("exported %+v", e)
	}
	_, err := bob.c.BallotFile(t.Context(), id, ballotfile.Pabulib)
	wantErr(t, err, ballotfile.ErrFormat, "budget")
	if said := must1[string](t)(bob.c.Understand(t.Context(), id, "3 > 1", "")); said != "Cy > Ann" {
		t.Errorf("understood as %q", said)
	}
}

func TestAnObjectionNeedsAReason(t *testing.T) {
	ada, bob, cid := three(t)
	id := ada.openPoll(app.NewPoll{Title: "A fence?", Track: "everyday", Method: "consent"})
	meet(ada, bob, cid)
	_, err := bob.c.Vote(t.Context(), id, "object", " ")
	wantErr(t, err, poll.ErrNoReason, "")
	must1[op.ID](t)(bob.c.Vote(t.Context(), id, "object", "The hedgehogs."))
	cid.vote(id, "stand-aside")
	meet(ada, bob, cid)
	ada.wantCounts(id, 0, 1, 1)
	if page := ada.pollPage(id); page.Result == nil || page.Result.Verdict != tally.Rejected {
		t.Errorf("%+v", page.Result)
	}
}

func TestWhoJoinsLaterCannotVote(t *testing.T) {
	ada, bob, cid := three(t)
	id := bob.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	meet(ada, bob, cid)
	dan := ada.laptop("Dan").joined(ada)
	page := dan.pollPage(id)
	if page.MayVote || !errors.Is(page.WhyNot, app.ErrNoVoter) || len(page.Voters) != 3 {
		t.Errorf("%+v", page)
	}
	_, err := dan.c.Vote(t.Context(), id, "yes", "")
	wantErr(t, err, app.ErrNoVoter, "after the poll was opened")
	eve := ada.laptop("Eve").invited(ada, false)
	meet(ada, eve)
	_, err = eve.c.Vote(t.Context(), id, "yes", "")
	wantErr(t, err, app.ErrNoVoter, "not a member yet")
	// Dan was admitted, but Bob had not heard of it when he opened this one.
	late := bob.openPoll(app.NewPoll{Title: "Another party?", Track: "everyday"})
	meet(ada, bob, cid, dan)
	if page := dan.pollPage(late); page.MayVote {
		t.Error("Bob's opening did not see Dan")
	}
}

func TestOpeningsThatDoNotFit(t *testing.T) {
	ada, bob, cid := three(t)
	p := bob.propose("A bench", "One bench.")
	meet(ada, bob, cid)
	before := bob.digest()
	open := func(n app.NewPoll) error {
		_, err := bob.c.OpenPoll(t.Context(), n)
		return err
	}
	var period *app.PeriodError
	if err := open(app.NewPoll{Proposal: p, ForMillis: hour}); !errors.As(err, &period) || period.MinMillis != 4*day {
		t.Errorf("%v", err)
	}
	if err := open(app.NewPoll{Proposal: p, ForMillis: 400 * day}); !errors.As(err, &period) {
		t.Errorf("%v", err)
	}
	var method *app.UnknownMethodError
	if err := open(app.NewPoll{Proposal: p, Method: "dice"}); !errors.As(err, &method) || len(method.Known) < 15 {
		t.Errorf("%v", err)
	}
	var track *app.UnknownTrackError
	if err := open(app.NewPoll{Title: "?", Track: "nowhere"}); !errors.As(err, &track) {
		t.Errorf("%v", err)
	}
	var form *app.FormError
	for name, n := range map[string]app.NewPoll{
		"no question":            {Track: "everyday"},
		"options for yes and no": {Title: "?", Track: "everyday", Options: []string{"a", "b"}},
		"one option":             {Title: "?", Track: "everyday", Method: poll.Approval, Options: []string{"a"}},
		"an option twice":        {Title: "?", Track: "everyday", Method: poll.Approval, Options: []string{"a", "A"}},
		"zero seats":             {Title: "?", Track: "everyday", Method: "irv", Options: []string{"a", "b"}, Seats: new(uint64)},
		"a budget of zero":       {Title: "?", Track: "everyday", Method: "pb-greedy", Options: []string{"a", "b"}, Costs: []uint64{1, 2}},
		"a setting of no method": {Title: "?", Track: "everyday", Settings: map[string]string{"luck": "true"}},
		"ties by age":            {Title: "?", Track: "everyday", Ties: "oldest"},
	} {
		if err := open(n); !errors.As(err, &form) {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantErr(t, open(app.NewPoll{Proposal: op.ID{9}}), app.ErrNotFoundHere, "")
	if bob.digest() != before {
		t.Error("something has changed")
	}
	bob.must(bob.c.Withdraw(t.Context(), p))
	wantErr(t, open(app.NewPoll{Proposal: p}), app.ErrNotPossible, "taken back")
}

func TestAHiddenTextIsNotVotedOn(t *testing.T) {
	ada, bob, cid := three(t)
	p := bob.propose("A bench", "One bench.")
	id := bob.openPoll(app.NewPoll{Proposal: p})
	meet(ada, bob, cid)
	must1[op.ID](t)(ada.c.Hide(t.Context(), p, "an advertisement", false))
	_, err := ada.c.OpenPoll(t.Context(), app.NewPoll{Proposal: p})
	wantErr(t, err, app.ErrNotPossible, "hidden")
	if !ada.pollPage(id).TextHidden {
		t.Error("the page does not say that the text is hidden")
	}
}

func TestStewardsAloneOpenTheirTrack(t *testing.T) {
	ada, bob, _ := three(t)
	tracks := []charter.Track{{ID: "hands", Title: "By hand", Opener: charter.OpenedByStewards, DecisionMillis: day}}
	must1[op.ID](t)(ada.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{Tracks: &tracks}))
	meet(ada, bob)
	_, err := bob.c.OpenPoll(t.Context(), app.NewPoll{Title: "?", Track: "hands"})
	var no *app.NotAppliedError
	if !errors.As(err, &no) {
		t.Errorf("%v", err)
	}
	ada.openPoll(app.NewPoll{Title: "?", Track: "hands"})
}

func TestVotesAfterTheTimeAreRefusedHere(t *testing.T) {
	ada, bob, cid := three(t)
	id := ada.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	meet(ada, bob, cid)
	ada.now += 5 * day
	_, err := bob.c.Vote(t.Context(), id, "yes", "")
	var over *app.PollOverError
	if !errors.As(err, &over) || over.NowMillis != ada.now {
		t.Errorf("%v", err)
	}
	if page := bob.pollPage(id); !page.Over || page.Closed {
		t.Errorf("%+v", page)
	}
	if _, err := bob.c.Vote(t.Context(), op.ID{3}, "yes", ""); !errors.Is(err, app.ErrNotFoundHere) {
		t.Errorf("%v", err)
	}
}

// The opener's log has not seen what settled the commit that the poll is judged by, until the opening cites it.
func TestAPollOnACommitThatAnotherTellerSettled(t *testing.T) {
	ada, bob, cid := three(t)
	name := "Elm Street"
	commit := must1[op.ID](t)(ada.c.Propose(t.Context(), authority.ByCouncil, charter.Acts{Name: &name}))
	carry(ada, bob)
	if s := bob.stands(); s.Settled != commit {
		t.Fatalf("not settled: %+v", s)
	}
	id := bob.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	meet(ada, bob, cid)
	if page := cid.pollPage(id); page.Opening.On != commit {
		t.Errorf("judged by %s", page.Opening.On)
	}
	cid.vote(id, "yes")
}

// Two laptops of one person vote apart; a third choice takes the place of both ballots.
func TestTwoLaptopsOfOnePersonVoteApart(t *testing.T) {
	ada, bob, cid := three(t)
	bob2 := bob.pair("Bob's old laptop")
	id := ada.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	meet(ada, bob, bob2, cid)
	bob.vote(id, "yes")
	bob2.vote(id, "no")
	meet(ada, bob, bob2, cid)
	if r := ada.pollPage(id).Running; r.Voters != 1 {
		t.Errorf("%+v", r)
	}
	for range 3 {
		bob.vote(id, "abstain")
		meet(ada, bob, bob2, cid)
		ada.wantCounts(id, 0, 0, 1)
	}
}

// Thirteen people admit one newcomer each, apart from each other. Once the teller has heard of all, whoever opens a poll leaves out nobody.
func TestNobodyIsLeftOutHoweverManyAdmitted(t *testing.T) {
	const admitters = 13
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	join := func(auto bool) (list []*laptop) {
		for range admitters {
			l := w.laptop("Somebody").invited(ada, auto)
			carry(l, ada)
			list = append(list, l)
		}
		return list
	}
	here := join(true)
	all := accounts(here...)
	ada.council(charter.Acts{Admitters: &all})
	coming := join(false)
	carry(ada, here...)
	opener := here[0]
	for i, l := range here {
		w.must(l.c.Approve(t.Context(), coming[i].c.Account()))
		if l != opener {
			carry(l, opener)
		}
	}
	carry(opener, ada)
	carry(ada, opener)
	id := opener.openPoll(app.NewPoll{Title: "A party?", Track: "everyday"})
	if page := opener.pollPage(id); len(page.Voters) != 1+2*admitters {
		t.Errorf("%d voters, want %d", len(page.Voters), 1+2*admitters)
	}
	carry(opener, coming[5], ada)
	coming[5].vote(id, "yes")
	if opener.me().Name != "Somebody" {
		t.Error("another name")
	}
}
