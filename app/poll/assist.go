package poll

// Assisting: a sworn helper enters the paper ballot of a voter who has no device at hand. It is marked as such, and gives way to any ballot that
// the voter casts.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Assist is the body of ballot.assist. Whoever the charter, as the poll is judged by it, names as a helper writes it.
type Assist struct {
	// Poll is the opening.
	Poll op.ID `cbor:"poll"`
	// Account is the voter whose ballot it is.
	Account op.AccountID `cbor:"account"`
	// Replaces is a ballot entered for the same voter, whose place it takes; zero for none. Nobody enters one in place of the voter's own.
	Replaces op.ID `cbor:"replaces"`
	// Choice is for the poll's method alone to read.
	Choice []byte `cbor:"choice"`
	// Paper is by what the paper can be found again: its number, mostly.
	Paper string `cbor:"paper"`
	// Witness is who saw it entered, as people there say it; it may be empty.
	Witness string `cbor:"witness"`
	// Reason is the voter's, and may be empty.
	Reason string `cbor:"reason"`
}

// Check checks the form. Whether the choice fits is for the poll's method to say.
func (b *Assist) Check() error {
	own := Cast{Poll: b.Poll, Replaces: b.Replaces, Choice: b.Choice, Reason: b.Reason}
	if err := own.Check(); err != nil {
		return err
	}
	if b.Account == (op.AccountID{}) {
		return fmt.Errorf("it names no voter")
	}
	if err := charter.CheckLine(b.Paper, MaxPaperCharacters); err != nil {
		return fmt.Errorf("its paper: %w", err)
	}
	if b.Witness == "" {
		return nil
	}
	if err := charter.CheckLine(b.Witness, MaxWitnessCharacters); err != nil {
		return fmt.Errorf("its witness: %w", err)
	}
	return nil
}

// Deps are the poll and the ballot that it replaces.
func (b *Assist) Deps() []op.ID { return ascending(b.Poll, b.Replaces) }

func assistKind() kind.Kind {
	return kind.Kind{
		Name: KindAssist, Feature: charter.Core, ByPoll: true, Keep: true, MaxBodyBytes: maxAssistBytes,
		NewBody: func() any { return new(Assist) },
		Check:   func(_ *op.Header, body any) error { return body.(*Assist).Check() },
		Names:   func(body any) []op.ID { return body.(*Assist).Deps() },
		Rights:  mayVote,
		Subject: pollOf,
		Apply:   applyBallot,
	}
}

// mayAssist: the charter names the author as a helper, who enters no ballot of their own this way.
func mayAssist(w kind.World, helper op.AccountID, b *Assist) error {
	standing := w.StandingAt(helper, b.Poll)
	switch {
	case !standing.Member || standing.Charter == nil || !standing.Charter.HasHelper(helper):
		return fmt.Errorf("%w: only who the charter named as a helper when the poll was opened may enter paper ballots", kind.ErrNoRight)
	case b.Account == helper:
		return fmt.Errorf("%w: a helper's own ballot is cast, not entered", kind.ErrNoRight)
	case !w.MemberAt(b.Account, b.Poll):
		return fmt.Errorf("%w: a paper ballot is entered for who may vote in the poll, and nobody else", kind.ErrNoRight)
	}
	return nil
}
