package track

// One proposal's decision, from its beginning to the moment at which it has passed or failed.

import (
	"errors"
	"fmt"
	"slices"
	"sort"
)

// State is where a proposal is on its way.
type State string

// The states. The first five are on the way, Passed waits for its enactment, the others are ends.
const (
	Preparing  State = "preparing"  // the prepare period is not over
	Waiting    State = "waiting"    // for its deposit, or for room in the queue
	Queued     State = "queued"     // for a place among those that are decided
	Deciding   State = "deciding"   // its curves fall, and do not hold
	Confirming State = "confirming" // they hold, not yet for long enough
	Passed     State = "passed"     // the enactment period runs
	Due        State = "due"        // may be enacted
	Rejected   State = "rejected"
	TimedOut   State = "timed_out"
	Cancelled  State = "cancelled" // ended, its deposit given back
	Killed     State = "killed"    // ended, its deposit lost
)

// HoldsPlace reports whether a proposal in this state takes one of the track's places.
func (s State) HoldsPlace() bool { return s == Deciding || s == Confirming }

// Final reports whether the state has no next one, enactment apart.
func (s State) Final() bool {
	switch s {
	case Passed, Due, Rejected, TimedOut, Cancelled, Killed:
		return true
	default:
		return false
	}
}

// Course is how far a decision has come.
type Course struct {
	State State
	// SinceMillis is when the decision began.
	SinceMillis int64
	// ConfirmingSinceMillis is since when both curves hold; of Confirming, Passed and Due.
	ConfirmingSinceMillis int64
	// AtMillis is when it passed or was rejected, a moment of the grid.
	AtMillis int64
	// EnactFromMillis is the earliest enactment; of Passed and Due.
	EnactFromMillis int64
}

// Decide follows a decision that began at sinceMillis over the moments of its grid, up to untilMillis at most.
//
// It has passed at the first moment that ends a whole confirm period at each of whose moments, the first and last included, both curves
// held. A decision that is confirming when the decision period ends goes on until it has passed or a curve does not hold; one that does not
// hold then is rejected. Curves stay at their lowest after the period. An error is of ErrForm and names the standing that is wrong.
func (r Rules) Decide(sinceMillis int64, standings []Standing, untilMillis int64) (Course, error) {
	if err := errors.Join(checkMoment(sinceMillis), checkMoment(untilMillis), checkStandings(standings)); err != nil {
		return Course{}, fmt.Errorf("deciding: %w", err)
	}
	return r.decide(sinceMillis, standings, untilMillis), nil
}

func (r Rules) decide(sinceMillis int64, standings []Standing, untilMillis int64) Course {
	course := Course{State: Deciding, SinceMillis: sinceMillis}
	now := Standing{}
	for at := sinceMillis; at <= untilMillis; {
		for len(standings) > 0 && standings[0].AtMillis <= at {
			now, standings = standings[0], standings[1:]
		}
		if course = r.look(course, now, at); course.State.Final() {
			break
		}
		change := Never
		if len(standings) > 0 {
			change = r.onGrid(sinceMillis, standings[0].AtMillis)
		}
		at = r.next(course, now, at, change)
	}
	if course.State == Passed && course.EnactFromMillis <= untilMillis {
		course.State = Due
	}
	return course
}

// onGrid is the first moment of the grid that is not before another one, after the decision began.
func (r Rules) onGrid(sinceMillis, atMillis int64) int64 {
	return sinceMillis + (atMillis-sinceMillis+r.GridMillis-1)/r.GridMillis*r.GridMillis
}

// next is the moment of the grid at which something can be seen next. Until the standing changes, curves that fall can only begin to hold,
// and once they do they go on; so the moments between need not be looked at.
func (r Rules) next(c Course, now Standing, atMillis, changeMillis int64) int64 {
	if c.State == Confirming {
		return min(changeMillis, c.ConfirmingSinceMillis+r.ConfirmMillis)
	}
	last := min(changeMillis, c.SinceMillis+r.DecisionMillis)
	steps := int((last - atMillis) / r.GridMillis)
	return atMillis + r.GridMillis*int64(1+sort.Search(steps-1, func(i int) bool {
		return r.holds(now, c.SinceMillis, atMillis+r.GridMillis*int64(i+1))
	}))
}

// look is one moment of the grid.
func (r Rules) look(c Course, now Standing, atMillis int64) Course {
	switch holds := r.holds(now, c.SinceMillis, atMillis); {
	case !holds && atMillis-c.SinceMillis >= r.DecisionMillis:
		c.State, c.ConfirmingSinceMillis, c.AtMillis = Rejected, 0, atMillis
	case !holds:
		c.State, c.ConfirmingSinceMillis = Deciding, 0
	case c.State == Deciding:
		c.State, c.ConfirmingSinceMillis = Confirming, atMillis
	case atMillis-c.ConfirmingSinceMillis >= r.ConfirmMillis:
		c.State, c.AtMillis, c.EnactFromMillis = Passed, atMillis, atMillis+r.EnactmentMillis
	}
	return c
}

// Forecast is the moment at which a decision would pass if the standing stayed as it is at nowMillis; false where it would be rejected.
// Of a decision that is over it is the moment at which it passed.
func (r Rules) Forecast(sinceMillis int64, standings []Standing, nowMillis int64) (int64, bool, error) {
	known := slices.IndexFunc(standings, func(s Standing) bool { return s.AtMillis > nowMillis })
	if known >= 0 {
		standings = standings[:known]
	}
	course, err := r.Decide(sinceMillis, standings, sinceMillis+r.DecisionMillis+r.ConfirmMillis)
	return course.AtMillis, course.State != Rejected, err
}
