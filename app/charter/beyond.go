package charter

// Beyond: what of a change is one.

import (
	"bytes"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Beyond leaves out of a change what the charter says already, so that a file with all rules changes those that were edited, and needs no more
// signatures than they do. What has no place in a charter, such as a removal, stays. Nothing may be left.
func (a Acts) Beyond(c *Charter) Acts {
	after := c.With(a)
	if slices.Equal(after.Council, c.Council) {
		a.Council, a.Threshold = nil, 0
		if after.Threshold != c.Threshold {
			a.Threshold = after.Threshold
		}
	}
	if slices.Equal(a.Tellers, c.Tellers) {
		a.Tellers = nil
	}
	a.Features = slices.DeleteFunc(slices.Clone(a.Features), c.Has)
	if len(a.Features) == 0 {
		a.Features = nil
	}
	keep(&a.Admitters, c.Admitters)
	keep(&a.Name, c.Name)
	keep(&a.Purpose, c.Purpose)
	keep(&a.Text, c.Text)
	keep(&a.Tracks, c.Tracks)
	keep(&a.WaitingMillis, c.WaitingMillis)
	keep(&a.SettleMillis, c.SettleMillis)
	keep(&a.PatienceMillis, c.PatienceMillis)
	keep(&a.RetireAfterMillis, c.RetireAfterMillis)
	keep(&a.Delegation, c.Delegation)
	keep(&a.Helpers, c.Helpers)
	keep(&a.Weights, c.Weights)
	return a
}

// keep drops a change to what there is: to what has the same encoding.
func keep[T any](to **T, have T) {
	if *to == nil {
		return
	}
	was, errWas := op.Encode(have)
	is, errIs := op.Encode(**to)
	if errWas == nil && errIs == nil && bytes.Equal(was, is) {
		*to = nil
	}
}
