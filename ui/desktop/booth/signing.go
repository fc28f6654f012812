package booth

// Signing: the foot of a sheet: what the ballot says in words, who signs it, and the button.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

type signing struct {
	sheet   *Sheet
	summary *part.Text
	signed  *part.Text
	act     *part.Button
	under   *part.Text
	undo    *part.Button
	clear   *part.Button
	form    form
	again   *part.Text // the summary a second time, above the foot of a low window
}

// signing makes the foot.
func (p *paper) signing() fyne.CanvasObject {
	s := p.sheet
	f := &signing{
		sheet: s, form: p.form, summary: part.Rich(theme.Text, part.Span{}), signed: part.Quietly(theme.Small, ""),
		under: part.Quietly(theme.Small, ""),
	}
	f.act = part.NewButton(part.Primary, "", s.page.Cast.Label, s.cast).High(part.OfPage)
	f.undo = part.NewButton(part.Bare, theme.IconUndo2, "", s.after(func() { s.ballot.Undo() })).High(part.InLine).Tip(s.page.Undo.Label, s.page.Undo.Key)
	f.clear = part.NewButton(part.Bare, theme.IconEraser, "", s.after(func() { s.ballot.Clear() })).High(part.InLine).Tip(s.page.Clear.Label, s.page.Clear.Key)
	p.act = f.act
	if p.form == below {
		f.again = part.Rich(theme.Text, part.Span{})
		p.lowWords = part.Column(0, f.again, part.Quietly(theme.Small, s.page.Signed+" "+s.page.Under))
	}
	f.show()
	p.add(f)
	words := part.Column(0, f.summary, f.signed)
	if p.form == below {
		acts := part.Row(8, 0, part.Space(), f.undo, f.clear, f.act)
		wide := theme.Units(acts.MinSize().Width) + 8
		p.words = words
		return part.Column(0, part.NewRule(0), part.Pad(16, 24, 20, 24, part.FoldBeside(440, 16, wide, words, acts)))
	}
	f.under.Aligned(fyne.TextAlignCenter)
	last := part.Row(8, 1, f.undo, f.under, f.clear)
	return part.Column(0, part.NewRule(0), part.Pad(16, 20, 14, 20, part.Column(16, words, part.Column(4, f.act, last))))
}

func (f *signing) show() {
	page := f.sheet.page
	if f.summary.String() != page.Summary.String() {
		f.summary.Set(rich(page.Summary)...)
	}
	f.signed.SetText(page.Signed)
	f.under.SetText(page.Under)
	if f.form == below {
		f.signed.SetText(page.Signed + " " + page.Under)
	}
	f.act.SetText(page.Cast.Label)
	if f.sheet.trouble != nil {
		f.act.SetText(page.Again)
	}
	f.act.SetOff(page.Cast.Why)
	switch {
	case f.sheet.doing:
		f.act.SetWaiting(page.Casting)
	default:
		f.act.SetWaiting("")
	}
	if f.again != nil && f.again.String() != page.Summary.String() {
		f.again.Set(rich(page.Summary)...)
	}
	f.undo.SetOff(offWhy(page.Undo.On, page.Undo.Why))
	f.clear.SetOff(offWhy(page.Clear.On, page.Clear.Why))
	f.undo.Hidden, f.clear.Hidden = !page.Undo.On, !page.Clear.On
}

// offWhy is the reason of a control that is off.
func offWhy(on bool, why string) string {
	if on {
		return ""
	}
	return why
}
