// Package keyring keeps an install's secrets: one file of named entries, encrypted with a random key of its own, and that key somewhere else.
//
// It promises that the file on disk is whole at every moment, the old one or the new one; that what was acknowledged survives a crash; that a copy
// of the file alone, as a backup holds it, opens for nobody; and that a hostile file costs bounded memory and time. It refuses files that others
// can read, files of a newer version, and everything that does not re-encode to itself. It never shows a secret in an error, a log or a print,
// never replaces a file that it was not opened from, and never asks a person anything: passphrases come from its caller.
//
// The file's key lies in the operating system's keyring, or beside the file sealed by a passphrase (Argon2id, RFC 9106), or beside it as it is. The
// file is XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) over strict DAG-CBOR; format.go and filekey.go describe both formats byte by byte.
package keyring

import (
	"crypto/rand"
	"fmt"
	"io"
)

// Protection is where the file's key lies. The values are part of the format.
type Protection byte

const (
	// Keyring is the operating system's.
	Keyring Protection = 1
	// Passphrase seals the key in a file beside the key file.
	Passphrase Protection = 2
	// Beside leaves the key in a file beside the key file, readable to its owner: for relays, demonstrations and tests.
	Beside Protection = 3
)

func (p Protection) String() string {
	switch p {
	case Keyring:
		return "keyring"
	case Passphrase:
		return "passphrase"
	case Beside:
		return "beside"
	}
	return fmt.Sprintf("protection %d", byte(p))
}

func (p Protection) valid() bool { return p >= Keyring && p <= Beside }

// Config is what a vault needs from its caller.
type Config struct {
	// Passphrase is called when one is needed, once for each file opened or made: it prompts, or reads a file (ReadPassphraseFile). Nil where there
	// is none: ErrNoPassphrase. Its result is not kept.
	Passphrase func() ([]byte, error)
	// Keyring replaces the operating system's. Nil: the operating system's.
	Keyring OSKeyring
	// Random is a cryptographic source. Nil: crypto/rand.
	Random io.Reader

	cost cost  // of Argon2id; zero: standardCost
	disk *disk // nil: the real one
}

func (c Config) withDefaults() Config {
	if c.Keyring == nil {
		c.Keyring = systemKeyring{}
	}
	if c.Random == nil {
		c.Random = rand.Reader
	}
	if c.cost == (cost{}) {
		c.cost = standardCost
	}
	if c.disk == nil {
		c.disk = realDisk()
	}
	return c
}

func (c Config) draw(into []byte) error {
	if _, err := io.ReadFull(c.Random, into); err != nil {
		return fmt.Errorf("drawing a key: %w", err)
	}
	return nil
}
