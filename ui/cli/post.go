package cli

// Post: taking one's own words back, and moderation.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) postCommands() *cobra.Command {
	return a.noun("post", "post", a.postRead(), a.postWithdraw(), a.postHide(), a.postShow())
}

// postMeant finds one post of any kind, with its text.
func (a *act) postMeant(ctx context.Context, typed string) (*app.Community, op.ID, view.PostText, error) {
	c, m, err := a.meant(ctx, typed, proposal.KindTopic, proposal.KindPublish, proposal.KindRevise, proposal.KindAmend, proposal.KindComment,
		poll.KindCast, poll.KindAssist)
	if err != nil {
		return nil, op.ID{}, view.PostText{}, err
	}
	v, err := view.ReadPost(ctx, c, m.ID)
	return c, m.ID, v, err
}

func (a *act) postRead() *cobra.Command {
	return a.verb(spec{
		use: "read ID", key: "post.read", args: exactly(1), needs: needsProfile, hints: a.threadHints, example: "folkmoot post read m4c2ttpx",
		run: func(ctx context.Context, args []string) error {
			c, id, v, err := a.postMeant(ctx, args[0])
			if err != nil {
				return err
			}
			if v.HiddenBy != nil && !v.Mine {
				if err := a.mayReadHidden(ctx, c, true); err != nil {
					return err
				}
			}
			return a.answer(v, func() error {
				if err := a.showOnePost(v); err != nil {
					return err
				}
				// As below a thread: a mark that cannot be kept is not worth an error.
				_ = c.MarkRead(ctx, true, id)
				return nil
			})
		},
	})
}

func (a *act) showOnePost(v view.PostText) error {
	if !v.IsReadable() {
		if err := a.println(a.byline(v.Post)); err != nil {
			return err
		}
		return a.println(a.whyUnreadable(v.Post))
	}
	if v.Title == "" {
		if err := a.println(a.byline(v.Post)); err != nil {
			return err
		}
		return a.showText(v.Text)
	}
	return a.showPost(v.Post, v.Title, v.Text)
}

func (a *act) postWithdraw() *cobra.Command {
	return a.verb(spec{
		use: "withdraw ID", key: "post.withdraw", args: exactly(1), needs: needsProfile, example: "folkmoot post withdraw kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			c, id, v, err := a.postMeant(ctx, args[0])
			switch {
			case err != nil:
				return err
			case !v.Mine:
				return errNotMine
			case v.State == view.PostWithdrawn || v.State == view.PostDropped:
				return errGone
			}
			if err := a.confirm(a.say.T("post.withdraw_confirm", map[string]any{"ID": id.Short()})); err != nil {
				return err
			}
			if err := c.Withdraw(ctx, id); err != nil {
				return err
			}
			return a.done(id, "post.withdrawn", nil)
		},
	})
}

// hideFlags say why a post is hidden, and whether its text goes for good.
type hideFlags struct {
	reason string
	drop   bool
}

func (a *act) postHide() *cobra.Command {
	var f hideFlags
	cmd := a.verb(spec{
		use: "hide ID", key: "post.hide", args: exactly(1), needs: needsProfile,
		example: "folkmoot post hide kq3vz7ma --reason \"an insult\"\nfolkmoot post hide kq3vz7ma --reason \"a private address\" --drop",
		run:     func(ctx context.Context, args []string) error { return a.hide(ctx, args[0], f) },
	})
	cmd.Flags().StringVar(&f.reason, "reason", "", a.flag("reason"))
	cmd.Flags().BoolVar(&f.drop, "drop", false, a.flag("drop"))
	return cmd
}

func (a *act) hide(ctx context.Context, typed string, f hideFlags) error {
	c, id, v, err := a.postMeant(ctx, typed)
	switch {
	case err != nil:
		return err
	case v.State == view.PostWithdrawn || v.State == view.PostDropped:
		return errGone
	}
	if f.drop {
		question := a.say.T("post.drop_confirm", map[string]any{"ID": id.Short(), "Name": v.Author.String()})
		if err := a.confirm(question); err != nil {
			return err
		}
	}
	if _, err := c.Hide(ctx, id, f.reason, f.drop); err != nil {
		return err
	}
	if f.drop {
		return a.done(id, "post.dropped", nil)
	}
	return a.done(id, "post.hidden", nil)
}

func (a *act) postShow() *cobra.Command {
	return a.verb(spec{
		use: "show ID", key: "post.show", args: exactly(1), needs: needsProfile, hints: a.hiddenHints, example: "folkmoot post show kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			c, id, _, err := a.postMeant(ctx, args[0])
			if err != nil {
				return err
			}
			if err := c.Show(ctx, id); err != nil {
				return err
			}
			return a.done(id, "post.shown", nil)
		},
	})
}

// hiddenHints completes what is hidden.
func (a *act) hiddenHints(ctx context.Context, args []string, _ string) []string {
	c, err := a.community()
	if err != nil || len(args) > 0 {
		return nil
	}
	var hints []string
	err = c.Ask(ctx, func(r app.Reader) error {
		list, err := r.AllHidden(app.Page{})
		for _, h := range list {
			hints = append(hints, hint(h.Of.String(), h.Reason))
		}
		return err
	})
	if err != nil {
		return nil
	}
	return hints
}
