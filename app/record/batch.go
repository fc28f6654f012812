package record

// Batches: acts as they come from the file, with their signatures checked and their bodies decoded, which takes as long as the fold does.

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// batch is some acts that follow one another.
type batch struct {
	ops    []*op.Op
	bodies community.Bodies
	// bad are those whose signature does not hold.
	bad []community.Refusal
	// last says that the file ends behind them, as it must; err that it is no good from there on.
	last bool
	err  error
}

// batches reads a file to its end. It belongs to one goroutine.
type batches struct {
	file     *reader
	verifier *op.Verifier
	random   io.Reader
}

func (s *batches) next(ctx context.Context) batch {
	b := s.read(ctx)
	if b.err == nil {
		_, b.bad = community.Verify(s.verifier, s.random, b.ops)
		b.bodies = community.Decode(kinds, b.ops)
	}
	return b
}

// read reads as many acts as are checked together.
func (s *batches) read(ctx context.Context) (b batch) {
	for size := 0; len(b.ops) < batchOps && size < batchBytes; {
		if b.err = ctx.Err(); b.err != nil {
			return b
		}
		isFirst := s.file.read == 0
		o, err := s.file.next()
		switch {
		case errors.Is(err, io.EOF):
			b.last = true
			return b
		case err != nil:
			b.err = err
			return b
		case isFirst && o.ID != s.file.manifest.Community.Genesis():
			b.err = fmt.Errorf("%w: its first act is not the community's genesis", ErrFalse)
			return b
		}
		b.ops, size = append(b.ops, o), size+len(o.Raw)+len(o.Body)
	}
	return b
}
