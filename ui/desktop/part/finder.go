package part

// Finder: what looks like a field and opens the palette; and the signal beside it, which says on every page how this laptop stands with others.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Finder opens the palette.
type Finder struct {
	pressable
	text, key string
}

// NewFinder makes it; key is the shortcut that does the same.
func NewFinder(text, key string, open func()) *Finder {
	f := &Finder{text: text, key: key}
	f.begin(f, func() string { return f.text + ", " + f.key }, open)
	return f
}

// CreateRenderer draws the field with its shortcut.
func (f *Finder) CreateRenderer() fyne.WidgetRenderer {
	ground, icon, text := box(8), picture(), Words(theme.Text, f.text).Lines(1)
	cap, key := box(4), Words(theme.Small, f.key).Line()
	d := &drawing{objects: []fyne.CanvasObject{ground, icon, text, cap, key}}
	d.paint = func() {
		edge, width := theme.Line, float32(1)
		if f.hovered {
			edge = theme.Control
		}
		if f.focused {
			edge, width = theme.Primary, px(2)
		}
		fill(ground, theme.Surface, edge, width)
		fill(cap, theme.Ground, theme.Line, 1)
		setIcon(icon, theme.IconSearch, theme.Quiet)
		setLabel(text, Span{Text: f.text}, theme.Quiet)
		setLabel(key, Span{Text: f.key}, theme.Quiet)
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(36)) }
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		put(icon, size.Width, px(12), px(10), px(16), px(16))
		wide := key.MinSize().Width + px(12)
		room := size.Width - px(36+8+16) - wide
		cap.Hidden = text.natural() > room // what it does comes before how else
		if key.Hidden = cap.Hidden; cap.Hidden {
			room = size.Width - px(36+12)
		}
		put(text, size.Width, px(36), 0, room, size.Height)
		put(cap, size.Width, size.Width-px(8)-wide, px(8), wide, px(20))
		put(key, size.Width, size.Width-px(8)-wide+px(6), px(10), wide-px(12), px(16))
	}
	d.paint()
	return d
}

// Signal is a dot with a word: how this laptop stands with others.
type Signal struct {
	pressable
	text string
	tone Tone
}

// NewSignal makes one; it says nothing until Set.
func NewSignal(open func()) *Signal {
	s := &Signal{}
	s.begin(s, func() string { return s.text }, open)
	return s
}

// Set shows another state.
func (s *Signal) Set(tone Tone, text string) {
	s.tone, s.text = tone, text
	s.Refresh()
}

// CreateRenderer draws the dot and the word.
func (s *Signal) CreateRenderer() fyne.WidgetRenderer {
	ring, dot, text := box(8), box(5), Words(theme.Text, s.text).Line()
	d := &drawing{objects: []fyne.CanvasObject{ring, dot, text}}
	d.paint = func() {
		mark, ink := theme.Primary, theme.Ink
		switch s.tone {
		case Warning:
			mark, ink = theme.AttentionFill, theme.Attention
		case Bad:
			mark, ink = theme.Danger, theme.Danger
		case Neutral:
			mark = theme.Control
		}
		fill(ring, theme.Clear, theme.Primary, 0)
		if s.focused {
			ring.StrokeWidth = px(2)
		}
		if s.hovered {
			ring.FillColor = theme.Color(theme.Hover)
		}
		fill(dot, mark, theme.Clear, 0)
		dot.Hidden = s.text == ""
		setLabel(text, Span{Text: s.text}, ink)
	}
	d.least = func() fyne.Size { return fyne.NewSize(text.MinSize().Width+px(8+10+8+8), px(36)) }
	d.arrange = func(size fyne.Size) {
		ring.Resize(size)
		put(dot, size.Width, px(8), (size.Height-px(10))/2, px(10), px(10))
		put(text, size.Width, px(26), 0, size.Width-px(34), size.Height)
	}
	d.paint()
	return d
}

// Person is an avatar that can be pressed.
type Person struct {
	pressable
	avatar *Avatar
}

// NewPerson makes one; name is its tooltip.
func NewPerson(avatar *Avatar, name string, open func()) *Person {
	p := &Person{avatar: avatar}
	p.begin(p, func() string { return name }, open)
	p.hint = func() (string, string) { return name, "" }
	return p
}

// CreateRenderer draws the avatar, with a ring when it has the focus.
func (p *Person) CreateRenderer() fyne.WidgetRenderer {
	ring := box(p.avatar.side/2 + 4)
	d := &drawing{objects: []fyne.CanvasObject{ring, p.avatar}}
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !p.focused
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(railWide), px(p.avatar.side)) }
	d.arrange = func(size fyne.Size) {
		side := px(p.avatar.side)
		x := (size.Width - side) / 2
		put(ring, size.Width, x-px(4), -px(4), side+px(8), side+px(8))
		put(p.avatar, size.Width, x, 0, side, side)
	}
	d.paint()
	return d
}
