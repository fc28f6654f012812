package booth

// Mouse: a list under the mouse. A click on a control does what it says, or says why it does not; a click beside all of them takes the row.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
)

// Tapped presses what is under the mouse.
func (l *list) Tapped(event *fyne.PointEvent) {
	at := l.logical(event.Position)
	option := l.optionAt(at)
	if option < 0 || l.sheet.doing {
		return
	}
	l.sheet.ballot.Focus(option)
	l.takeFocus()
	switch z := l.zoneAt(at); {
	case z != nil && z.slide != nil:
		z.slide(int((at.X - z.track.x) * 1000 / max(z.track.width, 1)))
	case z != nil && z.do != nil:
		z.do()
	}
	l.sheet.changed()
}

// takeFocus gives the list the keyboard without a ring: the mouse shows where it is.
func (l *list) takeFocus() {
	l.byKey = false
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.Focused() != fyne.Focusable(l) {
		c.Focus(l)
	}
	l.byKey = false
}

// MouseIn is MouseMoved.
func (l *list) MouseIn(event *desktop.MouseEvent) { l.MouseMoved(event) }

// MouseMoved shows the row that is under the mouse, and says why a control is off.
func (l *list) MouseMoved(event *desktop.MouseEvent) {
	at := l.logical(event.Position)
	l.over = l.zoneAt(at)
	if option := l.optionAt(at); option != l.hover {
		if l.hover >= 0 {
			part.HideHint(l.said[l.hover])
		}
		l.hover = option
		l.Refresh()
	}
	switch {
	case l.over != nil && l.over.control.Why != "":
		part.ShowHint(l.said[l.hover], l.over.control.Why, "")
	case l.over != nil && l.over.control.On && l.over.tip != "":
		part.ShowHint(l.said[l.hover], l.over.tip, "")
	case l.hover >= 0:
		part.HideHint(l.said[l.hover])
	}
}

// MouseOut undoes MouseIn.
func (l *list) MouseOut() {
	if l.hover >= 0 {
		part.HideHint(l.said[l.hover])
	}
	l.hover, l.over = -1, nil
	l.Refresh()
}

// Cursor is a hand on what can be pressed.
func (l *list) Cursor() desktop.Cursor {
	if l.drag != nil || l.over != nil && l.over.control.On {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
