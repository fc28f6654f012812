package record

// The writer.

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/car"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// progressStep acts are written or read between two reports of progress.
const progressStep = 500

// ErrChanged says that an act is not here any more as it was when the record was planned: it must be planned again.
var ErrChanged = errors.New("the community has changed meanwhile")

// Write writes the record of a replica that view shows. After an error what was written must be thrown away. Errors: ErrChanged, the context's,
// the view's and the io.Writer's. progress may be nil.
func (p *Plan) Write(ctx context.Context, w io.Writer, view community.View, progress func(done, total int)) error {
	raw, err := p.Manifest.encode()
	if err != nil {
		return err
	}
	out, err := car.NewWriter(w, car.CIDOf(car.DagCBOR, raw))
	if err != nil {
		return err
	}
	if _, err := out.Put(car.DagCBOR, raw); err != nil {
		return err
	}
	sum := newBlocks()
	for i, id := range p.ops {
		if err := errors.Join(ctx.Err(), p.writeOp(out, view, id, sum)); err != nil {
			return fmt.Errorf("writing the act %s: %w", id.Short(), err)
		}
		if progress != nil && (i+1)%progressStep == 0 {
			progress(i+1, len(p.ops))
		}
	}
	if sum.digest() != p.Manifest.Blocks {
		return ErrChanged
	}
	return out.Flush()
}

func (p *Plan) writeOp(out *car.Writer, view community.View, id op.ID, sum blocks) error {
	o, err := load(view, id, p.text)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrChanged, err)
	}
	envelope, err := bundle.Wrap(o)
	if err != nil {
		return err
	}
	if _, err := out.Put(car.DagCBOR, o.Raw); err != nil {
		return err
	}
	c, err := out.Put(car.DagCBOR, envelope)
	if err != nil {
		return err
	}
	sum.op(id, digestOf(c))
	return nil
}
