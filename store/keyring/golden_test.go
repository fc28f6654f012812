package keyring

// Golden files: bytes that were made apart from this code, and that it makes from the same randomness.

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// counting is randomness that counts up.
type counting struct{ next byte }

func (c *counting) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = c.next
		c.next++
	}
	return len(b), nil
}

// golden reads hexadecimal digits and leaves out lines with a #.
func golden(t *testing.T, name string) []byte {
	t.Helper()
	var digits strings.Builder
	for line := range strings.Lines(string(read(t, filepath.Join("testdata", name)))) {
		if !strings.HasPrefix(line, "#") {
			digits.WriteString(strings.TrimSpace(line))
		}
	}
	raw, err := hex.DecodeString(digits.String())
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestGoldenFiles(t *testing.T) {
	for _, p := range []Protection{Passphrase, Beside} {
		c := quick("cafe\u0301 au lait")
		c.Random = &counting{}
		v := create(t, p, c)
		if err := v.Put("seed", bytes.Repeat([]byte{0xaa}, 4)); err != nil {
			t.Fatal(err)
		}
		if err := v.Put("device/x", []byte{1, 2, 3}); err != nil {
			t.Fatal(err)
		}
		file, key := golden(t, "keys-"+p.String()+".hex"), golden(t, "filekey-"+p.String()+".hex")
		if got := read(t, v.path); !bytes.Equal(got, file) {
			t.Errorf("%v: %x\nnot %x", p, got, file)
		}
		if got := read(t, keyPath(v.path, p, v.seal.id)); !bytes.Equal(got, key) {
			t.Errorf("%v: %x\nnot %x", p, got, key)
		}

		path := filepath.Join(t.TempDir(), "keys")
		write(t, path, file)
		write(t, path+".0001020304050607.key", key)
		opened, err := Open(path, c)
		if err != nil {
			t.Fatal(err)
		}
		wantEntries(t, opened, map[string]string{"seed": "\xaa\xaa\xaa\xaa", "device/x": "\x01\x02\x03"})
	}
}

func TestWritesNeverShareANonce(t *testing.T) {
	v := create(t, Beside, quick(""))
	seen := map[string]bool{}
	for range 20 {
		put(t, v, "a", "same")
		raw, err := os.ReadFile(v.path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := decodeFile(v.path, raw)
		if err != nil {
			t.Fatal(err)
		}
		if seen[string(f.nonce[:])] {
			t.Fatal("a nonce was used twice under one key")
		}
		seen[string(f.nonce[:])] = true
	}
}

func TestNoRandomnessNoFile(t *testing.T) {
	for n := range 48 + 24 {
		c := quick("correct horse")
		c.Random = bytes.NewReader(make([]byte, n))
		path := filepath.Join(t.TempDir(), "keys")
		if _, err := Create(path, Beside, c); err == nil {
			t.Fatalf("made from %d bytes", n)
		}
		if left := filesBeside(t, path); len(left) != 0 {
			t.Fatalf("left %q", left)
		}
	}
}
