package delegation

// Which of what an account has said of its vote holds: by tellers' receipts alone, whatever the order in which it came.

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Said is a delegation as tellers' receipts show it.
type Said struct {
	Delegation
	// Replaces is zero for none.
	Replaces op.ID
	// ReceiptMillis is its receipt time.
	ReceiptMillis int64
}

// Held picks, of what f+1 tellers have receipted, the delegation that holds of each account for each thing, ascending by account and track; what
// has expired is among it. One that another of its account for the same thing replaces is out, and so is one that is ended, whenever that was
// receipted. What was receipted after byMillis does not hold yet. Of several left, from devices apart, it is the one with the latest receipt
// time, then the one with the larger id. ended are the delegations that an end of their own account names.
func Held(said []Said, ended map[op.ID]bool, byMillis int64) []Delegation {
	type replaced struct {
		id     op.ID
		author op.AccountID
		track  string
	}
	out := make(map[replaced]bool)
	for _, s := range said {
		out[replaced{s.Replaces, s.From, s.Track}] = true
	}
	var left []Said
	for _, s := range said {
		if s.ReceiptMillis <= byMillis && !ended[s.ID] && !out[replaced{s.ID, s.From, s.Track}] {
			left = append(left, s)
		}
	}
	slices.SortFunc(left, func(a, b Said) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Track, b.Track), cmp.Compare(b.ReceiptMillis, a.ReceiptMillis), b.ID.Compare(a.ID))
	})
	left = slices.CompactFunc(left, func(a, b Said) bool { return a.From == b.From && a.Track == b.Track })
	held := make([]Delegation, len(left))
	for i := range left {
		held[i] = left[i].Delegation
	}
	return held
}

var (
	// ErrSelf says that a delegation names its own author.
	ErrSelf = errors.New("it is to its own author")
	// ErrStranger says that a delegation names somebody whom its past does not show.
	ErrStranger = errors.New("it is to somebody who has neither founded nor joined the community")
)

// CheckPeople says who on a list cannot be on it: its author (ErrSelf), or somebody who is not known (ErrStranger).
func (b *Set) CheckPeople(author op.AccountID, known func(op.AccountID) bool) error {
	for i, to := range b.To {
		switch {
		case to == author:
			return fmt.Errorf("place %d of the delegation, %s: %w", i+1, to, ErrSelf)
		case !known(to):
			return fmt.Errorf("place %d of the delegation, %s: %w", i+1, to, ErrStranger)
		}
	}
	return nil
}
