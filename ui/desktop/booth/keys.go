package booth

// Keys: what Fyne says of a key becomes a stroke of the sheet. What means nothing on a ballot is the page's.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

var strokes = map[fyne.KeyName]ballot.Key{
	fyne.KeyUp: ballot.Up, fyne.KeyDown: ballot.Down, fyne.KeyLeft: ballot.Left, fyne.KeyRight: ballot.Right,
	fyne.KeyHome: ballot.Home, fyne.KeyEnd: ballot.End, fyne.KeySpace: ballot.Space, fyne.KeyReturn: ballot.Enter, fyne.KeyEnter: ballot.Enter,
	fyne.KeyEscape: ballot.Escape, fyne.KeyDelete: ballot.Delete, fyne.KeyBackspace: ballot.Backspace, fyne.KeyZ: ballot.KeyZ, fyne.KeyY: ballot.KeyY,
}

// digits are keys that a digit stands on; without Alt or Ctrl they come as letters.
var digits = map[fyne.KeyName]int{
	fyne.Key0: 0, fyne.Key1: 1, fyne.Key2: 2, fyne.Key3: 3, fyne.Key4: 4, fyne.Key5: 5, fyne.Key6: 6, fyne.Key7: 7, fyne.Key8: 8, fyne.Key9: 9,
}

// strokeOf is a key that is no letter; false for one that a ballot does not know.
func strokeOf(name fyne.KeyName) (ballot.Stroke, bool) {
	key, known := strokes[name]
	if theme.Mirrored() {
		switch key {
		case ballot.Left:
			key = ballot.Right
		case ballot.Right:
			key = ballot.Left
		}
	}
	return ballot.Stroke{Key: key}, known && key != ballot.KeyZ && key != ballot.KeyY
}

// strokeOfShortcut is a key with Alt or Ctrl.
func strokeOfShortcut(shortcut fyne.Shortcut) (ballot.Stroke, bool) {
	switch s := shortcut.(type) {
	case *fyne.ShortcutUndo:
		return ballot.Stroke{Key: ballot.KeyZ, Ctrl: true}, true
	case *fyne.ShortcutRedo:
		return ballot.Stroke{Key: ballot.KeyY, Ctrl: true}, true
	case *desktop.CustomShortcut:
		stroke := ballot.Stroke{
			Key: strokes[s.KeyName], Alt: s.Modifier&fyne.KeyModifierAlt != 0, Shift: s.Modifier&fyne.KeyModifierShift != 0,
			Ctrl: s.Modifier&fyne.KeyModifierShortcutDefault != 0,
		}
		if digit, is := digits[s.KeyName]; is {
			stroke.Key, stroke.Digit = ballot.Digit, digit
		}
		return stroke, stroke.Key != ""
	}
	return ballot.Stroke{}, false
}

// TypedKey does what a key does on the sheet.
func (l *list) TypedKey(event *fyne.KeyEvent) {
	l.byKey = true
	stroke, known := strokeOf(event.Name)
	if !known || !l.press(stroke) {
		l.Refresh()
		part.PassOn(l, event)
	}
}

// TypedRune takes digits, plus and minus.
func (l *list) TypedRune(letter rune) {
	l.byKey = true
	switch {
	case letter >= '0' && letter <= '9':
		l.press(ballot.Stroke{Key: ballot.Digit, Digit: int(letter - '0')})
	case letter == '+':
		l.press(ballot.Stroke{Key: ballot.Plus})
	case letter == '-':
		l.press(ballot.Stroke{Key: ballot.Minus})
	}
}

// TypedShortcut takes keys with Alt or Ctrl, and leaves what is none of the ballot's to the page.
func (l *list) TypedShortcut(shortcut fyne.Shortcut) {
	l.byKey = true
	if stroke, known := strokeOfShortcut(shortcut); known && l.press(stroke) {
		return
	}
	if page, is := fyne.CurrentApp().Driver().CanvasForObject(l).(fyne.Shortcutable); is {
		page.TypedShortcut(shortcut)
	}
}

// press hands a stroke to the sheet. A walk past the first or last row is the list's too: the page must not scroll under it.
func (l *list) press(stroke ballot.Stroke) bool {
	if l.sheet.doing {
		return false
	}
	offered, _ := l.sheet.ballot.Offered()
	took := l.sheet.ballot.Press(stroke)
	now, _ := l.sheet.ballot.Offered()
	walks := stroke.Key == ballot.Up || stroke.Key == ballot.Down
	if !took && !walks && offered == now {
		return false
	}
	l.sheet.changed()
	part.Reveal(l.said[l.sheet.ballot.Focused()])
	return true
}

// FocusGained shows the row on which keys act.
func (l *list) FocusGained() {
	l.focused, l.byKey = true, true
	l.Refresh()
	part.Reveal(l.said[l.sheet.ballot.Focused()])
}

// FocusLost puts down what was lifted where it was.
func (l *list) FocusLost() {
	l.focused = false
	if l.drag == nil && !l.sheet.doing && l.sheet.ballot.PutBack() {
		l.sheet.changed()
		return
	}
	l.Refresh()
}

// AccessibilityLabel is the row on which keys act.
func (l *list) AccessibilityLabel() string { return l.is[l.sheet.ballot.Focused()].Label }

// AccessibilityRole says that it can be pressed.
func (l *list) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Inside are the rows, each with what it says.
func (l *list) Inside() []fyne.CanvasObject {
	inside := make([]fyne.CanvasObject, len(l.said))
	for i, said := range l.said {
		inside[i] = said
	}
	return inside
}
