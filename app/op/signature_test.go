package op_test

// What the one signature rule says about every vector that is known to divide implementations. The verdicts are frozen: a change here is another protocol.
//
// They are the same on every build. The library has other arithmetic where it may not use assembly and where words have 32 bits, so these tests
// also run as
//
//	go test -count=1 -run 'Signature|Verif' -tags purego ./app/op
//	go test -count=1 -run 'Signature|Verif' -tags purego,force32bit ./app/op
//	CGO_ENABLED=0 GOARCH=386 go test -count=1 -run 'Signature|Verif' ./app/op

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

const (
	// acceptedVectors of the 768 carry no flag that refuses them.
	acceptedVectors = 212
	// goldenHeaderSignature is by the private key 01…01; openssl pkeyutl makes the same.
	goldenHeaderSignature = "a9cd1b7b4a35d34ddc36f74502bf7058706a4366042d866382e446b38a4b1be5247a60db707a3a116cabf54d48a233217646bd8132c2e27e931405111a52a20a"
)

// signedMessage is one signature and what it claims to sign.
type signedMessage struct {
	key     [32]byte
	message []byte
	sig     op.Signature
}

func unhex(t testing.TB, text string) []byte {
	t.Helper()
	out, err := hex.DecodeString(text)
	if err != nil {
		t.Fatalf("reading hexadecimal: %v", err)
	}
	return out
}

func readVectors(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "signature", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("reading %s: %v", name, err)
	}
}

// weights is the randomness of a batch: foreseeable, as nobody attacks a test.
func weights() io.Reader { return rand.NewChaCha8([32]byte{7}) }

// verdicts asks every road there is: singly, alone in a batch, in a batch of its like that is summed, and in one that is not.
func verdicts(m signedMessage) []bool {
	all := []bool{op.Verify(m.key, m.message, m.sig)}
	v := op.NewVerifier()
	for _, size := range []int{1, 2, 5, 100} {
		for range size {
			v.Add(m.key, m.message, m.sig)
		}
		all = append(all, v.Verify(weights())...)
	}
	v.Add(m.key, m.message, m.sig)
	v.Add(m.key, m.message, op.Signature{})
	return append(all, v.Verify(weights())[0])
}

func checkEveryRoad(t *testing.T, m signedMessage, valid bool) {
	t.Helper()
	for i, verdict := range verdicts(m) {
		if verdict != valid {
			t.Errorf("verdict %d is %t, want %t", i, verdict, valid)
		}
	}
}

// The cases of "Taming the many EdDSAs" (https://github.com/novifinancial/ed25519-speccheck, Apache-2.0).
func TestSignatureSpeccheck(t *testing.T) {
	frozen := []struct {
		what  string
		valid bool
		why   string
	}{
		{"A of small order, R of small order, S = 0", false, "one such signature fits every message, so A is refused"},
		{"A of small order, R of mixed order", false, "A of small order binds the signer to no message"},
		{"A of mixed order, R of small order", true, "canonical; R of small order gives nobody anything; both equations hold"},
		{"A and R of mixed order", true, "canonical; both equations hold"},
		{"A and R of mixed order, only the cofactored equation holds", true, "the cofactored equation is the rule"},
		{"A of mixed order, holds if k is multiplied by 8 after its reduction", true, "8([k]A), never [8k mod L]A: the factor is applied to the point"},
		{"S > L", false, "S has one form"},
		{"S far above L", false, "S has one form, whatever its top bits look like"},
		{"R = (0, −1) with the sign bit set, holds if k is over the canonical R", false, "R is not canonical"},
		{"R = (0, −1) with the sign bit set, holds if k is over the bytes as they came", false, "R is not canonical"},
		{"A = (0, −1) with the sign bit set, holds if k is over the canonical A", false, "A is not canonical, and of small order"},
		{"A = (0, −1) with the sign bit set, holds if k is over the bytes as they came", false, "A is not canonical, and of small order"},
	}
	var cases []struct {
		Message   string `json:"message"`
		PublicKey string `json:"pub_key"`
		Signature string `json:"signature"`
	}
	readVectors(t, "speccheck-cases.json", &cases)
	if len(cases) != len(frozen) {
		t.Fatalf("%d cases, %d verdicts", len(cases), len(frozen))
	}
	for i, c := range cases {
		t.Run(frozen[i].what, func(t *testing.T) {
			m := signedMessage{[32]byte(unhex(t, c.PublicKey)), unhex(t, c.Message), op.Signature(unhex(t, c.Signature))}
			checkEveryRoad(t, m, frozen[i].valid)
			if t.Failed() {
				t.Logf("why: %s", frozen[i].why)
			}
		})
	}
}

// The vectors of filippo.io/mostly-harmless/ed25519vectors (v0.0.0-20210322192420-30a2d7243a94, BSD): each pair of points of small order, added to A and R or in
// their place, in each encoding. By construction S < L and the cofactored equation holds, so the flags alone give the verdict.
func TestSignatureVectors(t *testing.T) {
	refusedFor := map[string]bool{
		"LowOrderA": true, "NonCanonicalA": true, "NonCanonicalR": true,
		"LowOrderR": false, "LowOrderComponentA": false, "LowOrderComponentR": false, "LowOrderResidue": false,
	}
	var vectors []struct {
		A, R, S, M string
		Flags      []string
	}
	readVectors(t, "ed25519vectors.json", &vectors)
	accepted := 0
	for i, vector := range vectors {
		valid := true
		for _, flag := range vector.Flags {
			refused, known := refusedFor[flag]
			if !known {
				t.Fatalf("vector %d has the unknown flag %q", i, flag)
			}
			valid = valid && !refused
		}
		if valid {
			accepted++
		}
		m := signedMessage{[32]byte(unhex(t, vector.A)), []byte(vector.M), op.Signature(unhex(t, vector.R+vector.S))}
		checkEveryRoad(t, m, valid)
		if t.Failed() {
			t.Fatalf("vector %d: %s", i, strings.Join(vector.Flags, ", "))
		}
	}
	if len(vectors) != 768 || accepted != acceptedVectors {
		t.Fatalf("%d vectors with %d to accept, want 768 with %d", len(vectors), accepted, acceptedVectors)
	}
}

// RFC 8032, section 7.1.
func TestSignatureRFC8032(t *testing.T) {
	var vectors []struct {
		Name, Seed, Message, Signature string
		PublicKey                      string `json:"public_key"`
	}
	readVectors(t, "rfc8032.json", &vectors)
	if len(vectors) != 5 {
		t.Fatalf("%d vectors, want 5", len(vectors))
	}
	for _, vector := range vectors {
		t.Run(vector.Name, func(t *testing.T) {
			m := signedMessage{[32]byte(unhex(t, vector.PublicKey)), unhex(t, vector.Message), op.Signature(unhex(t, vector.Signature))}
			checkEveryRoad(t, m, true)
			private := ed25519.NewKeyFromSeed(unhex(t, vector.Seed))
			if !bytes.Equal(private[32:], m.key[:]) || !bytes.Equal(ed25519.Sign(private, m.message), m.sig[:]) {
				t.Error("the seed makes another key or signature")
			}
			m.message = append(m.message, 0)
			checkEveryRoad(t, m, false)
		})
	}
}

func TestSignatureOfAHeader(t *testing.T) {
	private, header := key(1), []byte("a header")
	want := "66 6f 6c 6b 6d 6f 6f 74 2f 6f 70 2f 76 31 00" + // folkmoot/op/v1, zero
		"61 20 68 65 61 64 65 72" // the header
	if got := op.HeaderMessage(header); !bytes.Equal(got, unhex(t, strings.ReplaceAll(want, " ", ""))) {
		t.Fatalf("signed bytes are % x", got)
	}
	sig := op.SignHeader(private, header)
	if got := hex.EncodeToString(sig[:]); got != goldenHeaderSignature {
		t.Errorf("signature is %s", got)
	}
	checkEveryRoad(t, signedMessage{[32]byte(private[32:]), op.HeaderMessage(header), sig}, true)
	checkEveryRoad(t, signedMessage{[32]byte(private[32:]), header, sig}, false)
}
