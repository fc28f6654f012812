package tally

// Cumulative voting, or dots: everybody spreads a number of points among the options; the most points win.
//
// Sources: Pabulib's vote type "cumulative" (max_sum_points, max_points), and Snapshot's weighted voting, which divides each voter's weight in the
// proportions of the points ("normalised"; snapshot.js src/voting/weighted.ts). Ties at the last seat: the rule for ties. More
// points than there are, or a negative number, spoil a ballot; points that are not spent are lost, unless normalised. A ballot without a point
// is empty. There are no ranks, and nothing is exhausted; a write-in is an option like another one.

import "math/big"

type cumulativeMethod struct{}

func (cumulativeMethod) Name() string { return "cumulative" }

func (cumulativeMethod) Form() Form { return Points }

// Params: points is how many a ballot spends at most, 0 any number; maxPoints how many on one option, 0 any; counting how they add up.
func (cumulativeMethod) Params() []Param {
	return []Param{
		integer("points", 10, 0, MaxValue), integer("maxPoints", 0, 0, MaxValue),
		word("counting", "as-given", "normalised"), budgetRule(),
	}
}

func (cumulativeMethod) Fit(e *Election, _ Settings) error { return fitTotals(e) }

func (cumulativeMethod) Valid(_ *Election, s Settings, b *Ballot) error {
	spent, err := pointsOf(b)
	if err != nil {
		return err
	}
	if most := s.integer("points"); most > 0 && spent > most {
		return spoiled("%d points, where there are %d", spent, most)
	}
	for o, v := range b.Values {
		if most := s.integer("maxPoints"); most > 0 && v > most {
			return spoiled("%d points for option %d, where one may get %d", v, o+1, most)
		}
	}
	return nil
}

// pointsOf adds up a ballot's points.
func pointsOf(b *Ballot) (int64, error) {
	spent := int64(0)
	for o, v := range b.Values {
		if v == Blank {
			continue
		}
		if v < 0 {
			return 0, spoiled("%d points for option %d", v, o+1)
		}
		spent += v
	}
	return spent, nil
}

func (cumulativeMethod) Tally(e *Election, s Settings, r *Result) error {
	if s.word("counting") == "normalised" {
		decide(e, s, r, normalised(e))
		return nil
	}
	totals := make([]int64, len(e.Options))
	for i := range e.Ballots {
		for o, v := range e.Ballots[i].Values {
			totals[o] += max(v, 0) * e.Ballots[i].Count
		}
	}
	decide(e, s, r, wholes(totals))
	return nil
}

// normalised adds up shares of a voter. Ballots that spent the same number of points are added first: there are few such numbers.
func normalised(e *Election) []*big.Rat {
	bySpent := map[int64][]int64{}
	for i := range e.Ballots {
		b := &e.Ballots[i]
		spent, _ := pointsOf(b)
		if spent == 0 {
			continue
		}
		if bySpent[spent] == nil {
			bySpent[spent] = make([]int64, len(e.Options))
		}
		for o, v := range b.Values {
			bySpent[spent][o] += max(v, 0) * b.Count
		}
	}
	totals := zeros(len(e.Options))
	for spent, points := range bySpent {
		for o, p := range points {
			totals[o].Add(totals[o], big.NewRat(p, spent))
		}
	}
	return totals
}
