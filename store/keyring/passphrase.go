package keyring

// Passphrases: bounded, and the same whichever keyboard they were typed on.

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ReadPassphraseFile reads a passphrase from a file, such as one in systemd's $CREDENTIALS_DIRECTORY: one line, whose end is left out. The file's mode
// is not checked, for containers and systemd have their own. Errors: ErrBadPassphrase, and what reading fails with.
func ReadPassphraseFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the passphrase: %w", err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, MaxPassphraseBytes+3)) // a line's end, and one byte that is too many
	if err != nil {
		return nil, fmt.Errorf("reading the passphrase: %w", err)
	}
	line := bytes.TrimSuffix(bytes.TrimSuffix(raw, []byte("\n")), []byte("\r"))
	if bytes.ContainsAny(line, "\n\r\x00") {
		return nil, fmt.Errorf("reading the passphrase from %s: %w: the file is not one line of text", path, ErrBadPassphrase)
	}
	if err := checkPassphrase(line); err != nil {
		return nil, fmt.Errorf("reading the passphrase from %s: %w", path, err)
	}
	return line, nil
}

func checkPassphrase(passphrase []byte) error {
	switch {
	case len(passphrase) == 0:
		return fmt.Errorf("%w: it is empty", ErrBadPassphrase)
	case len(passphrase) > MaxPassphraseBytes:
		return fmt.Errorf("%w: it is longer than %d bytes", ErrBadPassphrase, MaxPassphraseBytes)
	}
	return nil
}

// askPassphrase returns a copy that the caller wipes. It is in NFC, as RFC 8265 (OpaqueString) asks: an é is one letter on one keyboard and two on
// another.
func askPassphrase(c Config) ([]byte, error) {
	if c.Passphrase == nil {
		return nil, ErrNoPassphrase
	}
	given, err := c.Passphrase()
	if err != nil {
		return nil, fmt.Errorf("asking for the passphrase: %w", err)
	}
	if err := checkPassphrase(given); err != nil {
		return nil, err
	}
	if !utf8.Valid(given) {
		return bytes.Clone(given), nil
	}
	return norm.NFC.Append(nil, given...), nil
}
