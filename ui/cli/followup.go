package cli

// Followup: what a poll has decided, and who does it.

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) followupCommands() *cobra.Command {
	return a.noun("followup", "followup", a.followupList(), a.followupShow(), a.followupSet(),
		a.followupMark("done", followup.Done, "folkmoot followup done m4c2ttpx \"Wood is there\"\nfolkmoot followup done m4c2ttpx 2 --why \"from the shed\"\nfolkmoot followup done m4c2ttpx"),
		a.followupMark("drop", followup.Dropped, "folkmoot followup drop m4c2ttpx 2 --why \"we have enough\"\nfolkmoot followup drop m4c2ttpx"),
		a.followupMark("reopen", followup.Open, "folkmoot followup reopen m4c2ttpx 2"))
}

func (a *act) followupList() *cobra.Command {
	var all bool
	cmd := a.verb(spec{
		use: "list", key: "followup.list", needs: needsProfile, example: "folkmoot followup list\nfolkmoot followup list --all",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			list, err := view.FollowUps(ctx, c, all)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"followups": list}, func() error { return a.showFollowUps(list) })
		},
	})
	cmd.Flags().BoolVar(&all, "all", false, a.flag("followup_all"))
	return cmd
}

func (a *act) showFollowUps(list []view.FollowUp) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.state", nil), a.say.T("column.owner", nil), a.say.T("column.next", nil), a.say.T("column.title", nil),
	}}
	for _, v := range list {
		owner := "–"
		if v.Owner != nil {
			owner = v.Owner.String()
		}
		t.row(v.Short(), a.followUpState(v), owner, a.nextDue(v), text.Line(v.Title))
	}
	return a.show(t, a.say.T("followup.none", nil))
}

func (a *act) followUpState(v view.FollowUp) string {
	state := a.say.T("followup.state."+v.State, nil)
	if v.NeedsOwner {
		state = a.say.T("followup.needs_owner", nil)
	}
	if v.Late {
		state += ", " + a.say.T("followup.late", nil)
	}
	return state
}

// nextDue is the open milestone whose time comes first, else the review.
func (a *act) nextDue(v view.FollowUp) string {
	next := v.ReviewMillis
	for _, m := range v.Milestones {
		if m.State == string(followup.Open) && (next == 0 || m.DueMillis < next) {
			next = m.DueMillis
		}
	}
	if next == 0 || v.State != string(followup.Open) {
		return "–"
	}
	return a.words().Distance(next)
}

func (a *act) followupShow() *cobra.Command {
	return a.verb(spec{
		use: "show POLL", key: "followup.show", args: exactly(1), needs: needsProfile, hints: a.followUpHints, example: "folkmoot followup show m4c2ttpx",
		run: func(ctx context.Context, args []string) error {
			c, id, err := a.pollMeant(ctx, args[0])
			if err != nil {
				return err
			}
			return a.answerFollowUp(ctx, c, id)
		},
	})
}

func (a *act) answerFollowUp(ctx context.Context, c *app.Community, id op.ID) error {
	v, err := view.FollowUpOf(ctx, c, id)
	if err != nil {
		return err
	}
	return a.answer(v, func() error {
		if err := a.println(text.Line(v.Title)); err != nil {
			return err
		}
		return a.showFollowUp(v)
	})
}

// showFollowUp is what stands below a poll's outcome.
func (a *act) showFollowUp(v view.FollowUp) error {
	var lines []string
	if v.Owner == nil {
		lines = append(lines, a.wrapped(a.say.T("followup.unplanned", map[string]any{"ID": v.Short()})))
	} else {
		data := map[string]any{"Name": v.Owner.String(), "State": a.followUpState(v), "Why": text.Line(v.Why)}
		key := "followup.line"
		if v.Why != "" {
			key = "followup.line_why"
		}
		lines = append(lines, a.wrapped(a.say.T(key, data)))
	}
	for i, m := range v.Milestones {
		lines = append(lines, a.milestoneLine(i+1, m))
	}
	if v.ReviewMillis > 0 {
		lines = append(lines, a.say.T("followup.review", map[string]any{"When": a.words().When(v.ReviewMillis)}))
	}
	for _, line := range lines {
		if err := a.println(line); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) milestoneLine(number int, m view.Milestone) string {
	state := a.say.T("followup.state."+m.State, nil)
	if m.Late {
		state = a.say.T("followup.late", nil)
	}
	line := "  " + strconv.Itoa(number) + ". " + text.Line(m.Text) + gap + a.words().When(m.DueMillis) + gap + state
	if m.Why != "" {
		line += " – " + text.Line(m.Why)
	}
	return line
}

func (a *act) followupMark(verb string, as followup.As, example string) *cobra.Command {
	var why string
	cmd := a.verb(spec{
		use: verb + " POLL [MILESTONE]", key: "followup." + verb, args: between(1, 2), needs: needsProfile, hints: a.followUpHints, example: example,
		run: func(ctx context.Context, args []string) error {
			c, id, err := a.pollMeant(ctx, args[0])
			if err != nil {
				return err
			}
			milestone := ""
			if len(args) > 1 {
				if strings.TrimSpace(args[1]) == "" {
					return &usageError{"usage.empty_milestone", nil} // a script's empty word must not mean the whole
				}
				if milestone, err = a.milestoneMeant(ctx, c, id, args[1]); err != nil {
					return err
				}
			}
			if _, err := c.MarkFollowUp(ctx, id, milestone, as, why); err != nil {
				return err
			}
			return a.answerFollowUp(ctx, c, id)
		},
	})
	cmd.Flags().StringVar(&why, "why", "", a.flag("followup_why"))
	return cmd
}

// milestoneMeant is the milestone that a text means: its number, or what it says.
func (a *act) milestoneMeant(ctx context.Context, c *app.Community, id op.ID, typed string) (string, error) {
	v, err := view.FollowUpOf(ctx, c, id)
	if err != nil {
		return "", err
	}
	if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(v.Milestones) {
		return v.Milestones[n-1].Text, nil
	}
	for _, m := range v.Milestones {
		if strings.EqualFold(m.Text, strings.TrimSpace(typed)) {
			return m.Text, nil
		}
	}
	return typed, nil // the service says which there are
}

func (a *act) followUpHints(ctx context.Context, args []string, _ string) []string {
	c, err := a.community()
	if err != nil || len(args) > 1 {
		return nil
	}
	list, err := view.FollowUps(ctx, c, true)
	if err != nil {
		return nil
	}
	var hints []string
	for _, v := range list {
		switch {
		case len(args) == 0:
			hints = append(hints, hint(v.Poll, v.Title))
		case v.Short() == args[0] || v.Poll == args[0]:
			for _, m := range v.Milestones {
				hints = append(hints, text.Line(m.Text))
			}
		}
	}
	return hints
}

// showFollowUpOf is the part of a poll's page.
func (a *act) showFollowUpOf(v view.Poll) error {
	if v.FollowUp == nil {
		return nil
	}
	if err := a.heading(a.say.T("followup.heading", nil)); err != nil {
		return err
	}
	return a.showFollowUp(*v.FollowUp)
}

// followUpLines are what status says of follow-ups.
func (a *act) followUpLines(n view.Needs) []string {
	var lines []string
	if n.FollowUpsLate > 0 {
		lines = append(lines, a.say.N("status.followups_late", n.FollowUpsLate, nil))
	}
	if n.FollowUpsUnowned > 0 {
		lines = append(lines, a.say.N("status.followups_unowned", n.FollowUpsUnowned, nil))
	}
	return lines
}
