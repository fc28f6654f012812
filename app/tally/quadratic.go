package tally

// Quadratic voting: everybody buys votes with credits, n votes for one option at n² credits; the most votes win.
//
// Source: S. Lalley and E. G. Weyl, Quadratic Voting (2018), in integers as MACI counts it. The other "counting", Snapshot's (snapshot.js
// src/voting/quadratic.ts), is for files that were voted so: values are shares of the voter's weight, an option's figure is the square of the sum of
// the roots of its shares, scaled so that all figures add up to the weight that voted; its roots are integer square roots at 10^18. Ties at the
// last seat: the rule for ties. Spending more credits than there are, or a negative value, spoils a ballot; one without a vote is empty. There
// are no ranks, and nothing is exhausted; a write-in is an option like another one.

import "math/big"

type quadraticMethod struct{}

func (quadraticMethod) Name() string { return "quadratic" }

func (quadraticMethod) Form() Form { return Allocation }

// Params: credits is what each voter has; counting whether values are votes, or Snapshot's shares, which cost nothing.
func (quadraticMethod) Params() []Param {
	return []Param{integer("credits", 100, 1, 1<<40), word("counting", "votes", "snapshot"), budgetRule()}
}

func (quadraticMethod) Fit(e *Election, _ Settings) error { return fitTotals(e) }

func (quadraticMethod) Valid(_ *Election, s Settings, b *Ballot) error {
	if _, err := pointsOf(b); err != nil || s.word("counting") == "snapshot" {
		return err
	}
	left := s.integer("credits")
	for _, v := range b.Values {
		if left -= max(v, 0) * max(v, 0); left < 0 {
			return spoiled("votes that cost more than %d credits", s.integer("credits"))
		}
	}
	return nil
}

func (quadraticMethod) Tally(e *Election, s Settings, r *Result) error {
	if s.word("counting") == "snapshot" {
		r.Places = rootPlaces
		decide(e, s, r, snapshotTotals(e))
		return nil
	}
	votes, credits := make([]int64, len(e.Options)), make([]*big.Int, len(e.Options))
	for o := range credits {
		credits[o] = new(big.Int)
	}
	for i := range e.Ballots {
		b := &e.Ballots[i]
		for o, v := range b.Values {
			if v <= 0 {
				continue
			}
			votes[o] += v * b.Count
			spent := new(big.Int).Mul(big.NewInt(v*v), big.NewInt(b.Count))
			credits[o].Add(credits[o], spent)
		}
	}
	r.Credits = make([]*big.Rat, len(e.Options))
	for o, c := range credits {
		r.Credits[o] = new(big.Rat).SetInt(c)
	}
	decide(e, s, r, wholes(votes))
	return nil
}

// rootPlaces are the decimals of a square root.
const rootPlaces = 18

// snapshotTotals sums roots rounded down at 10^18, each ballot's by itself, as every voter's share is one.
func snapshotTotals(e *Election) []*big.Rat {
	roots := make([]*big.Int, len(e.Options))
	for o := range roots {
		roots[o] = new(big.Int)
	}
	one := new(big.Int).Exp(big.NewInt(10), big.NewInt(2*rootPlaces), nil)
	weight, share := int64(0), new(big.Int)
	for i := range e.Ballots {
		b := &e.Ballots[i]
		points, _ := pointsOf(b)
		if points == 0 {
			continue
		}
		weight += b.Count
		for o, v := range b.Values {
			if v > 0 {
				share.Mul(big.NewInt(v), big.NewInt(b.Count))
				share.Mul(share, one)
				share.Sqrt(share.Quo(share, big.NewInt(points)))
				roots[o].Add(roots[o], share)
			}
		}
	}
	squares, all := make([]*big.Rat, len(e.Options)), new(big.Rat)
	for o, root := range roots {
		squares[o] = new(big.Rat).SetInt(root.Mul(root, root))
		all.Add(all, squares[o])
	}
	for _, square := range squares {
		square.Mul(square, new(big.Rat).Quo(whole(weight), all))
	}
	return squares
}
