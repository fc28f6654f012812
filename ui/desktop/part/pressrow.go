package part

// Press row: anything that is laid out already and leads somewhere as a whole; and the square with an icon that rows begin with.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// PressRow makes of a row one thing that a click or Enter opens.
type PressRow struct {
	pressable
	content fyne.CanvasObject
	onSheet bool // it lies on a sheet, and reaches from edge to edge
}

// NewPressRow makes one; label is what it is called.
func NewPressRow(content fyne.CanvasObject, label string, open func()) *PressRow {
	r := &PressRow{content: content}
	r.begin(r, func() string { return label }, open)
	return r
}

// NewRowPress makes one that lies on a sheet, from edge to edge.
func NewRowPress(content fyne.CanvasObject, label string, open func()) *PressRow {
	r := NewPressRow(content, label, open)
	r.onSheet = true
	return r
}

// HeightFor is the content's.
func (r *PressRow) HeightFor(width float32) float32 { return HeightFor(r.content, width) }

func (r *PressRow) inside() []fyne.CanvasObject { return []fyne.CanvasObject{r.content} }

// CreateRenderer draws what shows hover and focus a little outside of the content.
func (r *PressRow) CreateRenderer() fyne.WidgetRenderer {
	ground := box(8)
	d := &drawing{objects: []fyne.CanvasObject{ground, r.content}}
	d.paint = func() {
		inside := theme.Clear
		if r.hovered {
			inside = theme.Hover
		}
		fill(ground, inside, theme.Primary, 0)
		if r.focused {
			ground.StrokeWidth = px(2)
		}
	}
	d.least = func() fyne.Size { return r.content.MinSize() }
	d.arrange = func(size fyne.Size) {
		over := px(8)
		if r.onSheet {
			over = -1
		}
		ground.Move(fyne.NewPos(-over, 0))
		ground.Resize(size.Add(fyne.NewSize(2*over, 0)))
		r.content.Move(fyne.NewPos(0, 0))
		r.content.Resize(size)
	}
	d.paint()
	return d
}

// IconTile is a square of 36 with an icon of 18, in a tone.
type IconTile struct {
	widget.BaseWidget
	icon theme.Icon
	tone Tone
}

// NewIconTile36 makes one.
func NewIconTile36(icon theme.Icon, tone Tone) *IconTile {
	t := &IconTile{icon: icon, tone: tone}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer draws the square.
func (t *IconTile) CreateRenderer() fyne.WidgetRenderer {
	ground, icon := box(8), picture()
	d := &drawing{objects: []fyne.CanvasObject{ground, icon}}
	d.paint = func() {
		tint, ink := t.tone.inks()
		fill(ground, tint, theme.Clear, 0)
		setIcon(icon, t.icon, ink)
	}
	d.least = func() fyne.Size { return fyne.NewSquareSize(px(36)) }
	d.arrange = func(size fyne.Size) {
		side := px(36)
		x, y := (size.Width-side)/2, (size.Height-side)/2
		put(ground, size.Width, x, y, side, side)
		put(icon, size.Width, x+px(9), y+px(9), px(18), px(18))
	}
	d.paint()
	return d
}
