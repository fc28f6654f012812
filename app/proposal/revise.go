package proposal

// Revisions: the author's own changes of the text. All are kept.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Revise is the body of proposal.revise. The proposal's author alone writes it.
type Revise struct {
	Proposal op.ID `cbor:"proposal"`
	// Replaces are all heads of the proposal that the author knows, ascending. The first text, of the publishing, is replaced in any case.
	Replaces []op.ID `cbor:"replaces"`
	// Title and Text are the whole new text, not a difference.
	Title string `cbor:"title"`
	Text  string `cbor:"text"`
	// Note says why; it may be empty.
	Note string `cbor:"note"`
	// Amendment is the amendment that it takes in; zero for none.
	Amendment op.ID `cbor:"amendment"`
}

// Check checks the form.
func (b *Revise) Check() error {
	return firstError(
		checkID("proposal", b.Proposal),
		checkReplaces(b.Replaces),
		checkTitledText(b.Title, b.Text),
		part("note", charter.CheckText(b.Note, MaxNoteBytes)),
	)
}

// Deps are the proposal, what it replaces, and the amendment.
func (b *Revise) Deps() []op.ID {
	return ascending(append([]op.ID{b.Proposal, b.Amendment}, b.Replaces...)...)
}

func reviseKind() kind.Kind {
	return post(KindRevise, needAuthorOfProposal, subjectOfProposal, applyRevision)
}

// needAuthorOfProposal goes by the header: every proposal among the deps must be the author's own, and there must be one.
func needAuthorOfProposal(w kind.World, e *kind.Entry) error {
	if err := kind.NeedMember(w, e); err != nil {
		return err
	}
	proposals := depsOf(w, e, KindPublish)
	foreign := func(id op.ID) bool { return !isBy(w, id, e.Author.Account) }
	if len(proposals) == 0 || slices.ContainsFunc(proposals, foreign) {
		return fmt.Errorf("%w: only its author may revise a proposal", kind.ErrNoRight)
	}
	return nil
}

func subjectOfProposal(w kind.World, e *kind.Entry) op.ID { return depOf(w, e, KindPublish) }

func applyRevision(rows kind.Rows, w kind.World, e *kind.Entry, b *Revise) ([]kind.Row, error) {
	proposal := subjectOfProposal(w, e)
	replaced := depsIn(proposal, w, e, KindPublish, KindRevise)
	revision := Revision{Replaces: replaced, Amendment: depIn(proposal, w, e, KindAmend)}
	fits := b != nil && b.Proposal == proposal && b.Amendment == revision.Amendment &&
		slices.Equal(ascending(append([]op.ID{proposal}, b.Replaces...)...), replaced)
	revision.Post = newPost(e, proposal, fits)
	if fits {
		revision.Title, revision.Text, revision.Note = b.Title, b.Text, b.Note
	}
	changed, err := moveHeads(rows, proposal, replaced, revision)
	if err != nil || revision.Amendment.IsZero() {
		return changed, err
	}
	taken, err := change(rows, revision.Amendment, func(a *Amendment) { a.TakenIn = smaller(a.TakenIn, e.Op.ID) })
	return append(changed, taken...), err
}

// moveHeads returns the revision's row and the proposal's, with the title of what is current now.
func moveHeads(rows kind.Rows, proposal op.ID, replaced []op.ID, revision Revision) ([]kind.Row, error) {
	p, found, err := find[Proposal](rows, proposal)
	if err != nil {
		return nil, err
	}
	if !found { // the proposal is not applied, so there is nothing to revise
		return nil, nil
	}
	p.Heads = following(p.Heads, replaced, revision.ID)
	current := revision
	if p.Current() != revision.ID {
		if current, _, err = find[Revision](rows, p.Current()); err != nil {
			return nil, err
		}
	}
	p.Title = current.Title
	return []kind.Row{p, revision}, nil
}
