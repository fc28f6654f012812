package app

// Drafts: texts that nobody else sees until they are published.

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

const (
	// maxDrafts that one person keeps in one community: it bounds what a list shows.
	maxDrafts = 1000
	// draftIDBytes make eight characters, as people see of every other id.
	draftIDBytes = 5
)

var draftIDs = base32.StdEncoding.WithPadding(base32.NoPadding)

// Drafts lists the drafts of texts, the one changed last first.
func (c *Community) Drafts(ctx context.Context) ([]LocalDraft, error) {
	var list []LocalDraft
	err := c.Ask(ctx, func(r Reader) (err error) {
		list, err = r.Drafts()
		return err
	})
	return slices.DeleteFunc(list, func(d LocalDraft) bool { return strings.HasPrefix(d.ID, sheetPrefix) }), err
}

// Draft finds a draft by its id or the beginning of it. Errors: ErrNotFoundHere, *WhichDraftError.
func (c *Community) Draft(ctx context.Context, text string) (LocalDraft, error) {
	list, err := c.Drafts(ctx)
	if err != nil {
		return LocalDraft{}, err
	}
	prefix := strings.ToLower(strings.TrimSpace(text))
	var found []LocalDraft
	for _, d := range list {
		if prefix != "" && strings.HasPrefix(d.ID, prefix) {
			found = append(found, d)
		}
	}
	switch len(found) {
	case 0:
		return LocalDraft{}, fmt.Errorf("a draft called %q: %w", text, ErrNotFoundHere)
	case 1:
		return found[0], nil
	}
	return LocalDraft{}, &WhichDraftError{Text: text, Candidates: found}
}

// WhichDraftError says which drafts a text could mean.
type WhichDraftError struct {
	Text       string
	Candidates []LocalDraft
}

func (e *WhichDraftError) Error() string {
	return fmt.Sprintf("%q could mean %d drafts", e.Text, len(e.Candidates))
}

// SaveDraft keeps a draft in place of the one with its id; one without an id is new, and gets one. A draft may be as unfinished as it likes, but
// no longer than what can be published. Error: *FormError.
func (c *Community) SaveDraft(ctx context.Context, d LocalDraft) (LocalDraft, error) {
	err := errors.Join(charter.CheckLength(d.Title, proposal.MaxTitleCharacters), charter.CheckText(d.Text, proposal.MaxTextBytes),
		charter.CheckLength(d.Track, charter.MaxTrackIDBytes))
	if err != nil {
		return d, &FormError{Kind: proposal.KindPublish, Err: err}
	}
	list, err := c.Drafts(ctx)
	if err != nil {
		return d, err
	}
	if d.ID == "" {
		if len(list) >= maxDrafts {
			return d, fmt.Errorf("keeping a draft: there are %d already: %w", len(list), ErrNotPossible)
		}
		var raw [draftIDBytes]byte
		if err := c.service.random(raw[:]); err != nil {
			return d, err
		}
		d.ID = strings.ToLower(draftIDs.EncodeToString(raw[:]))
	}
	d.ChangedMillis = c.service.ports.NowMillis()
	return d, c.replica.UpdateLocal(ctx, func(l Local) error { return l.PutDraft(d) })
}

// DropDraft forgets a draft for good. Errors as of Draft.
func (c *Community) DropDraft(ctx context.Context, text string) error {
	d, err := c.Draft(ctx, text)
	if err != nil {
		return err
	}
	return c.replica.UpdateLocal(ctx, func(l Local) error { return l.DropDraft(d.ID) })
}

// PublishDraft makes a proposal of a draft, or a revision where the draft revises one, and then forgets the draft: a crash between the two
// leaves the draft beside what was published. It returns the proposal or the revision.
func (c *Community) PublishDraft(ctx context.Context, text string) (op.ID, error) {
	d, err := c.Draft(ctx, text)
	if err != nil {
		return op.ID{}, err
	}
	var id op.ID
	if d.Revises.IsZero() {
		id, err = c.Publish(ctx, proposal.Publish{Title: d.Title, Text: d.Text, Track: d.Track, Topic: d.Topic})
	} else {
		id, err = c.Revise(ctx, proposal.Revise{Proposal: d.Revises, Title: d.Title, Text: d.Text})
	}
	if err != nil {
		return op.ID{}, err
	}
	return id, c.replica.UpdateLocal(ctx, func(l Local) error { return l.DropDraft(d.ID) })
}
