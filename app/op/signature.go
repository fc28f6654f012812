package op

// The one signature rule. It is frozen: two replicas that disagreed about a single signature would hold different ops for ever.
//
// A signature R ‖ S over a message M by the key A is valid exactly if
//
//   - A and R are canonical encodings of points of the curve: y < p, and no sign bit where x = 0;
//   - A is not of small order (one of eight points), under which one signature would fit many messages;
//   - S < L, the order of the prime subgroup, so nobody can make a second S out of the first;
//   - [8]([S]B − [k]A − R) = 0, where k = SHA-512(R ‖ A ‖ M), over the bytes as they came. This is the equation with the cofactor of RFC 8032, 5.1.7.
//
// R may be of small order, and A and R may have a part of small order. Neither helps anybody but the holder of the key, an honest signer makes neither, and
// the factor 8 removes that part. It does so from one equation and from a random sum of many alike; without it a batch and a single check would differ.
// So the rule is stricter than ZIP 215 in encodings and in A, and accepts signatures that crypto/ed25519, which has no cofactor, refuses. What
// crypto/ed25519 signs is valid under both. See "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko 2020) and "It's 255:19AM" (de Valence 2020).

import (
	"bytes"
	"crypto/ed25519"
	"io"

	voi "github.com/oasisprotocol/curve25519-voi/primitives/ed25519"
	"github.com/oasisprotocol/curve25519-voi/primitives/ed25519/extra/cache"
)

const (
	// SignatureSize is the length of a signature in bytes.
	SignatureSize = 64

	// headerPrefix keeps a signature over a header from being one over anything else.
	headerPrefix = "folkmoot/op/v1\x00"

	// maxExpandedKeys is ten times the devices that a community is designed for: what is kept is at most 22 MB, of 1.5 kB a key.
	maxExpandedKeys = 15_000
)

// Signature is an Ed25519 signature, R ‖ S.
type Signature [SignatureSize]byte

// rule is written out, as a preset of the library could change under us.
var rule = &voi.Options{Verify: &voi.VerifyOptions{
	AllowSmallOrderA:   false,
	AllowSmallOrderR:   true,
	AllowNonCanonicalA: false,
	AllowNonCanonicalR: false,
	CofactorlessVerify: false,
}}

// HeaderMessage is what the signature of an op covers: "folkmoot/op/v1", a zero byte, and the encoded header.
func HeaderMessage(header []byte) []byte {
	return appendHeaderMessage(make([]byte, 0, len(headerPrefix)+len(header)), header)
}

func appendHeaderMessage(to, header []byte) []byte {
	return append(append(to, headerPrefix...), header...)
}

// SignHeader signs an encoded header. Like crypto/ed25519 it is deterministic, and panics where the key has not 64 bytes.
func SignHeader(private ed25519.PrivateKey, header []byte) Signature {
	return Signature(ed25519.Sign(private, HeaderMessage(header)))
}

// Verify reports whether sig is a signature of message by key, under the one rule.
func Verify(key [32]byte, message []byte, sig Signature) bool {
	return voi.VerifyWithOptions(key[:], message, sig[:], rule)
}

// Verifier checks signatures in batches, for a third of what single checks cost, with the same verdicts. Batches of 256 to 1024 are best: smaller
// ones gain less, and in larger ones a single bad signature sends more good ones through single checks.
//
// It keeps the keys that it met last in a form that is faster to check with. It is not safe for concurrent use; each goroutine has one.
type Verifier struct {
	keys  *cache.Verifier
	batch *voi.BatchVerifier
	added int
	// message is used again and again.
	message []byte
}

// NewVerifier makes a verifier that holds nothing yet.
func NewVerifier() *Verifier {
	return &Verifier{
		keys:  cache.NewVerifier(cache.NewLRUCache(maxExpandedKeys)),
		batch: voi.NewBatchVerifier(),
	}
}

// Add puts a signature into the batch. It keeps neither message nor sig.
func (v *Verifier) Add(key [32]byte, message []byte, sig Signature) {
	v.keys.AddWithOptions(v.batch, key[:], message, sig[:], rule)
	v.added++
}

// AddOp puts the signature of an op over its header into the batch.
func (v *Verifier) AddOp(o *Op) {
	v.message = appendHeaderMessage(v.message[:0], o.Raw)
	v.Add([32]byte(o.Header.Device), v.message, o.Signature)
}

// Verify gives the verdict on each signature since the last Verify, in the order of Add, and starts a new batch. If the batch fails, each signature is checked
// singly, under the same rule; one alone always is, as that is cheaper.
//
// random gives the 32 bytes that weigh the signatures against each other. Whoever writes signatures must not foresee them, for he could then make
// wrong ones that cancel out: hand in crypto/rand.Reader, and other things in simulations only. Where random is nil or fails, each signature is checked singly,
// so that what is lost is speed.
func (v *Verifier) Verify(random io.Reader) []bool {
	var seed [32]byte
	if v.added == 1 || random == nil || !filled(random, seed[:]) {
		v.forbidBatch()
	}
	_, verdicts := v.batch.Verify(bytes.NewReader(seed[:]))
	verdicts = verdicts[:v.added]
	v.batch.Reset()
	v.added = 0
	return verdicts
}

// forbidBatch adds an entry that cannot be valid. The library then skips the sum and checks each of the others by itself.
func (v *Verifier) forbidBatch() {
	v.batch.AddExpandedWithOptions(nil, nil, nil, rule)
}

func filled(random io.Reader, into []byte) bool {
	_, err := io.ReadFull(random, into)
	return err == nil
}
