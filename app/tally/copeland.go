package tally

// Copeland: the option that wins most matchups against single other options.
//
// Source: A. H. Copeland, A reasonable social welfare function (1951); a tied matchup is worth "tie", a half in Merlin and Saari, The
// Copeland method (1996). Equal rankings prefer neither. Unranked options: the setting "unranked". Skipped ranks are closed up, and of an
// option that is ranked twice the better rank counts. Ties at the last seat, which are common: the rule for ties. An empty ballot counts for nobody;
// nothing is exhausted; a write-in is an option like another one. Withdrawn options meet nobody.

import "math/big"

type copelandMethod struct{}

func (copelandMethod) Name() string { return "copeland" }

func (copelandMethod) Form() Form { return Ranking }

func (copelandMethod) Params() []Param { return []Param{fraction("tie", "1/2"), unranked()} }

func (copelandMethod) Fit(e *Election, s Settings) error {
	if s.fraction("tie").Cmp(whole(1)) > 0 {
		return unfit("a tied matchup that is worth more than a win")
	}
	return fitSeats(e)
}

func (copelandMethod) Valid(*Election, Settings, *Ballot) error { return nil }

func (copelandMethod) Tally(e *Election, s Settings, r *Result) error {
	prefer := preferences(e, s.word("unranked") == "below")
	free := eligible(e)
	r.Pairwise = &Pairwise{Prefer: prefer, Condorcet: condorcet(prefer, free)}
	r.Totals = zeros(len(e.Options))
	tie := s.fraction("tie")
	for _, x := range free {
		for _, y := range free {
			switch {
			case x == y:
			case prefer[x][y] > prefer[y][x]:
				r.Totals[x].Add(r.Totals[x], big.NewRat(1, 1))
			case prefer[x][y] == prefer[y][x]:
				r.Totals[x].Add(r.Totals[x], tie)
			}
		}
	}
	newBreaker(e, s, r).seat(e, grouped(free, byTotal(r.Totals)))
	r.explainTotals("matchups")
	return nil
}
