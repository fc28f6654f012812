package poll

// Casting a ballot. It can be cast with no network, and replaced until the close.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
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
	switch body := e.Body.(type) {
	case *Cast:
		if !w.MemberAt(e.Author.Account, body.Poll) {
			break
		}
		return mayVoteFrom(w, e.Op.Header.Device, e.Author.Account, body.Poll)
	case *Assist:
		if err := mayAssist(w, e.Author.Account, body); err != nil {
			return err
		}
		return mayVoteFrom(w, e.Op.Header.Device, e.Author.Account, body.Poll)
	}
	return fmt.Errorf("%w: only who was a member when the poll was opened may vote in it", kind.ErrNoRight)
}

// mayVoteFrom keeps out a lost laptop of which the opening knew. What is withdrawn later votes on in that poll, as nothing that comes after an
// opening changes who may.
func mayVoteFrom(w kind.World, device op.DeviceID, author op.AccountID, poll op.ID) error {
	if w.WithdrawnAt(device, author, poll) {
		return fmt.Errorf("%w: this laptop had been withdrawn when the poll was opened", kind.ErrNoRight)
	}
	return nil
}

// pollOf is zero for a ballot that names anything else as its poll.
func pollOf(w kind.World, e *kind.Entry) op.ID {
	b, ok := BallotOf(e.Op, e.Author.Account, e.Body)
	if !ok {
		return op.ID{}
	}
	if name, _ := w.KindOf(b.Poll); name != KindOpen {
		return op.ID{}
	}
	return b.Poll
}

func applyBallot(rows kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
	b, ok := BallotOf(e.Op, e.Author.Account, e.Body)
	if !ok {
		return nil, fmt.Errorf("%w: its body is missing", kind.ErrInvalid)
	}
	raw, found, err := rows.Row(Poll{}.Table(), b.Poll.String())
	if err != nil {
		return nil, err
	}
	p, ok := raw.(Poll)
	if !found || !ok {
		return nil, fmt.Errorf("%w: there is no such poll", kind.ErrInvalid)
	}
	if err := b.fits(&p.Opening); err != nil {
		return nil, fmt.Errorf("%w: %w", kind.ErrInvalid, err)
	}
	if !b.replacesOwn(w) {
		return nil, fmt.Errorf("%w: what it replaces is no ballot of this account in this poll, or one that may not be replaced so", kind.ErrInvalid)
	}
	return []kind.Row{b}, nil
}

// ErrNoReason says that an objection has none.
var ErrNoReason = fmt.Errorf("%w: an objection needs a reason", ErrChoice)

// Fits says whether a ballot is one in a poll. Errors wrap ErrChoice.
func (b *Cast) Fits(open *Open) error {
	return (&Ballot{Choice: b.Choice, Reason: b.Reason}).fits(open)
}
