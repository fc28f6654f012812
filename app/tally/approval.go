package tally

// Approval voting: everybody marks all options that they can live with; the most marks win.
//
// Source: S. Brams and P. Fishburn, Approval Voting (1983); for several seats AV in M. Lackner and P. Skowron, Multi-Winner Voting with
// Approval Preferences (2023), section 2.2. Ties at the last seat: the rule for ties. Marking more than "max" options spoils a ballot.
// Empty ballots count for nobody. A ballot has no ranks, so none are equal or skipped, and nothing is exhausted. A write-in is an option
// like another one. With max = 1 it is plurality voting.

type approvalMethod struct{}

func (approvalMethod) Name() string { return "approval" }

func (approvalMethod) Form() Form { return Approvals }

// Params: max is how many options a ballot may mark; 0 is any number.
func (approvalMethod) Params() []Param {
	return []Param{integer("max", 0, 0, MaxOptions), budgetRule()}
}

func (approvalMethod) Fit(e *Election, _ Settings) error { return fitTotals(e) }

func (approvalMethod) Valid(_ *Election, s Settings, b *Ballot) error {
	if most := int(s.integer("max")); most > 0 && len(b.Picks) > most {
		return spoiled("%d marks, where at most %d count", len(b.Picks), most)
	}
	return nil
}

func (approvalMethod) Tally(e *Election, s Settings, r *Result) error {
	decide(e, s, r, wholes(approvals(e)))
	return nil
}

// approvals are how many ballots mark each option.
func approvals(e *Election) []int64 {
	votes := make([]int64, len(e.Options))
	for i := range e.Ballots {
		for _, o := range e.Ballots[i].Picks {
			votes[o] += e.Ballots[i].Count
		}
	}
	return votes
}
