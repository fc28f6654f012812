package tally_test

// Whatever is in an election, counting it gives a result or an error that says which of the two it is about, and never panics.

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
	"pgregory.net/rapid"
)

func TestWildElections(t *testing.T) {
	refused, counted := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(tally.Methods()).Draw(t, "method")
		e := wildElection(t, m.Form())
		s := tally.Defaults(m)
		if rapid.IntRange(0, 3).Draw(t, "names an order") == 0 {
			s.Ties.Order = rapid.SliceOfN(rapid.IntRange(-1, 4), 0, 5).Draw(t, "ties")
		}
		r, err := tally.Count(m, e, s)
		switch {
		case err == nil && r.Verdict != "":
			counted++
		case r == nil && (errors.Is(err, tally.ErrForm) || errors.Is(err, tally.ErrUnfit)):
			refused++
		default:
			t.Fatalf("%+v: %v", r, err)
		}
	})
	if refused == 0 || counted == 0 {
		t.Errorf("%d were refused, %d counted", refused, counted)
	}
}

func wildElection(t *rapid.T, form tally.Form) *tally.Election {
	wild := rapid.SampledFrom([]int64{0, 1, 1, 1, 2, 3, 7, -1, tally.MaxValue, tally.MaxVoters, tally.MaxMoney, math.MaxInt64, math.MinInt64})
	mild := rapid.Bool().Draw(t, "mild") // such an election fits most methods, so that some are counted in every run
	number := func(name string) int64 {
		if mild {
			return rapid.Int64Range(1, 9).Draw(t, name)
		}
		return wild.Draw(t, name)
	}
	e := &tally.Election{
		Form: form, Seats: rapid.IntRange(-1, 4).Draw(t, "seats"), Budget: number("budget"), Electorate: number("electorate"),
	}
	n, high := rapid.IntRange(0, 4).Draw(t, "options"), 4
	if mild {
		e.Seats, e.Budget, n, high = 1, 0, 2, 1
	}
	for range n {
		e.Options = append(e.Options, tally.Option{
			Cost: number("cost"), Withdrawn: !mild && rapid.Bool().Draw(t, "withdrawn"), WriteIn: rapid.Bool().Draw(t, "write-in"),
		})
	}
	for range rapid.IntRange(0, 5).Draw(t, "ballots") {
		b := tally.Ballot{Count: number("count")}
		switch form {
		case tally.Choice, tally.Approvals:
			b.Picks = rapid.SliceOfN(rapid.IntRange(0, high), 0, 3).Draw(t, "picks")
			if mild {
				b.Picks = slices.Compact(slices.Sorted(slices.Values(b.Picks)))
			}
		case tally.Ranking:
			b.Ranks = rapid.SliceOfN(rapid.SliceOfN(rapid.IntRange(0, high), 0, 2), 0, 5).Draw(t, "ranks")
			if mild {
				for i, rank := range b.Ranks {
					b.Ranks[i] = slices.Compact(rank)
				}
			}
		case tally.Consents:
			b.Stance = rapid.SampledFrom([]tally.Stance{"", tally.Consent, tally.Object, "shrug"}).Draw(t, "stance")
		default:
			for range rapid.IntRange(max(n-1, 0), n).Draw(t, "values") {
				b.Values = append(b.Values, number("value"))
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}
