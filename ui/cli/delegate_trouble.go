package cli

// Trouble with delegations, and with polls whose opening does not fit.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
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

func (a *act) delegateTrouble(err error) (trouble, bool) {
	var delegate *delegateError
	var twice *twiceError
	var which *whichDelegationError
	var invalid *app.InvalidPollError
	switch {
	case errors.As(err, &delegate):
		what := "error.delegate_stranger"
		if errors.Is(err, delegation.ErrSelf) {
			what = "error.delegate_self"
		}
		return trouble{code: ExitBadInput, what: what, data: map[string]any{"Name": delegate.name.String()}}, true
	case errors.As(err, &twice):
		return trouble{code: ExitBadInput, what: "error.delegate_twice", data: map[string]any{"Name": twice.name.String()}}, true
	case errors.Is(err, delegation.ErrForm):
		return trouble{code: ExitBadInput, what: "error.delegate_form", data: map[string]any{"Most": delegation.MaxRanked}}, true
	case errors.Is(err, app.ErrNoDelegation):
		return trouble{code: ExitFailed, what: "error.no_delegation", do: "do.no_delegation"}, true
	case errors.As(err, &which) && len(which.candidates) == 0:
		return trouble{code: ExitNotFound, what: "error.no_own_delegation"}, true
	case errors.As(err, &which):
		t := trouble{code: ExitUsage, what: "error.which_delegation", do: "do.ambiguous"}
		for _, d := range which.candidates {
			t.more = append(t.more, d.Short()+gap+a.delegationSentence(d))
		}
		return t, true
	case errors.As(err, &invalid):
		return a.invalidPoll(invalid), true
	}
	return trouble{}, false
}

// invalidPoll says in which part an opening differs from what its tellers' receipts show.
func (a *act) invalidPoll(e *app.InvalidPollError) trouble {
	var wrong *community.ElectorateError
	data := map[string]any{"ID": e.ID.Short()}
	switch {
	case errors.As(e, &wrong):
		data["Said"], data["Shown"] = wrong.Said, wrong.Shown
		data["Part"] = a.say.T("invalid_poll."+wrong.Part, map[string]any{"Said": wrong.Said, "Shown": wrong.Shown})
		return trouble{code: ExitFailed, what: "error.invalid_electorate", data: data}
	case e.Reason == nil:
		data["Reason"] = asItIs(a.verdict(e.Verdict.String()))
	default:
		data["Reason"] = e.Reason
	}
	return trouble{code: ExitFailed, what: "error.invalid_poll", data: data}
}
