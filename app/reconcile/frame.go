package reconcile

// Frames: a kind, and what it says. Everything is read from the front, nothing may be left, and every number is in its shortest form.

import (
	"encoding/binary"
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

// Kinds of frames.
const (
	kindHello    = 0x01
	kindFrontier = 0x02
	kindWaiting  = 0x03
	kindWant     = 0x04
	kindRanges   = 0x05
	kindOps      = 0x06
	kindEnd      = 0x07
	kindClose    = 0x08
)

// version is the one that this package speaks.
const version = 1

// fault is a rule that the peer broke.
func fault(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrPeer}, args...)...)
}

// reader takes a frame apart. After a fault it gives zeros, so that callers look at err once.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fault(format, args...)
	}
	r.rest = nil
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.fail("a frame ends early")
		return nil
	}
	taken := r.rest[:n:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) uvarint() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || (size > 1 && r.rest[size-1] == 0) {
		r.fail("a number is not in its shortest form")
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// count reads how many things follow: at most limit, and each takes size bytes at least. Memory may be taken for so many.
func (r *reader) count(limit, size int) int {
	n := r.uvarint()
	if r.err == nil && (n > uint64(limit) || n > uint64(len(r.rest)/size)) {
		r.fail("a frame claims %d entries", n)
	}
	if r.err != nil {
		return 0
	}
	return int(n)
}

func (r *reader) id() (id op.ID) {
	copy(id[:], r.bytes(idBytes))
	return id
}

// ids reads some ids, ascending.
func (r *reader) ids(n int) []op.ID {
	ids := make([]op.ID, 0, n)
	for range n {
		id := r.id()
		if len(ids) > 0 && ids[len(ids)-1].Compare(id) >= 0 {
			r.fail("ids are not in ascending order")
			return nil
		}
		ids = append(ids, id)
	}
	return ids
}

// end refuses what is left over.
func (r *reader) end() error {
	if r.err == nil && len(r.rest) > 0 {
		r.fail("a frame goes on")
	}
	return r.err
}

func appendIDs(to []byte, ids []op.ID) []byte {
	for _, id := range ids {
		to = append(to, id[:]...)
	}
	return to
}

// encodeWant asks for ops by their ids, ascending.
func encodeWant(ids []op.ID) []byte {
	return appendIDs(binary.AppendUvarint([]byte{kindWant}, uint64(len(ids))), ids)
}

// maxWantsInFrame fit into one frame.
const maxWantsInFrame = (MaxFrameBytes - 8) / idBytes

func decodeWant(r *reader) ([]op.ID, error) {
	ids := r.ids(r.count(maxWantsInFrame, idBytes))
	return ids, r.end()
}

// encodeClose ends a session; equal says that the speaker found both sides alike.
func encodeClose(equal bool) []byte {
	if equal {
		return []byte{kindClose, 1}
	}
	return []byte{kindClose, 0}
}

func decodeClose(r *reader) (equal bool, err error) {
	b := r.byte()
	if b > 1 {
		r.fail("a close of %d", b)
	}
	return b == 1, r.end()
}
