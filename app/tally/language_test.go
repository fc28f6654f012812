package tally_test

// A small language for rankings.

import (
	"strconv"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// rankedBallot reads "3 A>B=C": three ballots with A first, B and C equal. Nothing between two marks is a skipped rank.
func rankedBallot(t testing.TB, e *tally.Election, line string) tally.Ballot {
	t.Helper()
	times, ranking, _ := strings.Cut(line, " ")
	number, err := strconv.ParseInt(times, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	b := tally.Ballot{Count: number}
	for rank := range strings.SplitSeq(ranking, ">") {
		var equal []int
		for name := range strings.SplitSeq(rank, "=") {
			if name != "" {
				equal = append(equal, numberOf(t, e, name))
			}
		}
		b.Ranks = append(b.Ranks, equal)
	}
	return b
}

// failer is what *testing.T and *rapid.T have in common.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}
