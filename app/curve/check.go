package curve

// Whether a curve is one: each part within its bounds, none that belongs to another shape, and never rising.

import (
	"errors"
	"fmt"
	"math/bits"
)

// ErrForm says that a curve is not well-formed; the error around it is a *FieldError.
var ErrForm = errors.New("not a falling curve")

// FieldError names the part that is wrong, as the formats name it: "floor".
type FieldError struct {
	Field  string
	Reason string
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

// Unwrap is ErrForm.
func (e *FieldError) Unwrap() error { return ErrForm }

func wrong(field, format string, args ...any) error {
	return &FieldError{Field: field, Reason: fmt.Sprintf(format, args...)}
}

// Check returns a *FieldError for the first part that is wrong.
func (c Curve) Check() error {
	shape, known := shapes[c.Kind]
	if !known {
		return wrong("kind", "%q is no shape of a curve: linear, stepped or reciprocal", c.Kind)
	}
	for _, p := range c.parts() {
		if p.of != c.Kind && p.value != 0 {
			return wrong(p.field, "a %s curve has no such part", c.Kind)
		}
		if p.of == c.Kind && (p.value < p.least || p.value > p.most) {
			return wrong(p.field, "%d is not between %d and %d billionths", p.value, p.least, p.most)
		}
	}
	return shape(c)
}

type part struct {
	of          Kind
	field       string
	value       Parts
	least, most Parts
}

func (c Curve) parts() []part {
	return []part{
		{Linear, "length", c.Length, 1, One},
		{Linear, "floor", c.Floor, 0, One},
		{Linear, "ceil", c.Ceil, 0, One},
		{Stepped, "begin", c.Begin, 0, One},
		{Stepped, "end", c.End, 0, One},
		{Stepped, "step", c.Step, 0, One},
		{Stepped, "period", c.Period, minPeriod, One},
		{Reciprocal, "factor", c.Factor, 0, maxFactor},
		{Reciprocal, "x_offset", c.XOffset, minXOffset, maxOffset},
		{Reciprocal, "y_offset", c.YOffset, -maxOffset, maxOffset},
	}
}

// shapes holds what must be true of the parts together.
var shapes = map[Kind]func(Curve) error{
	Linear: func(c Curve) error {
		if c.Floor > c.Ceil {
			return wrong("floor", "%d is above the ceiling, %d", c.Floor, c.Ceil)
		}
		return nil
	},
	Stepped: func(c Curve) error {
		if c.End > c.Begin {
			return wrong("end", "%d is above the beginning, %d", c.End, c.Begin)
		}
		return nil
	},
	// With a factor of at least 0 and x + x_offset above 0 it cannot rise; but one that lies above One throughout could never be passed.
	Reciprocal: func(c Curve) error {
		if at := c.Factor*One/(One+c.XOffset) + c.YOffset; at > One {
			return wrong("y_offset", "%d keeps the curve above 100 %% to its end", c.YOffset)
		}
		return nil
	},
}

// mulDiv is a·b/d rounded down, for a and b at least 0 and d above b·a's upper half, as with a ≤ d and b ≤ d, or a ≤ d and b < 2^63.
func mulDiv(a, b, d int64) int64 {
	high, low := bits.Mul64(uint64(a), uint64(b))
	quotient, _ := bits.Div64(high, low, uint64(d))
	return int64(quotient)
}
