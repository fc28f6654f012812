// Package track is the rule by which a proposal on a track is decided: prepare, decision, confirm and enactment periods, two curves that
// fall while the decision lasts, and a queue before a bounded number of places.
//
// It promises that what it says follows from what it is given and from nothing else: moments and counts in, states out, whatever the order
// in which they are listed. It never reads a clock, never asks who voted, and never enacts anything: it says from when that may be done.
//
// Source: polkadot-sdk, substrate/frame/referenda/src/lib.rs (service_referendum). Three things differ on purpose: support counts
// abstentions as well as ayes, so that opponents cannot help to reach it; moments lie on a grid, so that everybody looks at the same ones;
// and places are counted by looking who holds one, so that ending a proposal that held none cannot free any.
package track

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/curve"
)

// Rules are those of one track. Check says whether they are sound; every other function expects rules that are.
type Rules struct {
	// MaxDeciding is how many proposals are decided at a time; the others queue.
	MaxDeciding int
	// PrepareMillis passes between submission and the earliest decision.
	PrepareMillis int64
	// DecisionMillis is how long the curves take to fall, and after which a proposal that is not passing is rejected.
	DecisionMillis int64
	// ConfirmMillis is how long both curves must hold without a break.
	ConfirmMillis int64
	// EnactmentMillis passes between passing and the earliest enactment.
	EnactmentMillis int64
	// TimeoutMillis is how long after submission a proposal may be without a decision or a place in the queue.
	TimeoutMillis int64
	// GridMillis apart, counted from the beginning of a decision, are the moments at which it is looked at. It divides decision and confirm.
	GridMillis int64
	// Approval is what ayes need of ayes and nays, Support what ayes and abstentions need of the electorate.
	Approval, Support curve.Curve
}

// ErrForm says that rules, or what is to be judged by them, are not well-formed.
var ErrForm = errors.New("not well-formed")

// FieldError names the part of the rules that is wrong: "support.floor".
type FieldError struct {
	Field string
	Err   error
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Err.Error() }

// Unwrap is ErrForm and what is wrong.
func (e *FieldError) Unwrap() []error { return []error{ErrForm, e.Err} }

func wrong(field, format string, args ...any) error {
	return &FieldError{Field: field, Err: fmt.Errorf(format, args...)}
}

// Check returns a *FieldError for the first part that is wrong.
func (r Rules) Check() error {
	if r.MaxDeciding < 1 || r.MaxDeciding > MaxDeciding {
		return wrong("max_deciding", "%d is not between 1 and %d", r.MaxDeciding, MaxDeciding)
	}
	for _, p := range []struct {
		field        string
		value, least int64
	}{
		{"grid_ms", r.GridMillis, minGridMillis},
		{"prepare_ms", r.PrepareMillis, 0},
		{"decision_ms", r.DecisionMillis, r.GridMillis},
		{"confirm_ms", r.ConfirmMillis, r.GridMillis},
		{"enactment_ms", r.EnactmentMillis, 0},
		{"timeout_ms", r.TimeoutMillis, r.PrepareMillis},
	} {
		if p.value < p.least || p.value > maxPeriodMillis {
			return wrong(p.field, "%d is not between %d and %d", p.value, p.least, int64(maxPeriodMillis))
		}
	}
	return cmp.Or(r.checkGrid(), checkCurve("approval", r.Approval), checkCurve("support", r.Support))
}

func (r Rules) checkGrid() error {
	switch {
	case r.DecisionMillis%r.GridMillis != 0:
		return wrong("grid_ms", "%d does not divide the decision period, %d", r.GridMillis, r.DecisionMillis)
	case r.ConfirmMillis%r.GridMillis != 0:
		return wrong("grid_ms", "%d does not divide the confirm period, %d", r.GridMillis, r.ConfirmMillis)
	case (r.DecisionMillis+r.ConfirmMillis)/r.GridMillis > maxMoments:
		return wrong("grid_ms", "%d makes more than %d moments to look at", r.GridMillis, maxMoments)
	default:
		return nil
	}
}

func checkCurve(name string, c curve.Curve) error {
	err := c.Check()
	var at *curve.FieldError
	if errors.As(err, &at) {
		return &FieldError{Field: name + "." + at.Field, Err: err}
	}
	return err
}
