package app

// Single rows that faces ask for by their id.

import (
	"context"
	"errors"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Topic reads one topic's row. Error: ErrNotFoundHere.
func (c *Community) Topic(ctx context.Context, id op.ID) (proposal.Topic, error) {
	var t proposal.Topic
	err := c.row(ctx, t.Table(), id, &t)
	return t, err
}

// Amendment reads one amendment's row. Error: ErrNotFoundHere.
func (c *Community) Amendment(ctx context.Context, id op.ID) (proposal.Amendment, error) {
	var a proposal.Amendment
	err := c.row(ctx, a.Table(), id, &a)
	return a, err
}

// CommentAt reads one comment's row; false where the id is of something else.
func (c *Community) CommentAt(ctx context.Context, id op.ID) (proposal.Comment, bool, error) {
	var comment proposal.Comment
	err := c.row(ctx, comment.Table(), id, &comment)
	if errors.Is(err, ErrNotFoundHere) {
		return comment, false, nil
	}
	return comment, err == nil, err
}

// Revision reads the row of one text of a proposal. Error: ErrNotFoundHere.
func (c *Community) Revision(ctx context.Context, id op.ID) (proposal.Revision, error) {
	var r proposal.Revision
	err := c.row(ctx, r.Table(), id, &r)
	return r, err
}
