// Package delegation works out who votes for whom in one poll: who goes down which list to whom, how much weight a ballot carries, and how
// concentrated the power is.
//
// It promises that the answer follows from the delegations, the ballots and the poll's id alone, whatever their order; that a delegation
// counts at most once and only for somebody without a ballot of their own; and that it says why a delegation came to nothing. It never
// decides which delegations are in force by receipts (the poll's opening fixed that), and never reads a clock.
//
// Sources of the two ends of the rule: LiquidFeedback core 2.2.4 ("travels, one entry a list") and Substrate's democracy pallet ("does not
// travel").
package delegation

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Delegation is one member's list of those who may vote in their place.
type Delegation struct {
	// ID is the op that says it; with the poll's id it decides who comes first where a delegate is over the cap.
	ID   op.ID
	From op.AccountID
	// To is ranked: the first of them who has a ballot votes.
	To []op.AccountID
	// Track is the id of the only track that it is for, "" for everything.
	Track string
	// UntilMillis is from when it holds no more; 0 where it does not expire.
	UntilMillis int64
}

// ErrForm says that a delegation, or a set of them, is not well-formed.
var ErrForm = errors.New("not a delegation")

// Check says what is wrong with the form of a list: nobody on it, too many, the same twice, or its own author.
func (d Delegation) Check() error {
	switch {
	case len(d.To) == 0:
		return fmt.Errorf("%w: it names nobody", ErrForm)
	case len(d.To) > MaxRanked:
		return fmt.Errorf("%w: it names %d people, where at most %d fit", ErrForm, len(d.To), MaxRanked)
	case d.UntilMillis < 0:
		return fmt.Errorf("%w: it ends at %d", ErrForm, d.UntilMillis)
	}
	for i, to := range d.To {
		if to == d.From {
			return fmt.Errorf("%w: place %d is its own author, %s", ErrForm, i+1, to)
		}
		if slices.Contains(d.To[:i], to) {
			return fmt.Errorf("%w: %s is on it twice", ErrForm, to)
		}
	}
	return nil
}

// InForce picks what holds for a poll on a track opened at a moment: of each account the delegation for that track, else the one for
// everything. What has expired holds no more, and what it stood in front of does again. Two of one account for one thing are refused: which
// of them is newer the ops say, not this.
func InForce(all []Delegation, track string, openedMillis int64) (map[op.AccountID]Delegation, error) {
	chosen := map[op.AccountID]Delegation{}
	for _, d := range all {
		if d.Track != "" && d.Track != track || d.UntilMillis != 0 && d.UntilMillis <= openedMillis {
			continue
		}
		if err := d.Check(); err != nil {
			return nil, err
		}
		other, taken := chosen[d.From]
		switch {
		case taken && other.Track == d.Track:
			return nil, fmt.Errorf("%w: %s has two for %q", ErrForm, d.From, d.Track)
		case !taken || d.Track != "":
			chosen[d.From] = d
		}
	}
	return chosen, nil
}
