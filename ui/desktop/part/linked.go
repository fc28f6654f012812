package part

// Linked: a text with links in it, by mouse and by keyboard.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Linked is a Text whose links can be followed: by a click, or by Tab, Left,
// Right and Enter. It never opens anything itself: open decides, and shows the
// address first where it leads out of Folkmoot.
type Linked struct {
	Text
	open   func(link string)
	chosen int // of the links, -1: none
	led    bool
}

var (
	_ fyne.Tappable      = (*Linked)(nil)
	_ fyne.Focusable     = (*Linked)(nil)
	_ fyne.Disableable   = (*Linked)(nil)
	_ desktop.Cursorable = (*Linked)(nil)
)

// Links is a text of several looks with links among them.
func Links(step theme.Step, open func(link string), spans ...Span) *Linked {
	l := &Linked{open: open, chosen: -1}
	l.spans, l.step, l.color = spans, step, theme.Ink
	l.ExtendBaseWidget(l)
	return l
}

// Tapped follows the link under the mouse.
func (l *Linked) Tapped(event *fyne.PointEvent) {
	if link := l.linkAt(event.Position); link != "" {
		l.open(link)
	}
}

// Cursor is a hand: what is not a link around here is seldom clicked.
func (l *Linked) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityRole says that it can be followed.
func (l *Linked) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// AccessibilityLabel is the text, and which link Enter follows.
func (l *Linked) AccessibilityLabel() string {
	if links := l.links(); l.chosen >= 0 && l.chosen < len(links) {
		return l.String() + ", " + links[l.chosen].Text
	}
	return l.String()
}

func (l *Linked) links() []*Span {
	var links []*Span
	for i := range l.spans {
		if l.spans[i].Link != "" {
			links = append(links, &l.spans[i])
		}
	}
	return links
}

// Enable, Disable and Disabled are how Fyne asks whether Tab stops here.
func (l *Linked) Enable() { l.led = false }

// Disable makes Tab pass by: the list that holds the text leads its focus.
func (l *Linked) Disable() { l.led = true }

// Disabled reports whether Tab passes by.
func (l *Linked) Disabled() bool { return l.led }

// light chooses the first link, or none.
func (l *Linked) light(focused bool) {
	switch {
	case focused && l.chosen < 0:
		l.choose(0)
	case !focused && l.chosen >= 0:
		l.choose(-1)
	}
}

// within goes to the next link, if the text has one.
func (l *Linked) within(step int) bool {
	next := l.chosen + step
	if next < 0 || next >= len(l.links()) {
		return false
	}
	l.choose(next)
	return true
}

// FocusGained chooses the first link.
func (l *Linked) FocusGained() { l.choose(0) }

// FocusLost chooses none.
func (l *Linked) FocusLost() { l.choose(-1) }

// choose marks a link by a ground of its own.
func (l *Linked) choose(index int) {
	l.chosen = index
	for i, span := range l.links() {
		span.Mark = Unmarked
		if i == index {
			span.Mark = Found
		}
	}
	l.Refresh()
}

// TypedRune has no meaning here.
func (l *Linked) TypedRune(rune) {}

// TypedKey goes from link to link, follows one, or leaves.
func (l *Linked) TypedKey(event *fyne.KeyEvent) {
	links := l.links()
	switch event.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		l.choose(max(l.chosen-1, 0))
	case fyne.KeyRight, fyne.KeyDown:
		l.choose(min(l.chosen+1, len(links)-1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.chosen >= 0 && l.chosen < len(links) {
			l.open(links[l.chosen].Link)
		}
	default:
		passOn(l, event)
	}
}
