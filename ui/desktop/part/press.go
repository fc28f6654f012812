package part

// Press: what all that can be pressed has in common: mouse, keys, focus, and
// the words that appear beside it.

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// pressable is embedded by parts that can be pressed, by click, Space or Enter.
type pressable struct {
	widget.BaseWidget
	whole            fyne.Widget // the part that embeds this
	hovered, focused bool
	down             bool      // a button of the mouse is held on it
	moved            time.Time // the mouse, on it, the last time

	press func()
	label func() string             // for who cannot see it, with its state
	hint  func() (text, key string) // for the tooltip; nil or "": none
	off   func() bool
	keys  func(*fyne.KeyEvent) bool // takes keys of its own first
	more  func(at fyne.Position)    // the other things to do, asked for by a right click
	led   bool                      // a list leads its focus, Tab passes by
}

var (
	_ fyne.Tappable          = (*pressable)(nil)
	_ fyne.SecondaryTappable = (*pressable)(nil)
	_ fyne.Focusable         = (*pressable)(nil)
	_ fyne.Disableable       = (*pressable)(nil)
	_ fyne.Accessible        = (*pressable)(nil)
	_ desktop.Hoverable      = (*pressable)(nil)
	_ desktop.Cursorable     = (*pressable)(nil)
	_ desktop.Mouseable      = (*pressable)(nil)
)

// begin makes the part ready; whole is what embeds this.
func (p *pressable) begin(whole fyne.Widget, label func() string, press func()) {
	p.whole, p.label, p.press = whole, label, press
	p.ExtendBaseWidget(whole)
}

func (p *pressable) isOff() bool { return p.off != nil && p.off() }

// Tapped presses.
func (p *pressable) Tapped(*fyne.PointEvent) {
	if !p.isOff() && p.press != nil {
		p.press()
	}
}

// TappedSecondary opens the menu of what else can be done.
func (p *pressable) TappedSecondary(event *fyne.PointEvent) {
	if p.more != nil {
		p.more(event.AbsolutePosition)
	}
}

// Enable, Disable and Disabled are how Fyne asks whether Tab stops here.
func (p *pressable) Enable() { p.led = false }

// Disable makes Tab pass by: the list that holds the part leads its focus.
func (p *pressable) Disable() { p.led = true }

// Disabled reports whether Tab passes by.
func (p *pressable) Disabled() bool { return p.led }

// light draws the focus that a list leads.
func (p *pressable) light(focused bool) {
	if p.focused != focused {
		p.focused = focused
		p.Refresh()
	}
}

// own is the part's pressable itself.
func (p *pressable) own() *pressable { return p }

// FocusGained shows the ring, brings the part into view and says its hint.
func (p *pressable) FocusGained() {
	p.focused = true
	p.Refresh()
	reveal(p.self())
	p.showHint()
}

// FocusLost takes the ring away.
func (p *pressable) FocusLost() {
	p.focused = false
	p.Refresh()
	hideHint(p.self())
}

// TypedRune has no meaning here: Space comes as a key.
func (p *pressable) TypedRune(rune) {}

// TypedKey presses, or lets the page have the key.
func (p *pressable) TypedKey(event *fyne.KeyEvent) {
	if p.keys != nil && !p.isOff() && p.keys(event) {
		return
	}
	switch event.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		byKey(event.Name, func() { p.Tapped(nil) })
	default:
		passOn(p.self(), event)
	}
}

// MouseIn shows that it can be pressed.
func (p *pressable) MouseIn(*desktop.MouseEvent) {
	p.hovered, p.moved = true, time.Now()
	p.Refresh()
	p.showHint()
}

// MouseMoved notes that somebody still points at it.
func (p *pressable) MouseMoved(*desktop.MouseEvent) { p.moved = time.Now() }

// MouseDown and MouseUp note whether it is being pressed.
func (p *pressable) MouseDown(*desktop.MouseEvent) {
	p.down, p.moved = true, time.Now()
	holdDown()
}

// MouseUp undoes MouseDown.
func (p *pressable) MouseUp(*desktop.MouseEvent) {
	p.down = false
	letGo()
}

// MouseOut undoes MouseIn.
func (p *pressable) MouseOut() {
	if p.down { // let go elsewhere, it is not pressed
		letGo()
	}
	p.hovered, p.down = false, false
	p.Refresh()
	hideHint(p.self())
}

// Cursor is a hand on what can be pressed.
func (p *pressable) Cursor() desktop.Cursor {
	if p.isOff() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel names it and its state.
func (p *pressable) AccessibilityLabel() string { return p.label() }

// AccessibilityRole says that it can be pressed.
func (p *pressable) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Demonstrate shows a state that only mouse or focus bring, for the gallery.
func (p *pressable) Demonstrate(hovered, focused bool) {
	p.hovered, p.focused = hovered, focused
	p.Refresh()
}

// self is the part that embeds this one, as the canvas knows it.
func (p *pressable) self() fyne.CanvasObject { return p.whole }

func (p *pressable) showHint() {
	if p.hint == nil {
		return
	}
	if text, key := p.hint(); text != "" {
		showHintSoon(p.self(), text, key)
	}
}

// passOn hands a key to the page: Esc first takes the focus away.
func passOn(object fyne.CanvasObject, event *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(object)
	if c == nil {
		return
	}
	if event.Name == fyne.KeyEscape {
		c.Unfocus()
	}
	if typed := c.OnTypedKey(); typed != nil {
		typed(event)
	}
}
