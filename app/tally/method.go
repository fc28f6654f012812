package tally

// Methods: what each one says of itself, and the one list that names them all.

import (
	"errors"
	"fmt"
)

// ErrUnfit says that an election, or its settings, do not fit the method; the error around it says why.
var ErrUnfit = errors.New("does not fit the method")

// ErrMethod says that no method is called so.
var ErrMethod = errors.New("no such method")

// ErrSpoiled says that a ballot is none under the method's rules. It is counted among the spoiled, and nothing else changes.
var ErrSpoiled = errors.New("spoiled ballot")

// Method is one way to count. It is one file with a value that holds no state, is safe for many goroutines, and stands in Methods.
type Method interface {
	// Name is what polls and command lines call it.
	Name() string
	// Form is the form of its ballots.
	Form() Form
	// Params lists its variants and numbers, in the order in which a person would be asked.
	Params() []Param
	// Fit checks the number of options, seats, budget and electorate, without looking at a ballot. Errors wrap ErrUnfit.
	Fit(e *Election, s Settings) error
	// Valid judges one ballot whose form Count has checked already. Errors wrap ErrSpoiled.
	Valid(e *Election, s Settings, b *Ballot) error
	// Tally counts. It is called by Count alone, with settings that are complete and ballots that are Valid, and fills everything of r
	// that its method knows. Errors wrap ErrUnfit.
	Tally(e *Election, s Settings, r *Result) error
}

// MethodOf finds a method by its name. The error wraps ErrMethod.
func MethodOf(name string) (Method, error) {
	for _, m := range Methods() {
		if m.Name() == name {
			return m, nil
		}
	}
	return nil, fmt.Errorf("%w as %.40q", ErrMethod, name)
}

// ExplainID, GoodID and BadID name the sentences that explain a method, and say what it is good and bad for.
func ExplainID(m Method) string { return "method." + m.Name() + ".explain" }

// GoodID names the sentence about what the method is good for.
func GoodID(m Method) string { return "method." + m.Name() + ".good" }

// BadID names the sentence about what the method is bad for.
func BadID(m Method) string { return "method." + m.Name() + ".bad" }

func unfit(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUnfit, fmt.Sprintf(format, args...))
}

func spoiled(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrSpoiled, fmt.Sprintf(format, args...))
}
