package tally

// Deciding by totals: what methods share that give each option one figure. With seats, the options with the highest totals take them; with a
// budget instead, projects are funded in the order of their totals as long as the money lasts.

import (
	"math/big"
	"slices"
)

// budgetRule says what a greedy budget does with a project that it can no longer pay, by Pabulib's names of the rules.
func budgetRule() Param { return word("budgetRule", "greedy", "greedy-no-skip") }

// fitTotals: seats, or a budget.
func fitTotals(e *Election) error {
	if e.Budget > 0 && e.Seats == 0 {
		return fitBudget(e)
	}
	return fitSeats(e)
}

func fitBudget(e *Election) error {
	if e.Budget < 1 {
		return unfit("a budget of %d", e.Budget)
	}
	if e.Seats != 0 {
		return unfit("seats and a budget")
	}
	for i, option := range e.Options {
		if option.Cost < 1 {
			return unfit("project %d costs %d", i+1, option.Cost)
		}
	}
	return nil
}

// decide gives seats or money by the totals.
func decide(e *Election, s Settings, r *Result, totals []*big.Rat) {
	r.Totals = totals
	b := newBreaker(e, s, r)
	order := grouped(eligible(e), byTotal(totals))
	if e.Seats > 0 {
		b.seat(e, order)
		r.explainTotals("most")
		return
	}
	r.Order = order
	b.greedy(e, order, e.Budget, s.word("budgetRule") == "greedy", "greedy")
	r.Verdict = Funded
	r.explainBudget(e)
}

// greedy funds projects in order while the money lasts. A tie is broken where it decides who is paid for.
func (b *breaker) greedy(e *Election, order [][]int, money int64, skips bool, phase string) {
	r, stopped := b.result, false
	for _, group := range order {
		if len(group) > 1 {
			group = b.inTurn(e, group, money, stopped)
		}
		for _, o := range group {
			fits := e.Options[o].Cost <= money && !stopped
			if fits {
				money -= e.Options[o].Cost
				r.Winners = append(r.Winners, o)
			} else if !skips {
				stopped = true
			}
			r.Projects = append(r.Projects, Project{Option: o, Funded: fits, Support: r.Totals[o], Phase: phase})
		}
	}
}

// inTurn orders tied projects by the rule for ties, and records the tie if the money does not pay for all of them.
func (b *breaker) inTurn(e *Election, group []int, money int64, stopped bool) []int {
	cost := int64(0)
	for _, o := range group {
		cost += e.Options[o].Cost
	}
	if cost <= money || stopped {
		return group
	}
	return b.take(0, "project", group, len(group), false)
}

func (r *Result) explainBudget(e *Election) {
	spent := int64(0)
	for _, o := range r.Winners {
		spent += e.Options[o].Cost
	}
	r.because("spent", slices.Clone(r.Winners), map[string]*big.Rat{"spent": whole(spent), "budget": whole(e.Budget), "left": whole(e.Budget - spent)})
}
