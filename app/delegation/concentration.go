package delegation

// How concentrated the power is: what delegation adds to some and takes from others.

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Delegate is somebody whose ballot counts, and for how much.
type Delegate struct {
	Account op.AccountID
	// Delegations that the ballot carries.
	Delegations int
	Weight      uint64
	// Share of the weight of all ballots, exact.
	Share *big.Rat
}

// Concentration is what a community sees of its delegations after a count.
type Concentration struct {
	// Largest are the heaviest ballots that carry a delegation, heaviest first, the smaller account first among equals.
	Largest []Delegate
	// Gini is the coefficient over everyone whose weight counted, who delegated holding nothing: 0 where all hold the same, towards 1 the
	// fewer hold all. 0 also where nobody voted.
	Gini *big.Rat
	// Deciders is the smallest number of people who together hold more than half of what was cast; 0 where nobody voted.
	Deciders int
}

// Concentration works it out, listing at most largest delegates.
func (r Resolution) Concentration(largest int) Concentration {
	ballots, total := r.heaviestFirst()
	c := Concentration{Gini: r.gini(ballots, total), Deciders: deciders(ballots, total)}
	for _, b := range ballots {
		if len(c.Largest) == largest {
			break
		}
		if b.Delegations > 0 {
			b.Share = ratio(b.Weight, total)
			c.Largest = append(c.Largest, b)
		}
	}
	return c
}

func (r Resolution) heaviestFirst() (ballots []Delegate, total uint64) {
	for account, weight := range r.Weights {
		ballots = append(ballots, Delegate{Account: account, Delegations: len(r.Carried[account]), Weight: weight})
		total += weight
	}
	slices.SortFunc(ballots, func(x, y Delegate) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), x.Account.Compare(y.Account))
	})
	return ballots, total
}

func deciders(ballots []Delegate, total uint64) int {
	held := uint64(0)
	for i, b := range ballots {
		if held += b.Weight; held > total/2 {
			return i + 1
		}
	}
	return 0
}

// gini is Σ (2i − n − 1)·x_i / (n·Σ x_i) over the weights in ascending order, i from 1: half the relative mean difference (Gini 1912).
func (r Resolution) gini(ballots []Delegate, total uint64) *big.Rat {
	n := int64(len(ballots) + len(r.Paths))
	if total == 0 {
		return new(big.Rat)
	}
	sum := new(big.Int)
	for place, b := range ballots {
		i := n - int64(place) // heaviest first, so counted from the end; those who hold nothing add nothing
		sum.Add(sum, new(big.Int).Mul(big.NewInt(2*i-n-1), new(big.Int).SetUint64(b.Weight)))
	}
	return new(big.Rat).SetFrac(sum, new(big.Int).Mul(big.NewInt(n), new(big.Int).SetUint64(total)))
}

func ratio(part, whole uint64) *big.Rat {
	if whole == 0 {
		return new(big.Rat)
	}
	return new(big.Rat).SetFrac(new(big.Int).SetUint64(part), new(big.Int).SetUint64(whole))
}
