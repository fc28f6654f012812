package keyring

// Fuzzing: what the decoders take re-encodes to itself, and nothing makes them panic or ask for much.

import (
	"bytes"
	"errors"
	"testing"
)

func wantKnownError(t *testing.T, err error) {
	t.Helper()
	var newer *NewerVersionError
	if !errors.Is(err, ErrDamaged) && !errors.As(err, &newer) {
		t.Fatalf("%v", err)
	}
}

func FuzzKeyFile(f *testing.F) {
	key := keepSecret(bytes.Repeat([]byte{7}, keyBytes))
	f.Fuzz(func(t *testing.T, raw []byte) {
		// Whoever forges a file gets its hash right.
		for _, raw := range [][]byte{raw, withDigest(bytes.Clone(raw))} {
			file, err := decodeFile("keys", raw)
			if err != nil {
				wantKnownError(t, err)
				continue
			}
			if !bytes.Equal(file.encode(), raw) {
				t.Fatalf("%x re-encodes to %x", raw, file.encode())
			}
			if _, err := file.entries(key); err == nil {
				t.Fatal("it opens with a key that was not its own")
			}
		}
	})
}

func FuzzFileKey(f *testing.F) {
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, raw := range [][]byte{raw, withDigest(bytes.Clone(raw))} {
			k, err := decodeFileKey("keys.key", raw)
			if err != nil {
				wantKnownError(t, err)
				continue
			}
			if !bytes.Equal(k.encode(), raw) {
				t.Fatalf("%x re-encodes to %x", raw, k.encode())
			}
			if k.protection == Passphrase && !k.cost.bounded() {
				t.Fatalf("it may ask for %+v", k.cost)
			}
		}
	})
}

func FuzzEntries(f *testing.F) {
	f.Fuzz(func(t *testing.T, plain []byte) {
		given := bytes.Clone(plain)
		entries, err := decodeEntries(plain)
		if err != nil {
			wantKnownError(t, err)
			return
		}
		again, err := encodeEntries(entries)
		if err != nil || !bytes.Equal(again, given) {
			t.Fatalf("%x re-encodes to %x, %v", given, again, err)
		}
	})
}
