package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestTheMenuOfANarrowWindowHangsOnItsButton(t *testing.T) {
	d := sit(t, 680, 640, founded)
	d.SettleSays("Needs you")
	d.w.Go(view.Target{Section: view.SectionMembers})
	button := d.Named(d.w.T("window.menu", nil)).(*part.Button)
	d.Press(d.w.T("window.menu", nil))
	row, is := d.Shown.Canvas().Focused().(*part.ListRow)
	if !is || !strings.HasPrefix(row.AccessibilityLabel(), "Members") {
		t.Fatalf("the keys are on %v, and not on the section that is shown", d.Shown.Canvas().Focused())
	}
	driver := fyne.CurrentApp().Driver()
	at, from := driver.AbsolutePositionForObject(row), driver.AbsolutePositionForObject(button)
	if at.X > from.X+theme.Px(16) {
		t.Errorf("the menu is at %v, its button at %v", at, from)
	}
	d.look("narrow-menu")
	d.key(fyne.KeyReturn)
	if d.w.covered() || d.at() != view.SectionMembers {
		t.Error("the menu stays")
	}
}

func TestWhatTheFinderDoesIsNotCut(t *testing.T) {
	d := sit(t, 860, 640, founded)
	d.SettleSays("Needs you")
	d.Must(d.w.Prefs.SetLanguage("de"))
	d.w.Anew()
	d.SettleSays(d.w.T("window.find", nil))
	d.look("narrow-finder")
}
