package bundle

// The writer.

import (
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/car"
	"github.com/folkmoot/folkmoot/app/op"
)

// Writer writes one bundle. After an error it stays failed, and what was written must be thrown away. It is not safe for concurrent use.
type Writer struct {
	out      *car.Writer
	manifest Manifest
	added    uint64
	failed   error
}

// NewWriter begins a bundle. The manifest's version and kind are filled in, and its frontier may be in any order. Errors: ErrManifest and those
// of the io.Writer.
func NewWriter(out io.Writer, m Manifest) (*Writer, error) {
	m, raw, err := m.encode()
	if err != nil {
		return nil, fmt.Errorf("writing the manifest: %w", err)
	}
	w, err := car.NewWriter(out, car.CIDOf(car.DagCBOR, raw))
	if err != nil {
		return nil, err
	}
	if _, err := w.Put(car.DagCBOR, raw); err != nil {
		return nil, err
	}
	return &Writer{out: w, manifest: m}, nil
}

// Add appends an op, which must come after those that it cites. Errors: ErrOtherCommunity, ErrCount and those of the io.Writer.
func (w *Writer) Add(o *op.Op) error {
	if w.failed == nil {
		w.failed = w.add(o)
	}
	return w.failed
}

func (w *Writer) add(o *op.Op) error {
	if o.Community() != w.manifest.Community {
		return fmt.Errorf("writing %s: %w", o.ID.Short(), ErrOtherCommunity)
	}
	if w.added == w.manifest.Ops {
		return fmt.Errorf("writing %s after %d acts: %w", o.ID.Short(), w.added, ErrCount)
	}
	raw, err := Wrap(o)
	if err != nil {
		return err
	}
	for _, block := range [][]byte{o.Raw, raw} {
		if _, err := w.out.Put(car.DagCBOR, block); err != nil {
			return err
		}
	}
	w.added++
	return nil
}

// Close hands everything to the io.Writer, which stays open: whoever opened it makes it durable. Error: ErrCount where ops are missing.
func (w *Writer) Close() error {
	if w.failed == nil && w.added != w.manifest.Ops {
		w.failed = fmt.Errorf("ending after %d of %d acts: %w", w.added, w.manifest.Ops, ErrCount)
	}
	if w.failed == nil {
		w.failed = w.out.Flush()
	}
	return w.failed
}
