package app

// How a poll stands on its track, as its page shows it: the votes against the two curves, when it would pass, whether it waits for a place, and
// whether another poll ends it.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/track"
)

// PollCourse is how a poll that asks yes or no stands on its track, by the receipts that are known here.
type PollCourse struct {
	poll.Course
	// Standing is what counts now; of a poll that passed, what counted then.
	Standing track.Standing
	// AtMillis is the moment of that, and what the curves are compared with: now, at most the close.
	AtMillis int64
	// ForecastMillis is when it would pass if nothing changed; WouldPass is false where it would fail.
	ForecastMillis int64
	WouldPass      bool
	// Sealed says that it is about what the tellers sealed.
	Sealed bool
}

// courseOf is nil for a poll that no tellers close, that does not ask yes or no, or whose result is contradicted or cannot be counted here.
func (c *Community) courseOf(e *community.Engine, p poll.Poll, sealed *PollClosing) (*PollCourse, error) {
	if !p.Opening.Decides() || sealed == nil || sealed.State == closing.Contradicted || sealed.Uncountable != nil {
		return nil, nil
	}
	found := &PollCourse{AtMillis: min(c.service.ports.NowMillis(), p.Opening.ClosesMillis)}
	if o := sealed.Outcome; o != nil {
		found.Course, found.Standing, found.Sealed = o.Course, o.Standing, true
		found.AtMillis = o.Course.AtMillis
		found.ForecastMillis, found.WouldPass = o.Course.AtMillis, o.Passed
		return found, nil
	}
	course, err := e.Course(p.ID, found.AtMillis)
	if errors.Is(err, closing.ErrRule) || errors.Is(err, track.ErrForm) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found.Course, found.Standing = course, course.Now
	found.ForecastMillis, found.WouldPass = course.Forecast(p.Opening.ClosesMillis)
	return found, nil
}

// placeOf is nil for a poll that does not wait for a place.
func (c *Community) placeOf(e *community.Engine, p poll.Poll) *community.Place {
	if place, waits := e.PlaceOf(p.ID, c.service.ports.NowMillis()); waits {
		return &place
	}
	return nil
}

// endingOf is nil for a poll that no other one ends.
func endingOf(e *community.Engine, p poll.Poll) *community.Ending {
	if ending, ends := e.EndingOf(p.ID); ends {
		return &ending
	}
	return nil
}
