package tally_test

// A verdict before the end is one that no later vote can change.

import (
	"fmt"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

func TestEarlyVerdictsHold(t *testing.T) {
	const electorate = 5
	seen := map[string]int{}
	for _, changes := range [][]string{
		{"threshold=1/2"},
		{"threshold=2/3", "comparison=at-least", "quorum=3/5", "veto=1"},
		{"threshold=1/2", "base=electorate"},
		{"threshold=1/2", "base=electorate-less-abstentions", "comparison=at-least", "veto=1/2"},
	} {
		closed, early := settings(t, "yes-no", changes...), settings(t, "yes-no", append(changes, "stage=open")...)
		for _, kinds := range []int{2, 3, 4} {
			poll := func(votes []int64) *tally.Election { return proposal(electorate, votes...) }
			everySplit(electorate, kinds, func(now []int64) {
				verdict := countWith(t, "yes-no", poll(now), early).Verdict
				seen[fmt.Sprint(kinds, verdict)]++
				if verdict == tally.Undecided {
					return
				}
				everySplit(electorate, kinds, func(later []int64) {
					for i := range now {
						if later[i] < now[i] {
							return
						}
					}
					if final := countWith(t, "yes-no", poll(later), closed).Verdict; (final == tally.Passed) != (verdict == tally.Passed) {
						t.Errorf("%v: %v is %s early, and %v %s in the end", changes, now, verdict, later, final)
					}
				})
			})
		}
	}
	for _, kinds := range []int{2, 3, 4} {
		for _, verdict := range []tally.Verdict{tally.Passed, tally.Rejected, tally.Undecided} {
			if seen[fmt.Sprint(kinds, verdict)] == 0 {
				t.Errorf("no election of %d options is %s early", kinds, verdict)
			}
		}
	}
}

// everySplit calls with all ways in which up to so many voters can vote for so many options.
func everySplit(voters int64, options int, call func([]int64)) {
	votes := make([]int64, options)
	var next func(int, int64)
	next = func(option int, left int64) {
		if option == options {
			call(votes)
			return
		}
		for n := range left + 1 {
			votes[option] = n
			next(option+1, left-n)
		}
	}
	next(0, voters)
}

// More votes than voters are a mistake that a result tells of, and no reason to judge early by another measure than in the end.
func TestEarlyVerdictsOfMoreVotesThanVoters(t *testing.T) {
	for _, stage := range []string{"open", "closed"} {
		for vetoes, want := range map[int64]tally.Verdict{2: tally.Passed, 3: tally.Rejected} {
			r := count(t, "yes-no", proposal(3, 4, 0, 0, vetoes), "stage="+stage)
			if r.Verdict != want || r.Reasons[0].ID != "tally.reason.more-votes-than-voters" {
				t.Errorf("%s, with %d vetoes: %s, %+v", stage, vetoes, r.Verdict, r.Reasons)
			}
		}
	}
}
