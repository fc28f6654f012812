package poll

// Ballot, as a row: one ballot of a voter, cast or entered on paper. Whatever a ballot is judged by is asked here, so that the running count, what
// tellers may receipt and what is counted in the end agree.

import (
	"strings"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
)

// Ballot is a row: one ballot that fits its poll, replaced or not.
type Ballot struct {
	ID   op.ID
	Poll op.ID
	// Account is the voter.
	Account op.AccountID
	// TimeMillis is its author's clock, to be shown only.
	TimeMillis int64
	Replaces   op.ID
	Choice     []byte
	Reason     string
	// Helper entered it from the paper that Paper names, seen by Witness; zero where the voter cast it.
	Helper         op.AccountID
	Paper, Witness string
}

// Table is "ballots".
func (Ballot) Table() string { return "ballots" }

// Key is the op's id.
func (b Ballot) Key() string { return b.ID.String() }

// Subject is the poll.
func (b Ballot) Subject() op.ID { return b.Poll }

// IsAssisted reports whether a helper entered it.
func (b *Ballot) IsAssisted() bool { return b.Helper != op.AccountID{} }

// IsBallot reports whether a kind is one of ballots.
func IsBallot(kindName string) bool { return kindName == KindCast || kindName == KindAssist }

// BallotOf is the ballot that an op's body is; false for any other body. Whether it counts is not asked.
func BallotOf(o *op.Op, author op.AccountID, body any) (Ballot, bool) {
	b := Ballot{ID: o.ID, Account: author, TimeMillis: o.Header.TimeMillis}
	switch body := body.(type) {
	case *Cast:
		b.Poll, b.Replaces, b.Choice, b.Reason = body.Poll, body.Replaces, body.Choice, body.Reason
	case *Assist:
		b.Poll, b.Replaces, b.Choice, b.Reason = body.Poll, body.Replaces, body.Choice, body.Reason
		b.Account, b.Helper, b.Paper, b.Witness = body.Account, author, body.Paper, body.Witness
	default:
		return Ballot{}, false
	}
	return b, true
}

// MayCount reports whether a ballot that a device wrote is one that the poll can count: by a voter, or for one by a helper, in place of none but the
// voter's, and from no laptop of which the opening knew that it was lost. Its own past shows that. Whether its choice fits is for the count: a
// later version may know more methods, and must store the same receipts.
func (b *Ballot) MayCount(w kind.World, device op.DeviceID) bool {
	author := b.Account
	if b.IsAssisted() {
		author = b.Helper
	}
	if !b.replacesOwn(w) || mayVoteFrom(w, device, author, b.Poll) != nil {
		return false
	}
	if b.IsAssisted() {
		return mayAssist(w, b.Helper, &Assist{Poll: b.Poll, Account: b.Account}) == nil
	}
	return w.MemberAt(b.Account, b.Poll)
}

// replacesOwn: nobody replaces another's ballot, or one of another poll, and what a helper enters replaces only what was entered.
func (b *Ballot) replacesOwn(w kind.World) bool {
	if b.Replaces.IsZero() {
		return true
	}
	if subject, _ := w.SubjectOf(b.Replaces); subject != b.Poll {
		return false
	}
	switch name, _ := w.KindOf(b.Replaces); name {
	case KindCast:
		voter, _ := w.AccountOf(b.Replaces)
		return voter == b.Account && !b.IsAssisted()
	case KindAssist:
		before, ok := w.KeptBody(b.Replaces).(*Assist)
		return ok && before.Account == b.Account
	}
	return false
}

// fits says whether its choice is one in a poll. Errors wrap ErrChoice.
func (b *Ballot) fits(open *Open) error {
	ballot, err := Decode(open, b.Choice)
	if err != nil {
		return err
	}
	if ballot.Stance == tally.Object && strings.TrimSpace(b.Reason) == "" {
		return ErrNoReason
	}
	return nil
}
