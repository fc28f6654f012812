package part

// Door: one way in among a few: what it is, what it takes, and the act at its foot. The whole of it is one button.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Point is a line with an icon.
type Point struct {
	Icon theme.Icon
	Text string
}

// DoorWords are what a door says. Offer is something that lies ready for it, "" for nothing.
type DoorWords struct {
	Icon             theme.Icon
	Title, Text, Act string
	Points           []Point
	Offer            string
}

// Door is pressed by a click anywhere on it, by Enter or Space.
type Door struct {
	pressable
	content *fyne.Container
	act     *Text
	likely  bool
}

// Measures of a door.
const (
	doorAir  = 28
	doorTile = 56
)

// NewDoor makes a door; the likely one of a few carries the primary button.
func NewDoor(w DoorWords, likely bool, open func()) *Door {
	d := &Door{act: Strong(theme.Text, w.Act).Lines(1).Aligned(fyne.TextAlignCenter), likely: likely}
	tone := Method
	if likely {
		tone = Good
	}
	d.content = Column(0, Row(0, None, NewSign(w.Icon, doorTile, tone)), Pad(20, 0, 8, 0, Strong(theme.Heading, w.Title)),
		Pad(0, 0, 20, 0, Quietly(theme.Text, w.Text)), NewRule(0), Pad(20, 0, 0, 0, points(w)))
	d.begin(d, func() string {
		said := w.Title + ", " + w.Text
		if w.Offer != "" {
			said += ", " + w.Offer
		}
		return said
	}, open)
	return d
}

func points(w DoorWords) fyne.CanvasObject {
	list := Column(16)
	for _, p := range w.Points {
		list.Add(Pointed(p.Icon, Words(theme.Text, p.Text)))
	}
	if w.Offer != "" {
		offer := NewCard(Pointed(theme.IconLink, Strong(theme.Text, w.Offer))).Air(12).On(theme.PrimaryTint, theme.PrimaryTint)
		list.Add(offer)
	}
	return list
}

// Pointed sets an icon before a text, at the height of its first line.
func Pointed(icon theme.Icon, text *Text) *fyne.Container {
	return TopRow(12, 1, Pad(1, 0, 0, 0, NewSymbol(icon, 18, theme.Quiet)), text)
}

// HeightFor is what the words need at a width, with the act below them.
func (d *Door) HeightFor(width float32) float32 {
	return HeightFor(d.content, width-2*px(doorAir)) + px(2*doorAir+28+OfPage)
}

// CreateRenderer draws the sheet, its words, and the act as a button.
func (d *Door) CreateRenderer() fyne.WidgetRenderer {
	sheet, button, over := box(8), box(8), box(8)
	drawn := &drawing{objects: []fyne.CanvasObject{sheet, d.content, button, over, d.act}}
	drawn.paint = func() {
		edge, width := theme.Line, float32(1)
		if d.focused {
			edge, width = theme.Primary, px(2)
		}
		fill(sheet, theme.Surface, edge, width)
		fill(over, theme.Clear, theme.Clear, 0)
		if d.hovered {
			fill(over, theme.Darken, theme.Clear, 0)
		}
		if d.likely {
			fill(button, theme.Primary, theme.Clear, 0)
			d.act.In(theme.OnPrimary)
			return
		}
		fill(button, theme.Surface, theme.Control, 1)
		d.act.In(theme.Ink)
	}
	drawn.least = func() fyne.Size { return fyne.NewSize(px(240), d.HeightFor(max(d.Size().Width, px(240)))) }
	drawn.arrange = func(size fyne.Size) {
		sheet.Resize(size)
		air, inner := px(doorAir), size.Width-2*px(doorAir)
		put(d.content, size.Width, air, air, inner, HeightFor(d.content, inner))
		at := size.Height - air - px(OfPage)
		put(button, size.Width, air, at, inner, px(OfPage))
		put(over, size.Width, air, at, inner, px(OfPage))
		put(d.act, size.Width, air, at+px(12), inner, px(20))
	}
	drawn.paint()
	return drawn
}

// Doors sets doors side by side and equally high from so many units of width on; below that one under the other.
func Doors(from, gap float32, doors ...*Door) *fyne.Container {
	c := &fyne.Container{Layout: &level{fold{from: from, gap: gap}}}
	for _, d := range doors {
		c.Objects = append(c.Objects, d)
	}
	return c
}

// level is a fold whose objects are all as high as the highest.
type level struct{ fold }

func (l *level) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.fold.Layout(objects, size)
	if l.widths(objects, size.Width) == nil {
		return
	}
	high := l.heightFor(objects, size.Width)
	for _, o := range objects {
		o.Resize(fyne.NewSize(o.Size().Width, high))
	}
}

// Sign is an icon on a tile of its own.
type Sign struct {
	Symbol
	tone Tone
}

// NewSign makes a tile so many units wide, with an icon of half of that.
func NewSign(icon theme.Icon, side float32, tone Tone) *Sign {
	s := &Sign{Symbol: Symbol{icon: icon, side: side}, tone: tone}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the tile under its icon.
func (s *Sign) CreateRenderer() fyne.WidgetRenderer {
	tile, icon := box(8), picture()
	d := &drawing{objects: []fyne.CanvasObject{tile, icon}}
	d.paint = func() {
		tint, ink := s.tone.inks()
		fill(tile, tint, theme.Clear, 0)
		setIcon(icon, s.icon, ink)
	}
	d.least = func() fyne.Size { return fyne.NewSquareSize(px(s.side)) }
	d.arrange = func(size fyne.Size) {
		side := px(s.side)
		put(tile, size.Width, 0, (size.Height-side)/2, side, side)
		put(icon, size.Width, side/4, (size.Height-side/2)/2, side/2, side/2)
	}
	d.paint()
	return d
}
