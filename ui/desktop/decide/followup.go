package decide

// Follow-up: who does what was decided, by when, and how far it is.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// followUp is the section below an outcome.
func (p *page) followUp(f *view.FollowUp) fyne.CanvasObject {
	s, w := p.shell, p.shell.Words()
	said := w.FollowUpSays(*f)
	var plan *part.Button
	if f.MayPlan {
		plan = part.NewButton(part.Plain, "", said.PlanLabel, func() { p.plan(f) }).High(part.InLine)
	}
	head := part.Row(12, 0, part.Strong(theme.Heading, s.T("followup.heading", nil)).Lines(1))
	if plan != nil {
		head.Add(plan)
	}
	rows := part.Column(0, p.followRow(said.Whole, f.MayMark, ""))
	for i, m := range said.Milestones {
		rows.Add(part.NewRule(52))
		rows.Add(p.followRow(m, f.MayMark && f.State == string(followup.Open), f.Milestones[i].Text))
	}
	if said.Review != "" {
		rows.Add(part.NewRule(52))
		rows.Add(part.Pad(12, 16, 12, 16, part.Row(12, 1, part.NewSymbol(theme.IconCalendar, 20, theme.Quiet), part.Words(theme.Text, said.Review))))
	}
	return part.Column(12, head, part.NewCard(rows).Air(0))
}

// followRow is one milestone, or the whole; milestone "" means the whole.
func (p *page) followRow(is view.FollowUpLine, may bool, milestone string) fyne.CanvasObject {
	icon, ink := theme.IconCircleDot, theme.Quiet
	switch {
	case is.State == string(followup.Done):
		icon, ink = theme.IconCircleCheck, theme.Primary
	case is.State == string(followup.Dropped):
		icon = theme.IconCircleSlash
	case is.Late:
		icon, ink = theme.IconClockAlert, theme.Attention
	}
	row := part.Row(12, 1, part.NewSymbol(icon, 20, ink), part.Column(2, part.Words(theme.Text, is.Title), part.Quietly(theme.Small, is.Sub)))
	if may {
		for _, to := range is.Marks {
			row.Add(part.NewButton(part.Plain, "", to.Label, func() { p.mark(milestone, is.Title, to) }).High(part.InLine))
		}
	}
	return part.Pad(12, 16, 12, 16, row)
}

// mark asks why, and says that something is done, dropped, or open again.
func (p *page) mark(milestone, title string, to view.FollowUpMark) {
	s := p.shell
	why := part.NewField(s.T("decide.followup_why", nil), "", s.T("decide.optional", nil))
	var layer *part.Layer
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Primary, "", to.Label, nil)
	act.OnPress(func() {
		because := why.Entry.Text
		s.Do(p.ctx, shell.Work{
			Finishes: true,
			Button:   act, Doing: s.T("decide.saving", nil),
			Run: func(ctx context.Context) error {
				_, err := s.Community().MarkFollowUp(ctx, p.pollID(), milestone, followup.As(to.As), because)
				return err
			},
			Done: func() {
				layer.Close()
				p.again()
			},
			Failed: func(err error) bool {
				why.SetTrouble(s.Trouble(err).What)
				return true
			},
		})
	})
	sheet := part.NewDialog(part.Strong(theme.Heading, title), part.Column(16, part.Words(theme.Text, s.T("decide.followup_says", nil)), why), part.Row(12, 0, part.Space(), cancel, act))
	layer = s.Dialog(sheet, shell.DialogUsual, why.Entry, nil)
}
