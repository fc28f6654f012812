package keyring

// Vaults: what goes in comes out, by every protection, and what is refused changes nothing.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"
	"pgregory.net/rapid"
)

var everyProtection = []Protection{Keyring, Passphrase, Beside}

// quickCost keeps tests from spending their time in Argon2id.
var quickCost = cost{memoryKiB: 64, passes: 1, lanes: 1}

// saying is a passphrase that is given when asked.
func saying(passphrase string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(passphrase), nil }
}

// quick is a Config with a keyring of its own.
func quick(passphrase string) Config {
	return Config{Passphrase: saying(passphrase), Keyring: newMemoryKeyring(), cost: quickCost}
}

func create(t *testing.T, p Protection, c Config) *Vault {
	t.Helper()
	v, err := Create(filepath.Join(t.TempDir(), "keys"), p, c)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func put(t *testing.T, v *Vault, name, value string) {
	t.Helper()
	if err := v.Put(name, []byte(value)); err != nil {
		t.Fatal(err)
	}
}

func wantEntries(t *testing.T, v *Vault, want map[string]string) {
	t.Helper()
	if names := v.Names(); !slices.Equal(names, slices.Sorted(maps.Keys(want))) {
		t.Fatalf("entries %q, not %v", names, want)
	}
	for name, value := range want {
		if got, ok, err := v.Get(name); err != nil || !ok || string(got) != value {
			t.Fatalf("%s is %q, %v, %v", name, got, ok, err)
		}
	}
}

func reopen(t *testing.T, v *Vault, c Config) *Vault {
	t.Helper()
	again, err := Open(v.Path(), c)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func filesBeside(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestSecretsComeBack(t *testing.T) {
	for _, p := range everyProtection {
		t.Run(p.String(), func(t *testing.T) {
			c := quick("correct horse")
			v := create(t, p, c)
			wantEntries(t, reopen(t, v, c), nil)
			put(t, v, "seed", "s1")
			put(t, v, "device/a", "d1")
			put(t, v, "device/b", "d2")
			put(t, v, "seed", "s2")
			if err := v.Delete("device/a"); err != nil {
				t.Fatal(err)
			}
			if err := v.Delete("never put"); err != nil {
				t.Fatal(err)
			}
			wantEntries(t, v, map[string]string{"seed": "s2", "device/b": "d2"})
			again := reopen(t, v, c)
			wantEntries(t, again, map[string]string{"seed": "s2", "device/b": "d2"})
			if again.Protection() != p {
				t.Errorf("protected by %v", again.Protection())
			}
			if _, ok, err := again.Get("device/a"); ok || err != nil {
				t.Errorf("an entry that was deleted: %v, %v", ok, err)
			}
		})
	}
}

func TestStandardCostOpens(t *testing.T) {
	c := Config{Passphrase: saying("correct horse"), Keyring: newMemoryKeyring()}
	v := create(t, Passphrase, c)
	put(t, v, "seed", "s")
	wantEntries(t, reopen(t, v, c), map[string]string{"seed": "s"})
	raw, err := os.ReadFile(keyPath(v.path, Passphrase, v.seal.id))
	if err != nil {
		t.Fatal(err)
	}
	k, err := decodeFileKey("", raw)
	if err != nil || k.cost != (cost{memoryKiB: 65536, passes: 3, lanes: 1}) {
		t.Errorf("the file says %+v, %v", k.cost, err)
	}
}

func TestFilesAreForTheirOwnerAlone(t *testing.T) {
	for _, p := range everyProtection {
		v := create(t, p, quick("correct horse"))
		put(t, v, "seed", "s")
		for _, name := range filesBeside(t, v.path) {
			info, err := os.Stat(filepath.Join(filepath.Dir(v.path), name))
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode().Perm() != 0o600 {
				t.Errorf("%v: %s has mode %04o", p, name, info.Mode().Perm())
			}
		}
		if n := len(filesBeside(t, v.path)); p == Keyring && n != 1 || p != Keyring && n != 2 {
			t.Errorf("%v: %q", p, filesBeside(t, v.path))
		}
	}
}

func TestCreateTouchesNothingThatIsThere(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"a key file":      func(path string) error { _, err := Create(path, Beside, quick("")); return err },
		"another file":    func(path string) error { return os.WriteFile(path, []byte("mine"), 0o600) },
		"a folder":        func(path string) error { return os.Mkdir(path, 0o700) },
		"a link to none":  func(path string) error { return os.Symlink("nowhere", path) },
		"an empty file":   func(path string) error { return os.WriteFile(path, nil, 0o600) },
		"one for reading": func(path string) error { return os.WriteFile(path, []byte("mine"), 0o400) },
	} {
		path := filepath.Join(t.TempDir(), "keys")
		if err := make(path); err != nil {
			t.Fatal(err)
		}
		before := filesBeside(t, path)
		if _, err := Create(path, Beside, quick("")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("over %s: %v", name, err)
		}
		if after := filesBeside(t, path); !slices.Equal(before, after) {
			t.Errorf("over %s: %q became %q", name, before, after)
		}
	}
	if _, err := Create(filepath.Join(t.TempDir(), "keys"), 9, quick("")); err == nil {
		t.Error("an unknown protection was taken")
	}
}

func TestWhatCannotBeKept(t *testing.T) {
	c := quick("")
	v := create(t, Beside, c)
	put(t, v, "seed", "s")
	big := strings.Repeat("x", MaxSecretBytes)
	for _, e := range [][2]string{{"", "x"}, {"empty", ""}, {strings.Repeat("n", MaxNameBytes+1), "x"}, {"big", big + "x"}, {"\xff", "x"}} {
		if err := v.Put(e[0], []byte(e[1])); !errors.Is(err, ErrEntry) {
			t.Errorf("%.10q: %v", e[0], err)
		}
	}
	put(t, v, strings.Repeat("n", MaxNameBytes), big)
	var err error
	for i := 0; err == nil; i++ {
		if err = v.Put(fmt.Sprint(i), []byte(big)); i > MaxFileBytes/MaxSecretBytes {
			t.Fatal("the file has no end")
		}
	}
	if !errors.Is(err, ErrFull) {
		t.Error(err)
	}
	kept := v.Names()
	if again := reopen(t, v, c).Names(); !slices.Equal(kept, again) {
		t.Errorf("%d entries before, %d after", len(kept), len(again))
	}
	if err := v.Delete("0"); err != nil {
		t.Error(err)
	}
	put(t, v, "small", "x")
}

func TestEntriesAreCounted(t *testing.T) {
	entries := map[string]secret{}
	for i := range MaxEntries {
		entries[fmt.Sprint(i)] = keepSecret([]byte("x"))
	}
	if _, err := encodeEntries(entries); err != nil {
		t.Fatal(err)
	}
	entries["one more"] = keepSecret([]byte("x"))
	if _, err := encodeEntries(entries); !errors.Is(err, ErrFull) {
		t.Error(err)
	}
}

func TestCallersKeepTheirBytes(t *testing.T) {
	v := create(t, Beside, quick(""))
	mine := []byte("mine")
	if err := v.Put("a", mine); err != nil {
		t.Fatal(err)
	}
	copy(mine, "XXXX")
	got, _, _ := v.Get("a")
	copy(got, "YYYY")
	wantEntries(t, v, map[string]string{"a": "mine"})

	passphrase := []byte("correct horse")
	c := quick("")
	c.Passphrase = func() ([]byte, error) { return passphrase, nil }
	create(t, Passphrase, c)
	if string(passphrase) != "correct horse" {
		t.Error("the caller's passphrase was wiped")
	}
}

func TestClosedVaultAnswersNothing(t *testing.T) {
	v := create(t, Beside, quick(""))
	put(t, v, "seed", "s")
	key := v.seal.key.reveal()
	for range 2 {
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err := v.Get("seed")
	for _, err := range []error{err, v.Put("a", []byte("b")), v.Delete("seed"), v.ChangeProtection(Beside, nil)} {
		if !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	}
	if v.Names() != nil || !bytes.Equal(key, make([]byte, keyBytes)) {
		t.Error("a closed vault remembers")
	}
}

func TestManyAtOnce(t *testing.T) {
	c := quick("")
	v := create(t, Beside, c)
	want := map[string]string{}
	var all sync.WaitGroup
	for i := range 8 {
		name := fmt.Sprint(i)
		want[name] = name
		all.Go(func() {
			if err := v.Put(name, []byte(name)); err != nil {
				t.Error(err)
			}
			if _, ok, err := v.Get(name); !ok || err != nil {
				t.Errorf("%v, %v", ok, err)
			}
		})
	}
	all.Wait()
	wantEntries(t, reopen(t, v, c), want)
}

func TestOperatingSystemsKeyring(t *testing.T) {
	keyring.MockInit()
	t.Cleanup(keyring.MockInit)
	v := create(t, Keyring, Config{})
	put(t, v, "seed", "s")
	wantEntries(t, reopen(t, v, Config{}), map[string]string{"seed": "s"})
	if n := len(filesBeside(t, v.path)); n != 1 {
		t.Errorf("%d files", n)
	}

	keyring.MockInit() // another machine
	var missing *MissingKeyError
	if _, err := Open(v.path, Config{}); !errors.As(err, &missing) || missing.Protection != Keyring {
		t.Errorf("%v", err)
	}

	locked := errors.New("no bus")
	keyring.MockInitWithError(locked)
	if _, err := Open(v.path, Config{}); !errors.Is(err, ErrNoKeyring) || !errors.Is(err, locked) {
		t.Errorf("%v", err)
	}
	path := filepath.Join(t.TempDir(), "keys")
	if _, err := Create(path, Keyring, Config{}); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("%v", err)
	}
	if left := filesBeside(t, path); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestKeyringThatCannotBeTrusted(t *testing.T) {
	for name, k := range map[string]*memoryKeyring{
		"forgets at once":     {forgets: true},
		"gives back other":    {lies: true},
		"refuses to be asked": {getErr: errors.New("locked")},
	} {
		c := quick("")
		c.Keyring = k
		path := filepath.Join(t.TempDir(), "keys")
		if _, err := Create(path, Keyring, c); !errors.Is(err, ErrNoKeyring) {
			t.Errorf("%s: %v", name, err)
		}
		if left := filesBeside(t, path); len(left) != 0 || len(k.held) != 0 {
			t.Errorf("%s: left behind: %q, %d keys", name, left, len(k.held))
		}
	}
}

// Against a plain map: whatever is done in whatever order, the file says the same.
func TestVaultIsAMap(t *testing.T) {
	dir := t.TempDir()
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		c := quick("one")
		passphrases := []string{"one", "two"}
		v, err := Create(filepath.Join(dir, fmt.Sprint(round)), Passphrase, c)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		name := rapid.SampledFrom([]string{"a", "b", "ć", "device/1"})
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				n, value := name.Draw(t, "name"), rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "value")
				if err := v.Put(n, value); err != nil {
					t.Fatal(err)
				}
				want[n] = string(value)
			},
			"delete": func(t *rapid.T) {
				n := name.Draw(t, "name")
				if err := v.Delete(n); err != nil {
					t.Fatal(err)
				}
				delete(want, n)
			},
			"protect": func(t *rapid.T) {
				c.Passphrase = saying(rapid.SampledFrom(passphrases).Draw(t, "passphrase"))
				if err := v.ChangeProtection(rapid.SampledFrom(everyProtection).Draw(t, "protection"), c.Passphrase); err != nil {
					t.Fatal(err)
				}
			},
			"reopen": func(t *rapid.T) {
				if v, err = Open(v.Path(), c); err != nil {
					t.Fatal(err)
				}
			},
			"": func(t *rapid.T) {
				if !slices.Equal(v.Names(), slices.Sorted(maps.Keys(want))) {
					t.Fatalf("%q, not %v", v.Names(), want)
				}
				for n, value := range want {
					if got, _, _ := v.Get(n); string(got) != value {
						t.Fatalf("%s is %q, not %q", n, got, value)
					}
				}
			},
		})
	})
}
