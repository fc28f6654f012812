package tally

// Walking down a ranking, for the methods that pass ballots on: which option holds a ballot, and where it ends.

import "slices"

// walker knows who is still in, and what marks that are no plain choice do to a ballot.
type walker struct {
	in []bool
	// overvotes is one of RCTab's three words.
	overvotes string
	// mostSkipped is how many empty ranks in a row a ballot survives.
	mostSkipped int
	// repeats says that an option at a second rank ends the ballot.
	repeats bool
}

// next is the first rank from at that holds the ballot, and the option there; or the rank where the ballot ended, and how.
func (w *walker) next(ranks [][]int, at int) (int, int) {
	for ; at < len(ranks); at++ {
		rank := ranks[at]
		if len(rank) == 0 {
			continue
		}
		if w.mostSkipped < at && skippedBefore(ranks, at) > w.mostSkipped {
			return at, BySkipped
		}
		if w.repeats && repeated(ranks, at) {
			return at, ByRepeat
		}
		if len(rank) > 1 {
			holder := w.overvoted(rank)
			if holder == Exhausted {
				continue
			}
			return at, holder
		}
		if w.in[rank[0]] {
			return at, rank[0]
		}
	}
	return at, Exhausted
}

// overvoted is what a rank with several options does: end the ballot, hold it, or (Exhausted) be passed over.
func (w *walker) overvoted(rank []int) int {
	switch w.overvotes {
	case "alwaysSkipToNextRank":
		return Exhausted
	case "exhaustIfMultipleContinuing":
		left := keep(rank, func(o int) bool { return w.in[o] })
		switch len(left) {
		case 0:
			return Exhausted
		case 1:
			return left[0]
		}
	}
	return ByOvervote
}

func skippedBefore(ranks [][]int, at int) int {
	skipped := 0
	for at--; at >= 0 && len(ranks[at]) == 0; at-- {
		skipped++
	}
	return skipped
}

func repeated(ranks [][]int, at int) bool {
	for _, o := range ranks[at] {
		for _, earlier := range ranks[:at] {
			if slices.Contains(earlier, o) {
				return true
			}
		}
	}
	return false
}
