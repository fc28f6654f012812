package trouble

// Delegation: what cannot be delegated, and polls whose opening does not fit.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
)

// delegationTrouble is about who cannot be on a list, and about polls that are none.
func (s Speaker) delegationTrouble(err error) (Said, bool) {
	var delegate *app.DelegateError
	var invalid *app.InvalidPollError
	switch {
	case errors.As(err, &delegate):
		return NoDelegate(s.personName(delegate.Account), err), true
	case errors.Is(err, delegation.ErrForm):
		return Said{Class: BadInput, What: "error.delegate_form", Data: map[string]any{"Most": delegation.MaxRanked}}, true
	case errors.Is(err, app.ErrNoDelegation):
		return Said{Class: Failed, What: "error.no_delegation", Do: "do.no_delegation"}, true
	case errors.As(err, &invalid):
		return s.InvalidPoll(invalid), true
	}
	return Said{}, false
}

// NoDelegate says why somebody of this name cannot be on a list.
func NoDelegate(name string, err error) Said {
	what := "error.delegate_stranger"
	if errors.Is(err, delegation.ErrSelf) {
		what = "error.delegate_self"
	}
	return Said{Class: BadInput, What: what, Data: map[string]any{"Name": name}}
}

// InvalidPoll says in which part an opening differs from what its tellers' receipts show.
func (s Speaker) InvalidPoll(e *app.InvalidPollError) Said {
	var wrong *community.ElectorateError
	data := map[string]any{"ID": e.ID.Short()}
	switch {
	case errors.As(e, &wrong):
		data["Said"], data["Shown"] = wrong.Said, wrong.Shown
		data["Part"] = s.t("invalid_poll."+wrong.Part, map[string]any{"Said": wrong.Said, "Shown": wrong.Shown})
		return Said{Class: Failed, What: "error.invalid_electorate", Data: data}
	case e.Reason == nil:
		data["Reason"] = AsItIs(s.Verdict(e.Verdict.String()))
	default:
		data["Reason"] = e.Reason
	}
	return Said{Class: Failed, What: "error.invalid_poll", Data: data}
}
