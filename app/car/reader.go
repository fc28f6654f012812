package car

// The reader: hands out blocks whose hash is right, and says where a file stops being good.

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/ipfs/go-cid"
	"github.com/multiformats/go-varint"
)

// Reader reads one file. It is not safe for concurrent use.
type Reader struct {
	in     *bufio.Reader
	roots  []cid.Cid
	offset int64
	ended  error
}

// NewReader reads the header. Errors: ErrNotCAR, ErrTruncated (of an empty file too), ErrDamaged, ErrForeign, and those of the io.Reader.
func NewReader(in io.Reader) (*Reader, error) {
	r := &Reader{in: bufio.NewReaderSize(in, bufferBytes)}
	raw, err := r.readHeader()
	if err != nil {
		return nil, fmt.Errorf("reading the CAR header: %w", err)
	}
	if r.roots, err = decodeHeader(raw); err != nil {
		return nil, fmt.Errorf("reading the CAR header: %w", err)
	}
	r.offset = sectionSize(raw)
	return r, nil
}

// Roots are the CIDs that the file is about. That they are in it is for its user to see.
func (r *Reader) Roots() []cid.Cid { return slices.Clone(r.roots) }

// Offset is how many bytes the header and the blocks so far took.
func (r *Reader) Offset() int64 { return r.offset }

// Next is the next block, which is the caller's to keep; io.EOF where the file ends after a whole one. Any error is final. Errors: ErrTruncated,
// ErrDamaged, ErrForeign, each as a *FaultError, and those of the io.Reader.
func (r *Reader) Next() (Block, error) {
	if r.ended != nil {
		return Block{}, r.ended
	}
	b, err := r.next()
	if err != nil {
		r.ended = err
	}
	return b, err
}

func (r *Reader) next() (Block, error) {
	length, err := varint.ReadUvarint(r.in)
	switch {
	case errors.Is(err, io.EOF):
		return Block{}, io.EOF
	case errors.Is(err, varint.ErrOverflow), errors.Is(err, varint.ErrNotMinimal):
		return Block{}, r.fault(ErrDamaged, "no block's length")
	case err != nil:
		return Block{}, r.broken(err)
	case length < cidBytes || length > maxSectionBytes:
		return Block{}, r.fault(ErrDamaged, fmt.Sprintf("a block of %d bytes", length))
	}
	section := make([]byte, length)
	if _, err := io.ReadFull(r.in, section); err != nil {
		return Block{}, r.broken(err)
	}
	if !isOurs(section) {
		return Block{}, r.strange(section)
	}
	data := section[cidBytes:]
	if digest := sha256.Sum256(data); !bytes.Equal(digest[:], section[cidBytes-sha256.Size:cidBytes]) {
		return Block{}, r.fault(ErrDamaged, "a block does not have its hash")
	}
	c, err := cid.Cast(section[:cidBytes])
	if err != nil {
		return Block{}, r.fault(ErrDamaged, err.Error())
	}
	r.offset += sectionSize(section)
	return Block{CID: c, Data: data}, nil
}

// readHeader looks at how the header starts before it believes that its end is missing: most files are no CAR.
func (r *Reader) readHeader() ([]byte, error) {
	length, err := varint.ReadUvarint(r.in)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, r.fault(ErrTruncated, "")
	case errors.Is(err, varint.ErrOverflow), errors.Is(err, varint.ErrNotMinimal):
		return nil, ErrNotCAR
	case err != nil:
		return nil, err
	case length == 0 || length > MaxHeaderBytes:
		return nil, ErrNotCAR
	}
	raw := make([]byte, length)
	n, err := io.ReadFull(r.in, raw)
	start := min(n, len(headerStart))
	switch {
	case bytes.Equal(raw[:n], version2Start):
		return nil, fmt.Errorf("%w: it is of version 2", ErrNotCAR)
	case !bytes.Equal(raw[:start], headerStart[:start]):
		return nil, ErrNotCAR
	case err != nil:
		return nil, r.broken(err)
	}
	return raw, nil
}

// strange tells a CID that is no CID from one of another kind.
func (r *Reader) strange(section []byte) error {
	if _, c, err := cid.CidFromBytes(section); err == nil {
		return r.fault(ErrForeign, c.String())
	}
	return r.fault(ErrDamaged, "no CID where one should be")
}

// broken tells the end of the file from trouble in reading it.
func (r *Reader) broken(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.fault(ErrTruncated, "")
	}
	return fmt.Errorf("reading a CAR file at byte %d: %w", r.offset, err)
}

func (r *Reader) fault(fault error, reason string) error {
	return &FaultError{Offset: r.offset, Fault: fault, Reason: reason}
}

// sectionSize is how many bytes a header or a block takes in the file.
func sectionSize(section []byte) int64 {
	return int64(varint.UvarintSize(uint64(len(section))) + len(section))
}
