package tally

// Participatory budget, Method of Equal Shares: the budget is split evenly among the voters, and a project is funded if those who want
// it can pay for it together, as evenly as their money allows; the one first whose supporters pay least for what they get.
//
// Source: D. Peters, G. Pierczyński and P. Skowron, Proportional Participatory Budgeting with Additive Utilities (NeurIPS 2021), and the reference
// implementation at equalshares.net/implementation, from which the completions come. "utility" is what a funded project is worth to
// a voter who approves of it: its cost, or one ("cardinality"). "completion" spends what is left: "add1" raises every voter's money by
// "increment" units, from the whole part of the share, until the next raise would cost more than the budget ("raiseUntil" "over-budget", as in
// Wieliczka), or already when no other project fits ("exhaustive", as at equalshares.net); "utilitarian" goes on greedily by votes, "add1u" does
// both. "comparison"
// "greedy" funds the greedy outcome instead if more voters get more approved projects from it (as in Wieliczka). All money is
// exact. Ties of what supporters pay: the lower cost, then more votes ("equalRho"), then the rule for ties; or that at once. Marking more than "max"
// projects spoils a ballot; an empty one has its share, which nobody spends. There are no ranks and no write-ins, and nothing is exhausted.

import (
	"math/big"
	"slices"
)

type equalSharesMethod struct{}

func (equalSharesMethod) Name() string { return "pb-equal-shares" }

func (equalSharesMethod) Form() Form { return Approvals }

func (equalSharesMethod) Params() []Param {
	return []Param{
		word("utility", "cost", "cardinality"), word("completion", "add1u", "add1", "utilitarian", "none"),
		integer("increment", 1, 1, MaxMoney), word("raiseUntil", "over-budget", "exhaustive"), word("comparison", "none", "greedy"),
		word("equalRho", "lowerCost,moreVotes", "rule"), integer("max", 0, 0, MaxOptions),
	}
}

func (equalSharesMethod) Fit(e *Election, s Settings) error {
	if raises(s) && e.Budget/s.integer("increment") > maxIncrements {
		return unfit("a budget of %d in increments of %d, where at most %d can be raised", e.Budget, s.integer("increment"), int64(maxIncrements))
	}
	return fitBudget(e)
}

// raises says that the completion raises the voters' money.
func raises(s Settings) bool {
	return s.word("completion") == "add1" || s.word("completion") == "add1u"
}

func (equalSharesMethod) Valid(e *Election, s Settings, b *Ballot) error {
	return approvalMethod{}.Valid(e, s, b)
}

func (equalSharesMethod) Tally(e *Election, s Settings, r *Result) error {
	votes := approvals(e)
	r.Totals = wholes(votes)
	m := newMarket(e, s, votes, r.Turnout.Counted+r.Turnout.Empty)
	final, err := m.complete(e, s, r)
	if err != nil {
		return err
	}
	b := newBreaker(e, s, r)
	m.publish(r, final)
	if word := s.word("completion"); word == "utilitarian" || word == "add1u" {
		rest := keep(m.options, func(o int) bool { return !slices.Contains(r.Winners, o) })
		b.greedy(e, grouped(rest, byTotal(r.Totals)), e.Budget-final.cost, true, "completion")
	} else {
		for _, o := range m.options {
			if !slices.Contains(r.Winners, o) {
				r.Projects = append(r.Projects, Project{Option: o, Support: r.Totals[o], Phase: "shares"})
			}
		}
	}
	r.Verdict = Funded
	if s.word("comparison") == "greedy" {
		compareGreedy(e, s, r)
	}
	r.explainBudget(e)
	return nil
}

// complete runs the shares with the money that the completion asks for, and returns the run that stands.
func (m *market) complete(e *Election, s Settings, r *Result) (*outcome, error) {
	if !raises(s) {
		return m.run(big.NewRat(e.Budget, m.voters)), nil
	}
	each, step := e.Budget/m.voters, s.integer("increment")
	early := s.word("raiseUntil") == "exhaustive"
	now, times := m.run(whole(each)), int64(0)
	for each < e.Budget && !m.soldOut(now) {
		if early && m.exhaustive(e, now) {
			break
		}
		if times >= maxRaiseWork/int64(len(e.Ballots)) {
			return nil, unfit("more than %d raises by %d for %d ballots: the increment is too small", times, step, len(e.Ballots))
		}
		each = min(each+step, e.Budget)
		next := m.run(whole(each))
		if next.cost > e.Budget {
			break
		}
		now, times = next, times+1
	}
	r.Rounds = append(r.Rounds, Round{Number: 0, Action: Refill, Quota: now.each})
	r.because("raised", nil, map[string]*big.Rat{"each": now.each, "raises": whole(times), "share": big.NewRat(e.Budget, m.voters)})
	return now, nil
}

// soldOut says that everything is bought that somebody wants, so that more money changes nothing.
func (m *market) soldOut(out *outcome) bool {
	wanted := keep(m.options, func(o int) bool { return len(m.supporters[o]) > 0 })
	return len(wanted) == len(out.steps)
}

// exhaustive says that no project fits in what is left of the budget.
func (m *market) exhaustive(e *Election, out *outcome) bool {
	return !slices.ContainsFunc(m.options, func(o int) bool {
		return !slices.ContainsFunc(out.steps, func(s purchase) bool { return s.option == o }) && e.Options[o].Cost <= e.Budget-out.cost
	})
}

// publish writes a run into the result, with who paid what.
func (m *market) publish(r *Result, out *outcome) {
	book := m.ledger(out)
	for i, s := range out.steps {
		r.Winners = append(r.Winners, s.option)
		r.Projects = append(r.Projects, Project{
			Option: s.option, Funded: true, Support: r.Totals[s.option], Rho: s.rho, Payments: book[i], Phase: "shares",
		})
		r.Rounds = append(r.Rounds, Round{Number: i + 1, Action: Fund, Options: []int{s.option}, Quota: s.pay})
	}
	r.Ties = append(r.Ties, out.ties...)
}

// compareGreedy funds the greedy outcome if more voters prefer it, by the number of their projects that are funded.
func compareGreedy(e *Election, s Settings, r *Result) {
	other := &Result{Totals: r.Totals}
	newBreaker(e, s, other).greedy(e, grouped(eligible(e), byTotal(r.Totals)), e.Budget, true, "greedy")
	inShares, inGreedy := make([]bool, len(e.Options)), make([]bool, len(e.Options))
	for _, o := range r.Winners {
		inShares[o] = true
	}
	for _, o := range other.Winners {
		inGreedy[o] = true
	}
	forShares, forGreedy := int64(0), int64(0)
	for i := range e.Ballots {
		more := 0
		for _, o := range e.Ballots[i].Picks {
			if inShares[o] {
				more++
			}
			if inGreedy[o] {
				more--
			}
		}
		if more > 0 {
			forShares += e.Ballots[i].Count
		} else if more < 0 {
			forGreedy += e.Ballots[i].Count
		}
	}
	r.because("comparison", nil, map[string]*big.Rat{"shares": whole(forShares), "greedy": whole(forGreedy)})
	if forGreedy > forShares {
		r.Winners, r.Projects, r.Ties, r.Rounds = other.Winners, other.Projects, other.Ties, nil
	}
}
