package identity

// Vectors: every derivation against values computed apart from this code, as testdata/vectors.json says.

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
)

type vectors struct {
	Phrases []struct {
		Entropy, Words        string
		SeedUnderTREZOR, Seed string
	}
	Accounts []struct {
		Seed, Nonce, Secret, Public string
		N                           uint32
	}
	Devices      []struct{ Bytes, SigningPublic, SealingPublic string }
	SixWords     []struct{ Transcript, Words string }
	Fingerprints []struct{ Key, Fingerprint string }
}

func readVectors(t *testing.T) (v vectors) {
	t.Helper()
	raw, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Phrases) == 0 || len(v.Accounts) == 0 || len(v.Devices) == 0 || len(v.SixWords) == 0 || len(v.Fingerprints) == 0 {
		t.Fatal("a kind of vectors is missing")
	}
	return v
}

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestPhraseVectors(t *testing.T) {
	long := 0
	for _, v := range readVectors(t).Phrases {
		parsed, err := ParsePhrase(v.Words)
		if n := len(strings.Fields(v.Words)); n != PhraseWords {
			var count *WordCountError
			if !errors.As(err, &count) || count.Count != n || len(count.Unknown) != 0 {
				t.Errorf("a phrase of %d words: %v", n, err)
			}
			continue
		}
		long++
		if err != nil {
			t.Fatalf("%s: %v", v.Words, err)
		}
		made, err := Generate(bytes.NewReader(unhex(t, v.Entropy)))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(made.Words(), " "); got != v.Words {
			t.Errorf("from entropy %s: %s, not %s", v.Entropy, got, v.Words)
		}
		if got := seedOf(parsed, "TREZOR"); hex.EncodeToString(got[:]) != v.SeedUnderTREZOR {
			t.Errorf("%s: seed under a passphrase %x", v.Words, got[:])
		}
		if got := parsed.Seed(); hex.EncodeToString(got[:]) != v.Seed {
			t.Errorf("%s: seed %x", v.Words, got[:])
		}
	}
	if long < 8 {
		t.Errorf("only %d vectors have %d words", long, PhraseWords)
	}
}

func TestAccountVectors(t *testing.T) {
	for _, v := range readVectors(t).Accounts {
		key, err := AccountKey(unhex(t, v.Seed), [16]byte(unhex(t, v.Nonce)), v.N)
		if err != nil {
			t.Fatal(err)
		}
		if got := hex.EncodeToString(key.Seed()) + hex.EncodeToString(key[32:]); got != v.Secret+v.Public {
			t.Errorf("nonce %s, n %d: %s", v.Nonce, v.N, got)
		}
	}
	for _, length := range []int{0, 32, 63, 65} {
		if _, err := AccountKey(make([]byte, length), [16]byte{}, 0); err == nil {
			t.Errorf("a seed of %d bytes was taken", length)
		}
	}
}

func TestDeviceVectors(t *testing.T) {
	for _, v := range readVectors(t).Devices {
		keys, err := NewDeviceKeys(bytes.NewReader(unhex(t, v.Bytes)))
		if err != nil {
			t.Fatal(err)
		}
		signing, sealing := keys.SigningPublic(), keys.SealingPublic()
		if hex.EncodeToString(signing[:]) != v.SigningPublic || hex.EncodeToString(sealing[:]) != v.SealingPublic {
			t.Errorf("%s: public keys %x, %x", v.Bytes, signing, sealing)
		}
		if hex.EncodeToString(keys.Bytes()) != v.Bytes {
			t.Errorf("%s came back as %x", v.Bytes, keys.Bytes())
		}
	}
	for _, length := range []int{0, 32, 63, 65} {
		if _, err := ParseDeviceKeys(make([]byte, length)); !errors.Is(err, ErrDeviceKeys) {
			t.Errorf("%d bytes: %v", length, err)
		}
	}
}

func TestSixWordVectors(t *testing.T) {
	for _, v := range readVectors(t).SixWords {
		if got := SixWordsOf(unhex(t, v.Transcript)).String(); got != v.Words {
			t.Errorf("%s: %s", v.Transcript, got)
		}
	}
}

func TestFingerprintVectors(t *testing.T) {
	for _, v := range readVectors(t).Fingerprints {
		if got := Fingerprint([32]byte(unhex(t, v.Key))); got != v.Fingerprint {
			t.Errorf("%s: %s", v.Key, got)
		}
	}
}
