package poll

// Methods: how people choose, and how a choice is written into a ballot.

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
)

// ErrChoice says that something is no choice in a poll.
var ErrChoice = errors.New("not a choice in this poll")

// UnknownOptionError says which word of a typed choice is no option.
type UnknownOptionError struct {
	Typed string
	// Options are what can be chosen.
	Options []string
}

func (e *UnknownOptionError) Error() string {
	return fmt.Sprintf("%q is no option; there are %s", e.Typed, strings.Join(e.Options, ", "))
}

// Unwrap is ErrChoice.
func (e *UnknownOptionError) Unwrap() error { return ErrChoice }

// Choice is what a voter marked.
type Choice struct {
	// Options are the numbers of the marked options among the method's Options, from 0, ascending. None: the voter approves of nothing.
	Options []int
}

// Method is one way to vote. Methods hold no state, and may be used at once by many goroutines.
type Method interface {
	// Name is what openings call it.
	Name() string
	// Check checks that an opening's options and maximum are what the method asks for. Its errors wrap kind.ErrInvalid.
	Check(open *Open) error
	// Options lists what is counted, in order: the opening's options, or the method's own words.
	Options(open *Open) []string
	// ParseChoice reads what a person types. Its errors wrap ErrChoice, and are a *UnknownOptionError where a word is no option.
	ParseChoice(open *Open, typed string) (Choice, error)
	// Encode writes a choice as a ballot holds it. Errors wrap ErrChoice.
	Encode(open *Open, choice Choice) ([]byte, error)
	// Decode reads what Encode writes, and nothing else. Errors wrap ErrChoice.
	Decode(open *Open, payload []byte) (Choice, error)
}

// Methods lists them all, the plainest first.
func Methods() []Method { return []Method{yesNo{}, approval{}} }

// MethodOf finds a method by its name. The error wraps kind.ErrInvalid.
func MethodOf(name string) (Method, error) {
	for _, m := range Methods() {
		if m.Name() == name {
			return m, nil
		}
	}
	return nil, fmt.Errorf("%w: no method is called %.40q", kind.ErrInvalid, name)
}

// ExplainID names the sentence that explains a method to voters.
func ExplainID(m Method) string { return "method." + m.Name() + ".explain" }

// checkTyped bounds what a person typed, and takes the white space off its ends.
func checkTyped(typed string) (string, error) {
	if len(typed) > maxTypedBytes {
		return "", fmt.Errorf("%w: %w", ErrChoice, &charter.TooLongError{Have: len(typed), Max: maxTypedBytes, Unit: "bytes"})
	}
	return strings.TrimSpace(typed), nil
}

// optionNamed is the number of an option, whatever the case of its letters from a to z; -1 for none. Other letters are compared as they are:
// it decides whether an opening is valid, so it must not change with the tables of a newer Unicode.
func optionNamed(options []string, name string) int {
	name = lowerASCII(name)
	return slices.IndexFunc(options, func(o string) bool { return lowerASCII(o) == name })
}

func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r - 'A' + 'a'
		}
		return r
	}, s)
}
