package keyring

// Errors: what can be wrong with a key file, each in a sentence for people. None carries a byte of what is secret.

import (
	"errors"
	"fmt"
	"io/fs"
)

var (
	// ErrWrongPassphrase says that the file is whole, and the passphrase another's.
	ErrWrongPassphrase = errors.New("the passphrase is wrong")
	// ErrNoPassphrase says that the caller's Config has none to give.
	ErrNoPassphrase = errors.New("a passphrase is needed, and none was given")
	// ErrBadPassphrase says that a passphrase is empty, too long, or more than one line.
	ErrBadPassphrase = errors.New("this cannot be a passphrase")
	// ErrDamaged says that a file is not what was written, or was never a key file.
	ErrDamaged = errors.New("it is damaged, or not a key file of Folkmoot")
	// ErrWrongKey says that file and key are whole, and do not belong together.
	ErrWrongKey = errors.New("the key that was found for it does not open it")
	// ErrNoKeyring says that the operating system's keyring cannot be used; a passphrase can.
	ErrNoKeyring = errors.New("the keyring of this machine cannot be used; a passphrase can protect the keys instead")
	// ErrFull says that MaxEntries or MaxFileBytes would be exceeded.
	ErrFull = errors.New("the key file is full")
	// ErrEntry says that a name or a secret is empty or too long.
	ErrEntry = errors.New("this cannot be kept in the key file")
	// ErrClosed says that the vault was closed.
	ErrClosed = errors.New("the key file is closed")
)

// NewerVersionError says that a newer Folkmoot wrote the file. It is left as it is.
type NewerVersionError struct {
	Path    string
	Version int
}

func (e *NewerVersionError) Error() string {
	return fmt.Sprintf("%s has format %d, and this Folkmoot knows only format %d: use a newer one", e.Path, e.Version, version)
}

// MissingKeyError says that the file is whole and its key is not here, as with a file from a backup or from another machine. It is no fs.ErrNotExist,
// so that nobody takes it for a profile without keys.
type MissingKeyError struct {
	Path       string
	Protection Protection
	// KeyPath is where the key should lie; "" for the keyring.
	KeyPath string
}

func (e *MissingKeyError) Error() string {
	where := e.KeyPath + " is missing"
	if e.Protection == Keyring {
		where = "the keyring of this machine does not have it"
	}
	return fmt.Sprintf("the key of %s is not here: %s. A file from a backup or from another machine cannot be opened; recover with the 24 words instead", e.Path, where)
}

// ModeError says that others can read or write a file that holds secrets.
type ModeError struct {
	Path string
	Mode fs.FileMode
}

func (e *ModeError) Error() string {
	return fmt.Sprintf("%s can be used by others (mode %04o): run chmod 600 on it, and see who had access", e.Path, e.Mode.Perm())
}

// LeftoverKeyError says that a change of protection is done and safe, and that the key of before could not be removed. It opens older copies of the file.
type LeftoverKeyError struct {
	Protection Protection
	// KeyPath is where it lies; "" for the keyring.
	KeyPath string
	Err     error
}

func (e *LeftoverKeyError) Error() string {
	where := e.KeyPath
	if where == "" {
		where = "the keyring"
	}
	return fmt.Sprintf("the protection was changed, but the key of before could not be removed from %s: %v", where, e.Err)
}

// Unwrap is what the removal failed with.
func (e *LeftoverKeyError) Unwrap() error { return e.Err }
