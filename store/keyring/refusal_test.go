package keyring

// Refusals: files that are damaged, foreign, newer, hostile or open to others, each with its error, and left as they are.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func read(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func write(t *testing.T, path string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// filled is a vault with one entry, and the path of its key.
func filled(t *testing.T, p Protection, c Config) (v *Vault, key string) {
	t.Helper()
	v = create(t, p, c)
	put(t, v, "seed", "very secret")
	return v, keyPath(v.path, p, v.seal.id)
}

func TestEveryFlippedByteIsFound(t *testing.T) {
	for _, p := range []Protection{Passphrase, Beside} {
		c := quick("correct horse")
		v, key := filled(t, p, c)
		for _, path := range []string{v.path, key} {
			good := read(t, path)
			for i := range good {
				bad := bytes.Clone(good)
				bad[i] ^= 0x10
				write(t, path, bad)
				_, err := Open(v.path, c)
				var newer *NewerVersionError
				if i == magicBytes && errors.As(err, &newer) && newer.Version == 0x11 && newer.Path == path {
					continue
				}
				if !errors.Is(err, ErrDamaged) {
					t.Fatalf("%v, %s, byte %d: %v", p, filepath.Base(path), i, err)
				}
				if !bytes.Equal(read(t, path), bad) {
					t.Fatal("a damaged file was changed")
				}
			}
			write(t, path, good)
		}
		wantEntries(t, reopen(t, v, c), map[string]string{"seed": "very secret"})
	}
}

func TestEveryCutIsFound(t *testing.T) {
	c := quick("correct horse")
	v, key := filled(t, Passphrase, c)
	for _, path := range []string{v.path, key} {
		good := read(t, path)
		for n := range good {
			write(t, path, good[:n])
			if _, err := Open(v.path, c); !errors.Is(err, ErrDamaged) {
				t.Fatalf("%s of %d bytes: %v", filepath.Base(path), n, err)
			}
		}
		write(t, path, append(bytes.Clone(good), 0))
		if _, err := Open(v.path, c); !errors.Is(err, ErrDamaged) {
			t.Fatalf("%s with a byte more: %v", filepath.Base(path), err)
		}
		write(t, path, good)
	}
	if _, err := Inspect(v.path); err != nil {
		t.Error(err)
	}
	write(t, v.path, read(t, v.path)[:60])
	if _, err := Inspect(v.path); !errors.Is(err, ErrDamaged) {
		t.Errorf("inspecting what was cut: %v", err)
	}
}

// forged has a right hash, as somebody has who wants it to be read.
func forged(raw []byte, edit func(body []byte)) []byte {
	body := bytes.Clone(raw[:len(raw)-32])
	edit(body)
	return withDigest(body)
}

func TestForgedFilesDoNotOpen(t *testing.T) {
	c := quick("correct horse")
	v, key := filled(t, Passphrase, c)
	other, otherKey := filled(t, Passphrase, c)
	_, plainKey := filled(t, Beside, c)
	good, goodKey := read(t, v.path), read(t, key)
	for name, s := range map[string]struct {
		file, key []byte
		want      error
	}{
		"other cipher text":       {forged(good, func(b []byte) { b[len(b)-20] ^= 1 }), goodKey, ErrWrongKey},
		"other nonce":             {forged(good, func(b []byte) { b[30] ^= 1 }), goodKey, ErrWrongKey},
		"other protection":        {forged(good, func(b []byte) { b[9] = byte(Beside) }), goodKey, ErrWrongKey},
		"no such protection":      {forged(good, func(b []byte) { b[9] = 7 }), goodKey, ErrDamaged},
		"another file's key":      {good, read(t, otherKey), ErrWrongKey},
		"under the other's id":    {forged(good, func(b []byte) { copy(b[10:26], other.seal.id[:]); copy(b[10:18], v.seal.id[:8]) }), goodKey, ErrWrongKey},
		"a plain key":             {good, read(t, plainKey), ErrWrongKey},
		"the file as its own key": {good, good, ErrDamaged},
		"the key as the file":     {goodKey, goodKey, ErrDamaged},
		"other salt":              {good, forged(goodKey, func(b []byte) { b[26] ^= 1 }), ErrWrongPassphrase},
		"cheaper":                 {good, forged(goodKey, func(b []byte) { b[49]++ }), ErrWrongPassphrase},
		"key of version 0":        {good, forged(goodKey, func(b []byte) { b[8] = 0 }), ErrDamaged},
		"empty key":               {good, nil, ErrDamaged},
		"endless key":             {good, make([]byte, 10<<20), ErrDamaged},
	} {
		write(t, v.path, s.file)
		write(t, key, s.key)
		if _, err := Open(v.path, c); !errors.Is(err, s.want) {
			t.Errorf("%s: %v, not %v", name, err, s.want)
		}
		if !bytes.Equal(read(t, v.path), s.file) || !bytes.Equal(read(t, key), s.key) {
			t.Errorf("%s: the files were changed", name)
		}
	}
}

func TestForeignFiles(t *testing.T) {
	for name, raw := range map[string][]byte{
		"empty":     {},
		"text":      []byte("dear diary"),
		"sqlite":    append([]byte("SQLite format 3\x00"), make([]byte, 4096)...),
		"zeros":     make([]byte, 4096),
		"too large": append([]byte(keysMagic), make([]byte, MaxFileBytes)...),
	} {
		path := filepath.Join(t.TempDir(), "keys")
		write(t, path, raw)
		if _, err := Open(path, quick("")); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir := t.TempDir()
	if _, err := Open(dir, quick("")); !errors.Is(err, ErrDamaged) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "keys"), quick("")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}

func TestNewerFilesAreLeftAlone(t *testing.T) {
	c := quick("")
	v, key := filled(t, Beside, c)
	for _, path := range []string{v.path, key} {
		good := read(t, path)
		// A newer format may have its hash elsewhere, or be short.
		for _, newer := range [][]byte{forged(good, func(b []byte) { b[8] = 2 }), append(bytes.Clone(good[:8]), 2, 1, 2, 3)} {
			write(t, path, newer)
			var e *NewerVersionError
			if _, err := Open(v.path, c); !errors.As(err, &e) || e.Path != path || e.Version != 2 {
				t.Errorf("%v", err)
			}
			if !bytes.Equal(read(t, path), newer) {
				t.Error("it was changed")
			}
		}
		write(t, path, good)
	}
}

func TestHostileCostIsRefusedAtOnce(t *testing.T) {
	c := quick("correct horse")
	v, key := filled(t, Passphrase, c)
	good := read(t, key)
	for name, k := range map[string]cost{
		"100 GB":            {memoryKiB: 100 << 20, passes: 1, lanes: 1},
		"4 TB":              {memoryKiB: 1<<32 - 1, passes: 1, lanes: 1},
		"just too much":     {memoryKiB: maxCostMemoryKiB + 1, passes: 1, lanes: 1},
		"a year of passes":  {memoryKiB: 64, passes: 1<<32 - 1, lanes: 1},
		"one pass too many": {memoryKiB: 64, passes: maxCostPasses + 1, lanes: 1},
		"no pass":           {memoryKiB: 64, passes: 0, lanes: 1},
		"no lane":           {memoryKiB: 64, passes: 1, lanes: 0},
		"255 lanes":         {memoryKiB: 1 << 16, passes: 1, lanes: 255},
		"no memory":         {memoryKiB: 0, passes: 1, lanes: 1},
		"less than lanes":   {memoryKiB: 31, passes: 1, lanes: 4},
	} {
		write(t, key, forged(good, func(b []byte) {
			binary.BigEndian.PutUint32(b[42:], k.memoryKiB)
			binary.BigEndian.PutUint32(b[46:], k.passes)
			b[50] = k.lanes
		}))
		asked := false
		c.Passphrase = func() ([]byte, error) { asked = true; return []byte("correct horse"), nil }
		if _, err := Open(v.path, c); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if asked {
			t.Errorf("%s: the person was asked before the file was checked", name)
		}
	}
}

func TestDearestCostThatIsAllowed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second and 256 MiB")
	}
	dearest := cost{memoryKiB: maxCostMemoryKiB, passes: 1, lanes: maxCostLanes}
	if !dearest.bounded() || !standardCost.bounded() || !quickCost.bounded() {
		t.Fatal("a right cost is refused")
	}
	before := time.Now()
	(&fileKey{cost: dearest}).derive([]byte("correct horse"))
	t.Logf("one pass over %d MiB took %v", maxCostMemoryKiB>>10, time.Since(before))
}

func TestPassphrases(t *testing.T) {
	c := quick("caf\u00e9 au lait")
	v, _ := filled(t, Passphrase, c)
	cancelled := errors.New("cancelled")
	for name, s := range map[string]struct {
		ask  func() ([]byte, error)
		want error
	}{
		"right":                 {saying("caf\u00e9 au lait"), nil},
		"right, in two letters": {saying("cafe\u0301 au lait"), nil},
		"wrong":                 {saying("cafe au lait"), ErrWrongPassphrase},
		"with a space":          {saying("caf\u00e9 au lait "), ErrWrongPassphrase},
		"not UTF-8":             {saying("caf\xe9 au lait"), ErrWrongPassphrase},
		"empty":                 {saying(""), ErrBadPassphrase},
		"too long":              {saying(strings.Repeat("x", MaxPassphraseBytes+1)), ErrBadPassphrase},
		"none":                  {nil, ErrNoPassphrase},
		"cancelled":             {func() ([]byte, error) { return nil, cancelled }, cancelled},
	} {
		c.Passphrase = s.ask
		if _, err := Open(v.path, c); !errors.Is(err, s.want) {
			t.Errorf("%s: %v, not %v", name, err, s.want)
		}
		if s.want == nil || s.want == ErrWrongPassphrase {
			continue
		}
		path := filepath.Join(t.TempDir(), "keys")
		if _, err := Create(path, Passphrase, c); !errors.Is(err, s.want) {
			t.Errorf("making one, %s: %v, not %v", name, err, s.want)
		}
		if left := filesBeside(t, path); len(left) != 0 {
			t.Errorf("making one, %s: left %q", name, left)
		}
	}
}

func TestOthersMustNotRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("file modes mean nothing on Windows")
	}
	c := quick("correct horse")
	for _, p := range []Protection{Passphrase, Beside} {
		v, key := filled(t, p, c)
		for _, path := range []string{v.path, key} {
			for mode, fine := range map[fs.FileMode]bool{0o600: true, 0o400: true, 0o700: true, 0o640: false, 0o604: false, 0o620: false, 0o666: false, 0o601: false} {
				if err := os.Chmod(path, mode); err != nil {
					t.Fatal(err)
				}
				_, err := Open(v.path, c)
				var wide *ModeError
				if fine && err != nil || !fine && (!errors.As(err, &wide) || wide.Path != path || !strings.Contains(err.Error(), "chmod 600")) {
					t.Errorf("%s with mode %04o: %v", filepath.Base(path), mode, err)
				}
			}
			if err := os.Chmod(path, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(v.path, 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := Inspect(v.path); err != nil || got != p {
			t.Errorf("a backup's mode does not matter: %v, %v", got, err)
		}
	}
}

func TestBackupHasNoKey(t *testing.T) {
	for _, p := range everyProtection {
		c := quick("correct horse")
		v, key := filled(t, p, c)
		backup := filepath.Join(t.TempDir(), "keys")
		write(t, backup, read(t, v.Path()))
		if got, err := Inspect(backup); err != nil || got != p {
			t.Errorf("%v: %v, %v", p, got, err)
		}
		elsewhere := c
		elsewhere.Keyring = newMemoryKeyring()
		var missing *MissingKeyError
		_, err := Open(backup, elsewhere)
		if !errors.As(err, &missing) || missing.Protection != p || (missing.KeyPath == "") != (p == Keyring) {
			t.Errorf("%v: %v", p, err)
		}
		if errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v: a missing key is taken for a missing file", p)
		}
		if p == Keyring {
			continue
		}
		if err := os.Remove(key); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(v.path, c); !errors.As(err, &missing) || missing.KeyPath != key {
			t.Errorf("%v: %v", p, err)
		}
	}
}

func TestKeyringHoldsSomethingElse(t *testing.T) {
	for name, held := range map[string]string{"text": "hello", "another key": strings.Repeat("A", 43), "nothing": "", "a longer key": strings.Repeat("A", 86)} {
		k := newMemoryKeyring()
		c := quick("")
		c.Keyring = k
		v, _ := filled(t, Keyring, c)
		for user := range k.held {
			k.held[user] = held
		}
		if _, err := Open(v.path, c); !errors.Is(err, ErrWrongKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestContentIsStrict(t *testing.T) {
	for name, plain := range map[string]string{
		"nothing":            "",
		"null":               "\xf6",
		"a list":             "\x80",
		"a trailing byte":    "\xa0\x00",
		"an indefinite map":  "\xbf\xff",
		"keys out of order":  "\xa2\x61b\x41x\x61a\x41x",
		"a key twice":        "\xa2\x61a\x41x\x61a\x41y",
		"a long length":      "\xa1\x61a\x58\x01x",
		"text as value":      "\xa1\x61a\x61x",
		"a list as value":    "\xa1\x61a\x81\x01",
		"null as value":      "\xa1\x61a\xf6",
		"a number as name":   "\xa1\x01\x41x",
		"an empty name":      "\xa1\x60\x41x",
		"an empty secret":    "\xa1\x61a\x40",
		"a billion pairs":    "\xba\x3b\x9a\xca\x00",
		"a gigabyte":         "\xa1\x61a\x5a\x40\x00\x00\x00",
		"a name of bad text": "\xa1\x61\xff\x41x",
		"a tag":              "\xa1\x61a\xd8\x2a\x41x",
	} {
		if _, err := decodeEntries([]byte(plain)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	entries, err := decodeEntries([]byte("\xa2\x61a\x41x\x61b\x41y"))
	if err != nil || len(entries) != 2 || string(entries["b"].reveal()) != "y" {
		t.Errorf("%v, %v", entries, err)
	}
}
