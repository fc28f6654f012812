package tally

// How strong a defeat is, for the methods that compare defeats.

import (
	"cmp"
	"math/bits"
	"slices"
)

// strengthParam: a defeat is as strong as the votes of its winning side ("winning"; of equal ones that with the smaller opposition is
// stronger), as its margin, or as the ratio of the sides.
func strengthParam() Param { return word("strength", "winning", "margin", "ratio") }

// defeat is a pair in which one option is above the other on more ballots than the other way round.
type defeat struct {
	over, under    int
	votes, against int64
}

// weaker compares by the word: negative if d is weaker than f.
func (d defeat) weaker(f defeat, strength string) int {
	switch strength {
	case "margin":
		return cmp.Compare(d.votes-d.against, f.votes-f.against)
	case "ratio":
		hd, ld := bits.Mul64(uint64(d.votes), uint64(f.against))
		hf, lf := bits.Mul64(uint64(f.votes), uint64(d.against))
		if order := cmp.Or(cmp.Compare(hd, hf), cmp.Compare(ld, lf)); order != 0 || d.against != 0 {
			return order
		}
		return cmp.Compare(d.votes, f.votes)
	}
	return cmp.Or(cmp.Compare(d.votes, f.votes), cmp.Compare(f.against, d.against))
}

// defeats are all among the options, the strongest first, equally strong ones together in the order of the options.
func defeats(prefer [][]int64, options []int, strength string) [][]defeat {
	var list []defeat
	for _, x := range options {
		for _, y := range options {
			if prefer[x][y] > prefer[y][x] {
				list = append(list, defeat{x, y, prefer[x][y], prefer[y][x]})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b defeat) int { return b.weaker(a, strength) })
	var groups [][]defeat
	for i, d := range list {
		if i > 0 && list[i-1].weaker(d, strength) == 0 {
			groups[len(groups)-1] = append(groups[len(groups)-1], d)
		} else {
			groups = append(groups, []defeat{d})
		}
	}
	return groups
}
