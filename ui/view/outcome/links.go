package outcome

// Links: who beats whom how strongly, and the strongest paths from one to another.

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
)

// links are the defeats by how strong they are, as a number that grows with strength, and the strongest paths that they make. It follows the
// method's own setting for strength.
type links struct{ direct, level [][]int64 }

func linksOf(r *tally.Result) links {
	n, prefer := len(r.Pairwise.Prefer), r.Pairwise.Prefer
	type defeat struct{ over, under int }
	var all []defeat
	counts := slices.Concat(r.Order...) // what the method left out, by a quorum or as withdrawn, is on no path
	for _, a := range counts {
		for _, b := range counts {
			if prefer[a][b] > prefer[b][a] {
				all = append(all, defeat{a, b})
			}
		}
	}
	weaker := func(d, f defeat) int {
		return compareStrength(r.Settings.Params["strength"], prefer[d.over][d.under], prefer[d.under][d.over], prefer[f.over][f.under], prefer[f.under][f.over])
	}
	slices.SortStableFunc(all, weaker)
	l := links{square(n), square(n)}
	level := int64(0)
	for i, d := range all {
		if i == 0 || weaker(all[i-1], d) != 0 {
			level++
		}
		l.direct[d.over][d.under], l.level[d.over][d.under] = level, level
	}
	for via := range n {
		for a := range n {
			for b := range n {
				if a != b {
					l.level[a][b] = max(l.level[a][b], min(l.level[a][via], l.level[via][b]))
				}
			}
		}
	}
	return l
}

func square(n int) [][]int64 {
	rows := make([][]int64, n)
	for i := range rows {
		rows[i] = make([]int64, n)
	}
	return rows
}

// compareStrength is package tally's: by votes and then smaller opposition, by margin, or by ratio.
func compareStrength(by string, votes, against, otherVotes, otherAgainst int64) int {
	switch by {
	case "margin":
		return cmp.Compare(votes-against, otherVotes-otherAgainst)
	case "ratio":
		high, low := bits.Mul64(uint64(votes), uint64(otherAgainst))
		otherHigh, otherLow := bits.Mul64(uint64(otherVotes), uint64(against))
		if order := cmp.Or(cmp.Compare(high, otherHigh), cmp.Compare(low, otherLow)); order != 0 || against != 0 {
			return order
		}
		return cmp.Compare(votes, otherVotes)
	}
	return cmp.Or(cmp.Compare(votes, otherVotes), cmp.Compare(otherAgainst, against))
}

// way is a strongest path from a to b with the fewest steps, both ends included; nil where there is none.
func (l links) way(a, b int) []int {
	need := l.level[a][b]
	if need == 0 || a == b {
		return nil
	}
	before := slices.Repeat([]int{-1}, len(l.level))
	queue := []int{a}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for next, strength := range l.direct[at] {
			if strength >= need && next != a && before[next] < 0 {
				before[next] = at
				queue = append(queue, next)
			}
		}
	}
	way := []int{b}
	for at := b; at != a; {
		if at = before[at]; at < 0 {
			return nil
		}
		way = append(way, at)
	}
	slices.Reverse(way)
	return way
}
