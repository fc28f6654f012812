package tally

// Papers: rankings as transferable votes read them, one option after the other.

import (
	"encoding/binary"
	"math"
	"slices"
)

// transferParams are the variants of reading a ranking.
func transferParams() []Param {
	return []Param{word("equalRankings", "exhaust", "skip"), word("skippedRanks", "continue", "exhaust")}
}

// validPaper: the first mark must be one option, unless marks that are none are passed over.
func validPaper(s Settings, b *Ballot) error {
	if len(readPaper(b, s.word("equalRankings") == "skip", s.word("skippedRanks") == "continue")) == 0 {
		return spoiled("no first choice")
	}
	return nil
}

// readPaper is the order of the options as far as it is plain; an option that stands there twice counts at its better rank.
func readPaper(b *Ballot, passEqual, passSkipped bool) []int {
	prefs := make([]int, 0, len(b.Ranks))
	for _, rank := range b.Ranks {
		switch {
		case len(rank) == 0 && !passSkipped, len(rank) > 1 && !passEqual:
			return prefs
		case len(rank) == 1 && !slices.Contains(prefs, rank[0]):
			prefs = append(prefs, rank[0])
		}
	}
	return prefs
}

// bundle is how many voters have the same paper.
type bundle struct {
	prefs []int
	count int64
}

// papers puts equal papers together, and in an order of their own, so that the order of the ballots changes nothing, not even the speed.
func papers(e *Election, s Settings) []bundle {
	passEqual, passSkipped := s.word("equalRankings") == "skip", s.word("skippedRanks") == "continue"
	index, bundles := map[string]int{}, []bundle(nil)
	var key []byte
	for i := range e.Ballots {
		b := &e.Ballots[i]
		if len(b.Ranks) == 0 {
			continue
		}
		prefs := readPaper(b, passEqual, passSkipped)
		key = key[:0]
		for _, o := range prefs {
			key = binary.BigEndian.AppendUint16(key, uint16(o))
		}
		if at, found := index[string(key)]; found {
			bundles[at].count += b.Count
			continue
		}
		index[string(key)] = len(bundles)
		bundles = append(bundles, bundle{prefs: prefs, count: b.Count})
	}
	slices.SortFunc(bundles, func(a, b bundle) int { return slices.Compare(a.prefs, b.prefs) })
	return bundles
}

// fitFixed says whether votes in parts of one fit an int64, with room for what rounding up adds.
func fitFixed(voters, one int64) error {
	if voters > math.MaxInt64/4/one {
		return unfit("%d voters, where fixed point has room for %d", voters, math.MaxInt64/4/one)
	}
	return nil
}
