package cli

// Vote: casting a ballot, and casting another in its place.

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// noPollError says that no vote was opened on a proposal.
type noPollError struct{ proposal op.ID }

func (e *noPollError) Error() string { return "no poll on " + e.proposal.Short() }

// severalPollsError says that there were several.
type severalPollsError struct {
	proposal op.ID
	polls    []app.PollSummary
}

func (e *severalPollsError) Error() string {
	return fmt.Sprintf("%d polls on %s", len(e.polls), e.proposal.Short())
}

// noVoteError says why the reader may not vote, as one of the view's fixed words.
type noVoteError struct {
	why     string
	numbers *view.NoVote
}

func (e *noVoteError) Error() string { return "not in the electorate: " + e.why }

func (a *act) voteTrouble(err error) (trouble.Said, bool) {
	var none *noPollError
	var several *severalPollsError
	var not *noVoteError
	var choice *noChoiceError
	switch {
	case errors.As(err, &choice):
		return trouble.Said{Class: trouble.Usage, What: "error.no_choice", Data: map[string]any{
			"ID": choice.poll.Short(), "Example": choice.poll.Example(a.words()),
		}}, true
	case errors.As(err, &none):
		return trouble.Said{Class: trouble.NotFound, What: "error.no_poll", Data: map[string]any{"ID": none.proposal.Short()}}, true
	case errors.As(err, &several):
		t := trouble.Said{Class: trouble.NotFound, What: "error.several_polls", Do: "do.ambiguous", Data: map[string]any{"ID": several.proposal.Short()}}
		for _, p := range several.polls {
			t.More = append(t.More, p.ID.Short()+gap+text.Line(p.Opening.Title))
		}
		return t, true
	case errors.As(err, &not):
		return trouble.Said{Class: trouble.Failed, What: "error.no_voter", Data: map[string]any{"Reason": a.words().WhyNoVote(not.why, not.numbers)}}, true
	}
	return trouble.Said{}, false
}

func (a *act) voteCommand() *cobra.Command {
	var f voteFlags
	cmd := a.verb(spec{
		use: "vote POLL [CHOICE]", key: "vote", args: atLeast(1), needs: needsProfile, hints: a.voteHints,
		example: "folkmoot vote m4c2ttpx yes\nfolkmoot vote m4c2ttpx \"Monday, Friday\"\nfolkmoot vote m4c2ttpx 1,3 --reason \"I work on Tuesdays\"\n" +
			"folkmoot vote m4c2ttpx \"Ann > Bo = Cy\"\nfolkmoot vote m4c2ttpx Ann=5 Bo=3\nfolkmoot vote m4c2ttpx object --reason \"The roots\"\n" +
			"folkmoot vote m4c2ttpx\nfolkmoot vote m4c2ttpx yes --for Bea --paper 17 --witness Dora",
		run: func(ctx context.Context, args []string) error {
			choice := strings.Join(args[1:], " ")
			if f.voter+f.paper+f.witness != "" {
				return a.assist(ctx, args[0], choice, f)
			}
			return a.vote(ctx, args[0], choice, f.reason)
		},
	})
	cmd.Flags().StringVar(&f.reason, "reason", "", a.flag("vote_reason"))
	f.addAssisted(a, cmd)
	return cmd
}

func (a *act) vote(ctx context.Context, typed, choice, reason string) error {
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	before, err := view.PollPage(ctx, c, id)
	if err != nil {
		return err
	}
	if !before.MayVote {
		return &noVoteError{before.WhyNot, before.NoVote}
	}
	asked := choice == ""
	if asked {
		if choice, reason, err = a.askVote(before, reason); err != nil {
			return err
		}
	}
	choice = a.spoken(before, choice)
	understood, err := c.Understand(ctx, id, choice, reason)
	if err != nil {
		return err
	}
	if err := a.showUnderstood(before, understood, asked); err != nil {
		return err
	}
	if _, err := c.Vote(ctx, id, choice, reason); err != nil {
		return err
	}
	v, err := view.PollPage(ctx, c, id)
	if err != nil {
		return err
	}
	return a.answer(v, func() error { return a.showVote(v, before.MyVote != "") })
}

// noChoiceError says that a vote has no choice, and nobody sits there to be asked for it.
type noChoiceError struct{ poll view.Poll }

func (e *noChoiceError) Error() string { return "no choice in the poll " + e.poll.Short() }

// askVote shows the ballot of a poll, and asks for it.
func (a *act) askVote(v view.Poll, reason string) (string, string, error) {
	if !a.call.Terminal || a.opts.json {
		return "", "", &noChoiceError{v}
	}
	a.note("vote.ask_title", map[string]any{"Title": v.Title})
	if m, err := tally.MethodOf(v.Method); err == nil {
		fmt.Fprintln(a.call.Err, a.wrapped(a.say.T("method."+m.Name()+".explain", nil)))
	}
	for i, o := range v.Options {
		if v.Form != tally.Choice {
			fmt.Fprintln(a.call.Err, "  "+strconv.Itoa(i+1)+". "+text.Line(o.Name))
		}
	}
	choice, err := a.line(a.say.T("vote.ask", map[string]any{"Example": v.Example(a.words())}))
	if err != nil {
		return "", "", err
	}
	if choice == "" {
		return "", "", &noChoiceError{v}
	}
	if v.Form == tally.Consents && reason == "" && a.spoken(v, choice) == string(tally.Object) {
		reason, err = a.line(a.say.T("vote.ask_reason", nil))
	}
	return choice, reason, err
}

// showUnderstood says at a terminal what the ballot will be; who was asked for it can still say no.
func (a *act) showUnderstood(v view.Poll, understood string, asked bool) error {
	if !a.call.Terminal || a.opts.json {
		return nil
	}
	said := a.say.T("vote.understood", map[string]any{"Choice": a.words().Choice(v.Form, understood)})
	if asked {
		return a.confirm(said)
	}
	fmt.Fprintln(a.call.Err, said)
	return nil
}

func (a *act) showVote(v view.Poll, again bool) error {
	key := "vote.cast"
	if again {
		key = "vote.changed"
	}
	if err := a.tell(key, map[string]any{"Choice": a.words().Choice(v.Form, v.Mine), "Title": v.Title}); err != nil {
		return err
	}
	if err := a.showOverride(v); err != nil {
		return err
	}
	if err := a.tell("vote.until", map[string]any{"When": a.words().When(v.ClosesMillis)}); err != nil {
		return err
	}
	if v.Closing == nil || v.Closing.MyBallot == nil {
		return a.showStrawWay(v)
	}
	return a.wrappedLines(a.ballotWay(*v.Closing.MyBallot))
}

// pollMeant finds the poll that a text means: by its own id, by a ballot's, or by that of a proposal on which there is one.
func (a *act) pollMeant(ctx context.Context, typed string) (*app.Community, op.ID, error) {
	c, m, err := a.meant(ctx, typed, poll.KindOpen, poll.KindCast, poll.KindAssist, proposal.KindPublish, proposal.KindRevise)
	switch {
	case err != nil:
		return nil, op.ID{}, err
	case m.Kind == poll.KindOpen:
		return c, m.ID, nil
	case poll.IsBallot(m.Kind):
		return c, m.Subject, nil
	}
	polls, err := c.PollsOf(ctx, m.Subject)
	switch {
	case err != nil:
		return nil, op.ID{}, err
	case len(polls) == 0:
		return nil, op.ID{}, &noPollError{m.Subject}
	case len(polls) > 1:
		return nil, op.ID{}, &severalPollsError{m.Subject, polls}
	}
	return c, polls[0].ID, nil
}

// spoken turns a choice in the reader's language into the method's own word.
func (a *act) spoken(v view.Poll, choice string) string { return a.words().Spoken(v, choice) }

// voteHints completes a poll in which the reader may vote, then its options.
func (a *act) voteHints(ctx context.Context, args []string, _ string) []string {
	if len(args) == 0 {
		return a.hintsOfPolls(ctx, func(v view.Poll) bool { return v.MayVote && v.State == view.PollOpen })
	}
	c, id, err := a.pollMeant(ctx, args[0])
	if err != nil || len(args) > 1 {
		return nil
	}
	v, err := view.PollPage(ctx, c, id)
	if err != nil {
		return nil
	}
	var hints []string
	for _, o := range v.Running.Options {
		hints = append(hints, text.Line(o.Option))
	}
	return hints
}
