package tally_test

// Who meets in a STAR runoff, where sums are equal.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

func TestEqualSumsThatAllReachTheRunoffAreNoTie(t *testing.T) {
	e := &tally.Election{Form: tally.Scores, Options: options("A", "B", "C"), Seats: 1, Ballots: []tally.Ballot{
		{Count: 2, Values: []int64{3, 2, 0}}, {Count: 1, Values: []int64{0, 2, 1}},
	}}
	r := count(t, "star", e)
	wantWinners(t, e, r, "A")
	if len(r.Ties) != 0 || !slices.Equal(r.Rounds[0].Options, []int{0, 1}) {
		t.Errorf("runoff of %v, ties %+v", r.Rounds[0].Options, r.Ties)
	}
}

func TestEqualSumsForTheLastPlaceInTheRunoffAreATie(t *testing.T) {
	e := &tally.Election{Form: tally.Scores, Options: options("A", "B", "C"), Seats: 1, Ballots: []tally.Ballot{
		{Count: 2, Values: []int64{5, 1, 2}}, {Count: 1, Values: []int64{5, 4, 2}},
	}}
	r := count(t, "star", e)
	wantWinners(t, e, r, "A")
	if len(r.Ties) != 1 || !slices.Equal(r.Ties[0].Options, []int{1, 2}) || !slices.Equal(r.Ties[0].Chosen, []int{2}) || r.Ties[0].By != "head-to-head" {
		t.Errorf("ties %+v", r.Ties)
	}
}
