package tally

// What a run of Equal Shares leaves behind: ties that it broke, and who paid what.

import (
	"cmp"
	"math/big"
	"slices"
)

// choose breaks a tie of rho, and records it.
func (m *market) choose(tied []*offer, round int, out *outcome) *offer {
	if len(tied) == 1 {
		return tied[0]
	}
	by := string(m.last)
	better := func(a, b *offer) int {
		if m.preferCheap {
			if order := cmp.Or(cmp.Compare(m.cost[a.option], m.cost[b.option]), -cmp.Compare(m.votes[a.option], m.votes[b.option])); order != 0 {
				return order
			}
		}
		return cmp.Compare(m.priority[a.option], m.priority[b.option])
	}
	slices.SortFunc(tied, better)
	first, second := tied[0].option, tied[1].option
	if m.preferCheap && (m.cost[first] != m.cost[second] || m.votes[first] != m.votes[second]) {
		by = "lowerCost,moreVotes"
	}
	options := make([]int, len(tied))
	for i, o := range tied {
		options[i] = o.option
	}
	slices.Sort(options)
	out.ties = append(out.ties, Tie{Round: round, For: "project", Options: options, Chosen: []int{first}, By: by})
	return tied[0]
}

// ledger is who paid for each step of a run, exactly.
func (m *market) ledger(out *outcome) [][]Payment {
	left := make([]*big.Rat, len(m.weight))
	for v := range left {
		left[v] = out.each
	}
	book, nothing := make([][]Payment, len(out.steps)), new(big.Rat)
	for i, step := range out.steps {
		poor := make(map[int32]bool, len(step.poor))
		for _, v := range step.poor {
			poor[v] = true
		}
		for _, v := range m.supporters[step.option] {
			pays := step.pay
			if poor[v] || left[v].Sign() == 0 {
				pays = left[v]
			}
			if pays.Sign() == 0 {
				continue
			}
			book[i] = append(book[i], Payment{Ballot: int(v), Each: new(big.Rat).Set(pays)})
			if poor[v] {
				left[v] = nothing
			} else {
				left[v] = new(big.Rat).Sub(left[v], pays)
			}
		}
	}
	return book
}
