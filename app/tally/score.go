package tally

// Score voting: everybody grades each option; the highest sum, or mean, wins.
//
// Source: W. D. Smith, Range Voting (2000), for the mean; the sum is the same where every blank is a zero. "blank" says what an option
// without a score gets: "zero" is the lowest score, as in most counts, and "ignore" leaves the voter out of that option's mean, by which an option that
// few voters graded can win. Ties at the last seat: the rule for ties. A score outside of min to max spoils the ballot. A ballot that
// grades nothing is empty. There are no ranks, overvotes or exhausted ballots; a write-in is an option like another one.

import "math/big"

type scoreMethod struct{}

func (scoreMethod) Name() string { return "score" }

func (scoreMethod) Form() Form { return Scores }

// Params: min and max bound a score; total is by which figure options are compared.
func (scoreMethod) Params() []Param {
	return append(scale(), word("total", "sum", "mean"), word("blank", "zero", "ignore"), budgetRule())
}

func (scoreMethod) Fit(e *Election, s Settings) error {
	if err := fitScale(s); err != nil {
		return err
	}
	if s.word("total") == "sum" && s.word("blank") == "ignore" && s.integer("min") != 0 {
		return unfit("a sum without blanks that begins at %d", s.integer("min"))
	}
	return fitTotals(e)
}

func (scoreMethod) Valid(_ *Election, s Settings, b *Ballot) error { return onScale(s, b) }

func (scoreMethod) Tally(e *Election, s Settings, r *Result) error {
	sums, graders := sumScores(e, s)
	totals := wholes(sums)
	if s.word("total") == "mean" {
		for o, n := range graders {
			if n > 0 {
				totals[o] = big.NewRat(sums[o], n)
			} else {
				totals[o] = whole(s.integer("min"))
			}
		}
	}
	decide(e, s, r, totals)
	return nil
}

// sumScores adds scores up, a blank as the setting says, and counts for each option the voters whose score is in it.
func sumScores(e *Election, s Settings) (sums, graders []int64) {
	sums, graders = make([]int64, len(e.Options)), make([]int64, len(e.Options))
	low, zero := s.integer("min"), s.word("blank") != "ignore"
	for i := range e.Ballots {
		b := &e.Ballots[i]
		if len(b.Values) == 0 {
			continue
		}
		for o, v := range b.Values {
			if v == Blank {
				if !zero {
					continue
				}
				v = low
			}
			sums[o] += v * b.Count
			graders[o] += b.Count
		}
	}
	return sums, graders
}

func scale() []Param {
	return []Param{integer("min", 0, -MaxValue, MaxValue), integer("max", 5, -MaxValue, MaxValue)}
}

func fitScale(s Settings) error {
	if low, high := s.integer("min"), s.integer("max"); low >= high {
		return unfit("scores from %d to %d", low, high)
	}
	return nil
}

func onScale(s Settings, b *Ballot) error {
	low, high := s.integer("min"), s.integer("max")
	for o, v := range b.Values {
		if v != Blank && (v < low || v > high) {
			return spoiled("a score of %d for option %d, outside of %d to %d", v, o+1, low, high)
		}
	}
	return nil
}
