package proposal

// Withdrawing: authors take their own texts back. Header, author, time and place of the post stay.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Withdraw is the body of post.withdraw. The post's author alone writes it. Where the post stood is told by the post's own header.
type Withdraw struct {
	// Of is the post, of a kind for which IsPost holds.
	Of op.ID `cbor:"of"`
}

// Check checks the form.
func (b *Withdraw) Check() error { return checkID("post", b.Of) }

// Deps are the post. No other post may stand in the deps: the bodies of all of them would be dropped.
func (b *Withdraw) Deps() []op.ID { return ascending(b.Of) }

// DropsOp is the op whose body every replica may drop.
func (b *Withdraw) DropsOp() op.ID { return b.Of }

// Withdrawal is a row: one post.withdraw.
type Withdrawal struct {
	ID         op.ID
	Thread     op.ID
	Of         op.ID
	Author     op.AccountID
	TimeMillis int64
}

// Table is "withdrawals".
func (Withdrawal) Table() string { return "withdrawals" }

// Key is the op's id.
func (w Withdrawal) Key() string { return w.ID.String() }

// Subject is the post's thread.
func (w Withdrawal) Subject() op.ID { return w.Thread }

func withdrawKind() kind.Kind {
	subject := func(w kind.World, b *Withdraw) op.ID { return subjectOf(w, b.Of) }
	k := act(KindWithdraw, needOwnPost, subject, applyWithdrawal)
	k.Drops = true
	return k
}

func needOwnPost(w kind.World, e *kind.Entry, b *Withdraw) error {
	if err := kind.NeedWriter(w, e); err != nil {
		return err
	}
	if name, _ := w.KindOf(b.Of); !IsPost(name) || !isBy(w, b.Of, e.Author.Account) {
		return fmt.Errorf("%w: only its author may withdraw a post", kind.ErrNoRight)
	}
	return onlyPost(w, e, b.Of)
}

// onlyPost refuses deps that hold other posts than the one that an act is about.
func onlyPost(w kind.World, e *kind.Entry, of op.ID) error {
	for _, id := range e.Op.Header.Deps {
		if name, _ := w.KindOf(id); IsPost(name) && id != of {
			return fmt.Errorf("%w: it is about one post, and cites another", kind.ErrNoRight)
		}
	}
	return nil
}

func applyWithdrawal(rows kind.Rows, w kind.World, e *kind.Entry, b *Withdraw) ([]kind.Row, error) {
	thread := subjectOf(w, b.Of)
	if thread.IsZero() {
		return nil, nil
	}
	taken, err := takeTexts(rows, w, b.Of, taking{withdrawn: e.Op.ID})
	return append(taken, Withdrawal{
		ID: e.Op.ID, Thread: thread, Of: b.Of, Author: e.Author.Account, TimeMillis: e.Op.Header.TimeMillis,
	}), err
}
