package cli

// Trouble with delegations: what only a command can say of them.

import (
	"errors"

	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// delegateError says who cannot be on a list.
type delegateError struct {
	name view.Name
	err  error
}

func (e *delegateError) Error() string { return e.err.Error() }

func (e *delegateError) Unwrap() error { return e.err }

// twiceError says who is on a list twice.
type twiceError struct{ name view.Name }

func (e *twiceError) Error() string { return e.name.String() + " is on the list twice" }

// whichDelegationError says that the reader has none, or several.
type whichDelegationError struct{ candidates []view.Delegation }

func (e *whichDelegationError) Error() string { return "which delegation is meant" }

func (a *act) delegateTrouble(err error) (trouble.Said, bool) {
	var delegate *delegateError
	var twice *twiceError
	var which *whichDelegationError
	switch {
	case errors.As(err, &delegate):
		return trouble.NoDelegate(delegate.name.String(), err), true
	case errors.As(err, &twice):
		return trouble.Said{Class: trouble.BadInput, What: "error.delegate_twice", Data: map[string]any{"Name": twice.name.String()}}, true
	case errors.As(err, &which) && len(which.candidates) == 0:
		return trouble.Said{Class: trouble.NotFound, What: "error.no_own_delegation"}, true
	case errors.As(err, &which):
		t := trouble.Said{Class: trouble.Usage, What: "error.which_delegation", Do: "do.ambiguous"}
		for _, d := range which.candidates {
			t.More = append(t.More, d.Short()+gap+a.delegationSentence(d))
		}
		return t, true
	}
	return trouble.Said{}, false
}
