package tally_test

// Second implementations, slow and plain: they follow the words of each rule with rationals, one voter at a time, and know nothing of bundles,
// bounds or shortcuts. They take plain rankings, and break ties by the order of the options.

import (
	"cmp"
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
)

// voters is every voter's own ranking, from ballots that rank one option at a rank.
func voters(e *tally.Election) [][]int {
	var list [][]int
	for _, b := range e.Ballots {
		ranking := slices.Concat(b.Ranks...)
		for range b.Count {
			list = append(list, ranking)
		}
	}
	return list
}

// topOf is the first of a ranking that is in; -1: none.
func topOf(ranking []int, in []bool) int {
	for _, o := range ranking {
		if in[o] {
			return o
		}
	}
	return -1
}

func everybody(n int) []bool { return slices.Repeat([]bool{true}, n) }

// slowIRV takes out the lowest until one has more than half; of tied ones the last.
func slowIRV(e *tally.Election) int {
	in := everybody(len(e.Options))
	for {
		votes, active := make([]int, len(in)), 0
		for _, ranking := range voters(e) {
			if o := topOf(ranking, in); o >= 0 {
				votes[o]++
				active++
			}
		}
		lowest, left := -1, 0
		for o := range in {
			if !in[o] {
				continue
			}
			left++
			if 2*votes[o] > active {
				return o
			}
			if lowest < 0 || votes[o] <= votes[lowest] {
				lowest = o
			}
		}
		if left == 1 {
			return lowest
		}
		in[lowest] = false
	}
}

// slowPrefer counts who prefers a to b, the unranked below all.
func slowPrefer(e *tally.Election, a, b int) (n int64) {
	for _, ballot := range e.Ballots {
		place := func(o int) int {
			at := slices.IndexFunc(ballot.Ranks, func(rank []int) bool { return slices.Contains(rank, o) })
			if at < 0 {
				return len(ballot.Ranks)
			}
			return at
		}
		if place(a) < place(b) {
			n += ballot.Count
		}
	}
	return n
}

// slowPath tries all ways from a to b that visit nobody twice, for the one whose weakest defeat has most votes on the winning side, and the
// smallest opposition among those.
func slowPath(e *tally.Election, a, b int, seen []int) [2]int64 {
	var best [2]int64
	for next := range e.Options {
		if next == a || slices.Contains(seen, next) {
			continue
		}
		way := [2]int64{slowPrefer(e, a, next), -slowPrefer(e, next, a)}
		if way[0] <= -way[1] {
			continue
		}
		if next != b {
			rest := slowPath(e, next, b, append(slices.Clone(seen), a))
			if slices.Compare(rest[:], way[:]) < 0 || rest == [2]int64{} {
				way = rest
			}
		}
		if way[0] > 0 && slices.Compare(way[:], best[:]) > 0 || best == [2]int64{} {
			best = way
		}
	}
	return best
}

// slowSchulze are the options that no other one has a stronger path to.
func slowSchulze(e *tally.Election) []int {
	var winners []int
	for a := range e.Options {
		beaten := false
		for b := range e.Options {
			if a != b {
				to, from := slowPath(e, b, a, nil), slowPath(e, a, b, nil)
				beaten = beaten || slices.Compare(to[:], from[:]) > 0
			}
		}
		if !beaten {
			winners = append(winners, a)
		}
	}
	return winners
}

// slowRankedPairs locks margins one after the other, unless there is a way back already.
func slowRankedPairs(e *tally.Election) [][2]int {
	type pair struct {
		a, b   int
		margin int64
	}
	var pairs []pair
	for a := range e.Options {
		for b := range e.Options {
			if margin := slowPrefer(e, a, b) - slowPrefer(e, b, a); margin > 0 {
				pairs = append(pairs, pair{a, b, margin})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(-cmp.Compare(x.margin, y.margin), cmp.Compare(x.a, y.a), -cmp.Compare(x.b, y.b))
	})
	var locked [][2]int
	var reaches func(from, to int) bool
	reaches = func(from, to int) bool {
		return slices.ContainsFunc(locked, func(l [2]int) bool { return l[0] == from && (l[1] == to || reaches(l[1], to)) })
	}
	for _, p := range pairs {
		if !reaches(p.b, p.a) {
			locked = append(locked, [2]int{p.a, p.b})
		}
	}
	return locked
}
