package proposal

// Amendments: others' changes of a text, which its author takes in or declines.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// ProposeAmendment is the body of amendment.propose. Members write it.
type ProposeAmendment struct {
	Proposal op.ID `cbor:"proposal"`
	// Revision is the text that it starts from; the proposal's own id for its first text.
	Revision op.ID `cbor:"revision"`
	// Title and Text are the whole new text, not a difference: Title is the proposal's own, unless that shall change too.
	Title string `cbor:"title"`
	Text  string `cbor:"text"`
	// Note names the change and says why, for ReadNote; it may be empty.
	Note string `cbor:"note"`
}

// Check checks the form.
func (b *ProposeAmendment) Check() error {
	return firstError(
		checkID("proposal", b.Proposal),
		checkID("revision", b.Revision),
		checkTitledText(b.Title, b.Text),
		part("note", charter.CheckText(b.Note, MaxNoteBytes)),
	)
}

// Deps are the proposal and the revision.
func (b *ProposeAmendment) Deps() []op.ID { return ascending(b.Proposal, b.Revision) }

// Decide is the body of amendment.decide. The proposal's author alone writes it.
type Decide struct {
	Amendment op.ID `cbor:"amendment"`
	// Replaces are the author's earlier decisions on it, ascending.
	Replaces []op.ID `cbor:"replaces"`
	Accept   bool    `cbor:"accept"`
	// Reason may be empty.
	Reason string `cbor:"reason"`
}

// Check checks the form.
func (b *Decide) Check() error {
	return firstError(checkID("amendment", b.Amendment), checkReplaces(b.Replaces), part("reason", checkReason(b.Reason)))
}

// Deps are the amendment and the earlier decisions.
func (b *Decide) Deps() []op.ID { return ascending(append([]op.ID{b.Amendment}, b.Replaces...)...) }

// Amendment is a row: an amendment, and what became of it.
type Amendment struct {
	Post
	// Revision is the text that it starts from.
	Revision op.ID
	Title    string
	Text     string
	Note     string
	// TakenIn is the revision that takes it in, the smallest id of several; zero for none.
	TakenIn op.ID
	// Decisions are the author's decisions that no other replaces, ascending; the last counts. Empty: it is open.
	Decisions []op.ID
	// Accepted and Reason are those of the decision that counts.
	Accepted bool
	Reason   string
}

// Table is "amendments".
func (Amendment) Table() string { return "amendments" }

func (a *Amendment) take(by taking) {
	a.Post.take(by)
	a.Title, a.Text, a.Note = "", "", ""
}

// Decision is a row: one decision of a proposal's author about an amendment.
type Decision struct {
	ID         op.ID
	Proposal   op.ID
	Amendment  op.ID
	Author     op.AccountID
	TimeMillis int64
	Accept     bool
	Reason     string
}

// Table is "decisions".
func (Decision) Table() string { return "decisions" }

// Key is the op's id.
func (d Decision) Key() string { return d.ID.String() }

// Subject is the proposal.
func (d Decision) Subject() op.ID { return d.Proposal }

func amendKind() kind.Kind {
	return post(KindAmend, kind.NeedMember, subjectOfProposal, applyAmendment)
}

func applyAmendment(_ kind.Rows, w kind.World, e *kind.Entry, b *ProposeAmendment) ([]kind.Row, error) {
	proposal := subjectOfProposal(w, e)
	if proposal.IsZero() {
		return nil, nil
	}
	a := Amendment{Revision: depIn(proposal, w, e, KindRevise)}
	if a.Revision.IsZero() {
		a.Revision = proposal
	}
	fits := b != nil && b.Proposal == proposal && b.Revision == a.Revision
	a.Post = newPost(e, proposal, fits)
	if fits {
		a.Title, a.Text, a.Note = b.Title, b.Text, b.Note
	}
	return []kind.Row{a}, nil
}

func decideKind() kind.Kind {
	subject := func(w kind.World, b *Decide) op.ID { return subjectOf(w, b.Amendment) }
	return act(KindDecide, needAuthorOfAmended, subject, applyDecision)
}

func needAuthorOfAmended(w kind.World, e *kind.Entry, b *Decide) error {
	if err := kind.NeedMember(w, e); err != nil {
		return err
	}
	if !isKind(w, b.Amendment, KindAmend) || !isBy(w, subjectOf(w, b.Amendment), e.Author.Account) {
		return fmt.Errorf("%w: only the proposal's author may decide about an amendment", kind.ErrNoRight)
	}
	return nil
}

func applyDecision(rows kind.Rows, w kind.World, e *kind.Entry, b *Decide) ([]kind.Row, error) {
	proposal := subjectOf(w, b.Amendment)
	for _, id := range b.Replaces {
		other, found, err := find[Decision](rows, id)
		if err != nil {
			return nil, err
		}
		if !isKind(w, id, KindDecide) || subjectOf(w, id) != proposal || found && other.Amendment != b.Amendment {
			return nil, fmt.Errorf("%w: %s is no decision about this amendment", kind.ErrInvalid, id.Short())
		}
	}
	d := Decision{
		ID: e.Op.ID, Proposal: proposal, Amendment: b.Amendment, Author: e.Author.Account,
		TimeMillis: e.Op.Header.TimeMillis, Accept: b.Accept, Reason: b.Reason,
	}
	a, found, err := find[Amendment](rows, b.Amendment)
	if err != nil || !found {
		return []kind.Row{d}, err
	}
	a.Decisions = following(a.Decisions, b.Replaces, d.ID)
	counts := d
	if newest(a.Decisions) != d.ID {
		if counts, _, err = find[Decision](rows, newest(a.Decisions)); err != nil {
			return nil, err
		}
	}
	a.Accepted, a.Reason = counts.Accept, counts.Reason
	return []kind.Row{d, a}, nil
}

// Status says in one word what became of an amendment.
func (a Amendment) Status() AmendmentStatus {
	switch {
	case len(a.Decisions) == 0 && a.TakenIn.IsZero():
		return AmendmentOpen
	case len(a.Decisions) == 0 || a.Accepted:
		return AmendmentAccepted
	}
	return AmendmentDeclined
}

// AmendmentStatus is what became of an amendment.
type AmendmentStatus string

// The statuses. A revision that takes an amendment in accepts it, where the author has said nothing else.
const (
	AmendmentOpen     AmendmentStatus = "open"
	AmendmentAccepted AmendmentStatus = "accepted"
	AmendmentDeclined AmendmentStatus = "declined"
)
