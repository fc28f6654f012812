package proposal

// Muting a member for everybody, and ending that. What a muted member writes is kept, and folded away by the faces.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Mute is the body of member.mute. Stewards write it.
type Mute struct {
	Account op.AccountID `cbor:"account"`
	Reason  string       `cbor:"reason"`
}

// Check checks the form.
func (b *Mute) Check() error {
	if b.Account == (op.AccountID{}) {
		return fmt.Errorf("it names no account")
	}
	return part("reason", checkReason(b.Reason))
}

// Deps are none.
func (b *Mute) Deps() []op.ID { return nil }

// Unmute is the body of member.unmute: it takes a mute back. Stewards write it.
type Unmute struct {
	// Of is the mute.
	Of op.ID `cbor:"of"`
}

// Check checks the form.
func (b *Unmute) Check() error { return checkID("mute", b.Of) }

// Deps are the mute.
func (b *Unmute) Deps() []op.ID { return ascending(b.Of) }

// UndoesOp is the mute.
func (b *Unmute) UndoesOp() op.ID { return b.Of }

// Muting is a row: one mute that nobody has taken back. An account is muted while it has any.
type Muting struct {
	ID         op.ID
	Account    op.AccountID
	By         op.AccountID
	TimeMillis int64
	Reason     string
}

// Table is "mutes".
func (Muting) Table() string { return "mutes" }

// Key is the op's id.
func (m Muting) Key() string { return m.ID.String() }

// Subject is the muted account, as an id.
func (m Muting) Subject() op.ID { return ProfileSubject(m.Account) }

func muteKind() kind.Kind {
	rights := func(w kind.World, e *kind.Entry, _ *Mute) error { return kind.NeedSteward(w, e) }
	subject := func(_ kind.World, b *Mute) op.ID { return ProfileSubject(b.Account) }
	return ofOffice(act(KindMute, rights, subject, applyMute))
}

func applyMute(_ kind.Rows, _ kind.World, e *kind.Entry, b *Mute) ([]kind.Row, error) {
	return []kind.Row{Muting{
		ID: e.Op.ID, Account: b.Account, By: e.Author.Account, TimeMillis: e.Op.Header.TimeMillis, Reason: b.Reason,
	}}, nil
}

func unmuteKind() kind.Kind {
	rights := func(w kind.World, e *kind.Entry, b *Unmute) error { return mayUndo(w, e, b.Of, KindMute) }
	subject := func(w kind.World, b *Unmute) op.ID { return subjectOf(w, b.Of) }
	return ofOffice(act(KindUnmute, rights, subject, nil))
}
