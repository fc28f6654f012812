package identity

// Names: what a person or a community may be called, so that a name shows as what it is.

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ErrName is wrapped by everything that CleanName answers.
var ErrName = errors.New("this name cannot be used")

var (
	// ErrNameEmpty says that nothing is left without the spaces.
	ErrNameEmpty = fmt.Errorf("%w: it is empty", ErrName)
	// ErrNameTooLong says that it is over MaxNameChars or MaxNameBytes.
	ErrNameTooLong = fmt.Errorf("%w: it is longer than %d characters or %d bytes", ErrName, MaxNameChars, MaxNameBytes)
	// ErrNameEncoding says that it is not UTF-8.
	ErrNameEncoding = fmt.Errorf("%w: it is not valid UTF-8", ErrName)
)

// NameCharacterError points at a character that no name may have.
type NameCharacterError struct {
	Rune rune
	// Position counts code points from 1, in the name as it was given.
	Position int
	// Why in a few words.
	Why string
}

func (e *NameCharacterError) Error() string {
	return fmt.Sprintf("%s: character %d (%U) %s", ErrName, e.Position, e.Rune, e.Why)
}

// Unwrap makes it an ErrName.
func (e *NameCharacterError) Unwrap() error { return ErrName }

// CleanName returns a name in NFC, with single plain spaces and none around. It refuses what does not show, what changes the direction of the text
// around it, and marks piled up. What Unicode calls a character depends on the version that a build knows: use it where people type names,
// never to judge an op.
// Errors, all of which are ErrName: ErrNameEmpty, ErrNameTooLong, ErrNameEncoding, *NameCharacterError.
func CleanName(name string) (string, error) {
	if len(name) > maxRawNameBytes {
		return "", ErrNameTooLong
	}
	if !utf8.ValidString(name) {
		return "", ErrNameEncoding
	}
	if err := checkCharacters(name); err != nil {
		return "", err
	}
	name = strings.Map(dropSelector, norm.NFC.String(name))
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "":
		return "", ErrNameEmpty
	case len(name) > MaxNameBytes || utf8.RuneCountInString(name) > MaxNameChars:
		return "", ErrNameTooLong
	}
	return name, nil
}

// dropSelector takes out the two variation selectors that keyboards put after an emoji unasked. The name is the same without.
func dropSelector(r rune) rune {
	if isSelector(r) {
		return -1
	}
	return r
}

func isSelector(r rune) bool { return r == '\ufe0e' || r == '\ufe0f' }

// checkCharacters goes over a name as it was given, so that positions are those that the person sees.
func checkCharacters(name string) error {
	position, marks, begun := 0, 0, false
	for _, r := range name {
		position++
		if isSelector(r) {
			continue
		}
		if why := whyRefused(r); why != "" {
			return &NameCharacterError{Rune: r, Position: position, Why: why}
		}
		if !unicode.Is(unicode.M, r) {
			begun, marks = !unicode.Is(unicode.Zs, r), 0
			continue
		}
		marks++
		switch {
		case !begun:
			return &NameCharacterError{Rune: r, Position: position, Why: "is a mark without a letter to stand on"}
		case marks > maxMarks:
			return &NameCharacterError{Rune: r, Position: position, Why: fmt.Sprintf("is more than %d marks on one letter", maxMarks)}
		}
	}
	return nil
}

// whyRefused is "" for a character that a name may have.
func whyRefused(r rune) string {
	switch {
	case unicode.Is(unicode.Bidi_Control, r):
		return "changes the direction of the text around it"
	case unicode.Is(unicode.Cc, r), unicode.In(r, unicode.Zl, unicode.Zp):
		return "is a control character or a line break"
	case isInvisible(r):
		return "does not show"
	case !unicode.IsGraphic(r), r == utf8.RuneError:
		return "is not a character that every machine can show"
	}
	return ""
}

// isInvisible is Unicode's Default_Ignorable_Code_Point, the other format characters, and the one blank that is neither a space nor ignorable.
func isInvisible(r rune) bool {
	const brailleBlank = '\u2800'
	return r == brailleBlank ||
		unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
