package curve_test

// What must hold of every curve, and which curves are refused.

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/curve"
)

// drawn is any curve that passes Check.
func drawn(t *rapid.T) curve.Curve {
	part := func(name string, least, most curve.Parts) curve.Parts {
		return curve.Parts(rapid.Int64Range(int64(least), int64(most)).Draw(t, name))
	}
	var c curve.Curve
	switch rapid.IntRange(0, 2).Draw(t, "shape") {
	case 0:
		floor := part("floor", 0, curve.One)
		c = curve.Curve{Kind: curve.Linear, Length: part("length", 1, curve.One), Floor: floor, Ceil: part("ceil", floor, curve.One)}
	case 1:
		end := part("end", 0, curve.One)
		c = curve.Curve{Kind: curve.Stepped, Begin: part("begin", end, curve.One), End: end, Step: part("step", 0, curve.One), Period: part("period", 1000, curve.One)}
	default:
		c = curve.Curve{Kind: curve.Reciprocal, Factor: part("factor", 0, curve.One), XOffset: part("x_offset", 1000, curve.One), YOffset: part("y_offset", -curve.One, curve.One/2)}
	}
	if c.Check() != nil {
		t.Skip("a reciprocal curve above the whole")
	}
	return c
}

func TestNoCurveRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t)
		early := curve.Parts(rapid.Int64Range(0, int64(curve.One)).Draw(t, "early"))
		late := curve.Parts(rapid.Int64Range(int64(early), int64(curve.One)).Draw(t, "late"))
		before, after := c.Threshold(early), c.Threshold(late)
		if before < after || after < 0 || before > curve.One {
			t.Fatalf("%+v: %d at %d, %d at %d", c, before, early, after, late)
		}
	})
}

func TestReachesIsTheFirstMoment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t)
		y := curve.Parts(rapid.Int64Range(0, int64(curve.One)).Draw(t, "y"))
		x, ever := c.Reaches(y)
		switch {
		case !ever && c.Threshold(curve.One) <= y:
			t.Fatalf("%+v: %d is said never to be enough, and is at the end", c, y)
		case ever && c.Threshold(x) > y:
			t.Fatalf("%+v: %d is not enough at %d", c, y, x)
		case ever && x > 0 && c.Threshold(x-1) <= y:
			t.Fatalf("%+v: %d is enough before %d", c, y, x)
		}
	})
}

func TestRatioRoundsDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := rapid.Int64Range(0, math.MaxInt64).Draw(t, "n"), rapid.Int64Range(1, math.MaxInt64).Draw(t, "d")
		want := new(big.Int).Mul(big.NewInt(min(n, d)), big.NewInt(int64(curve.One)))
		want.Quo(want, big.NewInt(d))
		if got := curve.Ratio(n, d); int64(got) != want.Int64() {
			t.Fatalf("%d of %d is %d, want %d", n, d, got, want)
		}
	})
	if curve.Ratio(0, 0) != 0 || curve.Ratio(5, 0) != 0 || curve.Ratio(-1, 5) != 0 {
		t.Error("nothing of nothing is something")
	}
}

func TestCurvesThatAreNone(t *testing.T) {
	for _, s := range []struct {
		curve curve.Curve
		field string
	}{
		{curve.Curve{}, "kind"},
		{curve.Curve{Kind: "exponential"}, "kind"},
		{curve.Curve{Kind: curve.Linear, Length: 1, Floor: 2, Ceil: 1}, "floor"},
		{curve.Curve{Kind: curve.Linear, Length: 0, Ceil: 1}, "length"},
		{curve.Curve{Kind: curve.Linear, Length: curve.One + 1, Ceil: 1}, "length"},
		{curve.Curve{Kind: curve.Linear, Length: 1, Floor: -1}, "floor"},
		{curve.Curve{Kind: curve.Linear, Length: 1, Ceil: curve.One + 1}, "ceil"},
		{curve.Curve{Kind: curve.Linear, Length: 1, Ceil: 1, Step: 1}, "step"},
		{curve.Curve{Kind: curve.Stepped, Begin: 1, End: 2, Step: 1, Period: 1000}, "end"},
		{curve.Curve{Kind: curve.Stepped, Begin: 1, Step: 1, Period: 0}, "period"},
		{curve.Curve{Kind: curve.Stepped, Begin: 1, Step: -1, Period: 1000}, "step"},
		{curve.Curve{Kind: curve.Reciprocal, Factor: 1, XOffset: 0}, "x_offset"},
		{curve.Curve{Kind: curve.Reciprocal, Factor: -1, XOffset: 1000}, "factor"},
		{curve.Curve{Kind: curve.Reciprocal, Factor: math.MaxInt64, XOffset: 1000}, "factor"},
		{curve.Curve{Kind: curve.Reciprocal, Factor: 1, XOffset: 1000, YOffset: math.MinInt64}, "y_offset"},
		{curve.Curve{Kind: curve.Reciprocal, Factor: curve.One, XOffset: 1000, YOffset: curve.One}, "y_offset"},
	} {
		err := s.curve.Check()
		var field *curve.FieldError
		if !errors.As(err, &field) || !errors.Is(err, curve.ErrForm) || field.Field != s.field {
			t.Errorf("%+v: %v, want the part %q to be blamed", s.curve, err, s.field)
		}
	}
}

func TestConvictionsThatAreNone(t *testing.T) {
	for _, level := range []int{-1, 7} {
		if _, err := curve.ConvictionAt(level); !errors.Is(err, curve.ErrConviction) {
			t.Errorf("level %d: %v", level, err)
		}
	}
	most, err := curve.ConvictionAt(6)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := most.Votes(math.MaxUint64 / 5); !errors.Is(err, curve.ErrConviction) {
		t.Errorf("a product that does not fit: %v", err)
	}
}
