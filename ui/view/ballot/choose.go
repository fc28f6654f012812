package ballot

// Choosing: one answer, one of four gestures, or ticks.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
)

// Gesture is what a voter says to a proposal that is decided by consent.
type Gesture string

// The gestures. A concern consents, and says what should be heard first; an objection stops the proposal, and says why.
const (
	Consents   Gesture = "consent"
	StandAside Gesture = "stand-aside"
	Concern    Gesture = "concern"
	Object     Gesture = "object"
)

var gestures = []Gesture{Consents, StandAside, Concern, Object}

func (g Gesture) stance() tally.Stance {
	switch g {
	case Consents, Concern:
		return tally.Consent
	case StandAside:
		return tally.StandAside
	case Object:
		return tally.Object
	}
	return ""
}

// gestureOf reads a ballot: consent with words is a concern.
func gestureOf(stance tally.Stance, reason string) Gesture {
	if stance == tally.Consent && saysSomething(reason) {
		return Concern
	}
	i := slices.IndexFunc(gestures, func(g Gesture) bool { return g.stance() == stance })
	if i < 0 {
		return ""
	}
	return gestures[i]
}

// NeedsReason says that the gesture has to be explained.
func (s *Sheet) NeedsReason() bool { return s.now.Gesture == Concern || s.now.Gesture == Object }

// TakesReason says that words can stand with the ballot. Plain consent has none: with words it would be a concern.
func (s *Sheet) TakesReason() bool { return s.now.Gesture != Consents }

// Explain sets the words that go with the ballot, as they are typed: they are undone together. False where they are too long.
func (s *Sheet) Explain(reason string) bool {
	if !s.TakesReason() {
		return false
	}
	if !s.typing {
		if !s.change(func(m *marks) { m.Reason = reason }) {
			return false
		}
		s.typing = true
		return true
	}
	m := s.now.clone()
	if m.Reason = reason; s.check(m) != nil {
		return false
	}
	s.now = m
	return true
}

// Pick is what a click on a row's mark does: it chooses an answer or a gesture, ticks an option or takes its tick off. False where it cannot.
func (s *Sheet) Pick(option int) bool {
	if option < 0 || option >= s.Options() || s.Pickable(option) != "" {
		if s.kind == Budget && s.fitsNot(option) {
			s.offered = option
		}
		return false
	}
	s.Focus(option)
	switch s.kind {
	case Answer:
		return s.change(func(m *marks) { m.Picks = []int{option} })
	case Consent:
		return s.change(func(m *marks) {
			if m.Gesture = gestures[option]; m.Gesture == Consents {
				m.Reason = ""
			}
		})
	case Ticks, Budget:
		return s.change(func(m *marks) { m.toggle(option) })
	}
	return false
}

func (m *marks) toggle(option int) {
	if at, found := slices.BinarySearch(m.Picks, option); found {
		m.Picks = slices.Delete(m.Picks, at, at+1)
	} else {
		m.Picks = slices.Insert(m.Picks, at, option)
	}
}

// Picked says whether a row's mark is set.
func (s *Sheet) Picked(option int) bool {
	if s.kind == Consent {
		return option >= 0 && option < len(gestures) && gestures[option] == s.now.Gesture
	}
	return slices.Contains(s.now.Picks, option)
}

// MostTicks is how many options can be ticked; 0 for all of them.
func (s *Sheet) MostTicks() int64 {
	if s.kind != Ticks && s.kind != Budget {
		return 0
	}
	return s.number("max")
}

// Pickable is why a row's mark cannot be set now: TooManyTicks, TooDear, or "" where it can. A mark can always be taken off.
func (s *Sheet) Pickable(option int) Off {
	switch most := s.MostTicks(); {
	case s.kind != Ticks && s.kind != Budget || s.Picked(option):
		return ""
	case most > 0 && int64(len(s.now.Picks)) >= most:
		return TooManyTicks
	case s.fitsNot(option):
		return TooDear
	}
	return ""
}

// Off is why a control of a row is off.
type Off string

// The reasons.
const (
	// TooManyTicks: as many are ticked as the method counts.
	TooManyTicks Off = "too_many_ticks"
	// TooDear: the money or the credits that are left do not pay for it.
	TooDear Off = "too_dear"
	// AtEnd: there is no further step.
	AtEnd Off = "at_end"
	// NoneLeft: all dots are spent.
	NoneLeft Off = "none_left"
	// NotRanked: only what is ranked can be moved.
	NotRanked Off = "not_ranked"
)
