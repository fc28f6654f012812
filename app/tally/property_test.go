package tally_test

// What holds for every election: voters and options are alike to a count, second implementations agree, and each method keeps the promises
// that its theory makes for it.

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
	"pgregory.net/rapid"
)

// drawElection makes a random election for a method. Rankings are plain if they are to have one option at each rank and nothing skipped.
func drawElection(t *rapid.T, form tally.Form, plain bool) *tally.Election {
	n := rapid.IntRange(2, 6).Draw(t, "options")
	e := &tally.Election{Form: form, Electorate: 200, Seats: 1}
	for o := range n {
		e.Options = append(e.Options, tally.Option{Name: string(rune('A' + o)), Cost: rapid.Int64Range(1, 40).Draw(t, "cost")})
	}
	if form == tally.Consents {
		e.Options, n = e.Options[:1], 1
	}
	if form == tally.Choice {
		e.Options = e.Options[:min(n, 4)]
		n = len(e.Options)
	}
	for range rapid.IntRange(1, 12).Draw(t, "ballots") {
		b := tally.Ballot{Count: rapid.Int64Range(1, 9).Draw(t, "count")}
		switch form {
		case tally.Choice:
			b.Picks = []int{rapid.IntRange(0, n-1).Draw(t, "pick")}
		case tally.Approvals:
			for o := range n {
				if rapid.Bool().Draw(t, "approve") {
					b.Picks = append(b.Picks, o)
				}
			}
		case tally.Consents:
			b.Stance = rapid.SampledFrom([]tally.Stance{"", tally.Consent, tally.StandAside, tally.Object}).Draw(t, "stance")
		case tally.Ranking:
			drawRanking(t, &b, n, plain)
		default:
			for range n {
				b.Values = append(b.Values, rapid.SampledFrom([]int64{0, 0, 1, 2, 3, 4, 5}).Draw(t, "value"))
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

func drawRanking(t *rapid.T, b *tally.Ballot, n int, plain bool) {
	order := rapid.Permutation(seq(n)).Draw(t, "order")
	order = order[:rapid.IntRange(1, n).Draw(t, "length")]
	for _, o := range order {
		if plain || len(b.Ranks) == 0 || rapid.IntRange(0, 3).Draw(t, "how") > 0 {
			b.Ranks = append(b.Ranks, []int{o})
			continue
		}
		last := len(b.Ranks) - 1
		b.Ranks[last] = append(b.Ranks[last], o)
	}
}

func seq(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// fit makes an election fit a method: seats or a budget.
func fit(t *rapid.T, m tally.Method, e *tally.Election) {
	switch m.Name() {
	case "pb-greedy", "pb-equal-shares":
		e.Seats, e.Budget = 0, rapid.Int64Range(1, 100).Draw(t, "budget")
	case "stv-scottish", "stv-meek":
		e.Seats = rapid.IntRange(1, len(e.Options)).Draw(t, "seats")
	}
}

func randomTies(t *rapid.T, n int) tally.Ties {
	order := rapid.Permutation(seq(n)).Draw(t, "ties")
	if rapid.Bool().Draw(t, "previous") {
		return tally.Ties{Rule: tally.ByPrevious, Last: tally.ByOrder, Order: order}
	}
	return tally.Ties{Rule: tally.ByOrder, Order: order}
}

// shape is what may not depend on the order of the ballots: everything but the numbers of the ballots that pay.
func shape(t *rapid.T, r *tally.Result) string {
	for i := range r.Projects {
		for j := range r.Projects[i].Payments {
			r.Projects[i].Payments[j].Ballot = 0
		}
		slices.SortFunc(r.Projects[i].Payments, func(a, b tally.Payment) int { return a.Each.Cmp(b.Each) })
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Anonymity: neither the order of the ballots nor how equal ones are put together changes anything.
func TestOrderOfArrivalChangesNothing(t *testing.T) {
	for _, m := range tally.Methods() {
		t.Run(m.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, m.Form(), false)
				fit(t, m, e)
				s := tally.Defaults(m)
				s.Ties = randomTies(t, len(e.Options))
				other := *e
				other.Ballots = rapid.Permutation(slices.Clone(e.Ballots)).Draw(t, "arrival")
				was, is := mustCount(t, m, e, s), mustCount(t, m, &other, s)
				if a, b := shape(t, was), shape(t, is); a != b {
					t.Fatalf("%s\n%s", a, b)
				}
				var single []tally.Ballot
				for _, b := range e.Ballots {
					one := b
					one.Count = 1
					single = append(single, slices.Repeat([]tally.Ballot{one}, int(b.Count))...)
				}
				other.Ballots = single
				if split := mustCount(t, m, &other, s); !slices.Equal(split.Winners, was.Winners) || split.Verdict != was.Verdict {
					t.Fatalf("one by one: %v, together: %v", split.Winners, was.Winners)
				}
			})
		})
	}
}

func mustCount(t *rapid.T, m tally.Method, e *tally.Election, s tally.Settings) *tally.Result {
	r, err := tally.Count(m, e, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// renamed is an election whose option o is called as[o].
func renamed(e *tally.Election, as []int) *tally.Election {
	other := *e
	other.Options, other.Ballots = make([]tally.Option, len(e.Options)), nil
	for o, to := range as {
		other.Options[to] = e.Options[o]
	}
	for _, b := range e.Ballots {
		c := tally.Ballot{Count: b.Count, Stance: b.Stance}
		for _, o := range b.Picks {
			c.Picks = append(c.Picks, as[o])
		}
		slices.Sort(c.Picks)
		for _, rank := range b.Ranks {
			var to []int
			for _, o := range rank {
				to = append(to, as[o])
			}
			c.Ranks = append(c.Ranks, to)
		}
		if b.Values != nil {
			c.Values = make([]int64, len(b.Values))
			for o, v := range b.Values {
				c.Values[as[o]] = v
			}
		}
		other.Ballots = append(other.Ballots, c)
	}
	return &other
}

// Neutrality: with other numbers for the options, and the order for ties along with them, the same options win.
func TestNumbersOfOptionsChangeNothing(t *testing.T) {
	for _, m := range tally.Methods() {
		if m.Form() == tally.Choice || m.Form() == tally.Consents {
			continue
		}
		t.Run(m.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, m.Form(), false)
				fit(t, m, e)
				as := rapid.Permutation(seq(len(e.Options))).Draw(t, "as")
				s, other := tally.Defaults(m), tally.Defaults(m)
				s.Ties = randomTies(t, len(e.Options))
				other.Ties = s.Ties
				other.Ties.Order = nil
				for _, o := range s.Ties.Order {
					other.Ties.Order = append(other.Ties.Order, as[o])
				}
				was, is := mustCount(t, m, e, s), mustCount(t, m, renamed(e, as), other)
				var want []int
				for _, o := range was.Winners {
					want = append(want, as[o])
				}
				if !slices.Equal(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(is.Winners))) {
					t.Fatalf("%v won, want %v", is.Winners, want)
				}
			})
		})
	}
}

// Unanimity: the option that everybody puts first, alone, wins.
func TestUnanimousFirstChoiceWins(t *testing.T) {
	for _, m := range tally.Methods() {
		if m.Form() != tally.Ranking {
			continue
		}
		t.Run(m.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, tally.Ranking, true)
				fit(t, m, e)
				best := rapid.IntRange(0, len(e.Options)-1).Draw(t, "best")
				for i := range e.Ballots {
					ranks := slices.DeleteFunc(e.Ballots[i].Ranks, func(rank []int) bool { return rank[0] == best })
					e.Ballots[i].Ranks = append([][]int{{best}}, ranks...)
				}
				s := tally.Defaults(m)
				s.Ties = randomTies(t, len(e.Options))
				if r := mustCount(t, m, e, s); !slices.Contains(r.Winners, best) {
					t.Fatalf("%v won, want %d among them", r.Winners, best)
				}
			})
		})
	}
}

// Condorcet's criterion, for the methods that promise it.
func TestCondorcetWinnersWin(t *testing.T) {
	for _, name := range []string{"schulze", "ranked-pairs", "copeland"} {
		t.Run(name, func(t *testing.T) {
			met := 0
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, tally.Ranking, false)
				m, _ := tally.MethodOf(name)
				r := mustCount(t, m, e, tally.Defaults(m))
				for a := range e.Options {
					beats := 0
					for b := range e.Options {
						if a != b && slowPrefer(e, a, b) > slowPrefer(e, b, a) {
							beats++
						}
					}
					if beats == len(e.Options)-1 {
						met++
						if r.Winners[0] != a || r.Pairwise.Condorcet != a || slices.ContainsFunc(r.Ties, func(tie tally.Tie) bool { return tie.For == "seat" }) {
							t.Fatalf("%v won, Condorcet's is %d", r.Winners, a)
						}
					}
				}
			})
			if met == 0 {
				t.Error("no election had a Condorcet winner")
			}
		})
	}
}

// Monotonicity: the winner still wins if some voters put it first.
func TestMoreSupportNeverHurts(t *testing.T) {
	for _, name := range []string{"schulze", "ranked-pairs", "copeland", "borda"} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, tally.Ranking, true)
				m, _ := tally.MethodOf(name)
				s := tally.Defaults(m)
				s.Ties = randomTies(t, len(e.Options))
				winner := mustCount(t, m, e, s).Winners[0]
				at := rapid.IntRange(0, len(e.Ballots)-1).Draw(t, "ballot")
				ranks := slices.DeleteFunc(slices.Clone(e.Ballots[at].Ranks), func(rank []int) bool { return rank[0] == winner })
				e.Ballots[at].Ranks = append([][]int{{winner}}, ranks...)
				if now := mustCount(t, m, e, s).Winners[0]; now != winner {
					t.Fatalf("%d won, and with more support %d does", winner, now)
				}
			})
		})
	}
}

// Instant runoff is known to lack it: Wikipedia, "Instant-runoff voting", and here: ten of B's voters who put A first make A lose.
func TestMoreSupportCanHurtInInstantRunoff(t *testing.T) {
	names := []string{"A", "B", "C"}
	before := ranked(t, names, "39 A>B>C", "35 B>C>A", "26 C>A>B")
	wantWinners(t, before, count(t, "irv", before), "A")
	after := ranked(t, names, "49 A>B>C", "25 B>C>A", "26 C>A>B")
	wantWinners(t, after, count(t, "irv", after), "C")
}

// Solid coalitions: voters who all put the same k options above all others elect as many of them as they fill quotas, up to k.
func TestSolidCoalitionsGetTheirSeats(t *testing.T) {
	for _, name := range []string{"stv-scottish", "stv-meek"} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, tally.Ranking, true)
				e.Seats = rapid.IntRange(1, len(e.Options)).Draw(t, "seats")
				k := rapid.IntRange(1, len(e.Options)).Draw(t, "size")
				size := rapid.Int64Range(1, 60).Draw(t, "coalition")
				for range 3 {
					inner, outer := rapid.Permutation(seq(k)).Draw(t, "inner"), rapid.Permutation(seq(len(e.Options))[k:]).Draw(t, "outer")
					b := tally.Ballot{Count: size}
					for _, o := range slices.Concat(inner, outer) {
						b.Ranks = append(b.Ranks, []int{o})
					}
					e.Ballots = append(e.Ballots, b)
				}
				m, _ := tally.MethodOf(name)
				r := mustCount(t, m, e, tally.Defaults(m))
				quota := r.Turnout.Counted/int64(e.Seats+1) + 1
				due := min(int(3*size/quota), k)
				if won := len(slices.DeleteFunc(slices.Clone(r.Winners), func(o int) bool { return o >= k })); won < due {
					t.Fatalf("%d of the coalition's %d won, %d are due: %v", won, k, due, r.Winners)
				}
				if len(r.Winners) != e.Seats {
					t.Fatalf("%v won %d seats", r.Winners, e.Seats)
				}
			})
		})
	}
}

func TestSecondImplementationsAgree(t *testing.T) {
	plain := func(t *rapid.T) *tally.Election { return drawElection(t, tally.Ranking, true) }
	for name, check := range map[string]func(*rapid.T) (got, want any){
		"irv": func(t *rapid.T) (any, any) {
			e := plain(t)
			return win(t, e, "irv", tally.Ties{Rule: tally.ByOrder})[0], slowIRV(e)
		},
		"schulze": func(t *rapid.T) (any, any) {
			e := drawElection(t, tally.Ranking, false)
			m, _ := tally.MethodOf("schulze")
			return mustCount(t, m, e, tally.Defaults(m)).Order[0], slowSchulze(e)
		},
		"ranked-pairs": func(t *rapid.T) (any, any) {
			e := drawElection(t, tally.Ranking, false)
			m, _ := tally.MethodOf("ranked-pairs")
			r := mustCount(t, m, e, tally.Defaults(m).With("strength", "margin"))
			got, want := [][2]int{}, slowRankedPairs(e)
			for _, round := range r.Rounds {
				if round.Action == tally.Lock {
					got = append(got, [2]int{round.Options[0], round.Options[1]})
				}
			}
			return fmt.Sprint(got), fmt.Sprint(want)
		},
		"stv-scottish": func(t *rapid.T) (any, any) {
			e := plain(t)
			e.Seats = rapid.IntRange(1, len(e.Options)).Draw(t, "seats")
			return win(t, e, "stv-scottish", tally.Ties{Rule: tally.ByPrevious, Last: tally.ByOrder}), slowScottish(e)
		},
		"stv-meek": func(t *rapid.T) (any, any) {
			e := plain(t)
			e.Seats = rapid.IntRange(1, len(e.Options)).Draw(t, "seats")
			return win(t, e, "stv-meek", tally.Ties{Rule: tally.ByOrder}), slowMeek(e)
		},
		"pb-equal-shares": func(t *rapid.T) (any, any) {
			e := drawElection(t, tally.Approvals, true)
			e.Seats, e.Budget = 0, rapid.Int64Range(1, 100).Draw(t, "budget")
			utility := rapid.SampledFrom([]string{"cost", "cardinality"}).Draw(t, "utility")
			m, _ := tally.MethodOf("pb-equal-shares")
			r := mustCount(t, m, e, tally.Defaults(m).With("utility", utility).With("completion", "none").With("equalRho", "rule"))
			if r.Verdict == tally.Nobody {
				return nil, nil
			}
			paidInFull(t, e, r)
			share := rat(t, fmt.Sprintf("%d/%d", e.Budget, r.Turnout.Cast))
			return fmt.Sprint(r.Winners), fmt.Sprint(append([]int{}, slowShares(e, share, utility == "cost")...))
		},
		"majority-judgment": func(t *rapid.T) (any, any) {
			e := drawElection(t, tally.Scores, true)
			best := 0
			for o := range e.Options {
				if slices.Compare(slowMedians(e, o), slowMedians(e, best)) > 0 {
					best = o
				}
			}
			return win(t, e, "majority-judgment", tally.Ties{Rule: tally.ByOrder})[0], best
		},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				if got, want := check(t); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("got %v, the slow count %v", got, want)
				}
			})
		})
	}
}

func win(t *rapid.T, e *tally.Election, name string, ties tally.Ties) []int {
	m, _ := tally.MethodOf(name)
	s := tally.Defaults(m)
	s.Ties = ties
	return mustCount(t, m, e, s).Winners
}
