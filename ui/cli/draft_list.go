package cli

// Drafts, listed, and thrown away.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) proposalDiscard() *cobra.Command {
	return a.verb(spec{
		use: "discard DRAFT", key: "proposal.discard", args: exactly(1), needs: needsProfile, hints: a.draftHints,
		example: "folkmoot proposal discard ab3cd4ef",
		run: func(ctx context.Context, args []string) error {
			c, d, err := a.draftMeant(ctx, args[0])
			if err != nil {
				return err
			}
			if err := a.confirm(a.say.T("proposal.discard_confirm", map[string]any{"Title": d.Title})); err != nil {
				return err
			}
			if err := c.DropDraft(ctx, d.ID); err != nil {
				return err
			}
			return a.answer(newDraftView(d), func() error { return a.tell("proposal.discarded", map[string]any{"Title": d.Title}) })
		},
	})
}

// drafts lists the drafts of this install.
func (a *act) drafts(ctx context.Context, c *app.Community) ([]draftView, error) {
	drafts, err := c.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	list := []draftView{}
	for _, d := range drafts {
		list = append(list, newDraftView(d))
	}
	return list, nil
}

func (a *act) showDrafts(list []draftView) error {
	t := table{head: []string{a.say.T("column.id", nil), a.say.T("column.time", nil), a.say.T("column.track", nil), a.say.T("column.title", nil)}}
	for _, d := range list {
		title := text.Line(d.Title)
		if d.Revises != "" {
			title = a.say.T("proposal.draft_of", map[string]any{"Title": d.Title, "ID": text.ShortID(d.Revises)})
		}
		t.row(d.ID, a.words().Distance(d.ChangedMillis), text.Line(d.Track), title)
	}
	return a.show(t, a.say.T("proposal.no_drafts", nil))
}

// editHints completes drafts and proposals.
func (a *act) editHints(ctx context.Context, args []string, begun string) []string {
	return append(a.draftHints(ctx, args, begun), a.proposalHints(ctx, args, begun)...)
}

func (a *act) draftHints(ctx context.Context, args []string, _ string) []string {
	c, err := a.community()
	if err != nil || len(args) > 0 {
		return nil
	}
	drafts, err := c.Drafts(ctx)
	if err != nil {
		return nil
	}
	var hints []string
	for _, d := range drafts {
		hints = append(hints, d.ID+"\t"+text.Line(d.Title))
	}
	return hints
}
