package car

// The header: {"roots": [CID], "version": 1} in strict DAG-CBOR.

import (
	"bytes"
	"fmt"

	"github.com/ipfs/go-cid"

	"github.com/folkmoot/folkmoot/app/op"
)

const version = 1

type header struct {
	Roots   []link `cbor:"roots"`
	Version uint64 `cbor:"version"`
}

// The first bytes of every header: a map of two with "roots" first; and of a version 2, a map of "version" alone.
var (
	headerStart   = []byte("\xa2\x65roots")
	version2Start = []byte("\xa1\x67version\x02")
)

// link is the encoding of a CID: tag 42 over a byte string 00 ‖ CID. What is in it is looked at after the header is known to be one.
type link []byte

func (l link) MarshalCBOR() ([]byte, error) { return l, nil }

func (l *link) UnmarshalCBOR(data []byte) error {
	*l = bytes.Clone(data)
	return nil
}

var linkStart = []byte{0xd8, 0x2a, 0x58, cidBytes + 1, 0x00}

func linkTo(c cid.Cid) link { return append(bytes.Clone(linkStart), c.Bytes()...) }

// target is the CID, where it is one of ours.
func (l link) target() (cid.Cid, bool) {
	raw, ok := bytes.CutPrefix(l, linkStart)
	if !ok || len(raw) != cidBytes || !isOurs(raw) {
		return cid.Undef, false
	}
	c, err := cid.Cast(raw)
	return c, err == nil
}

func encodeHeader(roots []cid.Cid) ([]byte, error) {
	if len(roots) == 0 {
		return nil, ErrNoRoot
	}
	h := header{Version: version}
	for _, c := range roots {
		if !isOurs(c.Bytes()) {
			return nil, fmt.Errorf("root %s: %w", c, ErrForeign)
		}
		h.Roots = append(h.Roots, linkTo(c))
	}
	raw, err := op.Encode(&h)
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxHeaderBytes {
		return nil, fmt.Errorf("%d roots: %w", len(roots), ErrTooLarge)
	}
	return raw, nil
}

// decodeHeader reads a whole header; its caller has seen how it starts.
func decodeHeader(raw []byte) ([]cid.Cid, error) {
	var h header
	if err := op.Decode(raw, &h); err != nil {
		return nil, &FaultError{Fault: ErrDamaged, Reason: "the header: " + err.Error()}
	}
	if h.Version != version {
		return nil, fmt.Errorf("%w: it is of version %d", ErrNotCAR, h.Version)
	}
	if len(h.Roots) == 0 {
		return nil, fmt.Errorf("%w: it names no root", ErrNotCAR)
	}
	roots := make([]cid.Cid, len(h.Roots))
	for i, l := range h.Roots {
		c, ok := l.target()
		if !ok {
			return nil, &FaultError{Fault: ErrForeign, Reason: fmt.Sprintf("root %d", i)}
		}
		roots[i] = c
	}
	return roots, nil
}
