package app

// Votes by their marks: for faces that show a ballot instead of reading a line, and the sheet that was closed before it was cast.

import (
	"context"
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/tally"
)

// VoteMarked casts a ballot as this account's, in place of the one before, and forgets the sheet that was kept for the poll. Errors: as of Vote.
func (c *Community) VoteMarked(ctx context.Context, id op.ID, ballot tally.Ballot, reason string) (op.ID, error) {
	var p poll.Poll
	if err := c.row(ctx, p.Table(), id, &p); err != nil {
		return op.ID{}, err
	}
	if _, err := poll.MethodOf(p.Opening.Method); err != nil {
		return op.ID{}, fmt.Errorf("voting by %s: %w", p.Opening.Method, ErrNeedsNewer)
	}
	cast := poll.Cast{Poll: id, Reason: reason}
	var err error
	if cast.Choice, err = poll.Encode(&p.Opening, ballot); err != nil {
		return op.ID{}, err
	}
	if err := cast.Fits(&p.Opening); err != nil {
		return op.ID{}, err
	}
	voted, err := c.cast(ctx, p, cast)
	if err != nil {
		return op.ID{}, err
	}
	_ = c.KeepSheet(ctx, id, "") // the ballot is cast; a sheet that is left behind says the same
	return voted, nil
}

// sheetPrefix begins the ids of drafts that are ballots: no text has such an id, which is letters and digits alone.
const sheetPrefix = "ballot:"

// KeepSheet keeps what is marked on a ballot that is not cast, in a form that is the face's own; "" forgets it. Error: *FormError for one that is too long.
func (c *Community) KeepSheet(ctx context.Context, id op.ID, marks string) error {
	key := sheetPrefix + id.String()
	if marks == "" {
		return c.replica.UpdateLocal(ctx, func(l Local) error { return l.DropDraft(key) })
	}
	if err := charter.CheckText(marks, proposal.MaxTextBytes); err != nil {
		return &FormError{Kind: poll.KindCast, Err: err}
	}
	draft := LocalDraft{ID: key, Text: marks, ChangedMillis: c.service.ports.NowMillis()}
	return c.replica.UpdateLocal(ctx, func(l Local) error { return l.PutDraft(draft) })
}

// KeptSheet is what KeepSheet kept for a poll; "" for nothing.
func (c *Community) KeptSheet(ctx context.Context, id op.ID) (string, error) {
	var marks string
	err := c.Ask(ctx, func(r Reader) error {
		draft, kept, err := r.Draft(sheetPrefix + id.String())
		if kept {
			marks = draft.Text
		}
		return err
	})
	return marks, err
}
