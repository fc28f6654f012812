package community

// Places: how many polls of a track are decided at a time, and who waits for a place. Tellers serialise: each one by its own log and its own clock.

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// seat is a stored opening on a track with a bounded number of places, of which no more is held than its brief.
type seat struct {
	id   op.ID
	open *poll.Open
	on   charter.Track
}

// seatsOf are the openings on a track that are neither sealed nor past their close: those that hold a place or could get one.
func (e *Engine) seatsOf(trackID string, nowMillis int64) []seat {
	var seats []seat
	for _, id := range e.openings {
		open := e.briefs[id]
		if open.Track != trackID || open.ClosesMillis <= nowMillis || e.graph.IsSealed(id) {
			continue
		}
		seats = append(seats, seat{id, open, e.trackOf(open)})
	}
	slices.SortFunc(seats, func(a, b seat) int {
		return cmp.Or(cmp.Compare(a.open.Electorate.AtMillis, b.open.Electorate.AtMillis), a.id.Compare(b.id))
	})
	return seats
}

// openingBrief is as much of an opening as its place depends on: there may be many, and what they enact may be long.
type openingBrief = *poll.Open

func brief(open *poll.Open) openingBrief {
	return &poll.Open{
		Track: open.Track, On: open.On, ClosesMillis: open.ClosesMillis, Electorate: &poll.Electorate{AtMillis: open.Electorate.AtMillis},
	}
}

// inTime: at least half of the decision is left.
func (s *seat) inTime(nowMillis int64) bool {
	return s.open.ClosesMillis-nowMillis >= s.on.DecisionMillis/2
}

// holds reports whether a poll that has a place still holds it: unless it was ended in its decision. What was ended before that frees nothing: it
// is not decided by then, and its time passes.
func (e *Engine) holds(s *seat, nowMillis int64) bool {
	ending, ended := e.EndingOf(s.id)
	return !ended || ending.AtMillis > nowMillis || ending.AtMillis < s.open.SinceMillis(s.on)
}

// couldGet reports whether an opening would get a place if there was one.
func (e *Engine) couldGet(s *seat, nowMillis int64) bool {
	m, _ := e.meta(s.id)
	_, ended := e.EndingOf(s.id)
	return m.Verdict == kind.Applied && !e.isGone(m) && !ended && s.inTime(nowMillis) && s.open.Electorate.AtMillis <= nowMillis+openingAheadMillis
}

// checkPlace refuses an opening for which there is no place by a teller's own log: as many others as the track has places are decided, or those
// that waited longer come first; or less than half of its decision is left. What this teller gave a place and t tellers have not does not keep
// out what comes before it: else two openings that came to the tellers in different orders could keep each other out until both are over.
func (e *Engine) checkPlace(opening op.ID, open *poll.Open, teller op.DeviceID, nowMillis int64) error {
	on := e.trackOf(open)
	if on.MaxDeciding == 0 {
		return nil
	}
	mine := seat{opening, open, on}
	if !mine.inTime(nowMillis) {
		return fmt.Errorf("%w: less than half of its decision is left", ErrNotOpen)
	}
	taken := uint64(0)
	before := true
	for _, s := range e.seatsOf(open.Track, nowMillis) {
		if taken >= on.MaxDeciding {
			break
		}
		switch {
		case s.id == opening:
			before = false
		case e.graph.HasReceived(s.id, teller):
			if e.holds(&s, nowMillis) && (before || e.graph.IsReceived(s.id)) {
				taken++
			}
		case before && e.couldGet(&s, nowMillis) && e.isReceiptable(s.id, teller, nowMillis):
			taken++
		}
	}
	if taken >= on.MaxDeciding {
		return fmt.Errorf("%w: it waits for a place: %d others are decided on %q, or come before it", ErrNotOpen, taken, on.ID)
	}
	return e.failed
}

// isReceiptable reports whether a teller would receipt another opening, if there was a place.
func (e *Engine) isReceiptable(opening op.ID, teller op.DeviceID, nowMillis int64) bool {
	m, _ := e.meta(opening)
	open := e.openingAt(m)
	return open != nil && e.refusal(opening, open, teller, nowMillis) == nil
}

// Place is how a poll waits for one.
type Place struct {
	// Line is 1 for the next to get a place.
	Line int
	// FreeMillis is when the first place becomes free, at the latest.
	FreeMillis int64
}

// PlaceOf is how a poll waits for a place, by all that is stored; false where it has one, needs none, or can get none. It is asked inside of Ask.
func (e *Engine) PlaceOf(opening op.ID, nowMillis int64) (Place, bool) {
	m, _ := e.meta(opening)
	open := e.openingAt(m)
	if open == nil || open.Electorate == nil {
		return Place{}, false
	}
	on := e.trackOf(open)
	free, queue := e.places(on, nowMillis)
	at := slices.IndexFunc(queue, func(s seat) bool { return s.id == opening })
	left := max(0, int(on.MaxDeciding)-len(free)) // for the first of the queue
	if at < left {
		return Place{}, false
	}
	for _, s := range queue[:left] {
		free = append(free, s.open.ClosesMillis)
	}
	return Place{Line: at + 1 - left, FreeMillis: slices.Min(free)}, true
}

// places lists when the polls that hold a place of a track close, ascending, and who waits, in order.
func (e *Engine) places(on charter.Track, nowMillis int64) (free []int64, queue []seat) {
	if on.MaxDeciding == 0 {
		return nil, nil
	}
	for _, s := range e.seatsOf(on.ID, nowMillis) {
		switch {
		case e.graph.IsReceived(s.id):
			if e.holds(&s, nowMillis) {
				free = append(free, s.open.ClosesMillis)
			}
		case e.couldGet(&s, nowMillis):
			queue = append(queue, s)
		}
	}
	slices.Sort(free)
	return free, queue
}

// PlaceFreeMillis is when a poll that is opened now on a track gets a place, if those before it stay as they are. It is asked inside of Ask.
func (e *Engine) PlaceFreeMillis(on charter.Track, nowMillis int64) int64 {
	free, queue := e.places(on, nowMillis)
	at := nowMillis
	take := func() {
		if at = nowMillis; uint64(len(free)) >= on.MaxDeciding && len(free) > 0 {
			at, free = free[0], free[1:]
		}
	}
	for _, s := range queue {
		was := slices.Clone(free)
		if take(); !s.inTime(at) {
			free = was // its time is over by then
			continue
		}
		free = append(free, s.open.ClosesMillis)
		slices.Sort(free)
	}
	take()
	return at
}
