package tally

// Ranked pairs: defeats are locked from the strongest to the weakest, leaving out each one that would close a circle.
//
// Source: N. Tideman, Independence of clones as a criterion for voting rules (1987); equally strong defeats one after the other by the rule for
// ties, the better winner first and then the worse loser (T. Zavist and N. Tideman, 1989), which is recorded where a circle makes it
// matter. Equal rankings prefer neither. Unranked options: the setting "unranked". Skipped ranks are closed up; of an option that is ranked twice the
// better rank counts. Options that no locked defeat tells apart are tied in Order, and the rule for ties takes the seats from
// it. An empty ballot counts for nobody; nothing is exhausted; a write-in is an option like another one.

import (
	"cmp"
	"math/big"
	"slices"
)

type rankedPairsMethod struct{}

func (rankedPairsMethod) Name() string { return "ranked-pairs" }

func (rankedPairsMethod) Form() Form { return Ranking }

func (rankedPairsMethod) Params() []Param { return []Param{strengthParam(), unranked()} }

func (rankedPairsMethod) Fit(e *Election, _ Settings) error { return fitSeats(e) }

func (rankedPairsMethod) Valid(*Election, Settings, *Ballot) error { return nil }

func (rankedPairsMethod) Tally(e *Election, s Settings, r *Result) error {
	prefer := preferences(e, s.word("unranked") == "below")
	free, b := eligible(e), newBreaker(e, s, r)
	locked := square[bool](len(e.Options))
	for _, group := range defeats(prefer, free, s.word("strength")) {
		b.lock(group, locked, free)
	}
	r.Pairwise = &Pairwise{Prefer: prefer, Locked: locked, Condorcet: condorcet(prefer, free)}
	b.seat(e, peel(free, func(a, b int) bool { return locked[a][b] }))
	for _, o := range r.Winners {
		if o == r.Pairwise.Condorcet {
			r.because("condorcet", []int{o}, nil)
		} else {
			r.because("locked", []int{o}, nil)
		}
	}
	return nil
}

// lock takes equally strong defeats. Locked holds what follows from locked defeats too, so a circle is one look away.
func (b *breaker) lock(group []defeat, locked [][]bool, free []int) {
	slices.SortFunc(group, func(x, y defeat) int {
		return cmp.Or(cmp.Compare(b.priority[x.over], b.priority[y.over]), cmp.Compare(b.priority[y.under], b.priority[x.under]))
	})
	circled := make([]bool, len(group))
	for i, d := range group {
		circled[i] = locked[d.under][d.over]
	}
	mattered := false
	for i, d := range group {
		action := Lock
		if locked[d.under][d.over] {
			action = Skip
			mattered = mattered || !circled[i]
		} else {
			lockPair(d, locked, free)
		}
		votes := make([]*big.Rat, len(locked))
		votes[d.over], votes[d.under] = whole(d.votes), whole(d.against)
		number := len(b.result.Rounds) + 1
		b.result.Rounds = append(b.result.Rounds, Round{Number: number, Action: action, Options: []int{d.over, d.under}, Votes: votes})
	}
	if mattered {
		b.recordPairs(group, len(b.result.Rounds))
	}
}

// recordPairs notes that the order of equally strong defeats may have mattered.
func (b *breaker) recordPairs(group []defeat, round int) {
	var over, tied []int
	for _, d := range group {
		over = append(over, d.over)
		tied = append(tied, d.over, d.under)
	}
	slices.Sort(tied)
	b.record(round, "pair", slices.Compact(tied), slices.Compact(over), string(b.last))
}

func lockPair(d defeat, locked [][]bool, free []int) {
	for _, x := range free {
		if x != d.over && !locked[x][d.over] {
			continue
		}
		for _, y := range free {
			if y == d.under || locked[d.under][y] {
				locked[x][y] = true
			}
		}
	}
}
