package op

// The header: what an op says of itself before anybody looks at its body.

import (
	"fmt"
	"unicode/utf8"
)

// HeaderVersion is the one version of headers that exists.
const HeaderVersion = 1

// Header is the signed part of an op. Field by field: PROTOCOL.md, "Header".
type Header struct {
	// Version is HeaderVersion.
	Version uint64 `cbor:"v"`
	// Community is zero, and absent from the encoding, in the genesis alone.
	Community CommunityID `cbor:"com,omitzero"`
	// Kind says what the body is, for example "ballot.cast".
	Kind string `cbor:"kind"`
	// Device is the author's signing key.
	Device DeviceID `cbor:"dev"`
	// Seq numbers the device's ops in this community: 0, 1, 2 …
	Seq uint64 `cbor:"seq"`
	// Prev is the device's previous op; zero exactly where Seq is 0.
	Prev ID `cbor:"prev"`
	// Deps are the ops that this one relies on, in ascending order.
	Deps []ID `cbor:"deps"`
	// Auth is the authority commit that the author knows; zero in the genesis alone.
	Auth ID `cbor:"auth"`
	// TimeMillis is the author's clock, in milliseconds since 1970. It is shown; it never orders or decides anything.
	TimeMillis int64 `cbor:"t"`
	// Epoch is the id of the key epoch that the body is sealed under; zero where it is not sealed.
	Epoch ID `cbor:"ep"`
	// BodyHash is the SHA-256 of the stored body.
	BodyHash [32]byte `cbor:"bh"`
	// BodyLen is the length of the stored body in bytes.
	BodyLen uint32 `cbor:"bl"`
}

func decodeHeader(raw []byte) (*Header, error) {
	if len(raw) > MaxHeaderBytes {
		return nil, fmt.Errorf("header of %d bytes: %w", len(raw), ErrTooLarge)
	}
	var h Header
	if err := h.parse(raw); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	if err := h.check(); err != nil {
		return nil, fmt.Errorf("header: %w: %w", ErrMalformed, err)
	}
	return &h, nil
}

func (h *Header) check() error {
	switch {
	case h.Version != HeaderVersion:
		return fmt.Errorf("version %d", h.Version)
	case !validKindName(h.Kind):
		return fmt.Errorf("kind %.80q", h.Kind)
	case h.Prev.IsZero() != (h.Seq == 0):
		return fmt.Errorf("number %d with prev %s", h.Seq, h.Prev)
	case h.Seq > MaxSeq:
		return fmt.Errorf("number %d", h.Seq)
	case len(h.Deps) > MaxDeps:
		return fmt.Errorf("%d deps", len(h.Deps))
	case h.BodyLen > MaxBodyBytes:
		return fmt.Errorf("body of %d bytes: %w", h.BodyLen, ErrTooLarge)
	case h.TimeMillis < 0 || h.TimeMillis > MaxTimeMillis:
		return fmt.Errorf("time %d", h.TimeMillis)
	}
	if err := checkAscending(h.Deps); err != nil {
		return err
	}
	return h.checkGenesis()
}

// checkGenesis keeps "names no community" and "is the first op" one and the same.
func (h *Header) checkGenesis() error {
	if h.Community != (CommunityID{}) {
		if h.Auth.IsZero() {
			return fmt.Errorf("names no commit")
		}
		return nil
	}
	if h.Seq != 0 || len(h.Deps) != 0 || !h.Auth.IsZero() || !h.Epoch.IsZero() {
		return fmt.Errorf("names no community, and is no genesis")
	}
	return nil
}

func checkAscending(ids []ID) error {
	for i, id := range ids {
		if id.IsZero() {
			return fmt.Errorf("dep %d is null", i)
		}
		if i > 0 && ids[i-1].Compare(id) >= 0 {
			return fmt.Errorf("deps are not in ascending order")
		}
	}
	return nil
}

// validKindName accepts "noun.verb" in lower-case letters, digits, dots and hyphens.
func validKindName(kind string) bool {
	if len(kind) == 0 || len(kind) > MaxKindBytes || !utf8.ValidString(kind) {
		return false
	}
	for _, r := range kind {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '-' {
			return false
		}
	}
	return true
}
