package view

// Editor, saved and published.

import (
	"context"
	"encoding/json"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Written is a text at one moment, to be saved or published beside the goroutine of its editor.
type Written struct {
	kind  EditorKind
	draft app.LocalDraft
	note  string
	of    proposal.Proposal
	atMs  int64
	empty bool
}

// Written is what stands there now.
func (e *Editor) Written(nowMillis int64) Written {
	d := e.draft
	d.Title, d.Text = e.Title, e.Text
	return Written{kind: e.Kind, draft: d, note: e.Note, of: e.of, atMs: nowMillis, empty: e.isEmpty()}
}

// Save writes it down on this laptop; what is empty is not kept.
func (x *Written) Save(ctx context.Context, c *app.Community, keeper Keeper) error {
	switch {
	case x.empty:
		return nil
	case x.kind == EditAmendment:
		kept, err := json.Marshal(keptAmendment{x.draft.Title, x.draft.Text, x.note, x.atMs})
		if err != nil {
			return err
		}
		return keeper.SetSetting(amendmentKey(x.of.ID), string(kept))
	}
	saved, err := c.SaveDraft(ctx, x.draft)
	if err == nil {
		x.draft = saved
	}
	return err
}

// TakeSaved tells the editor what was written down.
func (e *Editor) TakeSaved(x Written) {
	if x.empty {
		return
	}
	track := e.draft.Track
	e.saved, e.note, e.SavedMillis = x.draft, x.note, x.atMs
	if e.Kind != EditAmendment {
		e.draft = x.draft
		e.draft.Track = track
	}
}

// Publish puts it before everybody, and returns the proposal that it is about, or has become. Errors: those of the service.
func (x *Written) Publish(ctx context.Context, c *app.Community, keeper Keeper) (op.ID, error) {
	if x.kind == EditAmendment {
		_, err := c.ProposeAmendment(ctx, proposal.ProposeAmendment{
			Proposal: x.of.ID, Title: text.Line(x.draft.Title), Text: x.draft.Text, Note: x.note,
		})
		if err == nil {
			err = keeper.SetSetting(amendmentKey(x.of.ID), "")
		}
		return x.of.ID, err
	}
	x.draft.Title = text.Line(x.draft.Title)
	saved, err := c.SaveDraft(ctx, x.draft)
	if err != nil {
		return op.ID{}, err
	}
	id, err := c.PublishDraft(ctx, saved.ID)
	if x.kind == EditRevision {
		id = x.of.ID
	}
	return id, err
}

// Discard forgets it.
func (x *Written) Discard(ctx context.Context, c *app.Community, keeper Keeper) error {
	if x.kind == EditAmendment {
		return keeper.SetSetting(amendmentKey(x.of.ID), "")
	}
	if x.draft.ID == "" {
		return nil
	}
	return c.DropDraft(ctx, x.draft.ID)
}
