package view

// Editor, saved and published.

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// keptDraft is what is kept of a text, for all that is saved, published and discarded of it, one after the other.
type keptDraft struct {
	mu sync.Mutex
	// id is the draft's, "" while none is kept. turn counts what was written down last. gone says that it was published or discarded.
	id   string
	turn int
	gone bool
}

// Written is a text at one moment, to be saved or published beside the goroutine of its editor. However they overlap, one draft is kept of a text,
// the newest, and none once it is published.
type Written struct {
	kind  EditorKind
	draft app.LocalDraft
	name  string
	note  string
	of    proposal.Proposal
	atMs  int64
	empty bool
	turn  int
	keep  *keptDraft
}

// Written is what stands there now.
func (e *Editor) Written(nowMillis int64) Written {
	d := e.draft
	d.Title, d.Text = e.Title, e.Text
	e.turns++
	return Written{kind: e.Kind, draft: d, name: e.Name, note: e.Note, of: e.of, atMs: nowMillis, empty: e.isEmpty(), turn: e.turns, keep: e.keep}
}

// Save writes it down on this laptop; what is empty is not kept, and nothing where something newer was written down or published meanwhile.
func (x *Written) Save(ctx context.Context, c *app.Community, keeper Keeper) error {
	x.keep.mu.Lock()
	defer x.keep.mu.Unlock()
	if x.keep.gone || x.turn < x.keep.turn {
		return nil
	}
	err := x.save(ctx, c, keeper)
	if err == nil {
		x.keep.turn = x.turn
	}
	return err
}

func (x *Written) save(ctx context.Context, c *app.Community, keeper Keeper) error {
	switch x.draft.ID = x.keep.id; {
	case x.empty && x.draft.ID == "":
		return nil
	case x.empty:
		return x.drop(ctx, c)
	case x.kind == EditAmendment:
		kept, err := json.Marshal(keptAmendment{x.draft.Title, x.draft.Text, x.name, x.note, x.atMs})
		if err != nil {
			return err
		}
		return keeper.SetSetting(amendmentKey(x.of.ID), string(kept))
	}
	saved, err := c.SaveDraft(ctx, x.draft)
	if err == nil {
		x.draft, x.keep.id = saved, saved.ID
	}
	return err
}

func (x *Written) drop(ctx context.Context, c *app.Community) error {
	err := c.DropDraft(ctx, x.draft.ID)
	if err == nil {
		x.draft.ID, x.keep.id = "", ""
	}
	return err
}

// TakeSaved tells the editor what was written down.
func (e *Editor) TakeSaved(x Written) {
	if x.turn < e.taken {
		return
	}
	track := e.draft.Track
	e.saved, e.name, e.note, e.SavedMillis, e.taken = x.draft, x.name, x.note, x.atMs, x.turn
	if x.empty {
		e.SavedMillis = 0
	}
	if e.Kind != EditAmendment {
		e.draft = x.draft
		e.draft.Track = track
	}
}

// NewDraft is the draft that a new proposal is kept as; "" where none is kept, and for other texts.
func (e *Editor) NewDraft() string {
	if e.Kind != EditNew {
		return ""
	}
	return e.draft.ID
}

// Publish puts it before everybody, and returns the proposal that it is about, or has become. Errors: those of the service, with the zero id and
// nothing published.
func (x *Written) Publish(ctx context.Context, c *app.Community, keeper Keeper) (op.ID, error) {
	x.keep.mu.Lock()
	defer x.keep.mu.Unlock()
	id, err := x.publish(ctx, c, keeper)
	if !id.IsZero() {
		// It stands before everybody: that its draft could not be forgotten must not have it published again.
		x.keep.gone, err = true, nil
	}
	return id, err
}

func (x *Written) publish(ctx context.Context, c *app.Community, keeper Keeper) (op.ID, error) {
	if x.kind == EditAmendment {
		_, err := c.ProposeAmendment(ctx, proposal.ProposeAmendment{
			Proposal: x.of.ID, Title: text.Line(x.draft.Title), Text: x.draft.Text, Note: proposal.NoteOf(x.name, x.note),
		})
		if err != nil {
			return op.ID{}, err
		}
		return x.of.ID, keeper.SetSetting(amendmentKey(x.of.ID), "")
	}
	x.draft.Title = text.Line(x.draft.Title)
	if err := x.save(ctx, c, keeper); err != nil {
		return op.ID{}, err
	}
	id, err := c.PublishDraft(ctx, x.draft.ID)
	if x.kind == EditRevision && !id.IsZero() {
		id = x.of.ID
	}
	return id, err
}

// Discard forgets it.
func (x *Written) Discard(ctx context.Context, c *app.Community, keeper Keeper) error {
	x.keep.mu.Lock()
	defer x.keep.mu.Unlock()
	var err error
	switch x.draft.ID = x.keep.id; {
	case x.kind == EditAmendment:
		err = keeper.SetSetting(amendmentKey(x.of.ID), "")
	case x.draft.ID != "":
		err = x.drop(ctx, c)
	}
	x.keep.gone = err == nil
	return err
}
