package tally

// Participatory budget, greedy: projects with the most votes are funded, one after the other, while the money lasts.
//
// Source: the rules "greedy", which passes over a project that no longer fits, and "greedy-no-skip", which stops at the first one, of the
// Pabulib format (D. Stolicki, S. Szufa, N. Talmon, Pabulib, arXiv 2012.06539). Votes are approvals; marking more than "max" projects spoils a
// ballot, an empty one counts for nobody. Ties: the rule for ties, recorded where the money does not pay for all of the tied. There are
// no ranks and no write-ins, and nothing is exhausted. Projects that nobody approves of are funded last, if there is money left.

type greedyMethod struct{}

func (greedyMethod) Name() string { return "pb-greedy" }

func (greedyMethod) Form() Form { return Approvals }

func (greedyMethod) Params() []Param { return []Param{budgetRule(), integer("max", 0, 0, MaxOptions)} }

func (greedyMethod) Fit(e *Election, _ Settings) error { return fitBudget(e) }

func (greedyMethod) Valid(e *Election, s Settings, b *Ballot) error {
	return approvalMethod{}.Valid(e, s, b)
}

func (greedyMethod) Tally(e *Election, s Settings, r *Result) error {
	decide(e, s, r, wholes(approvals(e)))
	return nil
}
