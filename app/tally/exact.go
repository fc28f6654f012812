package tally

// Exact numbers: short words for rationals and fixed point.

import (
	"math/big"
	"math/bits"
)

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

func wholes(values []int64) []*big.Rat {
	all := make([]*big.Rat, len(values))
	for i, v := range values {
		all[i] = whole(v)
	}
	return all
}

func zeros(n int) []*big.Rat {
	all := make([]*big.Rat, n)
	for i := range all {
		all[i] = new(big.Rat)
	}
	return all
}

func sum(values []*big.Rat) *big.Rat {
	total := new(big.Rat)
	for _, v := range values {
		total.Add(total, v)
	}
	return total
}

func times(r *big.Rat, n int64) *big.Rat { return new(big.Rat).Mul(r, whole(n)) }

// mulDiv is a·b/c rounded down, and whether something was left over. All are not negative, and the result fits: a ≤ c or b ≤ c.
func mulDiv(a, b, c int64) (int64, bool) {
	high, low := bits.Mul64(uint64(a), uint64(b))
	quotient, rest := bits.Div64(high, low, uint64(c))
	return int64(quotient), rest != 0
}

// mulDivUp is a·b/c rounded up.
func mulDivUp(a, b, c int64) int64 {
	quotient, rest := mulDiv(a, b, c)
	if rest {
		quotient++
	}
	return quotient
}

// fixed is a number of parts as an exact rational.
func fixed(parts, one int64) *big.Rat { return big.NewRat(parts, one) }
