// Package curve is the arithmetic of falling thresholds, after Substrate's referenda pallet: how much approval and how much support a
// proposal needs at a moment of its decision period. It also holds the table of conviction voting, and the curves that Kusama uses.
//
// It promises integers only, in parts of a billion, with Substrate's own rounding, so that two machines never disagree about a threshold;
// that a curve which passed Check never rises; and that every function is pure. It never knows time: x is the part of the decision period
// that has gone by, and who calls it says which part that is.
//
// Source: polkadot-sdk, substrate/frame/referenda/src/types.rs (enum Curve) and substrate/primitives/arithmetic (Perbill, FixedI64).
package curve

// Parts is a fraction in billionths: Substrate's Perbill, and the inner integer of its FixedI64.
type Parts int64

// One is the whole: 100 %.
const One Parts = 1_000_000_000

// Kind names the shape of a curve.
type Kind string

// The shapes, by Substrate's names without "Decreasing".
const (
	// Linear falls from Ceil at 0 to Floor at Length, and stays there.
	Linear Kind = "linear"
	// Stepped starts at Begin and falls by Step after every Period, never below End.
	Stepped Kind = "stepped"
	// Reciprocal is Factor / (x + XOffset) + YOffset, kept between 0 and One.
	Reciprocal Kind = "reciprocal"
)

// Curve is a threshold that falls with time. Which fields count follows from Kind; the others are zero.
type Curve struct {
	Kind Kind `cbor:"kind" json:"kind"`

	// Of Linear. Length is the part of the decision period after which the floor is reached.
	Length Parts `cbor:"length,omitempty" json:"length,omitempty"`
	Floor  Parts `cbor:"floor,omitempty" json:"floor,omitempty"`
	Ceil   Parts `cbor:"ceil,omitempty" json:"ceil,omitempty"`

	// Of Stepped.
	Begin  Parts `cbor:"begin,omitempty" json:"begin,omitempty"`
	End    Parts `cbor:"end,omitempty" json:"end,omitempty"`
	Step   Parts `cbor:"step,omitempty" json:"step,omitempty"`
	Period Parts `cbor:"period,omitempty" json:"period,omitempty"`

	// Of Reciprocal. YOffset may be negative.
	Factor  Parts `cbor:"factor,omitempty" json:"factor,omitempty"`
	XOffset Parts `cbor:"x_offset,omitempty" json:"x_offset,omitempty"`
	YOffset Parts `cbor:"y_offset,omitempty" json:"y_offset,omitempty"`
}

// Ratio is n of d as Perbill::from_rational makes it: rounded down, n capped at d. Nothing of nothing is nothing.
// Any int64 will do: the product is taken in 128 bits.
func Ratio(n, d int64) Parts {
	if n <= 0 || d <= 0 {
		return 0
	}
	return Parts(mulDiv(min(n, d), int64(One), d))
}

// Threshold is what is needed when x of the decision period has gone by. x outside of 0 to One counts as the nearer end.
//
// The curve must have passed Check.
func (c Curve) Threshold(x Parts) Parts {
	x = clamp(x)
	switch c.Kind {
	case Linear:
		gone := Ratio(int64(min(x, c.Length)), int64(c.Length))
		return c.Ceil - gone*(c.Ceil-c.Floor)/One
	case Stepped:
		return max(c.Begin-min(c.Step*(x/c.Period), c.Begin), c.End)
	default:
		return clamp(c.Factor*One/(x+c.XOffset) + c.YOffset)
	}
}

// Passes reports whether y is enough at x.
func (c Curve) Passes(x, y Parts) bool { return y >= c.Threshold(x) }

// Reaches is the first x at which y is enough; false where it never is.
//
// Substrate's delay() computes the inverse of each shape and is, for linear curves, up to a few billionths early. Here it is searched for,
// which is exact by the curve's never rising, and costs 30 evaluations.
func (c Curve) Reaches(y Parts) (Parts, bool) {
	if !c.Passes(One, y) {
		return 0, false
	}
	low, high := Parts(0), One // enough at high; what lies below low is not
	for low < high {
		middle := (low + high) / 2
		if c.Passes(middle, y) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return high, true
}

func clamp(p Parts) Parts { return min(max(p, 0), One) }
