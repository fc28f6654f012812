package poll

// Casting a ballot. It can be cast with no network, and replaced until the close.

import (
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
)

// Cast is the body of ballot.cast. Whoever was a member in the opening's past writes it.
type Cast struct {
	// Poll is the opening.
	Poll op.ID `cbor:"poll"`
	// Replaces is the account's ballot whose place it takes; zero for none.
	Replaces op.ID `cbor:"replaces"`
	// Choice is for the poll's method alone to read.
	Choice []byte `cbor:"choice"`
	// Reason may be empty.
	Reason string `cbor:"reason"`
}

// Check checks the form. Whether the choice fits is for the poll's method to say.
func (b *Cast) Check() error {
	switch {
	case b.Poll.IsZero():
		return fmt.Errorf("it names no poll")
	case b.Replaces == b.Poll:
		return fmt.Errorf("it replaces its poll")
	case len(b.Choice) > MaxChoiceBytes:
		return fmt.Errorf("its choice: %w", &charter.TooLongError{Have: len(b.Choice), Max: MaxChoiceBytes, Unit: "bytes"})
	}
	err := charter.CheckLength(b.Reason, MaxReasonCharacters)
	if err == nil {
		err = charter.CheckText(b.Reason, len(b.Reason))
	}
	if err != nil {
		return fmt.Errorf("its reason: %w", err)
	}
	return nil
}

// Deps are the poll and the ballot that it replaces.
func (b *Cast) Deps() []op.ID { return ascending(b.Poll, b.Replaces) }

// Ballot is a row: one ballot that fits its poll, replaced or not.
type Ballot struct {
	ID      op.ID
	Poll    op.ID
	Account op.AccountID
	// TimeMillis is the voter's clock, to be shown only.
	TimeMillis int64
	Replaces   op.ID
	Choice     []byte
	Reason     string
}

// Table is "ballots".
func (Ballot) Table() string { return "ballots" }

// Key is the op's id.
func (b Ballot) Key() string { return b.ID.String() }

// Subject is the poll.
func (b Ballot) Subject() op.ID { return b.Poll }

func castKind() kind.Kind {
	return kind.Kind{
		Name: KindCast, Feature: charter.Core, ByPoll: true, Keep: true, MaxBodyBytes: maxCastBytes,
		NewBody: func() any { return new(Cast) },
		Check:   func(_ *op.Header, body any) error { return body.(*Cast).Check() },
		Names:   func(body any) []op.ID { return body.(*Cast).Deps() },
		Rights:  mayVote,
		Subject: pollOf,
		Apply:   applyBallot,
	}
}

func mayVote(w kind.World, e *kind.Entry) error {
	if body, ok := e.Body.(*Cast); ok && w.MemberAt(e.Author.Account, body.Poll) {
		return nil
	}
	return fmt.Errorf("%w: only who was a member when the poll was opened may vote in it", kind.ErrNoRight)
}

// pollOf is zero for a ballot that names anything else as its poll.
func pollOf(w kind.World, e *kind.Entry) op.ID {
	body, ok := e.Body.(*Cast)
	if !ok {
		return op.ID{}
	}
	if name, _ := w.KindOf(body.Poll); name != KindOpen {
		return op.ID{}
	}
	return body.Poll
}

func applyBallot(rows kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
	body, ok := e.Body.(*Cast)
	if !ok {
		return nil, fmt.Errorf("%w: its body is missing", kind.ErrInvalid)
	}
	raw, found, err := rows.Row(Poll{}.Table(), body.Poll.String())
	if err != nil {
		return nil, err
	}
	p, ok := raw.(Poll)
	if !found || !ok {
		return nil, fmt.Errorf("%w: there is no such poll", kind.ErrInvalid)
	}
	if err := checkChoice(&p.Opening, body); err != nil {
		return nil, err
	}
	if err := checkReplaced(w, e.Author.Account, body); err != nil {
		return nil, err
	}
	return []kind.Row{Ballot{
		ID: e.Op.ID, Poll: body.Poll, Account: e.Author.Account, TimeMillis: e.Op.Header.TimeMillis,
		Replaces: body.Replaces, Choice: body.Choice, Reason: body.Reason,
	}}, nil
}

// ErrNoReason says that an objection has none.
var ErrNoReason = fmt.Errorf("%w: an objection needs a reason", ErrChoice)

// Fits says whether a ballot is one in a poll. Errors wrap ErrChoice.
func (b *Cast) Fits(open *Open) error {
	ballot, err := Decode(open, b.Choice)
	if err != nil {
		return err
	}
	if ballot.Stance == tally.Object && strings.TrimSpace(b.Reason) == "" {
		return ErrNoReason
	}
	return nil
}

func checkChoice(open *Open, b *Cast) error {
	if err := b.Fits(open); err != nil {
		return fmt.Errorf("%w: %w", kind.ErrInvalid, err)
	}
	return nil
}

// checkReplaced: nobody replaces another's ballot, or one of another poll.
func checkReplaced(w kind.World, account op.AccountID, b *Cast) error {
	if b.Replaces.IsZero() {
		return nil
	}
	name, _ := w.KindOf(b.Replaces)
	subject, _ := w.SubjectOf(b.Replaces)
	author, _ := w.AccountOf(b.Replaces)
	if name != KindCast || subject != b.Poll || author != account {
		return fmt.Errorf("%w: what it replaces is no ballot of this account in this poll", kind.ErrInvalid)
	}
	return nil
}
