package home

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/view"
)

// where is how far down the window something lies.
func where(d *shelltest.Desk, label string) fyne.Position {
	found, _ := d.Named(label).(fyne.CanvasObject)
	if found == nil {
		d.T.Fatalf("there is no %q", label)
	}
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(found)
}

// more is Home as it would be with one more decision that is the most urgent.
func more(h *Home) view.Home {
	newer := h.page
	row := newer.Needs[0]
	row.Title, row.Goes = "Ladders", view.Target{Section: view.SectionDecisions, Item: "ladders"}
	newer.Needs = append([]view.NeedRow{row}, newer.Needs...)
	return newer
}

func TestWhatComesDoesNotMoveWhatSomebodyPointsAt(t *testing.T) {
	d, h := openedHome(t)
	const pointed = "Vote: Summer budget 2026"
	before := where(d, pointed)
	over := d.Named(pointed).(desktop.Hoverable)
	over.MouseIn(&desktop.MouseEvent{})
	h.take(more(h))
	if at := where(d, pointed); at != before || d.Named("Vote: Ladders") != nil {
		t.Fatalf("it moved from %v to %v under the mouse", before, at)
	}
	if d.Named("1 new") == nil {
		t.Error("nobody says that something came")
	}
	over.MouseOut()
	d.Settle("it comes when the mouse has gone", func() bool { return d.Named("Vote: Ladders") != nil })
	if d.Named("1 new") != nil {
		t.Error("it is said to wait, and is here")
	}
}

func TestWhatWaitsComesWhenItIsAskedFor(t *testing.T) {
	d, h := openedHome(t)
	h.held.ground.MouseIn(&desktop.MouseEvent{})
	h.take(more(h))
	d.Press("1 new")
	if d.Named("Vote: Ladders") == nil {
		t.Error("it does not come")
	}
}

func TestAButtonThatIsHeldDownStays(t *testing.T) {
	d, h := openedHome(t)
	held := d.Named("Vote: Summer budget 2026").(*part.Button)
	held.MouseDown(&desktop.MouseEvent{})
	newer := h.page
	newer.Today = "Another day"
	h.take(newer)
	if d.Named("Vote: Summer budget 2026") != fyne.Focusable(held) {
		t.Error("it is another one before the mouse lets go")
	}
	held.MouseUp(&desktop.MouseEvent{})
	d.SettleSays("Another day")
}
