package curve

// Conviction voting's table: a vote counts for more the longer the voter's credits stay locked afterwards.

import (
	"errors"
	"fmt"
	"math/bits"
)

// Conviction is one level of the table in polkadot-sdk, substrate/frame/conviction-voting/src/conviction.rs.
type Conviction struct {
	// Level is 0 to 6.
	Level int
	// Numerator and Denominator say how often one credit counts: 1/10 at level 0, Level times above it.
	Numerator, Denominator uint64
	// LockPeriods is for how many vote-locking periods (seven days on Kusama) the credits stay locked if the voter's side wins.
	LockPeriods int
}

// convictions doubles the lock for each level above the first.
var convictions = [...]Conviction{
	{0, 1, 10, 0},
	{1, 1, 1, 1},
	{2, 2, 1, 2},
	{3, 3, 1, 4},
	{4, 4, 1, 8},
	{5, 5, 1, 16},
	{6, 6, 1, 32},
}

// ErrConviction says that there is no such level, or that credits times conviction do not fit a number.
var ErrConviction = errors.New("no such conviction")

// ConvictionAt finds a level, 0 to 6.
func ConvictionAt(level int) (Conviction, error) {
	if level < 0 || level >= len(convictions) {
		return Conviction{}, fmt.Errorf("level %d: %w (they go from 0 to %d)", level, ErrConviction, len(convictions)-1)
	}
	return convictions[level], nil
}

// Votes is what credits count for at this level, rounded down.
func (c Conviction) Votes(credits uint64) (uint64, error) {
	high, low := bits.Mul64(credits, c.Numerator)
	if high != 0 {
		return 0, fmt.Errorf("%d credits at level %d: %w, the product is too large", credits, c.Level, ErrConviction)
	}
	return low / c.Denominator, nil
}
