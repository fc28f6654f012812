// Package op is the format of everything that a community shares: a signed, content-addressed statement by one device.
//
// It promises that what parses re-encodes to itself, byte for byte; that a bound is checked before memory is taken for what it bounds;
// and that one frozen rule decides about every signature. It knows no kind of op and no rights: packages above it do.
// It never reads a clock, a file or a network, and never panics on input. Formats: PROTOCOL.md, "Ops".
package op

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
)

// Errors that refuse an op for its form. They are wrapped with what was wrong.
var (
	// ErrMalformed says that bytes are not an op, or not in the one strict encoding.
	ErrMalformed = errors.New("malformed op")
	// ErrTooLarge says that a header or a body exceeds its bound.
	ErrTooLarge = errors.New("too large")
	// ErrSignature says that the signature is not valid under the header's device key.
	ErrSignature = errors.New("signature is not valid")
	// ErrBody says that a body is not the one that the header names.
	ErrBody = errors.New("body does not match its header")
)

// Op is one statement: a header, the signature over it and, where it is at hand, the body.
//
// An Op made by Open or New is well-formed; whether its signature holds is a separate question (see Verify).
// It is not changed after it was made.
type Op struct {
	// ID is the digest of Raw; it does not cover the signature.
	ID ID
	// Header is Raw, decoded.
	Header Header
	// Raw is the header's strict encoding.
	Raw []byte
	// Signature is over HeaderMessage(Raw), by Header.Device.
	Signature Signature
	// Body is the stored body; nil where it is not at hand (withdrawn, or never received).
	Body []byte
}

// Open takes an op apart that came from elsewhere. A nil body means that it is not at hand; an empty one is a body of length 0.
// It checks form and the body's hash, not the signature.
func Open(raw []byte, sig Signature, body []byte) (*Op, error) {
	header, err := decodeHeader(raw)
	if err != nil {
		return nil, err
	}
	o := &Op{ID: sha256.Sum256(raw), Header: *header, Raw: raw, Signature: sig}
	if body == nil {
		return o, nil
	}
	if err := o.checkBody(body); err != nil {
		return nil, err
	}
	o.Body = body
	return o, nil
}

func (o *Op) checkBody(body []byte) error {
	if len(body) != int(o.Header.BodyLen) {
		return fmt.Errorf("%w: %d bytes where the header says %d", ErrBody, len(body), o.Header.BodyLen)
	}
	if sha256.Sum256(body) != o.Header.BodyHash {
		return fmt.Errorf("%w: another SHA-256", ErrBody)
	}
	return nil
}

// New signs a statement. It fills in the header's version, body hash and body length, and fails where header or body break a bound.
func New(header Header, body []byte, key ed25519.PrivateKey) (*Op, error) {
	if len(body) > MaxBodyBytes {
		return nil, fmt.Errorf("writing a %s: body of %d bytes: %w", header.Kind, len(body), ErrTooLarge)
	}
	header.Version = HeaderVersion
	header.BodyHash = sha256.Sum256(body)
	header.BodyLen = uint32(len(body))
	copy(header.Device[:], key.Public().(ed25519.PublicKey))
	raw, err := Encode(&header)
	if err != nil {
		return nil, fmt.Errorf("writing a %s: %w", header.Kind, err)
	}
	if body == nil {
		body = []byte{}
	}
	o, err := Open(raw, SignHeader(key, raw), body)
	if err != nil {
		return nil, fmt.Errorf("writing a %s: %w", header.Kind, err)
	}
	return o, nil
}

// Community is the community that the op belongs to; for a genesis, the one that it founds.
func (o *Op) Community() CommunityID {
	if o.IsGenesis() {
		return CommunityID(o.ID)
	}
	return o.Header.Community
}

// IsGenesis reports whether the op founds a community: it names none.
func (o *Op) IsGenesis() bool { return o.Header.Community == CommunityID{} }

// SignatureHolds checks the signature alone, under the rule of Verify.
func (o *Op) SignatureHolds() bool {
	return Verify([32]byte(o.Header.Device), HeaderMessage(o.Raw), o.Signature)
}

// WithoutBody is the same op with its body dropped: what is left of a withdrawn post.
func (o *Op) WithoutBody() *Op {
	bare := *o
	bare.Body = nil
	return &bare
}
