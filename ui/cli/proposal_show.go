package cli

// Proposal, shown: its text, what others would change, how the votes stand, and what was said below it.

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// showFlags say how much of a proposal is shown.
type showFlags struct{ hidden, history bool }

func (a *act) proposalShow() *cobra.Command {
	var f showFlags
	cmd := a.verb(spec{
		use: "show ID|DRAFT", key: "proposal.show", args: exactly(1), needs: needsProfile, hints: a.editHints,
		example: "folkmoot proposal show kq3vz7ma\nfolkmoot proposal show kq3vz7ma --history",
		run: func(ctx context.Context, args []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			d, err := c.Draft(ctx, args[0])
			if !errors.Is(err, app.ErrNotFoundHere) {
				return a.showDraft(d, err)
			}
			return a.showProposal(ctx, args[0], f)
		},
	})
	cmd.Flags().BoolVar(&f.hidden, "hidden", false, a.flag("hidden"))
	cmd.Flags().BoolVar(&f.history, "history", false, a.flag("history"))
	return cmd
}

func (a *act) showDraft(d app.LocalDraft, err error) error {
	if err != nil {
		return err
	}
	return a.answer(newDraftView(d), func() error {
		if err := a.println(text.Line(d.Title)); err != nil {
			return err
		}
		if err := a.tell("proposal.draft_line", map[string]any{"ID": d.ID, "Track": d.Track, "When": a.words().Distance(d.ChangedMillis)}); err != nil {
			return err
		}
		return a.showText(d.Text)
	})
}

func (a *act) showProposal(ctx context.Context, typed string, f showFlags) error {
	c, p, _, err := a.proposalMeant(ctx, typed)
	if err != nil {
		return err
	}
	if err := a.mayReadHidden(ctx, c, f.hidden); err != nil {
		return err
	}
	v, err := view.ProposalPage(ctx, c, p, f.hidden)
	if err != nil {
		return err
	}
	return a.answer(v, func() error {
		if f.history {
			return a.showHistory(v)
		}
		for _, part := range []func() error{
			func() error { return a.showProposalHead(v) },
			func() error { return a.showText(v.Text) },
			func() error { return a.showAmendmentsBelow(v.Amendments) },
			func() error { return a.showPollsBelow(v.Polls) },
		} {
			if err := part(); err != nil {
				return err
			}
		}
		return a.showThread(ctx, c, v.Post, v.Thread)
	})
}

func (a *act) showProposalHead(v view.Proposal) error {
	if err := a.showPost(v.Post, v.Title, ""); err != nil {
		return err
	}
	track := v.TrackTitle
	if track == "" {
		track = v.Track
	}
	if err := a.tell("proposal.line", map[string]any{"State": a.proposalState(v), "Track": track}); err != nil {
		return err
	}
	if n := len(v.Revisions); n > 1 {
		last := v.Revisions[n-1]
		for _, r := range v.Revisions {
			if r.Current {
				last = r
			}
		}
		if err := a.println(a.say.N("proposal.revisions", n-1, map[string]any{"When": a.words().Distance(last.TimeMillis)})); err != nil {
			return err
		}
	}
	if v.Topic != "" {
		if err := a.tell("proposal.topic", map[string]any{"ID": text.ShortID(v.Topic)}); err != nil {
			return err
		}
	}
	if len(v.Rivals) > 0 {
		return a.tell("proposal.rivals", map[string]any{"IDs": a.say.List(text.ShortIDs(v.Rivals))})
	}
	return nil
}

func (a *act) showAmendmentsBelow(list []view.Amendment) error {
	if len(list) == 0 {
		return nil
	}
	if err := a.heading(a.say.N("amendment.count", len(list), nil)); err != nil {
		return err
	}
	return a.showAmendments(list)
}

func (a *act) showPollsBelow(list []view.Poll) error {
	for _, p := range list {
		if err := a.println(""); err != nil {
			return err
		}
		if err := a.showRunning(p); err != nil {
			return err
		}
	}
	return nil
}

// showHistory writes every text of a proposal as what it changed in the one that it replaced.
func (a *act) showHistory(v view.Proposal) error {
	texts := make(map[string]string)
	for i, r := range v.Revisions {
		if i > 0 {
			if err := a.println(""); err != nil {
				return err
			}
		}
		if err := a.showRevision(r, texts, v.ID); err != nil {
			return err
		}
		texts[r.ID] = r.Text
	}
	return nil
}

func (a *act) showRevision(r view.Revision, texts map[string]string, first string) error {
	if err := a.showPost(r.Post, r.Title, ""); err != nil {
		return err
	}
	if r.Amendment != "" {
		if err := a.tell("proposal.takes_in", map[string]any{"ID": text.ShortID(r.Amendment)}); err != nil {
			return err
		}
	}
	if err := a.paragraphs(r.Note, "  > "); err != nil {
		return err
	}
	if r.ID == first {
		return a.showText(r.Text)
	}
	before := texts[first]
	for _, replaced := range r.Replaces {
		before = texts[replaced]
	}
	if err := a.println(""); err != nil {
		return err
	}
	return a.showDifference(before, r.Text)
}
