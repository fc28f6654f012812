package car

// The writer: a header, then blocks as they come.

import (
	"bufio"
	"fmt"
	"io"

	"github.com/ipfs/go-cid"
	"github.com/multiformats/go-varint"
)

// Writer writes one file. After an error it stays failed, and what was written must be thrown away. It is not safe for concurrent use.
type Writer struct {
	out    *bufio.Writer
	failed error
}

// NewWriter begins a file with at least one root. Nothing is sure to have left before Flush.
func NewWriter(out io.Writer, roots ...cid.Cid) (*Writer, error) {
	raw, err := encodeHeader(roots)
	if err != nil {
		return nil, fmt.Errorf("writing a CAR header: %w", err)
	}
	w := &Writer{out: bufio.NewWriterSize(out, bufferBytes)}
	w.write(varint.ToUvarint(uint64(len(raw))))
	w.write(raw)
	return w, w.failed
}

// Put appends a block and returns its name. Blocks that are put twice are there twice. Errors: ErrTooLarge, ErrForeign for another codec, and
// those of the io.Writer.
func (w *Writer) Put(codec Codec, data []byte) (cid.Cid, error) {
	if len(data) > MaxBlockBytes {
		return cid.Undef, w.fail(fmt.Errorf("writing a block of %d bytes: %w", len(data), ErrTooLarge))
	}
	c := CIDOf(codec, data)
	if !isOurs(c.Bytes()) {
		return cid.Undef, w.fail(fmt.Errorf("writing %s: %w", c, ErrForeign))
	}
	w.write(varint.ToUvarint(uint64(cidBytes + len(data))))
	w.write(c.Bytes())
	w.write(data)
	return c, w.failed
}

// Flush hands everything to the io.Writer. Whoever opened that closes it, and makes it durable.
func (w *Writer) Flush() error {
	if w.failed == nil {
		if err := w.out.Flush(); err != nil {
			return w.fail(fmt.Errorf("writing a CAR file: %w", err))
		}
	}
	return w.failed
}

func (w *Writer) write(raw []byte) {
	if w.failed != nil {
		return
	}
	if _, err := w.out.Write(raw); err != nil {
		w.failed = fmt.Errorf("writing a CAR file: %w", err)
	}
}

func (w *Writer) fail(err error) error {
	if w.failed == nil {
		w.failed = err
	}
	return w.failed
}
