package cli

// Prompt: questions, which are asked only where somebody sits at a terminal. Everywhere else a command says which flag would have answered.

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// maxLineBytes bounds what is read as one answer; 24 words are 216 characters at most.
const maxLineBytes = 4096

// errTooMuch says that more was typed or piped in than fits.
var errTooMuch = errors.New("more was given than fits")

// line asks for one line. It must only be called where a.call.Terminal is set, or where standard input is known to be the answer.
func (a *act) line(question string) (string, error) {
	if question != "" {
		fmt.Fprint(a.call.Err, question+" ")
	}
	line, err := a.readLine()
	if err != nil {
		return "", fmt.Errorf("reading an answer: %w", err)
	}
	return strings.TrimSpace(line), nil
}

// readLine reads one line of standard input, without its end. io.EOF comes only where nothing was left.
func (a *act) readLine() (string, error) {
	if a.lines == nil {
		a.lines = bufio.NewReaderSize(a.call.In, maxLineBytes)
	}
	line, err := a.lines.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", errTooMuch
	case errors.Is(err, io.EOF) && len(line) > 0:
	case err != nil:
		return "", err
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

// errNotConfirmed says that a person said no.
var errNotConfirmed = errors.New("not confirmed")

// confirm asks before what cannot be undone. The sentence names what will happen.
func (a *act) confirm(sentence string) error {
	if a.opts.yes {
		return nil
	}
	if !a.call.Terminal {
		return needFlag("--yes")
	}
	fmt.Fprintln(a.call.Err, sentence)
	answer, err := a.line(a.say.T("prompt.confirm", nil))
	if err != nil {
		return err
	}
	if answer = strings.ToLower(answer); answer != "" && strings.HasPrefix(strings.ToLower(a.say.T("prompt.yes", nil)), answer) {
		return nil
	}
	return errNotConfirmed
}

// secret asks for a line that is not shown.
func (a *act) secret(question string) ([]byte, error) {
	fmt.Fprint(a.call.Err, question+" ")
	secret, err := a.call.ReadSecret()
	fmt.Fprintln(a.call.Err)
	if err != nil {
		return nil, fmt.Errorf("reading a passphrase: %w", err)
	}
	return secret, nil
}

// canAskSecret reports whether a line can be read without showing it.
func (a *act) canAskSecret() bool { return a.call.Terminal && a.call.ReadSecret != nil }

const (
	// credentialsVariable names the folder in which systemd lays secrets for a service, and credentialName the file in it.
	credentialsVariable = "CREDENTIALS_DIRECTORY"
	credentialName      = "folkmoot-passphrase"
)

// passphrase gets the passphrase of the profile: from --passphrase-file, from systemd, or from a person.
func (a *act) passphrase(context.Context) ([]byte, error) {
	secret, err := a.writtenPassphrase()
	if err != nil || secret != nil {
		return secret, err
	}
	if !a.canAskSecret() {
		return nil, needFlag("--passphrase-file")
	}
	return a.secret(a.say.T("prompt.passphrase", nil))
}

// writtenPassphrase is the passphrase that lies in a file; nil where no file is named.
func (a *act) writtenPassphrase() ([]byte, error) {
	path := a.path(a.opts.passphraseFile)
	if folder := a.call.env(credentialsVariable); path == "" && folder != "" {
		path = filepath.Join(folder, credentialName)
		if !isFile(path) {
			return nil, nil // the folder holds whatever the unit names; ours need not be among it
		}
	}
	if path == "" {
		return nil, nil
	}
	return a.face.Profiles.PassphraseFile(path)
}

var (
	errEmptyPassphrase     = errors.New("the passphrase is empty")
	errDifferentPassphrase = errors.New("the two passphrases differ")
)

// newPassphrase gets a passphrase for a new profile; a person types it twice.
func (a *act) newPassphrase(context.Context) ([]byte, error) {
	secret, err := a.writtenPassphrase()
	if err != nil || secret != nil {
		return secret, err
	}
	if !a.canAskSecret() {
		return nil, needFlag("--passphrase-file")
	}
	first, err := a.secret(a.say.T("prompt.new_passphrase", nil))
	if err != nil {
		return nil, err
	}
	if len(first) == 0 {
		return nil, errEmptyPassphrase
	}
	second, err := a.secret(a.say.T("prompt.again", nil))
	if err != nil {
		return nil, err
	}
	if string(first) != string(second) {
		return nil, errDifferentPassphrase
	}
	return first, nil
}
