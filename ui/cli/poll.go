package cli

// Poll: opening a vote, and how the ballots that are known here stand.

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) pollCommands() *cobra.Command {
	return a.noun("poll", "poll", a.pollOpen(), a.pollList(), a.pollShow())
}

// pollFlags describe a new poll.
type pollFlags struct {
	app.NewPoll
	period string
}

func (a *act) pollOpen() *cobra.Command {
	var f pollFlags
	cmd := a.verb(spec{
		use: "open [PROPOSAL]", key: "poll.open", args: between(0, 1), needs: needsProfile, hints: a.proposalHints,
		example: "folkmoot poll open kq3vz7ma --for 10d\nfolkmoot poll open --title \"When shall we meet?\" --track everyday --method approval \\\n" +
			"    --option Monday --option Tuesday --option Friday",
		run: func(ctx context.Context, args []string) error { return a.openPoll(ctx, args, f) },
	})
	flags := cmd.Flags()
	flags.StringVar(&f.Title, "title", "", a.flag("question"))
	flags.StringVar(&f.Track, "track", "", a.flag("track"))
	flags.StringVar(&f.Method, "method", "", a.say.T("flag.method", map[string]any{"Methods": strings.Join(methodNames(), ", ")}))
	flags.StringArrayVar(&f.Options, "option", nil, a.flag("option"))
	flags.Uint64Var(&f.Max, "max", 0, a.flag("max"))
	flags.StringVar(&f.period, "for", "", a.flag("period"))
	complete(cmd, "method", methodNames)
	completeAsking(a, cmd, "track", a.trackIDs)
	return cmd
}

func methodNames() []string {
	var names []string
	for _, m := range poll.Methods() {
		names = append(names, m.Name())
	}
	return names
}

func (a *act) openPoll(ctx context.Context, args []string, f pollFlags) (err error) {
	if f.period != "" {
		if f.ForMillis, err = duration(f.period); err != nil {
			return err
		}
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	if len(args) == 1 {
		_, p, _, err := a.proposalMeant(ctx, args[0])
		if err != nil {
			return err
		}
		f.Proposal = p.ID
	} else if f.Title == "" {
		return &usageError{"usage.no_question", map[string]any{"Command": "folkmoot poll open"}}
	}
	if f.Track != "" || f.Proposal.IsZero() {
		if f.Track, err = a.track(ctx, c, f.Track); err != nil {
			return err
		}
	}
	id, err := c.OpenPoll(ctx, f.NewPoll)
	if err != nil {
		return err
	}
	v, err := view.PollPage(ctx, c, id)
	if err != nil {
		return err
	}
	return a.answer(v, func() error {
		return a.println(a.say.N("poll.opened", len(v.Voters), map[string]any{
			"ID": id.Short(), "Title": v.Title, "When": a.words().When(v.ClosesMillis),
		}))
	})
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
			return a.answer(map[string]any{"polls": list}, func() error { return a.showPolls(list) })
		},
	})
	f.add(a, cmd)
	return cmd
}

func (a *act) showPolls(list []view.Poll) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.state", nil), a.say.T("column.closes", nil), a.say.T("column.my_vote", nil),
		a.say.T("column.ballots", nil), a.say.T("column.title", nil),
	}}
	for _, v := range list {
		state := a.say.T("poll_state."+v.State, nil)
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
	return a.words().Choice(v.Method, v.Mine)
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
