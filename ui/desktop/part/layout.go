package part

// Layout: columns and rows that hand each child its width first and then ask
// for its height, which Fyne's own boxes do not; wrapped text needs it.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// flowing is what has a height only once its width is known.
type flowing interface{ HeightFor(width float32) float32 }

// flowingLayout is the same of a container's layout.
type flowingLayout interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightFor is the height that an object needs at a width.
func HeightFor(object fyne.CanvasObject, width float32) float32 {
	switch o := object.(type) {
	case flowing:
		return o.HeightFor(width)
	case *fyne.Container:
		if layout, is := o.Layout.(flowingLayout); is {
			return layout.heightFor(o.Objects, width)
		}
	}
	return object.MinSize().Height
}

// Column stacks objects, a gap in units apart, each as wide as the column.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &column{gap: gap}, Objects: objects}
}

type column struct{ gap, width float32 }

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	y := float32(0)
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		height := HeightFor(object, size.Width)
		object.Move(fyne.NewPos(0, y))
		object.Resize(fyne.NewSize(size.Width, height))
		y += height + px(c.gap)
	}
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := float32(0)
	for _, object := range objects {
		if object.Visible() {
			width = max(width, object.MinSize().Width)
		}
	}
	return fyne.NewSize(width, c.heightFor(objects, max(c.width, width)))
}

func (c *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	height, shown := float32(0), 0
	for _, object := range objects {
		if object.Visible() {
			height += HeightFor(object, width)
			shown++
		}
	}
	return height + px(c.gap)*float32(max(shown-1, 0))
}

// None is the place of an object that grows, in a row where none does.
const None = -1

// Row sets objects side by side from the start of the line, a gap in units
// apart and centred in height; the one at place grow takes what is left.
func Row(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap, grow: grow}, Objects: objects}
}

// TopRow is Row with all objects at its upper edge.
func TopRow(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap, grow: grow, top: true}, Objects: objects}
}

// Even is Row with all objects equally wide.
func Even(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap, grow: None, even: true}, Objects: objects}
}

type row struct {
	gap       float32
	grow      int
	top, even bool
	width     float32
}

// widths shares out the width of the row.
func (r *row) widths(objects []fyne.CanvasObject, total float32) []float32 {
	widths := make([]float32, len(objects))
	left, shown := total, 0
	for i, object := range objects {
		if !object.Visible() {
			continue
		}
		shown++
		if i != r.grow && !r.even {
			widths[i] = object.MinSize().Width
			left -= widths[i]
		}
	}
	left -= px(r.gap) * float32(max(shown-1, 0))
	for i, object := range objects {
		switch {
		case r.even && object.Visible():
			widths[i] = left / float32(shown)
		case i == r.grow:
			widths[i] = max(left, 0)
		}
	}
	return widths
}

func (r *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	x := float32(0)
	for i, width := range r.widths(objects, size.Width) {
		if !objects[i].Visible() {
			continue
		}
		height := HeightFor(objects[i], width)
		y := (size.Height - height) / 2
		if r.top {
			y = 0
		}
		put(objects[i], size.Width, x, y, width, height)
		x += width + px(r.gap)
	}
}

func (r *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width, widest, shown := float32(0), float32(0), 0
	for _, object := range objects {
		if object.Visible() {
			width += object.MinSize().Width
			widest = max(widest, object.MinSize().Width)
			shown++
		}
	}
	if r.even {
		width = widest * float32(shown)
	}
	width += px(r.gap) * float32(max(shown-1, 0))
	return fyne.NewSize(width, r.heightFor(objects, max(width, r.width)))
}

func (r *row) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	height := float32(0)
	for i, w := range r.widths(objects, width) {
		if objects[i].Visible() {
			height = max(height, HeightFor(objects[i], w))
		}
	}
	return height
}

// Pad keeps air around an object: above, at its end, below, at its start.
func Pad(top, end, bottom, start float32, object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &pad{top: top, end: end, bottom: bottom, start: start}, Objects: []fyne.CanvasObject{object}}
}

type pad struct{ top, end, bottom, start, width float32 }

func (p *pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	p.width = size.Width
	put(objects[0], size.Width, px(p.start), px(p.top), size.Width-px(p.start+p.end), size.Height-px(p.top+p.bottom))
}

func (p *pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[0].MinSize().Width + px(p.start+p.end)
	return fyne.NewSize(width, p.heightFor(objects, max(width, p.width)))
}

func (p *pad) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], width-px(p.start+p.end)) + px(p.top+p.bottom)
}

// Wide keeps an object at one width in units, at the start of its place.
func Wide(units float32, object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &wide{units}, Objects: []fyne.CanvasObject{object}}
}

type wide struct{ units float32 }

func (w *wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], size.Width, 0, 0, px(w.units), size.Height)
}

func (w *wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(px(w.units), w.heightFor(objects, 0))
}

func (w *wide) heightFor(objects []fyne.CanvasObject, _ float32) float32 {
	return HeightFor(objects[0], px(w.units))
}

// Space takes room in a row or column and shows nothing.
func Space() fyne.CanvasObject {
	return &fyne.Container{Layout: nothing{}}
}

type nothing struct{}

func (nothing) Layout([]fyne.CanvasObject, fyne.Size) {}
func (nothing) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
func mirroredAlign(align fyne.TextAlign) fyne.TextAlign {
	if !theme.Mirrored() {
		return align
	}
	switch align {
	case fyne.TextAlignLeading:
		return fyne.TextAlignTrailing
	case fyne.TextAlignTrailing:
		return fyne.TextAlignLeading
	}
	return align
}

// EvenTop is the layout of equally wide columns that begin at the same height.
func EvenTop(gap float32) fyne.Layout { return &row{gap: gap, grow: None, even: true, top: true} }

// High keeps an object at one height in units: lists and other scrollers have none of their own.
func High(units float32, object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &high{units}, Objects: []fyne.CanvasObject{object}}
}

type high struct{ units float32 }

func (h *high) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (h *high) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, px(h.units))
}

func (h *high) heightFor([]fyne.CanvasObject, float32) float32 { return px(h.units) }
