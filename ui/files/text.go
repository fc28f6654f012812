package files

// Text: what people wrote somewhere else.

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// MaxTextBytes bounds what is read as a text: far more than any text may have, so that who brings ten megabytes hears how long it may be.
const MaxTextBytes = 1 << 20

// TextTooLongError says that there is more than MaxTextBytes.
type TextTooLongError struct{ Limit int }

func (e *TextTooLongError) Error() string {
	return fmt.Sprintf("the text has more than %d bytes", e.Limit)
}

// NotTextError says that a file is no text in UTF-8.
type NotTextError struct{ Name string }

func (e *NotTextError) Error() string { return e.Name + " is not UTF-8 text" }

// Text reads a text whole, with plain line breaks and none at its end. name is what an error calls it.
func Text(r io.Reader, name string) (string, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxTextBytes+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("reading %s: %w", name, err)
	case len(content) > MaxTextBytes:
		return "", &TextTooLongError{MaxTextBytes}
	case !utf8.Valid(content):
		return "", &NotTextError{name}
	}
	return strings.TrimRight(strings.ReplaceAll(string(content), "\r\n", "\n"), "\n"), nil
}
