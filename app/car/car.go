// Package car reads and writes CAR version 1 files (https://ipld.io/specs/transport/car/carv1/): bundles, records and files are such.
//
// It promises that memory does not depend on the length of a file; that a bound is checked before memory is taken for what it bounds; that every
// block that it hands out has the hash that its CID says; that what was cut short gives every whole block and then says where it ends; and that
// what it reads, written again, is the same bytes. It takes CIDs of version 1 with sha2-256, of dag-cbor or raw, and no others, and never looks
// into a block: what a file must hold, its user says.
//
// Why not github.com/ipld/go-car/v2, which the tests hold against this package: its BlockReader reports a file that is cut right after a
// block's length as complete, takes every version, codec and hash that it knows and any encoding of the header, and gives no offsets; its
// writer keeps an index of all blocks in memory. It would also bring forty packages more, a second CBOR decoder among them, to untrusted input.
package car

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/ipfs/go-cid"
	"github.com/multiformats/go-multihash"
)

// Codec says how the bytes of a block are to be read.
type Codec uint64

// The codecs of our blocks.
const (
	// Raw is bytes without a structure.
	Raw Codec = cid.Raw
	// DagCBOR is strict DAG-CBOR, whose links other IPLD tools can follow. Whether a block really is that, its user checks.
	DagCBOR Codec = cid.DagCBOR
)

// Block is content and its name.
type Block struct {
	CID  cid.Cid
	Data []byte
}

// Codec is the one that the CID names.
func (b Block) Codec() Codec { return Codec(b.CID.Type()) }

// What can be wrong with a file. ErrTruncated, ErrDamaged and ErrForeign come in a *FaultError.
var (
	// ErrNotCAR says that a file is something else from its first bytes on, or another version of CAR.
	ErrNotCAR = errors.New("not a CAR file of version 1")
	// ErrTruncated says that a file ends before a block does. A file that ends after a whole block cannot be told from a complete one: its
	// user counts.
	ErrTruncated = errors.New("the file was cut short")
	// ErrDamaged says that bytes are not what they were when the file was written.
	ErrDamaged = errors.New("the file is damaged")
	// ErrForeign says that a CID is of a kind that no file of ours has.
	ErrForeign = errors.New("a CID of another kind than CIDv1, sha2-256, dag-cbor or raw")
	// ErrNoRoot says that a file was to be written that is about nothing.
	ErrNoRoot = errors.New("a CAR file needs a root")
	// ErrTooLarge says that what was to be written exceeds a bound.
	ErrTooLarge = errors.New("too large for a CAR file of ours")
)

// FaultError says where a file stops being good.
type FaultError struct {
	// Offset is where the last good part ends, in bytes from the beginning.
	Offset int64
	// Fault is ErrTruncated, ErrDamaged or ErrForeign.
	Fault error
	// Reason is more about it, or empty.
	Reason string
}

func (e *FaultError) Error() string {
	if e.Reason == "" {
		return fmt.Sprintf("%v at byte %d", e.Fault, e.Offset)
	}
	return fmt.Sprintf("%v at byte %d: %s", e.Fault, e.Offset, e.Reason)
}

func (e *FaultError) Unwrap() error { return e.Fault }

// CIDOf names content.
func CIDOf(codec Codec, data []byte) cid.Cid {
	digest := sha256.Sum256(data)
	hash, err := multihash.Encode(digest[:], multihash.SHA2_256)
	if err != nil {
		panic("encoding a 32-byte SHA-256 as a multihash cannot fail: " + err.Error())
	}
	return cid.NewCidV1(uint64(codec), hash)
}

// cidBytes is the length of every CID of ours: version, codec, hash function and hash length take one byte each.
const cidBytes = 4 + sha256.Size

// isOurs reports whether bytes begin with a CID that we take.
func isOurs(raw []byte) bool {
	return len(raw) >= cidBytes && raw[0] == 1 && (raw[1] == cid.DagCBOR || raw[1] == cid.Raw) &&
		raw[2] == multihash.SHA2_256 && raw[3] == sha256.Size
}
