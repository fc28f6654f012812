package proposal

// Hiding a post, and showing it again. Hidden text stays readable on request to those who may hide.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Hide is the body of post.hide. Stewards write it.
type Hide struct {
	// Of is the post or the ballot, of a kind for which IsHideable holds.
	Of     op.ID  `cbor:"of"`
	Reason string `cbor:"reason"`
	// Drop lets every replica drop the body, for what nobody should have to keep.
	Drop bool `cbor:"drop"`
}

// Check checks the form.
func (b *Hide) Check() error {
	return firstError(checkID("post", b.Of), part("reason", checkReason(b.Reason)))
}

// Deps are the post. No other post may stand in the deps, as in a Withdraw.
func (b *Hide) Deps() []op.ID { return ascending(b.Of) }

// DropsOp is the op whose body every replica may drop; zero where the post is only hidden.
func (b *Hide) DropsOp() op.ID {
	if !b.Drop {
		return op.ID{}
	}
	return b.Of
}

// Show is the body of post.show: it takes a hide back. Stewards write it.
type Show struct {
	// Of is the hide.
	Of op.ID `cbor:"of"`
}

// Check checks the form.
func (b *Show) Check() error { return checkID("hide", b.Of) }

// Deps are the hide.
func (b *Show) Deps() []op.ID { return ascending(b.Of) }

// UndoesOp is the hide.
func (b *Show) UndoesOp() op.ID { return b.Of }

// Hiding is a row: one hide that nobody has taken back. A post is hidden while it has any.
type Hiding struct {
	ID         op.ID
	Thread     op.ID
	Of         op.ID
	By         op.AccountID
	TimeMillis int64
	Reason     string
	Drop       bool
}

// Table is "hidden".
func (Hiding) Table() string { return "hidden" }

// Key is the op's id.
func (h Hiding) Key() string { return h.ID.String() }

// Subject is the post's thread.
func (h Hiding) Subject() op.ID { return h.Thread }

func hideKind() kind.Kind {
	subject := func(w kind.World, b *Hide) op.ID { return subjectOf(w, b.Of) }
	return ofOffice(act(KindHide, mayHide, subject, applyHide))
}

func mayHide(w kind.World, e *kind.Entry, b *Hide) error {
	if err := kind.NeedSteward(w, e); err != nil {
		return err
	}
	return onlyPost(w, e, b.Of)
}

func applyHide(rows kind.Rows, w kind.World, e *kind.Entry, b *Hide) ([]kind.Row, error) {
	name, _ := w.KindOf(b.Of)
	thread := subjectOf(w, b.Of)
	if !IsHideable(name) || thread.IsZero() {
		return nil, fmt.Errorf("%w: one hides a post, or the reason of a ballot", kind.ErrInvalid)
	}
	if b.Drop && !IsPost(name) {
		return nil, fmt.Errorf("%w: a ballot keeps its body: its reason can be hidden, and not dropped", kind.ErrInvalid)
	}
	changed := []kind.Row{Hiding{
		ID: e.Op.ID, Thread: thread, Of: b.Of, By: e.Author.Account,
		TimeMillis: e.Op.Header.TimeMillis, Reason: b.Reason, Drop: b.Drop,
	}}
	if !b.Drop {
		return changed, nil
	}
	taken, err := takeTexts(rows, w, b.Of, taking{dropped: e.Op.ID})
	return append(changed, taken...), err
}

func showKind() kind.Kind {
	rights := func(w kind.World, e *kind.Entry, b *Show) error { return mayUndo(w, e, b.Of, KindHide) }
	subject := func(w kind.World, b *Show) op.ID { return subjectOf(w, b.Of) }
	return ofOffice(act(KindShow, rights, subject, nil))
}

// mayUndo: stewards take back acts of that one kind. Nothing else may come undone by it.
func mayUndo(w kind.World, e *kind.Entry, of op.ID, kindName string) error {
	if err := kind.NeedSteward(w, e); err != nil {
		return err
	}
	if !isKind(w, of, kindName) {
		return fmt.Errorf("%w: it takes back a %s, and nothing else", kind.ErrNoRight, kindName)
	}
	return nil
}
