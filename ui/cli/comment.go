package cli

// Comment: saying something about a topic, a proposal, an amendment or a poll, and agreeing with what others said.

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func (a *act) commentCommands() *cobra.Command {
	return a.noun("comment", "comment", a.commentAdd(), a.commentAgree())
}

func (a *act) commentAdd() *cobra.Command {
	var body textFlags
	cmd := a.verb(spec{
		use: "add ID [TEXT]", key: "comment.add", args: between(1, 2), needs: needsProfile, hints: a.threadHints,
		example: "folkmoot comment add kq3vz7ma \"I have a ladder. @Bea, you too?\"\nfolkmoot comment add m4c2ttpx --file answer.md",
		run: func(ctx context.Context, args []string) error {
			if len(args) == 2 {
				if body.given() {
					return &usageError{"usage.text_twice", map[string]any{"Command": "folkmoot comment add"}}
				}
				body.text, body.given = args[1], func() bool { return true }
			}
			return a.addComment(ctx, args[0], &body)
		},
	})
	body.add(a, cmd)
	return cmd
}

// posted is what comment add answers.
type posted struct {
	ID string `json:"id"`
	// Mentioned are the accounts whom its @names mean, Unclear the names that mean nobody, or several.
	Mentioned []string `json:"mentioned"`
	Unclear   []string `json:"unclear_mentions"`
}

func (a *act) addComment(ctx context.Context, typed string, body *textFlags) error {
	c, on, err := a.meant(ctx, typed, proposal.KindTopic, proposal.KindPublish, proposal.KindRevise, proposal.KindAmend, proposal.KindComment, poll.KindOpen)
	if err != nil {
		return err
	}
	add, err := a.commentOn(ctx, c, on)
	if err != nil {
		return err
	}
	if add.Text, err = a.composeNeeded(ctx, body, ""); err != nil {
		return err
	}
	v := posted{Mentioned: []string{}, Unclear: []string{}}
	if add.Mentions, v.Unclear, err = a.mentioned(ctx, c, add.Text); err != nil {
		return err
	}
	id, err := c.Comment(ctx, add)
	if err != nil {
		return err
	}
	v.ID = id.String()
	for _, account := range add.Mentions {
		v.Mentioned = append(v.Mentioned, account.String())
	}
	return a.answer(v, func() error { return a.tell("comment.added", map[string]any{"ID": id.Short()}) })
}

// commentOn says where a comment goes: on a topic, a proposal or an amendment, or below the comment that it answers.
func (a *act) commentOn(ctx context.Context, c *app.Community, on community.Meta) (proposal.AddComment, error) {
	switch on.Kind {
	case proposal.KindComment:
		answered, isHere, err := c.CommentAt(ctx, on.ID)
		if err == nil && !isHere {
			err = fmt.Errorf("the comment %s: %w", on.ID.Short(), app.ErrNotFoundHere)
		}
		return proposal.AddComment{On: answered.On, Parent: on.ID}, err
	case proposal.KindRevise:
		return proposal.AddComment{On: on.Subject}, nil
	}
	return proposal.AddComment{On: on.ID}, nil
}

// mentioned finds whom a text addresses. Names that mean nobody, or several people, are told before it is too late: at a terminal the person
// is asked whether to go on, elsewhere the text goes out with the name as plain words.
func (a *act) mentioned(ctx context.Context, c *app.Community, written string) ([]op.AccountID, []string, error) {
	accounts, unclear, err := c.Mentioned(ctx, written)
	if err != nil || len(unclear) == 0 {
		return accounts, []string{}, err
	}
	data := map[string]any{"Names": "@" + strings.Join(unclear, ", @")}
	if a.call.Terminal {
		return accounts, unclear, a.confirm(a.say.T("comment.unclear_confirm", data))
	}
	a.note("comment.unclear", data)
	return accounts, unclear, nil
}

func (a *act) commentAgree() *cobra.Command {
	var end bool
	cmd := a.verb(spec{
		use: "agree ID", key: "comment.agree", args: exactly(1), needs: needsProfile,
		example: "folkmoot comment agree m4c2ttpx\nfolkmoot comment agree m4c2ttpx --end",
		run: func(ctx context.Context, args []string) error {
			c, m, err := a.meant(ctx, args[0], proposal.KindComment)
			if err != nil {
				return err
			}
			say, key := c.Agree, "comment.agreed"
			if end {
				say, key = c.EndAgreement, "comment.agreement_ended"
			}
			if _, err := say(ctx, m.ID); err != nil {
				return err
			}
			return a.done(m.ID, key, nil)
		},
	})
	cmd.Flags().BoolVar(&end, "end", false, a.flag("agree_end"))
	return cmd
}

// threadHints completes topics and proposals.
func (a *act) threadHints(ctx context.Context, args []string, begun string) []string {
	if len(args) > 0 {
		return nil
	}
	return append(a.proposalHints(ctx, args, begun), a.topicHints(ctx, args, begun)...)
}
