package app

// Records: the proof of a poll's result in a file, and the same check of what this replica holds.

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
)

// ExportRecord writes the record of a sealed poll. What is written is checked on its way as anybody would check it: a record that would prove nothing
// is an error, and nothing must be kept of it. Errors: record's, ErrNotHereYet.
func (c *Community) ExportRecord(ctx context.Context, w io.Writer, id op.ID, progress func(done, total int)) (*record.Result, error) {
	return c.checkedRecord(ctx, w, id, record.Check{Progress: progress})
}

// VerifyPoll makes the record of a sealed poll, and checks it, without keeping it. Errors: record's, ErrNotHereYet.
func (c *Community) VerifyPoll(ctx context.Context, id op.ID, check record.Check) (*record.Result, error) {
	return c.checkedRecord(ctx, io.Discard, id, check)
}

func (c *Community) checkedRecord(ctx context.Context, w io.Writer, id op.ID, check record.Check) (*record.Result, error) {
	var plan *record.Plan
	if err := c.read(ctx, func(e *community.Engine, r Reader) (err error) {
		plan, err = record.NewPlan(ctx, e, r, id)
		return err
	}); err != nil {
		return nil, fmt.Errorf("making a record: %w", err)
	}
	check.Community, check.Random = c.ID(), c.service.ports.Random
	from, to := io.Pipe()
	written := make(chan error, 1)
	go func() {
		err := c.replica.Read(ctx, func(r Reader) error { return plan.Write(ctx, io.MultiWriter(w, to), r, nil) })
		to.CloseWithError(err) // nil ends the file
		written <- err
	}()
	result, err := record.Verify(ctx, from, check)
	from.CloseWithError(errRefused)
	if failed := <-written; failed != nil && !errors.Is(failed, errRefused) {
		return nil, fmt.Errorf("writing a record: %w", failed)
	}
	return result, err
}

// errRefused ends the writing of a record that does not hold.
var errRefused = errors.New("the record was refused")
