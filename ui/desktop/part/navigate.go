package part

// Navigate: the sections of a community, the rail of communities, and tabs.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Section is a row of the sections' list: Home, Decisions and so on.
type Section struct {
	pressable
	icon   theme.Icon
	text   string
	count  string // "" for none
	chosen bool
}

// NewSection makes a row; word is said of the chosen one to who cannot see it.
func NewSection(icon theme.Icon, text, word string, open func()) *Section {
	s := &Section{icon: icon, text: text}
	s.begin(s, func() string {
		said := s.text
		if s.count != "" {
			said += ", " + s.count
		}
		if s.chosen {
			said += ", " + word
		}
		return said
	}, open)
	return s
}

// Set changes whether the section is shown now, and the count at its end.
func (s *Section) Set(chosen bool, count string) {
	s.chosen, s.count = chosen, count
	s.Refresh()
}

// CreateRenderer draws the row.
func (s *Section) CreateRenderer() fyne.WidgetRenderer {
	ground, icon := box(8), picture()
	text, count := Words(theme.Text, "").Lines(1), Strong(theme.Small, "").Line()
	d := &drawing{objects: []fyne.CanvasObject{ground, icon, text, count}}
	d.paint = func() {
		inside, ink, sign := theme.Clear, theme.Quiet, theme.Quiet
		switch {
		case s.chosen:
			inside, ink, sign = theme.PrimaryTint, theme.Ink, theme.Primary
		case s.hovered:
			inside = theme.Hover
		}
		fill(ground, inside, theme.Primary, 0)
		if s.focused {
			ground.StrokeWidth = px(2)
		}
		setIcon(icon, s.icon, sign)
		setLabel(text, Span{Text: s.text, Bold: s.chosen}, ink)
		setLabel(count, Span{Text: s.count, Bold: true}, theme.Ink)
		if !s.Size().IsZero() {
			d.arrange(s.Size())
		}
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(120), px(36)) }
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		put(icon, size.Width, px(12), px(9), px(18), px(18))
		end := count.MinSize().Width
		put(text, size.Width, px(42), 0, size.Width-px(42+12+8)-end, size.Height)
		put(count, size.Width, size.Width-px(12)-end, 0, end, size.Height)
	}
	d.paint()
	return d
}

// Tile is a community in the rail: two letters of its name.
type Tile struct {
	pressable
	letters string
	icon    theme.Icon // instead of letters: "+"
	color   theme.Token
	badge   string
	chosen  bool
}

// NewTile makes a tile in the colour of a person or community; name is its tooltip.
func NewTile(letters string, color theme.Token, name string, open func()) *Tile {
	t := &Tile{letters: letters, color: color}
	t.begin(t, func() string {
		if t.badge != "" {
			return name + ", " + t.badge
		}
		return name
	}, open)
	t.hint = func() (string, string) { return name, "" }
	return t
}

// NewIconTile makes a tile with an icon and an edge, such as "+".
func NewIconTile(icon theme.Icon, name string, open func()) *Tile {
	t := NewTile("", theme.Moss, name, open)
	t.icon = icon
	return t
}

// Set changes whether the community is shown now, and the count on its badge.
func (t *Tile) Set(chosen bool, badge string) {
	t.chosen, t.badge = chosen, badge
	t.Refresh()
}

// CreateRenderer draws the tile, with a bar at the window's edge when it is chosen.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	bar, ring, ground, icon, halo, dot := box(2), box(12), box(8), picture(), box(11), box(9)
	letters, badge := Strong(theme.Text, t.letters).Line(), Strong(theme.Small, "").Line()
	d := &drawing{objects: []fyne.CanvasObject{bar, ring, ground, icon, letters, halo, dot, badge}}
	d.paint = func() {
		fill(bar, theme.Primary, theme.Clear, 0)
		bar.Hidden = !t.chosen
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !t.focused
		inside, edge, ink := theme.TintOf(t.color), theme.Clear, t.color
		switch {
		case t.icon != "":
			inside, edge, ink = theme.Clear, theme.Control, theme.Quiet
		case t.chosen:
			inside, ink = theme.Primary, theme.OnPrimary
		}
		if t.hovered && t.icon != "" {
			inside = theme.Surface
		}
		fill(ground, inside, edge, map[bool]float32{true: 1}[t.icon != ""])
		setIcon(icon, t.icon, ink)
		setLabel(letters, Span{Text: t.letters, Bold: true}, ink)
		fill(halo, theme.Raised, theme.Clear, 0)
		fill(dot, theme.Primary, theme.Clear, 0)
		setLabel(badge, Span{Text: t.badge, Bold: true}, theme.OnPrimary)
		halo.Hidden, dot.Hidden, badge.Hidden = t.badge == "", t.badge == "", t.badge == ""
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(64), px(40)) }
	d.arrange = func(size fyne.Size) {
		x := (size.Width - px(40)) / 2
		put(bar, size.Width, 0, px(8), px(3), px(24))
		put(ring, size.Width, x-px(4), -px(4), px(48), px(48))
		put(ground, size.Width, x, 0, px(40), px(40))
		put(icon, size.Width, x+px(11), px(11), px(18), px(18))
		put(letters, size.Width, x+(px(40)-letters.MinSize().Width)/2, px(10), letters.MinSize().Width, px(20))
		width := max(badge.MinSize().Width+px(10), px(18))
		put(halo, size.Width, x+px(36)-width/2-px(2), -px(8), width+px(4), px(22))
		put(dot, size.Width, x+px(36)-width/2, -px(6), width, px(18))
		put(badge, size.Width, x+px(36)-badge.MinSize().Width/2, -px(6)+px(1), badge.MinSize().Width, px(16))
	}
	d.paint()
	return d
}

// Avatar is a person as two letters on their colour.
type Avatar struct {
	widget.BaseWidget
	letters string
	color   theme.Token
	side    float32
}

// NewAvatar makes a disc of 24, 28, 32, 36 or 40 units.
func NewAvatar(letters string, color theme.Token, side float32) *Avatar {
	a := &Avatar{letters: letters, color: color, side: side}
	a.ExtendBaseWidget(a)
	return a
}

// Set shows another person.
func (a *Avatar) Set(letters string, color theme.Token) {
	a.letters, a.color = letters, color
	a.Refresh()
}

// CreateRenderer draws the disc.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	step := theme.Small
	if a.side >= 40 {
		step = theme.Text
	}
	disc, letters := box(a.side/2), Strong(step, a.letters).Line()
	d := &drawing{objects: []fyne.CanvasObject{disc, letters}}
	d.paint = func() {
		fill(disc, theme.TintOf(a.color), theme.Clear, 0)
		setLabel(letters, Span{Text: a.letters, Bold: true}, a.color)
	}
	d.least = func() fyne.Size { return fyne.NewSquareSize(px(a.side)) }
	d.arrange = func(size fyne.Size) {
		x, y := (size.Width-px(a.side))/2, (size.Height-px(a.side))/2
		put(disc, size.Width, x, y, px(a.side), px(a.side))
		width := letters.MinSize().Width
		put(letters, size.Width, (size.Width-width)/2, y, width, px(a.side))
	}
	d.paint()
	return d
}
