package proposal

// Agreeing with a comment, and taking that back. An account agrees once, however often it says so.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Agree is the body of comment.agree. Members write it.
type Agree struct {
	// Of is the comment.
	Of op.ID `cbor:"of"`
}

// Check checks the form.
func (b *Agree) Check() error { return checkID("comment", b.Of) }

// Deps are the comment.
func (b *Agree) Deps() []op.ID { return ascending(b.Of) }

// EndAgreement is the body of comment.agree-end: the account that agreed takes it back.
type EndAgreement struct {
	// Of is the comment.agree.
	Of op.ID `cbor:"of"`
}

// Check checks the form.
func (b *EndAgreement) Check() error { return checkID("agreement", b.Of) }

// Deps are the agreement.
func (b *EndAgreement) Deps() []op.ID { return ascending(b.Of) }

// Agreement is a row: one comment.agree. Agreeing turns the rows of a comment into accounts.
type Agreement struct {
	ID         op.ID
	Thread     op.ID
	Of         op.ID
	Account    op.AccountID
	TimeMillis int64
	// Ended is the op that took it back, the smallest id of several; zero for none.
	Ended op.ID
}

// Table is "agreements".
func (Agreement) Table() string { return "agreements" }

// Key is the op's id.
func (a Agreement) Key() string { return a.ID.String() }

// Subject is the comment's thread.
func (a Agreement) Subject() op.ID { return a.Thread }

// Agreeing lists the accounts that agree, each once, ascending, by the rows of one comment.
func Agreeing(rows []Agreement) []op.AccountID {
	var accounts []op.AccountID
	for _, r := range rows {
		if r.Ended.IsZero() {
			accounts = append(accounts, r.Account)
		}
	}
	slices.SortFunc(accounts, op.AccountID.Compare)
	return slices.Compact(accounts)
}

func agreeKind() kind.Kind {
	rights := func(w kind.World, e *kind.Entry, _ *Agree) error { return kind.NeedMember(w, e) }
	subject := func(w kind.World, b *Agree) op.ID { return subjectOf(w, b.Of) }
	return act(KindAgree, rights, subject, applyAgreement)
}

func applyAgreement(_ kind.Rows, w kind.World, e *kind.Entry, b *Agree) ([]kind.Row, error) {
	thread := subjectOf(w, b.Of)
	if thread.IsZero() || !isKind(w, b.Of, KindComment) {
		return nil, fmt.Errorf("%w: one agrees with a comment", kind.ErrInvalid)
	}
	return []kind.Row{Agreement{
		ID: e.Op.ID, Thread: thread, Of: b.Of, Account: e.Author.Account, TimeMillis: e.Op.Header.TimeMillis,
	}}, nil
}

func endAgreementKind() kind.Kind {
	subject := func(w kind.World, b *EndAgreement) op.ID { return subjectOf(w, b.Of) }
	return act(KindEndAgreement, needOwnAgreement, subject, applyEndOfAgreement)
}

func applyEndOfAgreement(rows kind.Rows, _ kind.World, e *kind.Entry, b *EndAgreement) ([]kind.Row, error) {
	return change(rows, b.Of, func(a *Agreement) { a.Ended = smaller(a.Ended, e.Op.ID) })
}

func needOwnAgreement(w kind.World, e *kind.Entry, b *EndAgreement) error {
	if err := kind.NeedMember(w, e); err != nil {
		return err
	}
	if !isKind(w, b.Of, KindAgree) || !isBy(w, b.Of, e.Author.Account) {
		return fmt.Errorf("%w: only who agreed may take it back", kind.ErrNoRight)
	}
	return nil
}
