package tally_test

// How long a count takes: PERFORMANCE.md's goal 12 and the larger counts beside it, with no two rankings alike if chance will have it so.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// crowd makes ballots from a seed: each option has a strength, and each voter's ranking follows it with much noise.
func crowd(form tally.Form, ballots, n int) *tally.Election {
	random := rand.New(rand.NewPCG(1, 2))
	e := &tally.Election{Form: form, Seats: 1, Electorate: int64(2 * ballots)}
	for o := range n {
		e.Options = append(e.Options, tally.Option{Name: fmt.Sprint(o), Cost: 1000 + random.Int64N(50_000)})
	}
	for range ballots {
		b := tally.Ballot{Count: 1}
		switch form {
		case tally.Choice:
			b.Picks = []int{random.IntN(n)}
		case tally.Approvals:
			b.Picks = random.Perm(n)[:1+random.IntN(10)]
			slices.Sort(b.Picks)
		default:
			noise := make([]int, n)
			for o := range noise {
				noise[o] = 10*o + random.IntN(60)
			}
			order := seq(n)
			slices.SortFunc(order, func(x, y int) int { return noise[x] - noise[y] })
			for _, o := range order[:1+random.IntN(n)] {
				b.Ranks = append(b.Ranks, []int{o})
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

func BenchmarkCount(b *testing.B) {
	for _, c := range []struct {
		method   string
		form     tally.Form
		ballots  int
		options  int
		seats    int
		budget   int64
		settings []string
	}{
		{"yes-no", tally.Choice, 100_000, 3, 1, 0, []string{"quorum=1/4"}},
		{"irv", tally.Ranking, 100_000, 10, 1, 0, []string{"continueUntilTwoCandidatesRemain=true"}},
		{"schulze", tally.Ranking, 100_000, 10, 1, 0, nil},
		{"stv-scottish", tally.Ranking, 100_000, 10, 4, 0, nil},
		{"stv-meek", tally.Ranking, 100_000, 10, 4, 0, nil},
		{"pb-equal-shares", tally.Approvals, 10_000, 100, 0, 1_000_000, []string{"completion=none"}},
		{"pb-equal-shares", tally.Approvals, 10_000, 100, 0, 1_000_000, []string{"completion=add1u"}},
	} {
		name := fmt.Sprintf("%s/%d-ballots/%d-options", c.method, c.ballots, c.options)
		if c.budget > 0 {
			name += "/" + c.settings[0]
		}
		b.Run(name, func(b *testing.B) {
			e := crowd(c.form, c.ballots, c.options)
			e.Seats, e.Budget = c.seats, c.budget
			m, s := method(b, c.method), settings(b, c.method, c.settings...)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := tally.Count(m, e, s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
