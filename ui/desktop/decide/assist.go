package decide

// Assist: a sworn helper enters a ballot that somebody filled in on paper.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// assist opens the form. The choice is typed as it stands on the paper, and said back before it is entered.
func (p *page) assist() {
	s, poll := p.shell, p.now.page.Poll
	voters := view.NamesOf(poll.Voters)
	chosen := -1
	voter := part.NewSelect(s.T("decide.assist_voter", nil), voters, chosen, func(i int) { chosen = i })
	voter.Asking(s.T("decide.plan_choose", nil)).Filtered(s.T("decide.plan_find", nil), s.T("decide.plan_unfound", nil))
	choice := part.NewField(s.T("decide.assist_choice", nil), theme.IconVote, poll.Example(s.Words()))
	paper := part.NewField(s.T("decide.assist_paper", nil), theme.IconFileText, s.T("decide.assist_paper_example", nil))
	witness := part.NewField(s.T("decide.assist_witness", nil), theme.IconUser, s.T("decide.optional", nil))
	reason := part.NewField(s.T("decide.assist_reason", nil), "", s.T("decide.optional", nil))
	var layer *part.Layer
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Primary, "", s.T("decide.assist_next", nil), nil)
	act.OnPress(func() {
		paper.SetTrouble(map[bool]string{true: s.T("decide.assist_needs_paper", nil)}[paper.Entry.Text == ""])
		if chosen < 0 {
			choice.SetTrouble(s.T("decide.assist_needs_voter", nil))
			return
		}
		if paper.Entry.Text == "" {
			return
		}
		person, err := p.now.people.Meant(poll.Voters[chosen].Account)
		if err != nil {
			s.Fail(err)
			return
		}
		b := app.PaperBallot{Poll: p.pollID(), Voter: person.ID(), Typed: s.Words().Spoken(*poll, choice.Entry.Text), Reason: reason.Entry.Text, Paper: paper.Entry.Text, Witness: witness.Entry.Text}
		var understood string
		s.Do(p.ctx, shell.Work{
			Finishes: true,
			Button:   act, Doing: s.T("decide.saving", nil),
			Run: func(ctx context.Context) (err error) {
				understood, err = s.Community().Understand(ctx, b.Poll, b.Typed, b.Reason)
				return err
			},
			Done: func() { p.askAssist(b, voters[chosen], understood, layer, act) },
			Failed: func(err error) bool {
				choice.SetTrouble(s.Trouble(err).What)
				return true
			},
		})
	})
	middle := part.Column(16, part.Words(theme.Text, s.T("decide.assist_says", nil)), part.Labelled(s.T("decide.assist_voter", nil), "", voter), choice, paper, witness, reason)
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("decision_act.assist", nil)), middle, part.Row(12, 0, part.Space(), cancel, act))
	layer = s.Dialog(sheet, shell.DialogUsual, voter, nil)
}

// askAssist says the ballot back, and enters it.
func (p *page) askAssist(b app.PaperBallot, name, understood string, layer *part.Layer, act *part.Button) {
	s, poll := p.shell, p.now.page.Poll
	data := map[string]any{"Name": name, "Choice": s.Words().Answer(poll.Form, understood), "Title": text.Line(poll.Title), "Paper": text.Line(b.Paper)}
	s.Ask(shell.Question{
		Title: s.T("decision_act.assist", nil), Says: s.T("vote.assist_confirm", data), Act: s.T("decide.assist_act", nil), Harmless: true,
		Do: func() {
			s.Do(p.ctx, shell.Work{ // what was typed stays where it fails
				Finishes: true,
				Button:   act, Doing: s.T("decide.saving", nil),
				Run: func(ctx context.Context) error {
					_, err := s.Community().Assist(ctx, b)
					return err
				},
				Done: func() {
					layer.Close()
					s.Done(s.T("vote.assisted", data))
					p.again()
				},
			})
		},
	})
}
