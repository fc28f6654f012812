package record

// The reader: hands out the acts of a record in the order of the file, and sees that the file ends where it must.

import (
	"errors"
	"fmt"
	"io"

	"github.com/ipfs/go-cid"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/car"
	"github.com/folkmoot/folkmoot/app/op"
)

// reader reads one record.
type reader struct {
	in       *car.Reader
	manifest Manifest
	sum      blocks
	read     uint64
}

// newReader reads the manifest. Errors wrap ErrNotRecord, ErrNewer, ErrTruncated, ErrDamaged, or are those of the io.Reader.
func newReader(in io.Reader) (*reader, error) {
	file, err := car.NewReader(in)
	if errors.Is(err, car.ErrNotCAR) || errors.Is(err, car.ErrForeign) {
		return nil, fmt.Errorf("%w: %w", ErrNotRecord, err)
	}
	if err != nil {
		return nil, fault(err)
	}
	first, err := file.Next()
	if err != nil {
		return nil, fault(err)
	}
	r := &reader{in: file, sum: newBlocks()}
	if r.manifest, err = decodeManifest(first.Data); err != nil {
		return nil, err
	}
	if roots := file.Roots(); first.Codec() != car.DagCBOR || len(roots) != 1 || roots[0] != first.CID {
		return nil, fmt.Errorf("%w: its one root is not its manifest", ErrDamaged)
	}
	return r, nil
}

// next is the next act, of which the form holds and no more; io.EOF behind the last, where the file ends too. Errors wrap ErrTruncated, ErrDamaged,
// ErrTooLarge or ErrFalse, or are those of the io.Reader.
func (r *reader) next() (*op.Op, error) {
	if r.read == r.manifest.Ops {
		return nil, r.end()
	}
	header, err := r.block()
	if err != nil {
		return nil, err
	}
	envelope, err := r.block()
	if err != nil {
		return nil, err
	}
	o, err := bundle.Unwrap(header.Data, envelope.Data)
	if err != nil {
		return nil, fmt.Errorf("%w: act %d, at byte %d: %w", ErrDamaged, r.read+1, r.in.Offset(), err)
	}
	r.sum.op(o.ID, digestOf(envelope.CID))
	r.read++
	return o, nil
}

func (r *reader) block() (car.Block, error) {
	b, err := r.in.Next()
	switch {
	case err != nil:
		return b, fault(err)
	case b.Codec() != car.DagCBOR:
		return b, fmt.Errorf("%w: the block before byte %d is not dag-cbor", ErrDamaged, r.in.Offset())
	case r.in.Offset() > MaxFileBytes+MaxManifestBytes:
		return b, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, MaxFileBytes)
	}
	return b, nil
}

// end sees that nothing follows, and that the blocks were those of the manifest.
func (r *reader) end() error {
	if _, err := r.in.Next(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: it goes on behind its last act, at byte %d", ErrDamaged, r.in.Offset())
	}
	if r.sum.digest() != r.manifest.Blocks {
		return fmt.Errorf("%w: its blocks are not those that its manifest names", ErrDamaged)
	}
	return io.EOF
}

// fault says what the CAR's trouble means in a record, which never ends behind any block but its last.
func fault(err error) error {
	switch {
	case errors.Is(err, io.EOF):
		return ErrTruncated // and no io.EOF, which says that all is well
	case errors.Is(err, car.ErrTruncated):
		return fmt.Errorf("%w: %w", ErrTruncated, err)
	case errors.Is(err, car.ErrDamaged), errors.Is(err, car.ErrForeign):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// digestOf is the SHA-256 in a CID.
func digestOf(c cid.Cid) (digest [32]byte) {
	raw := c.Bytes()
	copy(digest[:], raw[len(raw)-len(digest):])
	return digest
}
