package bundle

// The reader.

import (
	"errors"
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/car"
	"github.com/folkmoot/folkmoot/app/op"
)

// Reader reads one bundle. It is not safe for concurrent use.
type Reader struct {
	in       *car.Reader
	manifest Manifest
	read     uint64
	ended    error
}

// NewReader reads the manifest. Errors: ErrNotBundle, ErrNewer, ErrTruncated (of an empty file too), ErrDamaged, and those of the io.Reader.
func NewReader(in io.Reader) (*Reader, error) {
	blocks, err := car.NewReader(in)
	if err != nil {
		return nil, beforeManifest(err)
	}
	r := &Reader{in: blocks}
	first, err := blocks.Next()
	if errors.Is(err, io.EOF) {
		return nil, &TruncatedError{Offset: blocks.Offset()}
	}
	if err != nil {
		return nil, beforeManifest(err)
	}
	if first.Codec() != car.DagCBOR {
		return nil, ErrNotBundle
	}
	if r.manifest, err = decodeManifest(first.Data); err != nil {
		if errors.Is(err, ErrManifest) {
			return nil, damaged(0, 0, err)
		}
		return nil, err
	}
	if roots := blocks.Roots(); len(roots) != 1 || roots[0] != first.CID {
		return nil, damaged(0, 0, errors.New("the first block is not the one that the header names"))
	}
	return r, nil
}

// beforeManifest says what the CAR's trouble means where nothing shows yet that it is a bundle.
func beforeManifest(err error) error {
	var fault *car.FaultError
	switch {
	case errors.Is(err, car.ErrNotCAR), errors.Is(err, car.ErrForeign):
		return fmt.Errorf("%w: %w", ErrNotBundle, err)
	case !errors.As(err, &fault):
		return err
	case errors.Is(err, car.ErrTruncated):
		return &TruncatedError{Offset: fault.Offset}
	}
	return damaged(0, fault.Offset, err)
}

// Manifest is what the bundle says of itself.
func (r *Reader) Manifest() Manifest { return r.manifest }

// Next is the next op: its form holds, and it is of the manifest's community. io.EOF after the last. Any error is final. Errors: ErrTruncated,
// ErrDamaged (with ErrOtherCommunity, or op's errors, as its cause), and those of the io.Reader.
func (r *Reader) Next() (*op.Op, error) {
	if r.ended != nil {
		return nil, r.ended
	}
	o, err := r.next()
	if err != nil {
		r.ended = err
		return nil, err
	}
	r.read++
	return o, nil
}

func (r *Reader) next() (*op.Op, error) {
	header, err := r.block()
	if errors.Is(err, io.EOF) && r.read == r.manifest.Ops {
		return nil, io.EOF
	}
	if err != nil {
		return nil, r.fault(err)
	}
	if r.read == r.manifest.Ops {
		return nil, r.damaged(fmt.Errorf("it goes on: %w", ErrCount))
	}
	wrapped, err := r.block()
	if err != nil {
		return nil, r.fault(err)
	}
	o, err := Unwrap(header, wrapped)
	if err != nil {
		return nil, r.damaged(err)
	}
	if o.Community() != r.manifest.Community {
		return nil, r.damaged(fmt.Errorf("%s: %w", o.ID.Short(), ErrOtherCommunity))
	}
	return o, nil
}

func (r *Reader) block() ([]byte, error) {
	b, err := r.in.Next()
	if err == nil && b.Codec() != car.DagCBOR {
		return nil, r.damaged(fmt.Errorf("%s is not dag-cbor", b.CID))
	}
	return b.Data, err
}

// fault says what the CAR's trouble means between the ops.
func (r *Reader) fault(err error) error {
	var fault *car.FaultError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, car.ErrTruncated):
		return &TruncatedError{Ops: r.read, Want: r.manifest.Ops, Offset: r.in.Offset()}
	case errors.As(err, &fault):
		return r.damaged(err)
	}
	return err
}

func (r *Reader) damaged(cause error) error {
	return damaged(r.read, r.in.Offset(), cause)
}
