package community

// Digest: one hash over what a replica says of its ops. Equal ops and equal builds give equal digests; nothing local goes in, no body, no clock.

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// ErrOrder says that verdicts did not come ascending by id.
var ErrOrder = errors.New("verdicts are not in ascending order of ids")

// digestPrefix keeps the state digest from being a hash of anything else.
const digestPrefix = "folkmoot/state/v1\x00"

// Digest is the state digest: the SHA-256 of
//
//	"folkmoot/state/v1" ‖ 0x00 ‖ KindsHash ‖ for each stored op, ascending: its id's digest (32 bytes) ‖ its verdict's number (1 byte)
//
// verdicts yields every stored op's id and verdict, ascending by id.
func Digest(r *kind.Registry, verdicts func(yield func(VerdictChange) bool) error) ([32]byte, error) {
	h := sha256.New()
	kinds := KindsHash(r)
	h.Write([]byte(digestPrefix))
	h.Write(kinds[:])
	var last op.ID
	var failed error
	err := verdicts(func(v VerdictChange) bool {
		if v.ID.Compare(last) <= 0 {
			failed = fmt.Errorf("%s after %s: %w", v.ID, last, ErrOrder)
		}
		last = v.ID
		h.Write(v.ID[:])
		h.Write([]byte{byte(v.Verdict)})
		return failed == nil
	})
	if err = errors.Join(err, failed); err != nil {
		return [32]byte{}, fmt.Errorf("working out the state digest: %w", err)
	}
	return [32]byte(h.Sum(nil)), nil
}

// kindsPrefix keeps the hash of the kinds from being a hash of anything else.
const kindsPrefix = "folkmoot/kinds/v1\x00"

// KindsHash names what a build knows: the SHA-256 of
//
//	"folkmoot/kinds/v1" ‖ 0x00 ‖ for each kind, ascending by name: name ‖ 0x00 ‖ feature ‖ 0x00
//
// Two builds that differ in it may say different things of equal ops.
func KindsHash(r *kind.Registry) [32]byte {
	h := sha256.New()
	h.Write([]byte(kindsPrefix))
	for _, k := range r.All() {
		writeText(h, k.Name)
		writeText(h, k.Feature)
	}
	return [32]byte(h.Sum(nil))
}

func writeText(h hash.Hash, text string) {
	h.Write([]byte(text))
	h.Write([]byte{0})
}
