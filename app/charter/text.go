package charter

// Text: what may stand in names, titles and longer texts, here and in everything that people write.

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// ErrTooLong says that a text exceeds its bound; the error around it is a *TooLongError.
	ErrTooLong = errors.New("too long")
	// ErrNotClean says that a text holds what cannot be shown safely, or nothing that can be seen.
	ErrNotClean = errors.New("not a clean text")
)

// TooLongError says how long a text is, and how long it may be.
type TooLongError struct {
	// Have and Max count Unit.
	Have, Max int
	// Unit is "characters" or "bytes".
	Unit string
}

func (e *TooLongError) Error() string {
	return fmt.Sprintf("%d %s, where at most %d fit", e.Have, e.Unit, e.Max)
}

// Unwrap is ErrTooLong.
func (e *TooLongError) Unwrap() error { return ErrTooLong }

// CheckLine checks a name or a title: one visible line of at most maxCharacters, without white space at its ends, control characters, and
// marks that turn the direction of what follows.
func CheckLine(line string, maxCharacters int) error {
	if err := CheckLength(line, maxCharacters); err != nil {
		return err
	}
	if line == "" {
		return fmt.Errorf("%w: it is empty", ErrNotClean)
	}
	if strings.TrimSpace(line) != line {
		return fmt.Errorf("%w: white space at an end", ErrNotClean)
	}
	visible := false
	for _, r := range line {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp) || turnsDirection(r) {
			return fmt.Errorf("%w: it holds the character %U", ErrNotClean, r)
		}
		visible = visible || !unicode.IsSpace(r) && !isUnseen(r)
	}
	if !visible {
		return fmt.Errorf("%w: nothing of it can be seen", ErrNotClean)
	}
	return nil
}

// CheckLength checks that a text is valid UTF-8 of at most maxCharacters code points. It reads no more of it than that needs.
func CheckLength(text string, maxCharacters int) error {
	if len(text) > maxCharacters {
		if n := utf8.RuneCountInString(text[:min(len(text), utf8.UTFMax*maxCharacters+1)]); n > maxCharacters {
			return &TooLongError{Have: utf8.RuneCountInString(text), Max: maxCharacters, Unit: "characters"}
		}
	}
	if !utf8.ValidString(text) {
		return fmt.Errorf("%w: not UTF-8", ErrNotClean)
	}
	return nil
}

// CheckText checks a longer text of at most maxBytes: lines, tabs, and no other control characters.
func CheckText(text string, maxBytes int) error {
	if len(text) > maxBytes {
		return &TooLongError{Have: len(text), Max: maxBytes, Unit: "bytes"}
	}
	if !utf8.ValidString(text) {
		return fmt.Errorf("%w: not UTF-8", ErrNotClean)
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' {
			return fmt.Errorf("%w: it holds the character %U", ErrNotClean, r)
		}
	}
	return nil
}

// turnsDirection reports the embeddings, overrides and isolates of Unicode's bidirectional algorithm: in a name they reorder its surroundings.
func turnsDirection(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// isUnseen lists the characters that print nothing by themselves. The list is frozen: what a kept body may say must not change with the tables
// of a newer Unicode, or two builds would store different ops.
func isUnseen(r rune) bool {
	switch {
	case r == 0x00ad, r == 0x034f, r == 0x061c, r == 0x180e, r == 0xfeff, r == 0xfffd:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x2060 && r <= 0x206f, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}
