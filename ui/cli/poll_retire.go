package cli

// Poll, given up: an undecided poll whose time is over, by a commit of the council.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) pollRetire() *cobra.Command {
	return a.verb(spec{
		use: "retire ID", key: "poll.retire", args: exactly(1), needs: needsProfile, hints: a.retirableHints, example: "folkmoot poll retire m4c2ttpx",
		run: func(ctx context.Context, args []string) error { return a.retirePoll(ctx, args[0]) },
	})
}

func (a *act) retirePoll(ctx context.Context, typed string) error {
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	v, err := view.PollPage(ctx, c, id)
	if err != nil {
		return err
	}
	if v.Closing == nil || !v.Closing.MayRetire {
		return app.ErrNotRetirable
	}
	if err := a.confirm(a.say.T("poll.retire_confirm", map[string]any{
		"Title": text.Line(v.Title), "Names": a.words().WaitedFor(v.Closing.WaitsFor),
	})); err != nil {
		return err
	}
	commit, err := c.RetirePoll(ctx, id)
	if err != nil {
		return err
	}
	return a.answerCommit(ctx, c, commit)
}

func (a *act) retirableHints(ctx context.Context, args []string, _ string) []string {
	if len(args) > 0 {
		return nil
	}
	return a.hintsOfPolls(ctx, func(v view.Poll) bool { return v.Phase.MayRetire })
}
