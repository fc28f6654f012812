package ballot

// Money: what is spent, what still fits, and what could be dropped for an idea that does not. A sheet holds to the budget, though some methods would
// count more: who wants more than there is has to choose.

import (
	"cmp"
	"slices"
)

// Spent is what the ticked options cost together.
func (s *Sheet) Spent() int64 {
	sum := int64(0)
	for _, option := range s.now.Picks {
		sum += s.election.Options[option].Cost
	}
	return sum
}

// Left is what is left of the budget; below nought where a ballot from elsewhere spends more.
func (s *Sheet) Left() int64 { return s.election.Budget - s.Spent() }

// Missing is by how much an option is too dear now; 0 where it fits, or is ticked.
func (s *Sheet) Missing(option int) int64 {
	if s.kind != Budget || s.Picked(option) {
		return 0
	}
	return max(s.election.Options[option].Cost-s.Left(), 0)
}

func (s *Sheet) fitsNot(option int) bool {
	return option >= 0 && option < len(s.election.Options) && s.Missing(option) > 0
}

// Offered is the option that was ticked though it does not fit, and the sets of ticked options to drop for it, at most two, the cheapest first;
// none and nil where nothing is offered.
func (s *Sheet) Offered() (option int, drops [][]int) {
	if s.offered == none {
		return none, nil
	}
	return s.offered, s.drops(s.offered)
}

// Dismiss takes the offer away.
func (s *Sheet) Dismiss() { s.offered = none }

// drops are the smallest sets to drop: single options, else pairs, else as many of the dearest as it takes.
func (s *Sheet) drops(option int) [][]int {
	missing := s.Missing(option)
	if missing == 0 || s.election.Options[option].Cost > s.election.Budget {
		return nil
	}
	if found := s.cheapest(s.sets(), missing); found != nil {
		return found
	}
	dearest := slices.Clone(s.now.Picks)
	slices.SortStableFunc(dearest, func(a, b int) int { return cmp.Compare(s.cost(b), s.cost(a)) })
	for n := range dearest {
		if set := dearest[:n+1]; s.cost(set...) >= missing {
			return [][]int{slices.Sorted(slices.Values(set))}
		}
	}
	return nil
}

// sets are the ticked options one by one, and in pairs.
func (s *Sheet) sets() [][]int {
	var sets [][]int
	for i, a := range s.now.Picks {
		sets = append(sets, []int{a})
		for _, b := range s.now.Picks[i+1:] {
			sets = append(sets, []int{a, b})
		}
	}
	return sets
}

// cheapest picks sets that cost enough, smaller sets first, then cheaper ones.
func (s *Sheet) cheapest(sets [][]int, enough int64) [][]int {
	sets = slices.DeleteFunc(sets, func(set []int) bool { return s.cost(set...) < enough })
	slices.SortStableFunc(sets, func(a, b []int) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(s.cost(a...), s.cost(b...)))
	})
	if len(sets) == 0 {
		return nil
	}
	size := len(sets[0])
	sets = slices.DeleteFunc(sets, func(set []int) bool { return len(set) > size })
	return sets[:min(maxSuggestions, len(sets))]
}

func (s *Sheet) cost(options ...int) int64 {
	sum := int64(0)
	for _, o := range options {
		sum += s.election.Options[o].Cost
	}
	return sum
}

// Swap takes the offer: it drops these and ticks what was offered, as one step. False where that does not make room.
func (s *Sheet) Swap(drop []int) bool {
	option := s.offered
	if option == none || s.cost(s.held(drop)...)-s.Missing(option) < 0 {
		return false
	}
	return s.change(func(m *marks) {
		m.Picks = slices.DeleteFunc(m.Picks, func(o int) bool { return slices.Contains(drop, o) })
		m.toggle(option)
	})
}

// held are those of the options that are ticked, each once.
func (s *Sheet) held(options []int) []int {
	var held []int
	for _, o := range s.now.Picks {
		if slices.Contains(options, o) {
			held = append(held, o)
		}
	}
	return held
}

// StillFits are at most two suggestions of what the money that is left would pay for: the dearest that fits, and the dearest two others
// together, in the order of their cost.
func (s *Sheet) StillFits() [][]int {
	if s.kind != Budget || s.atMostTicks() {
		return nil
	}
	var free []int
	for o := range s.election.Options {
		if !s.Picked(o) && s.Missing(o) == 0 {
			free = append(free, o)
		}
	}
	slices.SortStableFunc(free, func(a, b int) int { return cmp.Compare(s.cost(b), s.cost(a)) })
	if len(free) == 0 {
		return nil
	}
	found := [][]int{{free[0]}}
	rest := free[1:]
	if most := s.MostTicks(); most > 0 && int64(len(s.now.Picks))+2 > most {
		rest = rest[:min(1, len(rest))]
	}
	var best []int
	for i, a := range rest {
		for _, b := range rest[i+1:] {
			if pair := s.cost(a, b); pair <= s.Left() && (best == nil || pair > s.cost(best...)) {
				best = []int{a, b}
			}
		}
	}
	switch {
	case best != nil:
		found = append(found, best)
	case len(rest) > 0:
		found = append(found, rest[:1])
	}
	return found
}

func (s *Sheet) atMostTicks() bool {
	most := s.MostTicks()
	return most > 0 && int64(len(s.now.Picks)) >= most
}

// Sort puts what is ticked before the rest, each part in the poll's order, or all of it back in that order. What is ticked later does not move.
func (s *Sheet) Sort(choiceFirst bool) {
	s.order = nil
	if choiceFirst {
		order := s.Order()
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lastIf(!s.Picked(a)), lastIf(!s.Picked(b))) })
		s.order = order
	}
}

// Sorted says that the choice stands first.
func (s *Sheet) Sorted() bool { return s.order != nil }

// Order is in which order the rows stand.
func (s *Sheet) Order() []int {
	if s.order != nil {
		return slices.Clone(s.order)
	}
	return s.pollOrder()
}

func (s *Sheet) pollOrder() []int {
	order := make([]int, s.Options())
	for i := range order {
		order[i] = i
	}
	return order
}

func lastIf(last bool) int {
	if last {
		return 1
	}
	return 0
}
