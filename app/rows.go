package app

// Rows and ids: one row of a projection, and what a person means by the beginning of an id.

import (
	"context"
	"fmt"
	"reflect"

	"github.com/folkmoot/folkmoot/app/op"
)

// row reads one row into a pointer to its type. Error: ErrNotFoundHere.
func (c *Community) row(ctx context.Context, table string, id op.ID, into any) error {
	return c.Ask(ctx, func(r Reader) error {
		row, ok, err := r.Row(table, id.String())
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("%s in %s: %w", id.Short(), table, ErrNotFoundHere)
		}
		reflect.ValueOf(into).Elem().Set(reflect.ValueOf(row))
		return nil
	})
}

// Ask runs a question on one consistent state: what lists and pages of faces are made from. It may take its time: nobody waits for it, and
// what is written meanwhile it does not see. Only what reads the replica a second time must not be called from within: readers are few.
func (c *Community) Ask(ctx context.Context, ask func(Reader) error) error {
	if err := c.here(ctx); err != nil {
		return err
	}
	return c.replica.Read(ctx, ask)
}

// Find turns what a person typed into the id of a stored op: four characters of it or more. Errors: ErrNotFoundHere, *AmbiguousError,
// op.ErrNotAnID.
func (c *Community) Find(ctx context.Context, text string) (op.ID, error) {
	prefix, err := op.IDPrefix(text)
	if err != nil {
		return op.ID{}, err
	}
	var found []op.ID
	err = c.Ask(ctx, func(r Reader) (err error) {
		found, err = r.IDs(prefix, maxCandidates)
		return err
	})
	switch {
	case err != nil:
		return op.ID{}, err
	case len(found) == 0:
		return op.ID{}, fmt.Errorf("%q: %w", text, ErrNotFoundHere)
	case len(found) > 1:
		return op.ID{}, &AmbiguousError{Text: text, Candidates: found}
	}
	return found[0], nil
}

// maxCandidates of an ambiguous id are shown.
const maxCandidates = 10
