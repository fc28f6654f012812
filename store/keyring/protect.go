package keyring

// Protecting anew: a key file moves to a new key in another place, and no crash on the way leaves it without one.

import (
	"errors"
	"fmt"
	"io/fs"
)

// ChangeProtection encrypts the file under a new key that lies where p says; for Passphrase it asks the given function, which is how a passphrase is
// changed, too. The key of before is removed last. A copy made before stays readable to whoever has that key.
// Errors: *LeftoverKeyError, where all else is done; ErrNoPassphrase, ErrBadPassphrase, ErrNoKeyring, ErrClosed, and what writing fails with: then
// the file is the old or the new one, whole, and its key is there.
func (v *Vault) ChangeProtection(p Protection, passphrase func() ([]byte, error)) error {
	if !p.valid() {
		return fmt.Errorf("changing the protection of the key file: there is no %v", p)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return fmt.Errorf("changing the protection of the key file: %w", ErrClosed)
	}
	c := v.config
	c.Passphrase = passphrase
	s, err := newSeal(c, p)
	if err != nil {
		return fmt.Errorf("changing the protection of the key file: %w", err)
	}
	before := v.seal
	if err := v.move(c, s, v.entries); err != nil {
		return fmt.Errorf("changing the protection of the key file: %w", err)
	}
	if err := dropKey(v.config, v.path, before); err != nil {
		return &LeftoverKeyError{Protection: before.protection, KeyPath: keyPath(v.path, before.protection, before.id), Err: err}
	}
	before.key.wipe()
	return nil
}

// move puts the new key in its place, then the file under it. A crash in between leaves a key that nothing needs. When writing fails, what lies on
// disk decides which key is not needed: a rename may have happened although it was reported to have failed. Where that cannot be seen, both keys stay.
func (v *Vault) move(c Config, to seal, entries map[string]secret) error {
	raw, err := sealEntries(c, to, entries)
	if err != nil {
		return err
	}
	if err := putKey(c, v.path, to); err != nil {
		_ = dropKey(c, v.path, to) // no file is under it
		return err
	}
	err = c.disk.replace(v.path, raw)
	if err != nil && !v.liesUnder(to.id) {
		_ = dropKey(c, v.path, to)
		return err
	}
	v.seal, v.entries = to, entries
	return err
}

// liesUnder reports whether the file on disk needs the key with this id, or may need it.
func (v *Vault) liesUnder(id fileID) bool {
	raw, err := readPrivate(v.path, MaxFileBytes)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	f, err := decodeFile(v.path, raw)
	return err != nil || f.id == id
}
