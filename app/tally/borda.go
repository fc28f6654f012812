package tally

// Borda and other positional rules: each place in a ranking is worth points; the most points win.
//
// Sources: J.-C. de Borda (1781): "n-1..0"; "n..1" as in many textbooks; "1/rank", the Dowdall rule of Nauru's Electoral Act; and
// "places..1", truncated, as Kraków's participatory budget uses it (the first of the setting "places" gets that many points). Equal
// rankings share the points of the places that they take together, each the average (M. Emerson's tournament style). Unranked options
// share what is left in the same way ("average"), or get nothing ("zero"). Skipped ranks are closed up. Of an option that is ranked twice the
// better rank counts. Ties at the last seat: the rule for ties. An empty ballot counts for nobody; nothing is exhausted; a write-in is an option like
// another one.

import "math/big"

type bordaMethod struct{}

func (bordaMethod) Name() string { return "borda" }

func (bordaMethod) Form() Form { return Ranking }

// Params: points is what places are worth; places is how many count, under "places..1" alone.
func (bordaMethod) Params() []Param {
	return []Param{
		word("points", "n-1..0", "n..1", "1/rank", "places..1"), word("unranked", "average", "zero"),
		integer("places", 3, 1, MaxOptions), budgetRule(),
	}
}

func (bordaMethod) Fit(e *Election, _ Settings) error { return fitTotals(e) }

func (bordaMethod) Valid(*Election, Settings, *Ballot) error { return nil }

func (bordaMethod) Tally(e *Election, s Settings, r *Result) error {
	n := len(e.Options)
	worth := worths(s, n)
	// Each span of places that options share gathers its voters by option, and is priced once.
	type span struct{ from, to int }
	voters := map[span][]int64{}
	add := func(at span, o int, count int64) {
		if voters[at] == nil {
			voters[at] = make([]int64, n)
		}
		voters[at][o] += count
	}
	place := make([]int, n)
	for i := range e.Ballots {
		b := &e.Ballots[i]
		if len(b.Ranks) == 0 {
			continue
		}
		clear(place)
		next := 0
		for _, rank := range b.Ranks {
			fresh := keep(rank, func(o int) bool { return place[o] == 0 })
			for _, o := range fresh {
				place[o] = 1
				add(span{next, next + len(fresh)}, o, b.Count)
			}
			next += len(fresh)
		}
		if s.word("unranked") == "average" && next < n {
			for o, p := range place {
				if p == 0 {
					add(span{next, n}, o, b.Count)
				}
			}
		}
	}
	totals := zeros(n)
	for at, counts := range voters {
		each := new(big.Rat).Mul(sum(worth[at.from:at.to]), big.NewRat(1, int64(at.to-at.from)))
		for o, count := range counts {
			if count > 0 {
				totals[o].Add(totals[o], times(each, count))
			}
		}
	}
	decide(e, s, r, totals)
	return nil
}

// worths are the points of each place, the first place first.
func worths(s Settings, n int) []*big.Rat {
	worth := make([]*big.Rat, n)
	for i := range worth {
		switch s.word("points") {
		case "n..1":
			worth[i] = whole(int64(n - i))
		case "1/rank":
			worth[i] = big.NewRat(1, int64(i+1))
		case "places..1":
			worth[i] = whole(max(s.integer("places")-int64(i), 0))
		default:
			worth[i] = whole(int64(n - 1 - i))
		}
	}
	return worth
}
