package part

// Centre: what stands in the middle of a window that has neither rail nor sections.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Centre keeps an object so many units wide at most, in the middle of its place from side to side, with this much air at its sides.
func Centre(units, air float32, object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &centre{units: units, air: air}, Objects: []fyne.CanvasObject{object}}
}

// CentreBoth is Centre, in the middle from top to bottom too where there is room.
func CentreBoth(units, air float32, object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &centre{units: units, air: air, both: true}, Objects: []fyne.CanvasObject{object}}
}

type centre struct {
	units, air, known float32
	both              bool
}

func (c *centre) width(total float32) float32 { return max(min(px(c.units), total-2*px(c.air)), 0) }

func (c *centre) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.known = size.Width
	width := c.width(size.Width)
	height, y := HeightFor(objects[0], width), float32(0)
	if c.both {
		y = max(size.Height-height, 0) / 2
	}
	objects[0].Move(fyne.NewPos((size.Width-width)/2, y))
	objects[0].Resize(fyne.NewSize(width, height))
}

func (c *centre) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := min(objects[0].MinSize().Width, px(c.units)) + 2*px(c.air)
	return fyne.NewSize(width, c.heightFor(objects, max(width, c.known)))
}

func (c *centre) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], c.width(width))
}

// Emblem is Folkmoot's mark.
type Emblem struct {
	widget.BaseWidget
	side float32
}

// NewEmblem makes the mark so many units wide.
func NewEmblem(side float32) *Emblem {
	e := &Emblem{side: side}
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer draws it in the theme's colours.
func (e *Emblem) CreateRenderer() fyne.WidgetRenderer {
	image := canvas.NewImageFromResource(theme.Mark(e.side))
	image.FillMode = canvas.ImageFillContain
	d := &drawing{objects: []fyne.CanvasObject{image}}
	d.paint = func() { image.Resource = theme.Mark(e.side) }
	d.least = func() fyne.Size { return fyne.NewSquareSize(px(e.side)) }
	d.arrange = func(size fyne.Size) {
		side := px(e.side)
		image.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
		image.Resize(fyne.NewSquareSize(side))
	}
	d.paint()
	return d
}

// AtLeast keeps an object at least so many units wide.
func AtLeast(units float32, object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: atLeast{units: units}, Objects: []fyne.CanvasObject{object}}
}

type atLeast struct {
	stacked
	units float32
}

func (a atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(fyne.NewSize(px(a.units), 0))
}

// Middled sets an object as wide as it is in the middle of its place from side to side.
func Middled(object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: middled{}, Objects: []fyne.CanvasObject{object}}
}

type middled struct{}

func (middled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(objects[0].MinSize().Width, size.Width)
	objects[0].Move(fyne.NewPos((size.Width-width)/2, 0))
	objects[0].Resize(fyne.NewSize(width, size.Height))
}

func (middled) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
