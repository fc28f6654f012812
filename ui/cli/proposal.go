package cli

// Proposal: texts to decide on, from a draft that nobody else sees (draft.go) to what stands before everybody.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) proposalCommands() *cobra.Command {
	return a.noun("proposal", "proposal",
		a.proposalNew(), a.proposalEdit(), a.proposalDiscard(), a.proposalPublish(), a.proposalList(), a.proposalShow())
}

func (a *act) proposalPublish() *cobra.Command {
	return a.verb(spec{
		use: "publish DRAFT", key: "proposal.publish", args: exactly(1), needs: needsProfile, hints: a.draftHints,
		example: "folkmoot proposal publish ab3cd4ef",
		run:     func(ctx context.Context, args []string) error { return a.publish(ctx, args[0]) },
	})
}

// publish makes a proposal of a draft, or the next text of a proposal.
func (a *act) publish(ctx context.Context, typed string) error {
	c, d, err := a.draftMeant(ctx, typed)
	if err != nil {
		return err
	}
	key, data := "proposal.published", map[string]any{"Title": d.Title}
	if !d.Revises.IsZero() {
		_, _, current, err := a.proposalMeant(ctx, d.Revises.String())
		if err != nil {
			return err
		}
		if isCurrent(d, current) {
			return errUnchanged
		}
		key, data["Proposal"] = "proposal.revised", d.Revises.Short()
	}
	id, err := c.PublishDraft(ctx, d.ID)
	if err != nil {
		return err
	}
	return a.done(id, key, data)
}

func (a *act) proposalList() *cobra.Command {
	var f pageFlags
	var drafts bool
	cmd := a.verb(spec{
		use: "list", key: "proposal.list", needs: needsProfile, example: "folkmoot proposal list\nfolkmoot proposal list --drafts",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			if drafts {
				list, err := a.drafts(ctx, c)
				if err != nil {
					return err
				}
				return a.answer(map[string]any{"drafts": list}, func() error { return a.showDrafts(list) })
			}
			return a.listProposals(ctx, c, f)
		},
	})
	f.add(a, cmd)
	cmd.Flags().BoolVar(&drafts, "drafts", false, a.flag("drafts"))
	return cmd
}

func (a *act) listProposals(ctx context.Context, c *app.Community, f pageFlags) error {
	page, err := f.page(ctx, c)
	if err != nil {
		return err
	}
	list, err := view.Proposals(ctx, c, page)
	if err != nil {
		return err
	}
	drafts, err := a.drafts(ctx, c)
	if err != nil {
		return err
	}
	return a.answer(map[string]any{"proposals": list}, func() error {
		if err := a.showProposals(list); err != nil || len(drafts) == 0 {
			return err
		}
		if err := a.heading(a.say.T("proposal.drafts", nil)); err != nil {
			return err
		}
		return a.showDrafts(drafts)
	})
}

func (a *act) showProposals(list []view.Proposal) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.time", nil), a.say.T("column.by", nil), a.say.T("column.state", nil), a.say.T("column.track", nil),
		a.say.T("column.comments", nil), a.say.T("column.title", nil),
	}}
	for _, v := range list {
		t.row(v.Short(), a.words().Distance(v.TimeMillis), v.Author.String(), a.proposalState(v), text.Line(v.Track), a.say.Count(int64(v.Comments)),
			a.titleOf(v.Post, v.Title))
	}
	return a.show(t, a.say.T("proposal.none", nil))
}

// proposalState says how far a proposal is, and whether it needs the reader.
func (a *act) proposalState(v view.Proposal) string {
	state := a.say.T("proposal_state.preparation", nil)
	if len(v.Polls) > 0 {
		state = a.say.T("proposal_state.poll_"+v.Polls[0].State, nil)
	}
	for _, need := range v.NeedsMe {
		state += ", " + a.say.T("needs_me."+need, nil)
	}
	return state
}

func (a *act) proposalHints(ctx context.Context, args []string, _ string) []string {
	c, err := a.community()
	if err != nil || len(args) > 0 {
		return nil
	}
	list, err := view.Proposals(ctx, c, app.Page{})
	if err != nil {
		return nil
	}
	var hints []string
	for _, v := range list {
		hints = append(hints, hint(v.ID, v.Title))
	}
	return hints
}
