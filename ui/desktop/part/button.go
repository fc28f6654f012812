package part

// Button: the acts of a page.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// A Kind is how much weight a button has.
type Kind uint8

// One button of a page is Primary. Danger is for what cannot be undone. Plain
// is a label alone, Bare an icon alone.
const (
	Secondary Kind = iota
	Primary
	Danger
	Plain
	Bare
)

// Heights of buttons, in units: the usual one, that of the act of a page, and
// that of one within a line of text.
const (
	Usual  = 36
	OfPage = 44
	InLine = 28
)

// Button does one thing when pressed.
type Button struct {
	pressable
	text   string
	icon   theme.Icon
	kind   Kind
	height float32
	step   theme.Step
	reason string // why it is off, "" while it is on
	doing  string // what it is waiting for, "" while it is not
	held   bool   // it was pressed, and what it does is under way
	tip    string
	key    string
	called string // what it is called to who cannot see what it stands beside

	turning turning
}

// NewButton makes a button of a kind; icon may be "".
func NewButton(kind Kind, icon theme.Icon, text string, press func()) *Button {
	b := &Button{text: text, icon: icon, kind: kind, height: Usual, step: theme.Text}
	b.begin(b, b.spoken, press)
	b.off = func() bool { return b.reason != "" || b.doing != "" || b.held }
	b.hint = func() (string, string) {
		if b.reason != "" {
			return b.reason, ""
		}
		return b.tip, b.key
	}
	return b
}

// OnPress sets what a press does: for a button that what it does needs to know.
func (b *Button) OnPress(press func()) { b.press = press }

// High makes the button one of the three heights.
func (b *Button) High(units float32) *Button {
	b.height = units
	return b
}

// Tip gives the button a tooltip, and the key that does the same.
func (b *Button) Tip(text, key string) *Button {
	b.tip, b.key = text, key
	return b
}

// Called names the button to who cannot see what it stands beside: "Vote: Summer budget".
func (b *Button) Called(name string) *Button {
	b.called = name
	return b
}

// SetOff switches the button off with a reason, or on again with "".
func (b *Button) SetOff(reason string) *Button {
	b.reason = reason
	b.Refresh()
	return b
}

// SetText shows another label.
func (b *Button) SetText(text string) {
	b.text = text
	b.Refresh()
}

// SetWaiting shows what is being done in the present participle, and ends it with "".
func (b *Button) SetWaiting(doing string) *Button {
	b.doing = doing
	b.turning.stop()
	if doing != "" {
		b.turning.start(b, b.Refresh)
	}
	b.Refresh()
	return b
}

// Hold keeps the button from being pressed a second time while what it does is under way. Nothing of it is seen.
func (b *Button) Hold(held bool) { b.held = held }

// spoken is what the button is called, with its state.
func (b *Button) spoken() string {
	name := b.text
	if name == "" {
		name = b.tip
	}
	if b.called != "" {
		name = b.called
	}
	switch {
	case b.doing != "":
		return b.doing
	case b.reason != "":
		return name + ", " + b.reason
	}
	return name
}

// looks are the tokens of fill, edge, label.
func (b *Button) looks() (inside, edge, label theme.Token) {
	if b.reason != "" {
		return theme.Raised, theme.Line, theme.Quiet
	}
	switch b.kind {
	case Primary:
		return theme.Primary, theme.Clear, theme.OnPrimary
	case Danger:
		return theme.Surface, theme.Danger, theme.Danger
	case Plain:
		return theme.Clear, theme.Clear, theme.Primary
	case Bare:
		return theme.Clear, theme.Clear, theme.Quiet
	}
	return theme.Surface, theme.Control, theme.Ink
}

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	ring, ground, shade, icon := box(12), box(8), box(8), picture()
	label := Strong(b.step, b.text).Line()
	d := &drawing{objects: []fyne.CanvasObject{ring, ground, shade, icon, label}}
	d.paint = func() { b.paint(ring, ground, shade, icon, label) }
	d.least = func() fyne.Size { return fyne.NewSize(b.width(label), px(b.height)) }
	d.arrange = func(size fyne.Size) {
		over := b.overhang()
		ring.Move(fyne.NewPos(-px(4)-over, -px(4)))
		ring.Resize(size.AddWidthHeight(px(8)+2*over, px(8)))
		for _, around := range []*canvas.Rectangle{ground, shade} {
			around.Move(fyne.NewPos(-over, 0))
			around.Resize(size.AddWidthHeight(2*over, 0))
		}
		side := b.iconSide()
		inside := label.MinSize().Width
		if icon.Visible() {
			inside += side
			if label.String() != "" {
				inside += px(8)
			}
		}
		x := (size.Width - inside) / 2
		if icon.Visible() {
			put(icon, size.Width, x, (size.Height-side)/2, side, side)
			x += side + px(8)
		}
		put(label, size.Width, x, 0, label.MinSize().Width, size.Height)
	}
	d.paint()
	place := d.paint
	d.paint = func() { // other words have another middle, also in a button that was hidden meanwhile
		if place(); !b.Size().IsZero() {
			d.arrange(b.Size())
		}
	}
	return d
}

func (b *Button) iconSide() float32 {
	if b.text == "" {
		return px(18)
	}
	return px(16)
}

// overhang is how far the ground of a label alone reaches over its sides: the words line up with those above and below.
func (b *Button) overhang() float32 {
	if b.kind == Plain && b.text != "" {
		return px(6)
	}
	return 0
}

// width keeps the place that the label takes while the button waits, and is square for an icon alone.
func (b *Button) width(label *Text) float32 {
	if b.text == "" {
		return px(b.height)
	}
	air := map[bool]float32{true: 12, false: 16}[b.height == InLine]
	if b.kind == Plain {
		air = 0
	}
	width := label.MinSize().Width + 2*px(air)
	if b.icon != "" || b.doing != "" {
		width += px(16 + 8)
	}
	return width
}

func (b *Button) paint(ring, ground, shade *canvas.Rectangle, icon *canvas.Image, label *Text) {
	inside, edge, ink := b.looks()
	fill(ground, inside, edge, 1)
	if edge == theme.Clear {
		ground.StrokeWidth = 0
	}
	fill(shade, theme.Darken, theme.Clear, 0)
	shade.Hidden = !b.hovered || b.isOff() || inside == theme.Clear
	if b.hovered && !b.isOff() && inside == theme.Clear {
		fill(ground, theme.Hover, theme.Clear, 0)
	}
	fill(ring, theme.Clear, theme.Primary, px(2))
	ring.Hidden = !b.focused
	label.color = ink
	if label.String() != b.shown() {
		label.SetText(b.shown())
	}
	if b.doing != "" {
		theme.Sharp(icon, b.turning.icon(ink))
		icon.Show()
		return
	}
	setIcon(icon, b.icon, ink)
}

func (b *Button) shown() string {
	if b.doing != "" {
		return b.doing
	}
	return b.text
}
