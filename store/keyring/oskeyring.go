package keyring

// The operating system's keyring: Secret Service, macOS Keychain, Windows Credential Manager.

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"
)

// OSKeyring keeps short secrets for a user of the machine. Get and Delete fail with an error wrapping ErrNotInKeyring where
// there is nothing. Set is durable when it returns.
type OSKeyring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// ErrNotInKeyring is what an OSKeyring answers with where it has nothing: the library's own.
var ErrNotInKeyring = keyring.ErrNotFound

const keyringService = "Folkmoot"

func keyringUser(id fileID) string { return "key file " + hex.EncodeToString(id[:]) }

// systemKeyring is the library, which tests replace by its MockInit.
type systemKeyring struct{}

func (systemKeyring) Get(service, user string) (string, error) { return keyring.Get(service, user) }

func (systemKeyring) Set(service, user, secret string) error {
	return keyring.Set(service, user, secret)
}

func (systemKeyring) Delete(service, user string) error { return keyring.Delete(service, user) }

// putInKeyring reads the key back: a keyring that forgets at once would lose everything that the file holds.
func putInKeyring(k OSKeyring, s seal) error {
	text := base64.RawStdEncoding.EncodeToString(s.key.reveal())
	if err := k.Set(keyringService, keyringUser(s.id), text); err != nil {
		return fmt.Errorf("%w: %w", ErrNoKeyring, err)
	}
	again, err := k.Get(keyringService, keyringUser(s.id))
	if err != nil {
		return fmt.Errorf("%w: what it was given could not be read back: %w", ErrNoKeyring, err)
	}
	if subtle.ConstantTimeCompare([]byte(again), []byte(text)) != 1 {
		return fmt.Errorf("%w: it gives back something else than it was given", ErrNoKeyring)
	}
	return nil
}

func findInKeyring(k OSKeyring, id fileID) (secret, error) {
	text, err := k.Get(keyringService, keyringUser(id))
	if errors.Is(err, ErrNotInKeyring) {
		return secret{}, err
	}
	if err != nil {
		return secret{}, fmt.Errorf("%w: %w", ErrNoKeyring, err)
	}
	key, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(key) != keyBytes {
		return secret{}, fmt.Errorf("reading the keyring: %w", ErrWrongKey)
	}
	defer clear(key)
	return keepSecret(key), nil
}

func dropFromKeyring(k OSKeyring, id fileID) error {
	if err := k.Delete(keyringService, keyringUser(id)); err != nil && !errors.Is(err, ErrNotInKeyring) {
		return fmt.Errorf("%w: %w", ErrNoKeyring, err)
	}
	return nil
}
