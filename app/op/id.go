package op

// Names of things: ids are digests, devices and accounts are keys.

import (
	"bytes"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/ipfs/go-cid"
	"github.com/multiformats/go-multihash"
)

// ID names content by its SHA-256: an op by its header, a commit by its content. As text and in CBOR it is a CIDv1 (dag-cbor, sha2-256).
// The zero ID means "none" and is encoded as null.
type ID [32]byte

// CommunityID is the SHA-256 of a genesis header.
type CommunityID [32]byte

// AccountID is a person in one community: an Ed25519 public key.
type AccountID [32]byte

// DeviceID is one install in one community: its Ed25519 signing key.
type DeviceID [32]byte

// InviteID is the Ed25519 public key of an invite.
type InviteID [32]byte

// ErrNotAnID says that a text is not an op id, nor the beginning of one.
var ErrNotAnID = errors.New("not an id")

const (
	idTextPrefix = "bafyrei"
	// shortChars is how many characters after the common prefix people see and type.
	shortChars = 8
)

const idBinaryPrefix = "\x01\x71\x12\x20"

// IsZero reports whether the id names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// CID is the id as CIDv1, dag-cbor, sha2-256.
func (id ID) CID() cid.Cid {
	hash, err := multihash.Encode(id[:], multihash.SHA2_256)
	if err != nil {
		panic("encoding a 32-byte SHA-256 as a multihash cannot fail: " + err.Error())
	}
	return cid.NewCidV1(cid.DagCBOR, hash)
}

// String is the CID in base32, "bafyrei…"; "none" for the zero id.
func (id ID) String() string {
	if id.IsZero() {
		return "none"
	}
	var raw [len(idBinaryPrefix) + len(ID{})]byte
	copy(raw[:], idBinaryPrefix)
	copy(raw[len(idBinaryPrefix):], id[:])
	return "b" + base32Lower.EncodeToString(raw[:])
}

// base32Lower is multibase's "b", https://github.com/multiformats/multibase.
var base32Lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Short is what people see: the eight characters after "bafyrei".
func (id ID) Short() string {
	if id.IsZero() {
		return "none"
	}
	return id.String()[len(idTextPrefix) : len(idTextPrefix)+shortChars]
}

// Compare orders ids by their bytes.
func (id ID) Compare(other ID) int { return bytes.Compare(id[:], other[:]) }

// ParseID reads the full text of an id. Of texts whose last character differs in bits that mean nothing only the right one is an id.
func ParseID(text string) (ID, error) {
	if len(text) > 128 {
		return ID{}, fmt.Errorf("reading an id of %d characters: %w", len(text), ErrNotAnID)
	}
	c, err := cid.Decode(text)
	if err != nil {
		return ID{}, fmt.Errorf("reading the id %q: %w", text, ErrNotAnID)
	}
	id, err := IDFromCID(c)
	if err == nil && id.String() != strings.ToLower(text) {
		return ID{}, fmt.Errorf("reading the id %q: %w", text, ErrNotAnID)
	}
	return id, err
}

// IDFromCID takes an id from a CID, which must be CIDv1, dag-cbor, sha2-256.
func IDFromCID(c cid.Cid) (ID, error) {
	raw := c.Bytes()
	if len(raw) != len(idBinaryPrefix)+32 || !bytes.HasPrefix(raw, []byte(idBinaryPrefix)) {
		return ID{}, fmt.Errorf("reading the CID %s: %w", c, ErrNotAnID)
	}
	return ID(raw[len(idBinaryPrefix):]), nil
}

// IDPrefix turns what a person typed (eight characters or more of an id, with or without "bafyrei") into the text that a full id begins with.
func IDPrefix(text string) (string, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if !strings.HasPrefix(text, idTextPrefix) {
		text = idTextPrefix + text
	}
	for _, r := range text {
		if (r < 'a' || r > 'z') && (r < '2' || r > '7') {
			return "", fmt.Errorf("reading the id %q: %w", text, ErrNotAnID)
		}
	}
	if len(text) < len(idTextPrefix)+4 || len(text) > 59 {
		return "", fmt.Errorf("reading the id %q: give at least four of its characters: %w", text, ErrNotAnID)
	}
	return text, nil
}

// MarshalCBOR writes tag 42 over 0x00 and the binary CID; null for the zero id.
func (id ID) MarshalCBOR() ([]byte, error) {
	if id.IsZero() {
		return []byte{0xf6}, nil
	}
	out := make([]byte, 0, 41)
	out = append(out, 0xd8, 0x2a, 0x58, 0x25, 0x00)
	out = append(out, idBinaryPrefix...)
	return append(out, id[:]...), nil
}

// UnmarshalCBOR accepts exactly what MarshalCBOR writes, tag 42 included.
func (id *ID) UnmarshalCBOR(data []byte) error {
	if len(data) == 1 && data[0] == 0xf6 {
		*id = ID{}
		return nil
	}
	if len(data) != 41 || !bytes.HasPrefix(data, []byte{0xd8, 0x2a, 0x58, 0x25, 0x00}) || !bytes.HasPrefix(data[5:], []byte(idBinaryPrefix)) {
		return fmt.Errorf("reading a CID: %w", ErrMalformed)
	}
	*id = ID(data[9:])
	if id.IsZero() {
		return fmt.Errorf("reading a CID: the digest is all zero: %w", ErrMalformed)
	}
	return nil
}

// String is the key in hexadecimal.
func (a AccountID) String() string { return hex.EncodeToString(a[:]) }

// String is the key in hexadecimal.
func (d DeviceID) String() string { return hex.EncodeToString(d[:]) }

// String is the key in hexadecimal.
func (i InviteID) String() string { return hex.EncodeToString(i[:]) }

// String is the digest in hexadecimal.
func (c CommunityID) String() string { return hex.EncodeToString(c[:]) }

// Genesis is the id of the genesis op, which is also the community's first commit.
func (c CommunityID) Genesis() ID { return ID(c) }

// Compare orders accounts by their bytes.
func (a AccountID) Compare(other AccountID) int { return bytes.Compare(a[:], other[:]) }

// Compare orders devices by their bytes.
func (d DeviceID) Compare(other DeviceID) int { return bytes.Compare(d[:], other[:]) }
