package booth

// Looks: how the rows of each kind of ballot stand.

import "github.com/folkmoot/folkmoot/ui/view/ballot"

// look is how rows stand, measures in units.
type look struct {
	make func(s *Sheet, option int) row
	gap  float32
	// rules between the rows begin at ruleFrom; firstRule is over the first row too.
	rules, firstRule bool
	ruleFrom         float32
	// ring is how far the focus stands off the row above and below, aside how far at its ends.
	ring, aside float32
	// across sets the rows side by side where there is room.
	across bool
}

func lookOf(kind ballot.Kind) look {
	switch kind {
	case ballot.Answer:
		return look{make: newAnswer, gap: 8, ring: 4, aside: 4, across: true}
	case ballot.Consent:
		return look{make: newGesture, gap: 8, ring: 4, aside: 4}
	case ballot.Ranking:
		return look{make: newRank, gap: 8, ring: 4, aside: 4}
	case ballot.Budget:
		return look{make: newIdea, rules: true, ruleFrom: 54, ring: -2, aside: -2}
	case ballot.Score:
		return look{make: newScore, rules: true, firstRule: true, gap: 1, ring: -1, aside: 10}
	case ballot.Stars:
		return look{make: newStars, rules: true, firstRule: true, gap: 1, ring: -1, aside: 10}
	case ballot.Quadratic:
		return look{make: newPrice, rules: true, firstRule: true, gap: 1, ring: -1, aside: 10}
	case ballot.Dots:
		return look{make: newDots, gap: 4, ring: 2, aside: 10}
	}
	return look{make: newTick, aside: 10}
}
