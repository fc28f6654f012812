package trouble

// Poll: polls that cannot be opened, and ballots that cannot be cast.

import (
	"errors"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

// pollTrouble is about polls and ballots.
func (s Speaker) pollTrouble(err error) (Said, bool) {
	var period *app.PeriodError
	var past *app.PastCloseError
	var method *app.UnknownMethodError
	var over *app.PollOverError
	var option *poll.UnknownOptionError
	var blamed *poll.BlamedOptionError
	var fit *poll.FitError
	switch {
	case errors.As(err, &fit):
		return Said{Class: BadInput, What: "error.poll_fit", Do: "do.unfit", Data: map[string]any{
			"Method": fit.Method, "Part": s.t("poll_part."+fit.Part, nil), "Reason": Reason(Without(fit.Err, tally.ErrUnfit)),
		}}, true
	case errors.As(err, &past):
		return Said{Class: Usage, What: "error.past_close", Data: map[string]any{"Distance": s.Distance(past.ClosesMillis)}}, true
	case errors.As(err, &period):
		return Said{Class: Usage, What: "error.period", Data: map[string]any{
			"Track": period.Track, "Have": charter.FormatDuration(period.HaveMillis),
			"Least": charter.FormatDuration(period.MinMillis), "Most": charter.FormatDuration(period.MaxMillis),
		}}, true
	case errors.As(err, &method):
		return Said{Class: Usage, What: "error.method", Data: map[string]any{
			"Method": method.Method, "Known": strings.Join(method.Known, ", "),
		}}, true
	case errors.As(err, &over):
		return Said{Class: Failed, What: "error.poll_over", Data: map[string]any{"When": s.When(over.ClosedMillis)}}, true
	case errors.As(err, &option):
		t := Said{Class: Usage, What: "error.option", Data: map[string]any{"Typed": option.Typed, "Options": strings.Join(option.Options, ", ")}}
		if option.Near != "" {
			t.Do, t.Data["Near"] = "do.option_near", option.Near
		}
		return t, true
	case errors.As(err, &blamed):
		return Said{Class: Usage, What: "error.choice_option", Data: map[string]any{
			"Option": blamed.Option, "Reason": Reason(Without(blamed.Err, tally.ErrSpoiled)),
		}}, true
	case errors.Is(err, poll.ErrNoReason):
		return Said{Class: Usage, What: "error.objection_reason", Do: "do.objection_reason"}, true
	case errors.Is(err, poll.ErrChoice):
		return Said{Class: Usage, What: "error.choice", Data: map[string]any{"Reason": Reason(Without(err, poll.ErrChoice))}}, true
	case errors.Is(err, app.ErrNoVoter):
		return Said{Class: Failed, What: "error.no_voter", Data: map[string]any{"Reason": Reason(Without(err, app.ErrNoVoter))}}, true
	}
	return Said{}, false
}
