package cli

// Poll, shown: the question, the running count, which is no outcome and says so, and who has voted how.

import (
	"strconv"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) showPoll(v view.Poll) error {
	if err := a.showRunning(v); err != nil {
		return err
	}
	if v.NeedsNewer {
		if err := a.tell("poll.needs_newer", nil); err != nil {
			return err
		}
	}
	if err := a.showClosing(v); err != nil {
		return err
	}
	if err := a.showCourse(v); err != nil {
		return err
	}
	if err := a.showStand(v); err != nil {
		return err
	}
	if err := a.showBallots(v); err != nil {
		return err
	}
	if err := a.notVotedLine(v); err != nil {
		return err
	}
	if err := a.showPollDelegations(v); err != nil {
		return err
	}
	if err := a.showFollowUpOf(v); err != nil {
		return err
	}
	if err := a.showPollComments(v); err != nil {
		return err
	}
	switch {
	case v.TextHidden:
		return a.heading(a.say.T("poll.text_hidden", map[string]any{"ID": text.ShortID(v.Proposal)}))
	case v.Text != "":
		if err := a.heading(a.say.T("poll.text", map[string]any{"ID": text.ShortID(v.Proposal)})); err != nil {
			return err
		}
		return a.paragraphs(v.Text, "  ")
	}
	return nil
}

// showRunning writes a poll's question, the running count, and what the reader can do.
func (a *act) showRunning(v view.Poll) error {
	if err := a.println(text.Line(v.Title)); err != nil {
		return err
	}
	if err := a.tell("poll.line", map[string]any{
		"ID": v.Short(), "State": a.phaseWord(v), "When": a.words().When(v.ClosesMillis), "Name": v.OpenedBy.String(),
		"Track": v.Track,
	}); err != nil {
		return err
	}
	if v.State == view.PollOpen {
		if err := a.explain(v); err != nil {
			return err
		}
	}
	if err := a.showCount(v); err != nil {
		return err
	}
	return a.showMine(v)
}

func (a *act) showCount(v view.Poll) error {
	said := a.say.N("poll.running", int(v.Running.Voters), nil)
	if len(v.Voters) > 0 {
		said = a.say.N("poll.running_of", int(v.Running.Voters), map[string]any{"Voters": len(v.Voters)})
	}
	switch {
	case v.HasOutcome():
		said = a.say.N("closing.sealed_count", int(v.Running.Voters), nil)
	case v.State == view.PollClosed:
		said = a.say.N("closing.known_here", int(v.Running.Voters), nil)
	}
	if err := a.println(said); err != nil {
		return err
	}
	t := table{head: []string{"", ""}}
	for i, o := range v.Running.Options {
		if v.Form == tally.Choice || v.Form == tally.Consents {
			t.row("  "+a.words().Option(v.Form, o.Option), a.say.Count(int64(o.Count)))
			continue
		}
		option, count := strconv.Itoa(i+1)+". "+text.Line(o.Option), a.say.Count(int64(o.Count))
		if cost := v.Options[i].Cost; cost > 0 {
			option = a.say.T("poll.costs", map[string]any{"Option": option, "Cost": a.say.Count(int64(cost))})
		}
		if v.Form != tally.Approvals {
			count = a.say.N("poll.marks", int(o.Count), nil)
		}
		t.row("  "+option, count)
	}
	if v.Running.Blank > 0 {
		t.row("  "+a.say.T("choice.nothing", nil), a.say.Count(int64(v.Running.Blank)))
	}
	if v.Running.Void > 0 {
		t.row("  "+a.say.T("choice.void", nil), a.say.Count(int64(v.Running.Void)))
	}
	widths := t.widths()
	for _, row := range t.rows {
		if err := a.println(a.fit(row, widths)); err != nil {
			return err
		}
	}
	return nil
}

// showMine says what the reader has chosen, can choose, or why not.
func (a *act) showMine(v view.Poll) error {
	switch {
	case v.EnteredForMe != nil:
		data := map[string]any{"Choice": a.words().Choice(v.Form, v.Mine), "Entered": a.entered(v.EnteredForMe), "ID": v.Short()}
		if v.State != view.PollOpen {
			return a.tell("poll.entered_over", data)
		}
		return a.tell("poll.entered", data)
	case v.MyVote != "":
		return a.tell("poll.mine", map[string]any{"Choice": a.words().Choice(v.Form, v.Mine)})
	case v.NeedsMe:
		return a.tell("poll.vote_now", map[string]any{"ID": v.Short()})
	case v.WhyNot != "":
		return a.tell("poll.no_vote", map[string]any{"Reason": a.words().WhyNoVote(v.WhyNot, v.NoVote)})
	}
	return nil
}

// showStand counts by the poll's method what is known here, with everything by which that can be followed.
func (a *act) showStand(v view.Poll) error {
	if v.Running.Tally == nil || v.Running.Voters == 0 {
		return nil
	}
	w, t := a.words(), *v.Running.Tally
	heading := a.say.T("poll.stand", nil)
	switch {
	case v.HasOutcome():
		heading = a.say.T("closing.sealed_stand", nil)
	case v.State == view.PollClosed:
		heading = a.say.T("closing.stand", nil)
	}
	if err := a.heading(heading); err != nil {
		return err
	}
	lines := append(append([]string{t.Verdict(w)}, t.Reasons(w)...), t.Ties(w)...)
	if !v.HasOutcome() && len(t.Result.Ties) > 0 && (v.Ties == poll.TieByDraw || v.Ties == poll.TieByPreviousThenDraw) {
		lines = append(lines, a.say.T("poll.draw_later", nil))
	}
	for _, line := range lines {
		if err := a.println(a.wrapped(line)); err != nil {
			return err
		}
	}
	shows := []func(view.Tally) error{a.showGrades, a.showProjects, a.showMatrices, a.showRounds}
	if v.Form != tally.Choice && v.Form != tally.Approvals && v.Form != tally.Consents {
		shows = append([]func(view.Tally) error{a.showTotals}, shows...) // elsewhere they are the marks
	}
	for _, show := range shows {
		if err := show(t); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) showBallots(v view.Poll) error {
	if len(v.Ballots) == 0 {
		return nil
	}
	if err := a.heading(a.say.T("poll.ballots", nil)); err != nil {
		return err
	}
	for _, b := range v.Ballots {
		choice := a.words().Choice(v.Form, b.Choice)
		if b.Void {
			choice = a.say.T("choice.void", nil)
		}
		line := "  " + b.Voter.String() + ": " + choice
		if b.HiddenBy != nil {
			line += " – " + a.say.T("ballot.reason_hidden", map[string]any{"Name": b.HiddenBy.String(), "Reason": text.Line(b.HiddenReason), "ID": text.ShortID(b.ID)})
		}
		if b.Reason != "" {
			line += " – " + text.Line(b.Reason)
		}
		if b.Entered != nil {
			line += " (" + a.entered(b.Entered) + ")"
		}
		if v.IsLate(b.ID) {
			line += " (" + a.say.T("ballot.not_counted", nil) + ")"
		}
		if err := a.println(line); err != nil {
			return err
		}
	}
	return nil
}
