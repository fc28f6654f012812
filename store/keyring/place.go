package keyring

// Places: where a file's key is put, found and removed, for each protection. A key's place is named by the file's id, so that the key of before and
// the one of after never overwrite each other.

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// seal is what a key file is encrypted under.
type seal struct {
	protection Protection
	id         fileID
	key        secret
}

// newSeal draws an id and a key.
func newSeal(c Config, p Protection) (seal, error) {
	s := seal{protection: p}
	var key [keyBytes]byte
	defer clear(key[:])
	if err := c.draw(s.id[:]); err != nil {
		return s, err
	}
	if err := c.draw(key[:]); err != nil {
		return s, err
	}
	s.key = keepSecret(key[:])
	return s, nil
}

// keyPath is where the key of a file lies that is protected by Passphrase or Beside; "" for the keyring.
func keyPath(path string, p Protection, id fileID) string {
	if p == Keyring {
		return ""
	}
	return path + "." + hex.EncodeToString(id[:8]) + ".key"
}

// putKey makes a key durable in its place, before any file needs it.
func putKey(c Config, path string, s seal) error {
	switch s.protection {
	case Keyring:
		return putInKeyring(c.Keyring, s)
	case Beside:
		k := &fileKey{protection: Beside, id: s.id, plain: s.key}
		return c.disk.replace(keyPath(path, s.protection, s.id), k.encode())
	}
	passphrase, err := askPassphrase(c)
	if err != nil {
		return err
	}
	defer clear(passphrase)
	k, err := lockFileKey(c, s.id, s.key, passphrase)
	if err != nil {
		return err
	}
	return c.disk.replace(keyPath(path, s.protection, s.id), k.encode())
}

// findKey gets the key of a file. Errors: *MissingKeyError, ErrNoKeyring, ErrWrongPassphrase, ErrNoPassphrase, *ModeError, ErrDamaged, ErrWrongKey.
func findKey(c Config, path string, f sealedFile) (secret, error) {
	missing := &MissingKeyError{Path: path, Protection: f.protection, KeyPath: keyPath(path, f.protection, f.id)}
	if f.protection == Keyring {
		key, err := findInKeyring(c.Keyring, f.id)
		if errors.Is(err, ErrNotInKeyring) {
			return secret{}, missing
		}
		return key, err
	}
	raw, err := readPrivate(missing.KeyPath, maxFileKeyBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return secret{}, missing
	}
	if err != nil {
		return secret{}, err
	}
	defer clear(raw)
	k, err := decodeFileKey(missing.KeyPath, raw)
	if err != nil {
		return secret{}, fmt.Errorf("reading %s: %w", missing.KeyPath, err)
	}
	if k.protection != f.protection || k.id != f.id {
		return secret{}, fmt.Errorf("reading %s: %w", missing.KeyPath, ErrWrongKey)
	}
	return k.open(c)
}

// open asks for the passphrase where one is needed.
func (k *fileKey) open(c Config) (secret, error) {
	if k.protection == Beside {
		return k.plain, nil
	}
	passphrase, err := askPassphrase(c)
	if err != nil {
		return secret{}, err
	}
	defer clear(passphrase)
	return k.unlock(passphrase)
}

// dropKey removes a key that no file needs. One that is gone is no error.
func dropKey(c Config, path string, s seal) error {
	if s.protection == Keyring {
		return dropFromKeyring(c.Keyring, s.id)
	}
	if err := os.Remove(keyPath(path, s.protection, s.id)); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	return c.disk.syncDir(filepath.Dir(path))
}
