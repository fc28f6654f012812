package closing

// What is fixed about a poll's closing from its opening on.

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

var emptyRoot = tlog.Hash(sha256.Sum256(nil))

const orderPrefix = "folkmoot/tellers/v1\x00"

// Order is the tellers in the order in which they propose: ascending by SHA-256("folkmoot/tellers/v1\0" ‖ poll ‖ device), so that nobody
// who does not choose the poll's id has a say in who begins.
func Order(poll op.ID, tellers []op.DeviceID) agreement.Board {
	rank := func(d op.DeviceID) [32]byte {
		return sha256.Sum256(slices.Concat([]byte(orderPrefix), poll[:], d[:]))
	}
	return slices.SortedFunc(slices.Values(tellers), func(a, b op.DeviceID) int {
		ra, rb := rank(a), rank(b)
		return slices.Compare(ra[:], rb[:])
	})
}

// Setup is what is fixed.
type Setup struct {
	// Poll is the opening. Zero is for the receipts of what decides who may vote, which never close.
	Poll op.ID
	// Tellers are in the order in which they propose (see Order).
	Tellers agreement.Board
	// ClosesMillis is the close.
	ClosesMillis int64
	// SettleMillis must pass after a moment before anybody freezes for it: what was underway arrives. With what is hidden until the seal it
	// holds the time of grace too.
	SettleMillis int64
	// EarlyMillis are the moments at which the poll may close early, ascending, before the close. None: it does not.
	EarlyMillis []int64
	// Passes reports whether what is certified by an early moment shows the pass: what counts, and what has given way to it. It is a pure
	// function.
	Passes func(momentMillis int64, count *Count) bool
	// PatienceMillis is how long a teller waits in view 0; it doubles with each view.
	PatienceMillis int64
	// RetireMillis is the instant from which on an undecided poll may be retired; 0 for never.
	RetireMillis int64
}

func (s *Setup) check() error {
	if len(s.Tellers) == 0 || len(s.Tellers) > MaxTellers {
		return fmt.Errorf("%w: %d tellers", ErrSetup, len(s.Tellers))
	}
	for i, d := range s.Tellers {
		if slices.Contains(s.Tellers[:i], d) {
			return fmt.Errorf("%w: the teller %s stands twice", ErrSetup, d)
		}
	}
	if s.ClosesMillis < 0 || s.SettleMillis < 0 || s.PatienceMillis < 0 || s.RetireMillis < 0 {
		return fmt.Errorf("%w: an instant or a duration is below zero", ErrSetup)
	}
	for _, millis := range []int64{s.ClosesMillis, s.SettleMillis, s.PatienceMillis, s.RetireMillis} {
		if millis > op.MaxTimeMillis {
			return fmt.Errorf("%w: an instant or a duration is %d", ErrSetup, millis)
		}
	}
	return s.checkMoments()
}

func (s *Setup) checkMoments() error {
	if len(s.EarlyMillis) > MaxMoments || (len(s.EarlyMillis) > 0 && s.Passes == nil) {
		return fmt.Errorf("%w: %d early moments", ErrSetup, len(s.EarlyMillis))
	}
	last := int64(-1)
	for _, moment := range s.EarlyMillis {
		if moment <= last || moment >= s.ClosesMillis {
			return fmt.Errorf("%w: the early moment %d", ErrSetup, moment)
		}
		last = moment
	}
	return nil
}

// next is the moment after an early one: another, or the close. False for what is no early moment.
func (s *Setup) next(momentMillis int64) (int64, bool) {
	at, is := slices.BinarySearch(s.EarlyMillis, momentMillis)
	switch {
	case !is:
		return 0, false
	case at+1 < len(s.EarlyMillis):
		return s.EarlyMillis[at+1], true
	}
	return s.ClosesMillis, true
}

// due is the newest moment that is a settle time past; false where none is.
func (s *Setup) due(nowMillis int64) (int64, bool) {
	past := nowMillis - s.SettleMillis
	if past >= s.ClosesMillis {
		return s.ClosesMillis, true
	}
	at, is := slices.BinarySearchFunc(s.EarlyMillis, past, cmp.Compare[int64])
	if is {
		return past, true
	}
	if at == 0 {
		return 0, false
	}
	return s.EarlyMillis[at-1], true
}
