package bundle

// The envelope: what travels with a header.

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/folkmoot/folkmoot/app/op"
)

type envelope struct {
	Signature op.Signature `cbor:"sig"`
	// Body is nil where it is not at hand; an empty one is a body of length 0.
	Body *[]byte `cbor:"body"`
}

func (e *envelope) body() []byte {
	switch {
	case e.Body == nil:
		return nil
	case *e.Body == nil:
		return []byte{}
	}
	return *e.Body
}

// Wrap writes the envelope of an op: the block behind its header, in bundles and in records alike.
func Wrap(o *op.Op) ([]byte, error) {
	e := envelope{Signature: o.Signature}
	if o.Body != nil {
		e.Body = &o.Body
	}
	raw, err := op.Encode(&e)
	if err != nil {
		return nil, fmt.Errorf("wrapping %s: %w", o.ID.Short(), err)
	}
	return raw, nil
}

// Unwrap puts an op together from its header and its envelope. It keeps both. Errors are op's.
func Unwrap(header, wrapped []byte) (*op.Op, error) {
	if len(wrapped) > maxEnvelopeBytes {
		return nil, fmt.Errorf("envelope of %d bytes: %w", len(wrapped), op.ErrTooLarge)
	}
	e, ok := cutEnvelope(wrapped)
	if !ok {
		// It says what is wrong.
		if err := op.Decode(wrapped, &e); err != nil {
			return nil, fmt.Errorf("envelope: %w", err)
		}
	}
	return op.Open(header, e.Signature, e.body())
}

// What every envelope is made of: a map of two, "sig" with 64 bytes, and "body" with bytes or null.
const (
	sigStart  = "\xa2\x63sig\x58\x40"
	bodyStart = "\x64body"
	noBody    = "\xf6"
)

// cutEnvelope reads an envelope in its one encoding, without a copy of the body. It takes a tenth of what decoding does.
func cutEnvelope(raw []byte) (e envelope, ok bool) {
	rest, ok := bytes.CutPrefix(raw, []byte(sigStart))
	if !ok || len(rest) < len(e.Signature) {
		return e, false
	}
	copy(e.Signature[:], rest)
	if rest, ok = bytes.CutPrefix(rest[len(e.Signature):], []byte(bodyStart)); !ok || string(rest) == noBody {
		return e, ok
	}
	body, ok := cutBytes(rest)
	e.Body = &body
	return e, ok
}

// cutBytes reads a byte string that goes on to the end: its head is the shortest that says so.
func cutBytes(raw []byte) ([]byte, bool) {
	var room [5]byte
	for _, width := range [...]int{1, 2, 3, 5} {
		if width > len(raw) {
			break
		}
		if head := byteHead(room[:0], len(raw)-width); len(head) == width && bytes.HasPrefix(raw, head) {
			return raw[width:], true
		}
	}
	return nil, false
}

// byteHead appends the head of a byte string of n bytes, n below 2^32.
func byteHead(to []byte, n int) []byte {
	switch {
	case n < 24:
		return append(to, 0x40|byte(n))
	case n <= math.MaxUint8:
		return append(to, 0x58, byte(n))
	case n <= math.MaxUint16:
		return binary.BigEndian.AppendUint16(append(to, 0x59), uint16(n))
	}
	return binary.BigEndian.AppendUint32(append(to, 0x5a), uint32(n))
}
