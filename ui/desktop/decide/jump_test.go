package decide

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func TestNothingJumpsWhenABudgetIsCast(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	p := opened(t, d, decisionNamed(t, d, "Summer budget 2026").Goes, 1440)
	if p.tab != tabBallot {
		t.Fatalf("the page begins with %q", p.tab)
	}
	d.Shown.Canvas().Focus(part.FirstFocus(p.body)) // the order, before the rows
	d.Shown.Canvas().FocusNext()
	list := d.Shown.Canvas().Focused()
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	at, wide := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.beside), p.beside.Size().Width
	d.Press("Cast my vote")
	d.SettleSays("Your vote is cast")
	if now := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.beside); p.tab != tabBallot || now != at || p.beside.Size().Width != wide {
		t.Errorf("tab %q; the ballot stood at %v, %v wide, and stands at %v, %v wide", p.tab, at, wide, now, p.beside.Size().Width)
	}
	look(d, "budget-cast")

	// What is ticked now is a change of it.
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	d.SettleSays("Your vote is cast")
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	d.SettleSays("Cast my changed vote")
	look(d, "budget-changed")
}
