package tally_test

// What stands exactly on a limit, of methods that draw one.

import (
	"fmt"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// RCTab's batch: those go out together whose votes are fewer than the next one's, not as many.
func TestBatchesAreFewerThanTheNext(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C", "D"}, "5 A", "3 B", "1 C", "1 D")
	if r := count(t, "irv", e, "batchElimination=true", "continueUntilTwoCandidatesRemain=true"); !slices.Equal(r.Rounds[0].Options, []int{2, 3}) {
		t.Errorf("first %v went out", r.Rounds[0].Options)
	}
	e = ranked(t, []string{"A", "B", "C", "D"}, "4 A", "2 B", "1 C", "1 D")
	if r := count(t, "irv", e, "batchElimination=true", "continueUntilTwoCandidatesRemain=true"); !slices.Equal(r.Rounds[0].Options, []int{3}) {
		t.Errorf("first %v went out, where two with one vote each have as many as the next", r.Rounds[0].Options)
	}
}

func TestCountingOnUntilTwoAreLeft(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C"}, "6 A", "2 B", "1 C>B")
	if r := count(t, "irv", e); len(r.Rounds) != 1 {
		t.Errorf("%d rounds, where A has a majority at once", len(r.Rounds))
	}
	r := count(t, "irv", e, "continueUntilTwoCandidatesRemain=true")
	if len(r.Rounds) != 2 || fmt.Sprint(r.Rounds[1].Votes[:2]) != "[6/1 3/1]" {
		t.Errorf("%+v", r.Rounds)
	}
}

func TestWriteInsAloneAreCandidates(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C"}, "2 A", "2 B", "1 C>A")
	for i := range e.Options {
		e.Options[i].WriteIn = true
	}
	wantWinners(t, e, count(t, "irv", e), "A")
}

// RCTab's exhaustIfMultipleContinuing: of several at one rank the one that is still in holds the ballot.
func TestAnOvervoteThatOneIsLeftOf(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C", "D"}, "1 A", "3 B", "4 C", "2 D>A=B")
	r := count(t, "irv", e, "overvoteRule=exhaustIfMultipleContinuing")
	wantWinners(t, e, r, "B")
	wantWinners(t, e, count(t, "irv", e), "C")
}

// Schulze, section 2.1: of two defeats with as many votes for them, that with fewer against is the stronger by winning votes; and by ratio, of two
// that nobody is against, that with more for it.
func TestDefeatsWithAsManyVotes(t *testing.T) {
	for strength, ballots := range map[string][]string{
		"winning": {"5 A>B", "3 B>A", "5 B>C", "4 C>B", "5 C>A", "2 A>C"},
		"ratio":   {"5 A>B", "3 B>C", "4 C>A"},
	} {
		e := ranked(t, []string{"A", "B", "C"}, ballots...)
		for _, method := range []string{"schulze", "ranked-pairs"} {
			r := count(t, method, e, "strength="+strength, "unranked=unknown")
			wantWinners(t, e, r, "C")
			if len(r.Ties) != 0 {
				t.Errorf("%s by %s: ties %+v", method, strength, r.Ties)
			}
		}
	}
}

// An option that stands at two ranks counts at the better one, for pairs and for transferable votes.
func TestOptionsThatAreRankedTwice(t *testing.T) {
	candidates := []string{"A", "B", "C", "D"}
	e := ranked(t, candidates, "3 A>B>A")
	if prefer := count(t, "schulze", e).Pairwise.Prefer; prefer[0][1] != 3 || prefer[1][0] != 0 {
		t.Errorf("A to B: %d, B to A: %d", prefer[0][1], prefer[1][0])
	}
	once, twice := ranked(t, candidates, "9 A>B", "4 C", "3 D"), ranked(t, candidates, "9 A>A>B", "4 C", "3 D")
	once.Seats, twice.Seats = 2, 2
	if a, b := count(t, "stv-meek", once), count(t, "stv-meek", twice); fmt.Sprint(a.Rounds) != fmt.Sprint(b.Rounds) && fmt.Sprint(votesOf(a)) != fmt.Sprint(votesOf(b)) {
		t.Errorf("%v, and with A twice %v", votesOf(a), votesOf(b))
	}
}

func votesOf(r *tally.Result) []string {
	var said []string
	for _, round := range r.Rounds {
		said = append(said, fmt.Sprint(round.Action, round.Options, round.Votes))
	}
	return said
}

// Top scores are compared among those whom matchups leave tied: C has most of them, and lost to A and B.
func TestTopScoresAfterMatchups(t *testing.T) {
	e := scored([]string{"A", "B", "C", "D"}, []counted{
		{2, []int64{0, 0, 5, 5}}, {1, []int64{5, 4, 0, 5}}, {1, []int64{3, 4, 0, 5}}, {1, []int64{2, 2, 0, 5}},
	})
	r := count(t, "star", e)
	if len(r.Ties) != 1 || r.Ties[0].By != "five-star" || !slices.Equal(r.Rounds[0].Options, []int{3, 0}) {
		t.Errorf("runoff of %v, ties %+v", r.Rounds[0].Options, r.Ties)
	}
}

// Snapshot's quadratic voting: a voter with four times the weight has twice the root.
func TestRootsOfWeights(t *testing.T) {
	e := &tally.Election{Form: tally.Allocation, Options: options("A", "B"), Seats: 1, Ballots: []tally.Ballot{
		{Count: 4, Values: []int64{1, 0}}, {Count: 1, Values: []int64{0, 7}},
	}}
	wantFigures(t, e, "figure", count(t, "quadratic", e, "counting=snapshot").Totals, map[string]int{"A": 4, "B": 1})
}

// A blank is the lowest score, which is not always a zero.
func TestABlankIsTheLowestScore(t *testing.T) {
	e := scored([]string{"A", "B"}, []counted{{1, []int64{tally.Blank, 1}}, {2, []int64{2, 0}}})
	wantFigures(t, e, "sum", count(t, "score", e, "min=-3").Totals, map[string]int{"A": 1, "B": 1})
}

func TestAllPointsOnOneOption(t *testing.T) {
	e := &tally.Election{Form: tally.Points, Options: options("A", "B"), Seats: 1, Ballots: []tally.Ballot{
		{Count: 1, Values: []int64{3, 0}}, {Count: 1, Values: []int64{0, 4}},
	}}
	if r := count(t, "cumulative", e, "points=4", "maxPoints=3"); r.Turnout.Counted != 1 || r.Turnout.Spoiled != 1 {
		t.Errorf("%+v", r.Turnout)
	}
}

// Cosmos SDK, optimistic proposals: objections by exactly the share reject.
func TestObjectionsByExactlyTheirShare(t *testing.T) {
	for objections, want := range map[int64]tally.Verdict{1: tally.Passed, 2: tally.Rejected} {
		e := &tally.Election{Form: tally.Consents, Options: options("P"), Electorate: 20, Ballots: []tally.Ballot{
			{Count: 9, Stance: tally.Consent}, {Count: objections, Stance: tally.Object},
		}}
		if r := count(t, "consent", e, "objections=10%"); r.Verdict != want {
			t.Errorf("%d objections of 20: %s", objections, r.Verdict)
		}
	}
}

func TestNothingPassesWithoutAYes(t *testing.T) {
	if r := count(t, "yes-no", proposal(5, 0, 0, 3), "threshold=0", "comparison=at-least"); r.Verdict != tally.Rejected {
		t.Errorf("%s", r.Verdict)
	}
}

func TestTiedProjectsThatAllFitAreNoTie(t *testing.T) {
	e := budget(10, []int64{5, 5}, []int{0, 1})
	r := count(t, "pb-greedy", e)
	wantWinners(t, e, r, "0", "1")
	if len(r.Ties) != 0 {
		t.Errorf("ties %+v", r.Ties)
	}
}
