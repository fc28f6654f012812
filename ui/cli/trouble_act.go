package cli

// Trouble with what was asked for: names that mean nothing or several things, acts that would not count, votes that cannot be cast.

import (
	"errors"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// choiceTrouble is about a name or an id that means nothing, or several things.
func (a *act) choiceTrouble(err error) (trouble, bool) {
	var unknown *app.UnknownCommunityError
	var which *app.WhichCommunityError
	var ambiguous *app.AmbiguousError
	var person *app.WhichPersonError
	var track *app.UnknownTrackError
	var device *deviceError
	var draft *app.WhichDraftError
	var pending *app.JoinPendingError
	switch {
	case errors.As(err, &pending):
		return trouble{
			code: ExitFailed, what: "error.join_pending", do: "do.join_pending", data: map[string]any{"When": a.words().When(pending.Since)},
		}, true
	case errors.As(err, &unknown):
		return trouble{
			code: ExitNotFound, what: "error.unknown_community", do: "do.community", more: a.communityLines(unknown.Known),
			data: map[string]any{"Text": unknown.Text},
		}, true
	case errors.As(err, &which):
		return trouble{code: ExitUsage, what: "error.which_community", do: "do.community", more: a.communityLines(which.Candidates)}, true
	case errors.As(err, &ambiguous):
		ids := make([]string, len(ambiguous.Candidates))
		for i, id := range ambiguous.Candidates {
			ids[i] = id.String()
		}
		return trouble{
			code: ExitNotFound, what: "error.ambiguous", do: "do.ambiguous", more: text.ShortIDs(ids),
			data: map[string]any{"Text": ambiguous.Text},
		}, true
	case errors.As(err, &person):
		return whichPerson(person), true
	case errors.As(err, &device):
		t := trouble{code: ExitNotFound, what: "error.which_device", do: "do.which_device", data: map[string]any{"Text": device.typed}}
		for _, d := range device.candidates {
			t.more = append(t.more, d.Key+gap+text.Line(d.Name))
		}
		return t, true
	case errors.As(err, &draft):
		t := trouble{code: ExitNotFound, what: "error.which_draft", do: "do.ambiguous", data: map[string]any{"Text": draft.Text}}
		for _, d := range draft.Candidates {
			t.more = append(t.more, d.ID+gap+text.Line(d.Title))
		}
		return t, true
	case errors.As(err, &track):
		return trouble{
			code: ExitNotFound, what: "error.unknown_track", do: "do.unknown_track",
			data: map[string]any{"Track": track.Track, "Known": strings.Join(track.Known, ", ")},
		}, true
	}
	return trouble{}, false
}

func whichPerson(e *app.WhichPersonError) trouble {
	t := trouble{code: ExitNotFound, what: "error.which_person", do: "do.which_person", data: map[string]any{"Text": e.Text}}
	for _, n := range e.Candidates {
		t.more = append(t.more, n.Fingerprint+gap+text.Line(n.Text))
	}
	return t
}

// actTrouble is about acts that would not count, or that cannot be written as things are.
func (a *act) actTrouble(err error) (trouble, bool) {
	var refused *app.NotAppliedError
	var form *app.FormError
	var name *app.DuplicateNameError
	var board *app.BoardError
	switch {
	case errors.As(err, &board):
		return a.boardTrouble(board), true
	case errors.Is(err, app.ErrNotRetirable):
		return trouble{code: ExitFailed, what: "error.not_retirable", do: "do.not_retirable"}, true
	case errors.Is(err, kind.ErrNoRight):
		return trouble{code: ExitFailed, what: "error.no_right", data: map[string]any{"Reason": reasonText(reasonOf(err, kind.ErrNoRight))}}, true
	case errors.As(err, &refused):
		reason := error(refused)
		if refused.Reason != nil {
			reason = refused.Reason
		}
		return trouble{code: ExitFailed, what: "error.not_applied", data: map[string]any{"Reason": reason}}, true
	case errors.As(err, &form):
		return trouble{code: ExitBadInput, what: "error.form", data: map[string]any{"Reason": form.Err}}, true
	case errors.Is(err, kind.ErrForm):
		return trouble{code: ExitBadInput, what: "error.form", data: map[string]any{"Reason": reasonText(reasonOf(err, kind.ErrForm))}}, true
	case errors.As(err, &name):
		return trouble{code: ExitFailed, what: "error.duplicate_name", do: "do.duplicate_name", data: map[string]any{"Name": name.Name}}, true
	case errors.Is(err, app.ErrNotPossible):
		return trouble{code: ExitFailed, what: "error.not_possible", data: map[string]any{"Reason": reasonText(reasonOf(err, app.ErrNotPossible))}}, true
	}
	return trouble{}, false
}

// pollTrouble is about polls and ballots.
func (a *act) pollTrouble(err error) (trouble, bool) {
	var period *app.PeriodError
	var past *app.PastCloseError
	var method *app.UnknownMethodError
	var over *app.PollOverError
	var option *poll.UnknownOptionError
	var blamed *poll.BlamedOptionError
	var fit *poll.FitError
	var unwritable *unwritableError
	switch {
	case errors.As(err, &fit):
		return trouble{code: ExitBadInput, what: "error.poll_fit", do: "do.unfit", data: map[string]any{
			"Method": fit.Method, "Part": a.say.T("poll_part."+fit.Part, nil), "Reason": reasonText(reasonOf(fit.Err, tally.ErrUnfit)),
		}}, true
	case errors.As(err, &unwritable):
		return trouble{code: ExitUsage, what: "error.unwritable", data: map[string]any{
			"Name": unwritable.name, "Reason": reasonText(reasonOf(err, ballotfile.ErrFormat)),
		}}, true
	case errors.As(err, &past):
		return trouble{code: ExitUsage, what: "error.past_close", data: map[string]any{"Distance": a.words().Distance(past.ClosesMillis)}}, true
	case errors.As(err, &period):
		return trouble{code: ExitUsage, what: "error.period", data: map[string]any{
			"Track": period.Track, "Have": charter.FormatDuration(period.HaveMillis),
			"Least": charter.FormatDuration(period.MinMillis), "Most": charter.FormatDuration(period.MaxMillis),
		}}, true
	case errors.As(err, &method):
		return trouble{code: ExitUsage, what: "error.method", data: map[string]any{
			"Method": method.Method, "Known": strings.Join(method.Known, ", "),
		}}, true
	case errors.As(err, &over):
		return trouble{code: ExitFailed, what: "error.poll_over", data: map[string]any{"When": a.words().When(over.ClosedMillis)}}, true
	case errors.As(err, &option):
		t := trouble{code: ExitUsage, what: "error.option", data: map[string]any{"Typed": option.Typed, "Options": strings.Join(option.Options, ", ")}}
		if option.Near != "" {
			t.do, t.data["Near"] = "do.option_near", option.Near
		}
		return t, true
	case errors.As(err, &blamed):
		return trouble{code: ExitUsage, what: "error.choice_option", data: map[string]any{
			"Option": blamed.Option, "Reason": reasonText(reasonOf(blamed.Err, tally.ErrSpoiled)),
		}}, true
	case errors.Is(err, poll.ErrNoReason):
		return trouble{code: ExitUsage, what: "error.objection_reason", do: "do.objection_reason"}, true
	case errors.Is(err, poll.ErrChoice):
		return trouble{code: ExitUsage, what: "error.choice", data: map[string]any{"Reason": reasonText(reasonOf(err, poll.ErrChoice))}}, true
	case errors.Is(err, app.ErrNoVoter):
		return trouble{code: ExitFailed, what: "error.no_voter", data: map[string]any{"Reason": reasonText(reasonOf(err, app.ErrNoVoter))}}, true
	}
	return trouble{}, false
}
