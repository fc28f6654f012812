package cli

// Poll, shown: the question, the running count, which is no outcome and says so, and who has voted how.

import (
	"strconv"

	"github.com/folkmoot/folkmoot/app/poll"
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
	if err := a.showBallots(v); err != nil {
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
		"ID": v.Short(), "State": a.say.T("poll_state."+v.State, nil), "When": a.words().When(v.ClosesMillis), "Name": v.OpenedBy.String(),
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

// explain says how the method works, where this version knows it.
func (a *act) explain(v view.Poll) error {
	if _, err := poll.MethodOf(v.Method); err != nil {
		return nil // the count says that nothing can be read
	}
	if err := a.println(a.say.T("method."+v.Method+".explain", nil)); err != nil || v.Max == 0 {
		return err
	}
	return a.println(a.say.N("poll.at_most", int(v.Max), nil))
}

func (a *act) showCount(v view.Poll) error {
	said := a.say.N("poll.running", int(v.Running.Voters), nil)
	if len(v.Voters) > 0 {
		said = a.say.N("poll.running_of", int(v.Running.Voters), map[string]any{"Voters": len(v.Voters)})
	}
	if err := a.println(said); err != nil {
		return err
	}
	t := table{head: []string{"", ""}}
	for i, o := range v.Running.Options {
		option := a.words().Option(v.Method, o.Option)
		if v.Method != poll.YesNo {
			option = strconv.Itoa(i+1) + ". " + option
		}
		t.row("  "+option, a.say.Count(int64(o.Count)))
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
	case v.MyVote != "":
		return a.tell("poll.mine", map[string]any{"Choice": a.words().Choice(v.Method, v.Mine)})
	case v.NeedsMe:
		return a.tell("poll.vote_now", map[string]any{"ID": v.Short()})
	case v.WhyNot != "":
		return a.tell("poll.no_vote", map[string]any{"Reason": a.say.T("why_no_vote."+v.WhyNot, nil)})
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
		choice := a.words().Choice(v.Method, b.Options)
		if b.Void {
			choice = a.say.T("choice.void", nil)
		}
		line := "  " + b.Voter.String() + ": " + choice
		if b.Reason != "" {
			line += " – " + text.Line(b.Reason)
		}
		if err := a.println(line); err != nil {
			return err
		}
	}
	return nil
}
