package cli

// Vote, for somebody: a sworn helper enters a paper ballot.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// voteFlags are why, and for whom and from what a paper ballot is entered.
type voteFlags struct{ reason, voter, paper, witness string }

func (f *voteFlags) addAssisted(a *act, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.voter, "for", "", a.flag("vote_for"))
	cmd.Flags().StringVar(&f.paper, "paper", "", a.flag("vote_paper"))
	cmd.Flags().StringVar(&f.witness, "witness", "", a.flag("vote_witness"))
}

func (a *act) assist(ctx context.Context, typed, choice string, f voteFlags) error {
	if f.voter == "" || f.paper == "" {
		return &usageError{"usage.paper", nil}
	}
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	v, err := view.PollPage(ctx, c, id)
	if err != nil {
		return err
	}
	if choice == "" {
		return &noChoiceError{v}
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return err
	}
	voter, err := people.Meant(f.voter)
	if err != nil {
		return err
	}
	choice = a.spoken(v, choice)
	understood, err := c.Understand(ctx, id, choice, f.reason)
	if err != nil {
		return err
	}
	data := map[string]any{"Name": voter.String(), "Choice": a.words().Choice(v.Form, understood), "Title": text.Line(v.Title), "Paper": text.Line(f.paper)}
	if err := a.confirm(a.say.T("vote.assist_confirm", data)); err != nil {
		return err
	}
	ballot, err := c.Assist(ctx, app.PaperBallot{
		Poll: id, Voter: voter.ID(), Typed: choice, Reason: f.reason, Paper: f.paper, Witness: f.witness,
	})
	if err != nil {
		return err
	}
	return a.done(ballot, "vote.assisted", data)
}

// entered says who entered a ballot, from which paper; nothing for one that its voter cast.
func (a *act) entered(e *view.Entered) string {
	if e == nil {
		return ""
	}
	data := map[string]any{"Name": e.By.String(), "Paper": text.Line(e.Paper), "Witness": text.Line(e.Witness)}
	if e.Witness == "" {
		return a.say.T("ballot.entered", data)
	}
	return a.say.T("ballot.entered_seen", data)
}
