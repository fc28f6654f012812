package keyring

// Vault: a key file that is open.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"slices"
	"sync"
)

// Vault is an open key file. Its methods may be called from any goroutine. One process has a file open for writing, which is for its caller to see to.
type Vault struct {
	path   string
	config Config

	mu      sync.Mutex // guards what follows, and is held while the file is written
	seal    seal
	entries map[string]secret // as on disk
	closed  bool
}

// Create makes an empty key file. It fails with an error wrapping fs.ErrExist where anything lies at path, and leaves nothing behind when it
// fails otherwise. Where the keyring cannot be used, the error is ErrNoKeyring, and another protection can be tried.
func Create(path string, p Protection, c Config) (*Vault, error) {
	if !p.valid() {
		return nil, fmt.Errorf("making the key file %s: there is no %v", path, p)
	}
	if _, err := os.Lstat(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("making the key file %s: %w", path, orExists(err))
	}
	v := &Vault{path: path, config: c.withDefaults()}
	s, err := newSeal(v.config, p)
	if err != nil {
		return nil, fmt.Errorf("making the key file: %w", err)
	}
	if err := v.move(v.config, s, map[string]secret{}); err != nil {
		v.undoCreate(s)
		return nil, fmt.Errorf("making the key file %s: %w", path, err)
	}
	return v, nil
}

// undoCreate removes a file that was made although making it was reported to have failed; without its key nobody could open it.
func (v *Vault) undoCreate(s seal) {
	raw, err := readPrivate(v.path, MaxFileBytes)
	if err != nil {
		return
	}
	if f, err := decodeFile(v.path, raw); err == nil && f.id == s.id && os.Remove(v.path) == nil {
		_ = dropKey(v.config, v.path, s)
	}
}

func orExists(err error) error {
	if err == nil {
		return fs.ErrExist
	}
	return err
}

// Open opens a key file, which says by itself how it is protected. It changes nothing but to remove what crashed writes have left.
// Errors: one wrapping fs.ErrNotExist where there is no file, and all of errors.go but ErrFull, ErrEntry and ErrClosed.
func Open(path string, c Config) (*Vault, error) {
	c = c.withDefaults()
	raw, err := readPrivate(path, MaxFileBytes)
	if err != nil {
		return nil, fmt.Errorf("opening the key file: %w", err)
	}
	f, err := decodeFile(path, raw)
	if err != nil {
		return nil, fmt.Errorf("opening the key file %s: %w", path, err)
	}
	key, err := findKey(c, path, f)
	if err != nil {
		return nil, fmt.Errorf("opening the key file: %w", err)
	}
	entries, err := f.entries(key)
	if err != nil {
		return nil, fmt.Errorf("opening the key file %s: %w", path, err)
	}
	sweep(path)
	return &Vault{path: path, config: c, seal: seal{protection: f.protection, id: f.id, key: key}, entries: entries}, nil
}

// Inspect says how a key file is protected, after checking that it is whole, which needs no key: it is how a backup is checked, and the only thing
// that ignores the mode. Errors: ErrDamaged, *NewerVersionError, and what reading fails with.
func Inspect(path string) (Protection, error) {
	file, _, err := openRegular(path)
	if err != nil {
		return 0, fmt.Errorf("looking at the key file: %w", err)
	}
	defer file.Close()
	raw, err := readAll(file, path, MaxFileBytes)
	if err != nil {
		return 0, fmt.Errorf("looking at the key file: %w", err)
	}
	f, err := decodeFile(path, raw)
	if err != nil {
		return 0, fmt.Errorf("looking at the key file %s: %w", path, err)
	}
	return f.protection, nil
}

// Get returns a copy of an entry, false for a name that was never put. Error: ErrClosed.
func (v *Vault) Get(name string) ([]byte, bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return nil, false, ErrClosed
	}
	s, ok := v.entries[name]
	if !ok {
		return nil, false, nil
	}
	return bytes.Clone(s.reveal()), true, nil
}

// Names lists the entries, sorted; none of a closed vault.
func (v *Vault) Names() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Sorted(maps.Keys(v.entries))
}

// Put adds or replaces an entry. It is durable when Put returns nil; otherwise the vault is as before, and the file holds the old or the new, whole.
// Errors: ErrEntry, ErrFull, ErrClosed, and what writing fails with.
func (v *Vault) Put(name string, value []byte) error {
	if err := checkEntry(name, value); err != nil {
		return fmt.Errorf("keeping a secret: %w", err)
	}
	return v.change("keeping a secret", func(entries map[string]secret) { entries[name] = keepSecret(value) })
}

// Delete removes an entry; one that is not there is no error. Errors: as of Put.
func (v *Vault) Delete(name string) error {
	return v.change("removing a secret", func(entries map[string]secret) { delete(entries, name) })
}

func (v *Vault) change(doing string, edit func(map[string]secret)) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return fmt.Errorf("%s: %w", doing, ErrClosed)
	}
	next := maps.Clone(v.entries)
	edit(next)
	raw, err := sealEntries(v.config, v.seal, next)
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	if err := v.config.disk.replace(v.path, raw); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	v.entries = next
	return nil
}

// Path is where the key file lies. A backup copies this file and no other.
func (v *Vault) Path() string { return v.path }

// Protection is where the file's key lies now.
func (v *Vault) Protection() Protection {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.seal.protection
}

// Close forgets the secrets. The file needs no closing; every change was durable.
func (v *Vault) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return nil
	}
	v.closed = true
	v.seal.key.wipe()
	for _, s := range v.entries {
		s.wipe()
	}
	v.entries = nil
	return nil
}

// String names the file and nothing in it.
func (v *Vault) String() string { return "[key file " + v.path + "]" }

// GoString names the file and nothing in it.
func (v *Vault) GoString() string { return v.String() }

// Format names the file and nothing in it, whatever the verb.
func (v *Vault) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(v.String())) }

// LogValue names the file and nothing in it.
func (v *Vault) LogValue() slog.Value { return slog.StringValue(v.String()) }

// MarshalText names the file and nothing in it.
func (v *Vault) MarshalText() ([]byte, error) { return []byte(v.String()), nil }
