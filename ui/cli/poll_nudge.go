package cli

// Poll, nudge: who has not voted as far as is known here, and a word to one of them. Nothing is sent: who writes to whom is for people.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) pollNudge() *cobra.Command {
	var to string
	cmd := a.verb(spec{
		use: "nudge ID", key: "poll.nudge", args: exactly(1), needs: needsProfile, hints: a.pollHints,
		example: "folkmoot poll nudge m4c2ttpx\nfolkmoot poll nudge m4c2ttpx --text Bea",
		run: func(ctx context.Context, args []string) error {
			if to != "" {
				return a.nudge(ctx, args[0], to)
			}
			c, id, err := a.pollMeant(ctx, args[0])
			if err != nil {
				return err
			}
			v, err := view.PollPage(ctx, c, id)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"poll": v.ID, "not_voted": v.NotVoted}, func() error { return a.showNotVoted(v) })
		},
	})
	cmd.Flags().StringVar(&to, "text", "", a.flag("nudge_text"))
	return cmd
}

// showNotVoted lists them, one a line.
func (a *act) showNotVoted(v view.Poll) error {
	if len(v.NotVoted) == 0 {
		return a.tell("nudge.none", nil)
	}
	if err := a.println(a.say.N("nudge.list", len(v.NotVoted), nil)); err != nil {
		return err
	}
	for _, n := range v.NotVoted {
		if err := a.println("  " + n.String()); err != nil {
			return err
		}
	}
	return nil
}

// nudge writes a ready text for one person, to be copied into whatever they read.
func (a *act) nudge(ctx context.Context, typed, name string) error {
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return err
	}
	person, err := people.Meant(name)
	if err != nil {
		return err
	}
	page, err := c.Nudge(ctx, id, person.ID())
	if err != nil {
		return err
	}
	said := a.say.T("nudge.text", map[string]any{
		"Name": person.Name.Name, "Title": text.Line(page.Opening.Title), "When": a.words().When(page.Opening.ClosesMillis),
		"ID": id.Short(), "Community": text.Line(c.Membership().Name),
	})
	return a.answer(map[string]string{"to": person.Account, "text": said}, func() error { return a.println(said) })
}

// notVotedLine says on a poll's page how many have not voted, while that can still change.
func (a *act) notVotedLine(v view.Poll) error {
	if len(v.NotVoted) == 0 || v.State != view.PollOpen {
		return nil
	}
	return a.println(a.wrapped(a.say.N("nudge.line", len(v.NotVoted), map[string]any{"ID": v.Short()})))
}
