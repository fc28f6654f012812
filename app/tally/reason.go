package tally

// Reasons: the sentences that explain results, by the names that translations know them by.

import (
	"math/big"
	"slices"
)

// reasonIDs are all sentences, without what stands before each; with the numbers that they use.
var reasonIDs = map[string][]string{
	"nobody-voted": nil,
	// A total of a winner, by what the method adds up, and its lead.
	"most": {"total"}, "median": {"total"}, "majority-value": nil, "matchups": {"total"}, "margin": {"margin"},
	// One proposal.
	"quorum": {"votes", "needed", "electorate"}, "threshold": {"yes", "needed", "base"}, "veto": {"veto", "allowed"},
	"more-votes-than-voters": {"votes", "electorate"}, "consent": {"consent", "aside", "objections", "outstanding"},
	// Rounds.
	"runoff": {"for", "against", "same"}, "majority": {"votes", "needed", "rounds"}, "quota": {"votes", "quota", "stage"}, "last-seats": nil,
	// Pairs.
	"condorcet": nil, "paths": nil, "locked": nil,
	"dropped-quorum": {"for", "electorate"}, "dropped-majority": {"for", "against", "majority"},
	// Budgets.
	"spent": {"spent", "budget", "left"}, "raised": {"each", "raises", "share"}, "comparison": {"shares", "greedy"},
}

const reasonPrefix = "tally.reason."

// ReasonIDs lists the names of all sentences that a Reason can name, sorted.
func ReasonIDs() []string {
	var ids []string
	for id := range reasonIDs {
		ids = append(ids, reasonPrefix+id)
	}
	slices.Sort(ids)
	return ids
}

// ReasonNumbers are the names of the numbers in a sentence; nil: none, or no such sentence.
func ReasonNumbers(id string) []string {
	if len(id) < len(reasonPrefix) {
		return nil
	}
	return slices.Clone(reasonIDs[id[len(reasonPrefix):]])
}

// because adds a sentence to the explanation.
func (r *Result) because(id string, options []int, numbers map[string]*big.Rat) {
	r.Reasons = append(r.Reasons, Reason{ID: reasonPrefix + id, Options: options, Numbers: numbers})
}

// explainTotals says who has most, and by how much the last winner leads the first who does not win, unless they were told apart by something else.
func (r *Result) explainTotals(id string) {
	for _, o := range r.Winners {
		r.because(id, []int{o}, map[string]*big.Rat{"total": r.Totals[o]})
	}
	var next []int
	for _, group := range r.Order {
		next = append(next, keep(group, func(o int) bool { return !slices.Contains(r.Winners, o) })...)
	}
	if len(next) > 0 && len(r.Winners) > 0 {
		last := r.Winners[len(r.Winners)-1]
		margin := new(big.Rat).Sub(r.Totals[last], r.Totals[next[0]])
		switch {
		case margin.Sign() > 0:
			r.because("margin", []int{last, next[0]}, map[string]*big.Rat{"margin": margin})
		case id == "median" && len(r.Ties) == 0:
			r.because("majority-value", []int{last, next[0]}, nil)
		}
	}
}
