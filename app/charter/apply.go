package charter

// With: what a change leaves of a charter, a value function.

import (
	"bytes"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// With returns the charter after a change that passes Check; c itself stays as it is, though both may share lists, which nobody changes.
// Removals, ends of office and retired polls are no part of a charter, and leave it alone: a removed steward's seat stays until a new council.
func (c Charter) With(a Acts) Charter {
	if len(a.Council) > 0 {
		c.Council, c.Threshold = a.Council, uint64(StrictMajority(len(a.Council)))
	}
	if a.Threshold != 0 {
		c.Threshold = a.Threshold
	}
	if len(a.Tellers) > 0 {
		c.Tellers = a.Tellers
	}
	c.Features = union(c.Features, a.Features)
	replace(&c.Admitters, a.Admitters)
	replace(&c.Name, a.Name)
	replace(&c.Purpose, a.Purpose)
	replace(&c.Text, a.Text)
	replace(&c.Tracks, a.Tracks)
	replace(&c.WaitingMillis, a.WaitingMillis)
	replace(&c.SettleMillis, a.SettleMillis)
	replace(&c.PatienceMillis, a.PatienceMillis)
	replace(&c.RetireAfterMillis, a.RetireAfterMillis)
	replace(&c.Delegation, a.Delegation)
	replace(&c.Helpers, a.Helpers)
	replace(&c.Weights, a.Weights)
	return c
}

func replace[T any](was, by *T) {
	if by != nil {
		*was = *by
	}
}

func union(have, more []string) []string {
	if len(more) == 0 {
		return have
	}
	all := slices.Concat(have, more)
	slices.Sort(all)
	return slices.Compact(all)
}

// Equal reports whether two changes are the same: whether they have one encoding. Changes that cannot be encoded equal none.
func Equal(a, b Acts) bool {
	rawA, errA := op.Encode(&a)
	rawB, errB := op.Encode(&b)
	return errA == nil && errB == nil && bytes.Equal(rawA, rawB)
}
