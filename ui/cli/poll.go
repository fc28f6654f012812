package cli

// Poll: what is voted on, and how the ballots that are known here stand.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) pollCommands() *cobra.Command {
	return a.noun("poll", "poll", a.pollOpen(), a.pollList(), a.pollShow(), a.pollBallots(), a.pollVerify(), a.pollRetire(), a.pollNudge())
}

func (a *act) pollList() *cobra.Command {
	var f pageFlags
	cmd := a.verb(spec{
		use: "list", key: "poll.list", needs: needsProfile, example: "folkmoot poll list",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			page, err := f.page(ctx, c)
			if err != nil {
				return err
			}
			list, err := view.Polls(ctx, c, page)
			if err != nil {
				return err
			}
			invalid, err := c.InvalidPolls(ctx)
			if err != nil {
				return err
			}
			said := a.invalidLines(invalid)
			return a.answer(map[string]any{"polls": list, "invalid": said}, func() error {
				if err := a.showPolls(list); err != nil {
					return err
				}
				return a.wrappedLines(said)
			})
		},
	})
	f.add(a, cmd)
	return cmd
}

// invalidLines say of what was opened and is no poll, why.
func (a *act) invalidLines(invalid []*app.InvalidPollError) []string {
	said, speaker := []string{}, a.speaker()
	for _, e := range invalid {
		said = append(said, speaker.Say(speaker.InvalidPoll(e)).What)
	}
	return said
}

func (a *act) showPolls(list []view.Poll) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.state", nil), a.say.T("column.closes", nil), a.say.T("column.my_vote", nil),
		a.say.T("column.ballots", nil), a.say.T("column.title", nil),
	}}
	for _, v := range list {
		state := a.phaseWord(v)
		if v.NeedsMe {
			state += ", " + a.say.T("needs_me."+view.NeedVote, nil)
		}
		t.row(v.Short(), state, a.words().Distance(v.ClosesMillis), a.myVote(v), a.say.Count(int64(v.Running.Voters)), text.Line(v.Title))
	}
	return a.show(t, a.say.T("poll.none", nil))
}

func (a *act) myVote(v view.Poll) string {
	if v.MyVote == "" {
		return "–"
	}
	return a.words().Choice(v.Form, v.Mine)
}

func (a *act) pollShow() *cobra.Command {
	return a.verb(spec{
		use: "show ID", key: "poll.show", args: exactly(1), needs: needsProfile, hints: a.pollHints,
		example: "folkmoot poll show m4c2ttpx\nfolkmoot poll show m4c2ttpx --json | jq .running_count",
		run: func(ctx context.Context, args []string) error {
			c, id, err := a.pollMeant(ctx, args[0])
			if err != nil {
				return err
			}
			v, err := view.PollPage(ctx, c, id)
			if err != nil {
				return err
			}
			return a.answer(v, func() error { return a.showPoll(v) })
		},
	})
}

func (a *act) pollHints(ctx context.Context, args []string, _ string) []string {
	if len(args) > 0 {
		return nil
	}
	return a.hintsOfPolls(ctx, func(view.Poll) bool { return true })
}

func (a *act) hintsOfPolls(ctx context.Context, which func(view.Poll) bool) []string {
	c, err := a.community()
	if err != nil {
		return nil
	}
	list, err := view.Polls(ctx, c, app.Page{})
	if err != nil {
		return nil
	}
	var hints []string
	for _, v := range list {
		if which(v) {
			hints = append(hints, hint(v.ID, v.Title))
		}
	}
	return hints
}
