package decide

// Plan: who does what was decided, until when.

import (
	"context"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// plan opens the form with what is planned already.
func (p *page) plan(f *view.FollowUp) {
	s := p.shell
	form := view.NewPlanForm(s.Words(), p.now.people, *f)
	owner := part.NewSelect(s.T("decide.plan_owner", nil), form.People(), form.Owner, func(i int) { form.Owner = i })
	owner.Asking(s.T("decide.plan_choose", nil)).Filtered(s.T("decide.plan_find", nil), s.T("decide.plan_unfound", nil))
	steps := part.NewLongField(s.T("decide.plan_steps", nil), s.T("decide.plan_steps_example", nil), 4)
	steps.Entry.SetText(form.Milestones)
	review := part.NewField(s.T("decide.plan_review", nil), theme.IconCalendar, s.T("decide.plan_day", nil))
	review.Entry.SetText(form.Review)
	trouble := part.Words(theme.Small, "").In(theme.Danger)
	trouble.Hide()
	var layer *part.Layer
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Primary, theme.IconCheck, s.T("decide.plan_act", nil), nil)
	act.OnPress(func() {
		form.Milestones, form.Review = steps.Entry.Text, review.Entry.Text
		n, in, wrong := form.Plan()
		steps.SetTrouble(map[bool]string{true: wrong}[in == "milestones"])
		review.SetTrouble(map[bool]string{true: wrong}[in == "review"])
		trouble.SetText(wrong)
		trouble.Hidden = in != "owner"
		if wrong != "" {
			return
		}
		s.Do(p.ctx, shell.Work{
			Finishes: true,
			Button:   act, Doing: s.T("decide.saving", nil),
			Run: func(ctx context.Context) error {
				_, err := s.Community().PlanFollowUp(ctx, p.pollID(), n)
				return err
			},
			Done: func() {
				layer.Close()
				p.again()
			},
		})
	})
	middle := part.Column(16, part.Words(theme.Text, s.T("decide.plan_says", nil)), part.Labelled(s.T("decide.plan_owner", nil), "", owner), trouble, steps, review)
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("decide.plan_title", nil)), middle, part.Row(12, 0, part.Space(), cancel, act))
	layer = s.Dialog(sheet, shell.DialogUsual, owner, nil)
}
