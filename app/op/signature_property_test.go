package op_test

// The rule, read a second time: written down naively with another library, and asked about signatures that are made to divide implementations.

import (
	"bytes"
	"crypto/sha512"
	"encoding/hex"
	"testing"

	"filippo.io/edwards25519"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/op"
)

// naive is the rule, clause by clause as signature.go states it.
func naive(m signedMessage) bool {
	a, r := canonicalPoint(m.key[:]), canonicalPoint(m.sig[:32])
	if a == nil || r == nil || isSmallOrder(a) {
		return false
	}
	s, err := edwards25519.NewScalar().SetCanonicalBytes(m.sig[32:])
	if err != nil {
		return false
	}
	k := challenge(m.sig[:32], m.key[:], m.message)
	left := new(edwards25519.Point).ScalarBaseMult(s)
	left.Subtract(left, new(edwards25519.Point).ScalarMult(k, a))
	return isSmallOrder(left.Subtract(left, r))
}

func canonicalPoint(encoded []byte) *edwards25519.Point {
	p, err := new(edwards25519.Point).SetBytes(encoded)
	if err != nil || !bytes.Equal(p.Bytes(), encoded) {
		return nil
	}
	return p
}

func isSmallOrder(p *edwards25519.Point) bool {
	return new(edwards25519.Point).MultByCofactor(p).Equal(edwards25519.NewIdentityPoint()) == 1
}

func challenge(r, a, message []byte) *edwards25519.Scalar {
	digest := sha512.Sum512(bytes.Join([][]byte{r, a, message}, nil))
	k, err := edwards25519.NewScalar().SetUniformBytes(digest[:])
	if err != nil {
		panic("64 bytes always make a scalar: " + err.Error())
	}
	return k
}

// smallOrder are the eight points of small order; nonCanonical the other encodings that some of them have. Some other points also have two (y below 19),
// but nobody knows a private key or a nonce for those, so no signature can show that they are refused.
var (
	smallOrder   = smallOrderPoints()
	nonCanonical = []string{
		"0100000000000000000000000000000000000000000000000000000000000080",
		"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
		"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
		"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	}
)

func smallOrderPoints() []*edwards25519.Point {
	encoded, err := hex.DecodeString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
	if err != nil {
		panic(err)
	}
	generator, err := new(edwards25519.Point).SetBytes(encoded)
	if err != nil {
		panic(err)
	}
	points := []*edwards25519.Point{edwards25519.NewIdentityPoint()}
	for range 7 {
		last := points[len(points)-1]
		points = append(points, new(edwards25519.Point).Add(last, generator))
	}
	return points
}

func drawScalar(t *rapid.T, label string) *edwards25519.Scalar {
	s, err := edwards25519.NewScalar().SetUniformBytes(rapid.SliceOfN(rapid.Byte(), 64, 64).Draw(t, label))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// drawHalf draws A or R: scalar·B and a part of small order, or that part alone, in any encoding.
func drawHalf(t *rapid.T, label string, strange, alone bool) (encoded []byte, s *edwards25519.Scalar) {
	if alone && strange && rapid.Bool().Draw(t, label+" not canonical") {
		encoded, err := hex.DecodeString(rapid.SampledFrom(nonCanonical).Draw(t, label))
		if err != nil {
			t.Fatal(err)
		}
		return encoded, edwards25519.NewScalar()
	}
	s = edwards25519.NewScalar()
	if !alone {
		s = drawScalar(t, label+" scalar")
	}
	torsion := smallOrder[rapid.IntRange(0, 7).Draw(t, label+" part of small order")]
	p := new(edwards25519.Point).ScalarBaseMult(s)
	return p.Add(p, torsion).Bytes(), s
}

// drawSigned makes a signature for which the cofactored equation holds and S < L. It is strange where A is of small order alone, or an encoding is not canonical.
func drawSigned(t *rapid.T, strange bool) signedMessage {
	a, secret := drawHalf(t, "A", strange, strange && rapid.Bool().Draw(t, "A alone"))
	r, nonce := drawHalf(t, "R", strange, rapid.Bool().Draw(t, "R alone"))
	message := rapid.SliceOfN(rapid.Byte(), 0, 80).Draw(t, "message")
	s := edwards25519.NewScalar().MultiplyAdd(challenge(r, a, message), secret, nonce)
	return signedMessage{[32]byte(a), message, op.Signature(append(r, s.Bytes()...))}
}

// spoil flips one bit of the key, the message or the signature.
func spoil(t *rapid.T, m signedMessage) signedMessage {
	m.message = bytes.Clone(m.message)
	for i, part := range [][]byte{m.key[:], m.sig[:32], m.sig[32:], m.message} {
		if len(part) > 0 && (i == 3 || rapid.Bool().Draw(t, "here")) {
			bit := rapid.IntRange(0, 8*len(part)-1).Draw(t, "bit")
			part[bit/8] ^= 1 << (bit % 8)
			return m
		}
	}
	return m
}

// order is L, little-endian.
var order = []byte{
	0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
}

// addOrder makes S + L out of S, which satisfies the same equation.
func addOrder(m signedMessage) signedMessage {
	carry := 0
	for i := range order {
		carry += int(m.sig[32+i]) + int(order[i])
		m.sig[32+i] = byte(carry)
		carry >>= 8
	}
	return m
}

// drawMixture draws a batch: only valid ones, so that the sum decides and must accept; or any.
func drawMixture(t *rapid.T) []signedMessage {
	onlyValid := rapid.Bool().Draw(t, "only valid ones")
	size := rapid.SampledFrom([]int{1, 2, 3, 10, 30, 93, 94, 95, 120}).Draw(t, "size")
	distinct := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) signedMessage {
		if onlyValid {
			return drawSigned(t, false)
		}
		m := drawSigned(t, rapid.Bool().Draw(t, "strange"))
		switch rapid.IntRange(0, 4).Draw(t, "spoiled") {
		case 0:
			return spoil(t, m)
		case 1:
			return addOrder(m)
		default:
			return m
		}
	}), 1, 8).Draw(t, "signatures")
	batch := make([]signedMessage, size)
	for i := range batch {
		batch[i] = distinct[i%len(distinct)]
	}
	return batch
}

// A batch, single checks and the naive reading agree about every mixture; a verifier that has met the keys before agrees with one that has not.
func TestVerifierAgreesWithSingleChecks(t *testing.T) {
	warm := op.NewVerifier()
	accepted, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		batch := drawMixture(t)
		weights := rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "weights")
		cold := op.NewVerifier()
		addAll(warm, batch)
		addAll(cold, batch)
		fromWarm, fromCold := warm.Verify(bytes.NewReader(weights)), cold.Verify(bytes.NewReader(weights))
		if len(fromWarm) != len(batch) || len(fromCold) != len(batch) {
			t.Fatalf("%d and %d verdicts for %d signatures", len(fromWarm), len(fromCold), len(batch))
		}
		for i, m := range batch {
			want := naive(m)
			if single := op.Verify(m.key, m.message, m.sig); single != want || fromWarm[i] != want || fromCold[i] != want {
				t.Fatalf("signature %d: single %t, batch %t and %t, want %t", i, single, fromWarm[i], fromCold[i], want)
			}
			if want {
				accepted++
			} else {
				refused++
			}
		}
	})
	if accepted == 0 || refused == 0 {
		t.Errorf("drew %d valid and %d others: one of the two was never tried", accepted, refused)
	}
}
