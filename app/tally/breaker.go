package tally

// Breaking ties while a count runs, and writing down each one.

import (
	"cmp"
	"math/big"
	"slices"
)

// breaker breaks ties by the settings' rule. It belongs to one count.
type breaker struct {
	result   *Result
	rule     TieRule
	last     TieRule
	priority []int
}

func newBreaker(e *Election, s Settings, r *Result) *breaker {
	priority, last := s.Ties.priorities(len(e.Options))
	return &breaker{result: r, rule: s.Ties.Rule, last: last, priority: priority}
}

// first takes the winner of a tie, and records it. A tie of one is none.
func (b *breaker) first(round int, what string, tied []int) int {
	return b.take(round, what, tied, 1, false)[0]
}

// loser takes the one that loses a tie, and records it.
func (b *breaker) loser(round int, what string, tied []int) int {
	return b.take(round, what, tied, 1, true)[0]
}

// take takes n of the tied, the best first (or, backwards, the worst first), and records the tie unless all are taken.
func (b *breaker) take(round int, what string, tied []int, n int, backwards bool) []int {
	tied = slices.Sorted(slices.Values(tied))
	if len(tied) == 1 {
		return tied
	}
	chosen, by := []int{}, string(b.last)
	rest := slices.Clone(tied)
	for len(chosen) < n {
		left := rest
		if b.rule == ByPrevious {
			left = b.lookBack(rest, backwards)
			if len(left) < len(rest) && len(left) == 1 {
				by = string(ByPrevious)
			}
		}
		next := slices.MinFunc(left, func(x, y int) int {
			if backwards {
				x, y = y, x
			}
			return cmp.Compare(b.priority[x], b.priority[y])
		})
		if len(left) > 1 {
			by = string(b.last)
		}
		chosen = append(chosen, next)
		rest = slices.DeleteFunc(rest, func(o int) bool { return o == next })
	}
	b.record(round, what, tied, chosen, by)
	return chosen
}

func (b *breaker) record(round int, what string, tied, chosen []int, by string) {
	b.result.Ties = append(b.result.Ties, Tie{Round: round, For: what, Options: slices.Clone(tied), Chosen: slices.Clone(chosen), By: by})
}

// lookBack keeps those of the tied that had most (or, backwards, least) in the latest round before the last in which they were not equal, and
// then goes on among them. The last round is the one that shows the tie.
func (b *breaker) lookBack(tied []int, backwards bool) []int {
	for i := len(b.result.Rounds) - 1; i >= 0 && len(tied) > 1; i-- {
		votes := b.result.Rounds[i].Votes
		if votes == nil || slices.ContainsFunc(tied, func(o int) bool { return votes[o] == nil }) {
			continue
		}
		best := slices.MaxFunc(tied, func(x, y int) int { return signed(votes[x].Cmp(votes[y]), backwards) })
		tied = keep(tied, func(o int) bool { return votes[o].Cmp(votes[best]) == 0 })
	}
	return tied
}

func signed(order int, backwards bool) int {
	if backwards {
		return -order
	}
	return order
}

// keep is a new slice of those that pass.
func keep(options []int, pass func(int) bool) []int {
	var kept []int
	for _, o := range options {
		if pass(o) {
			kept = append(kept, o)
		}
	}
	return kept
}

func all(n int) []int {
	options := make([]int, n)
	for i := range options {
		options[i] = i
	}
	return options
}

// eligible are the options that can win: all that are not withdrawn.
func eligible(e *Election) []int {
	return keep(all(len(e.Options)), func(o int) bool { return !e.Options[o].Withdrawn })
}

// grouped puts options in order, best first, equal ones together and ascending.
func grouped(options []int, compare func(a, b int) int) [][]int {
	sorted := slices.Clone(options)
	slices.Sort(sorted)
	slices.SortStableFunc(sorted, func(a, b int) int { return compare(b, a) })
	var groups [][]int
	for i, o := range sorted {
		if i > 0 && compare(sorted[i-1], o) == 0 {
			groups[len(groups)-1] = append(groups[len(groups)-1], o)
		} else {
			groups = append(groups, []int{o})
		}
	}
	return groups
}

func byTotal(totals []*big.Rat) func(a, b int) int {
	return func(a, b int) int { return totals[a].Cmp(totals[b]) }
}

// seat gives the seats to the first in an order, and breaks the tie at the last seat.
func (b *breaker) seat(e *Election, order [][]int) {
	r := b.result
	r.Order, r.Verdict = order, Elected
	for _, group := range order {
		free := e.Seats - len(r.Winners)
		switch {
		case free == 0:
			return
		case len(group) <= free:
			r.Winners = append(r.Winners, group...)
		default:
			r.Winners = append(r.Winners, b.take(0, "seat", group, free, false)...)
		}
	}
	if len(r.Winners) == 0 {
		r.Verdict = Nobody
	}
}

// fitSeats: at least one seat, and for each seat an option that can win.
func fitSeats(e *Election) error {
	if free := len(eligible(e)); e.Seats < 1 || e.Seats > free {
		return unfit("%d seats, where %d options can win", e.Seats, free)
	}
	return nil
}
