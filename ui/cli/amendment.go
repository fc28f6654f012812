package cli

// Amendment: another text for somebody's proposal, and its author's word about it.

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) amendmentCommands() *cobra.Command {
	return a.noun("amendment", "amendment",
		a.amendmentPropose(), a.amendmentList(), a.amendmentShow(), a.amendmentAccept(), a.amendmentDecline())
}

// amendFlags describe an amendment.
type amendFlags struct {
	textFlags
	title, note string
}

func (a *act) amendmentPropose() *cobra.Command {
	var f amendFlags
	cmd := a.verb(spec{
		use: "propose PROPOSAL", key: "amendment.propose", args: exactly(1), needs: needsProfile, hints: a.proposalHints,
		example: "folkmoot amendment propose kq3vz7ma --file solar-on-both-roofs.md --note \"the second roof costs little more\"",
		run:     func(ctx context.Context, args []string) error { return a.amend(ctx, args[0], &f) },
	})
	f.add(a, cmd)
	cmd.Flags().StringVar(&f.title, "title", "", a.flag("title"))
	cmd.Flags().StringVar(&f.note, "note", "", a.flag("note"))
	return cmd
}

func (a *act) amend(ctx context.Context, typed string, f *amendFlags) error {
	c, p, current, err := a.proposalMeant(ctx, typed)
	if err != nil {
		return err
	}
	b := proposal.ProposeAmendment{Proposal: p.ID, Title: f.title, Text: current.Text, Note: f.note}
	if b.Title == "" {
		b.Title = current.Title
	}
	if f.given() || f.title == "" {
		if b.Text, err = a.composeNeeded(ctx, &f.textFlags, current.Text); err != nil {
			return err
		}
	}
	if b.Title == current.Title && b.Text == current.Text {
		return errUnchanged
	}
	id, err := c.ProposeAmendment(ctx, b)
	if err != nil {
		return err
	}
	return a.done(id, "amendment.proposed", map[string]any{"Title": current.Title})
}

func (a *act) amendmentList() *cobra.Command {
	return a.verb(spec{
		use: "list PROPOSAL", key: "amendment.list", args: exactly(1), needs: needsProfile, hints: a.proposalHints,
		example: "folkmoot amendment list kq3vz7ma",
		run: func(ctx context.Context, args []string) error {
			c, p, _, err := a.proposalMeant(ctx, args[0])
			if err != nil {
				return err
			}
			list, err := view.Amendments(ctx, c, p, false)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"amendments": list}, func() error { return a.showAmendments(list) })
		},
	})
}

func (a *act) showAmendments(list []view.Amendment) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.time", nil), a.say.T("column.by", nil), a.say.T("column.state", nil), a.say.T("column.note", nil),
	}}
	for _, v := range list {
		t.row(v.Short(), a.words().Distance(v.TimeMillis), v.Author.String(), a.amendmentState(v), a.words().ChangeName(v))
	}
	return a.show(t, a.say.T("amendment.none", nil))
}

// amendmentState says what became of an amendment, or that its text was overtaken.
func (a *act) amendmentState(v view.Amendment) string {
	state := a.say.T("amendment_state."+v.Status, nil)
	if v.Outdated && v.Status == string(proposal.AmendmentOpen) {
		state += ", " + a.say.T("amendment.outdated", nil)
	}
	return state
}

// amendmentView is an amendment with what it changes.
type amendmentView struct {
	view.Amendment
	// TitleBefore is the title of the text that it starts from.
	TitleBefore string     `json:"title_before"`
	Changes     []hunkView `json:"changes"`

	before string
}

func (a *act) amendmentShow() *cobra.Command {
	var hidden bool
	cmd := a.verb(spec{
		use: "show ID", key: "amendment.show", args: exactly(1), needs: needsProfile, hints: a.amendmentHints,
		example: "folkmoot amendment show m4c2ttpx",
		run: func(ctx context.Context, args []string) error {
			c, m, err := a.meant(ctx, args[0], proposal.KindAmend)
			if err != nil {
				return err
			}
			if err := a.mayReadHidden(ctx, c, hidden); err != nil {
				return err
			}
			v, err := a.amendment(ctx, c, m, hidden)
			if err != nil {
				return err
			}
			return a.answer(v, func() error { return a.showAmendment(v) })
		},
	})
	cmd.Flags().BoolVar(&hidden, "hidden", false, a.flag("hidden"))
	return cmd
}

func (a *act) amendment(ctx context.Context, c *app.Community, m community.Meta, hidden bool) (amendmentView, error) {
	p, err := c.Proposal(ctx, m.Subject)
	if err != nil {
		return amendmentView{}, err
	}
	list, err := view.Amendments(ctx, c, p, hidden)
	if err != nil {
		return amendmentView{}, err
	}
	for _, found := range list {
		if found.ID != m.ID.String() {
			continue
		}
		v := amendmentView{Amendment: found, Changes: []hunkView{}}
		if !v.IsReadable() {
			return v, nil
		}
		base, err := a.baseOf(ctx, c, found)
		if err != nil {
			return v, err
		}
		if base.IsReadable() {
			v.TitleBefore, v.before = base.Title, base.Text
		}
		v.Changes = hunks(v.before, v.Text)
		return v, nil
	}
	return amendmentView{}, fmt.Errorf("the amendment %s: %w", m.ID.Short(), app.ErrNotFoundHere)
}

// baseOf is the text that an amendment starts from.
func (a *act) baseOf(ctx context.Context, c *app.Community, v view.Amendment) (view.PostText, error) {
	id, err := c.Find(ctx, v.Revision)
	if err != nil {
		return view.PostText{}, err
	}
	return view.ReadPost(ctx, c, id)
}

// showAmendment writes an amendment as what it changes.
func (a *act) showAmendment(v amendmentView) error {
	if err := a.showPost(v.Post, v.Title, ""); err != nil {
		return err
	}
	if err := a.tell("amendment.line", map[string]any{"State": a.amendmentState(v.Amendment), "Proposal": text.ShortID(v.Proposal)}); err != nil {
		return err
	}
	if v.DecisionReason != "" {
		if err := a.tell("amendment.because", map[string]any{"Reason": v.DecisionReason}); err != nil {
			return err
		}
	}
	if !v.IsReadable() {
		return nil
	}
	if err := a.paragraphs(v.Note, "  > "); err != nil {
		return err
	}
	if v.TitleBefore != v.Title {
		if err := a.tell("amendment.title_before", map[string]any{"Title": v.TitleBefore}); err != nil {
			return err
		}
	}
	if err := a.println(""); err != nil {
		return err
	}
	return a.showDifference(v.before, v.Text)
}

func (a *act) amendmentAccept() *cobra.Command {
	return a.decide("accept", true, "folkmoot amendment accept m4c2ttpx --reason \"clearer\"")
}

func (a *act) amendmentDecline() *cobra.Command {
	return a.decide("decline", false, "folkmoot amendment decline m4c2ttpx --reason \"the budget does not allow it\"")
}

// decide makes the command by which an author takes an amendment in, or does not.
func (a *act) decide(name string, accept bool, example string) *cobra.Command {
	var reason string
	cmd := a.verb(spec{
		use: name + " ID", key: "amendment." + name, args: exactly(1), needs: needsProfile, hints: a.amendmentHints, example: example,
		run: func(ctx context.Context, args []string) error {
			c, m, err := a.meant(ctx, args[0], proposal.KindAmend)
			if err != nil {
				return err
			}
			if err := c.DecideAmendment(ctx, m.ID, accept, reason); err != nil {
				return err
			}
			key := "amendment.declined"
			if accept {
				key = "amendment.accepted"
			}
			return a.done(m.ID, key, nil)
		},
	})
	cmd.Flags().StringVar(&reason, "reason", "", a.flag("reason"))
	return cmd
}

// amendmentHints completes the amendments that wait for the reader.
func (a *act) amendmentHints(ctx context.Context, args []string, _ string) []string {
	c, err := a.community()
	if err != nil || len(args) > 0 {
		return nil
	}
	needs, err := c.Needs(ctx)
	if err != nil {
		return nil
	}
	var hints []string
	for _, m := range needs.Amendments {
		name, _ := proposal.ReadNote(m.Note)
		if name == "" {
			name = m.Title
		}
		hints = append(hints, hint(m.ID.String(), name))
	}
	return hints
}
