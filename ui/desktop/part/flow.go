package part

// Flow: objects one after the other, in as many lines as it takes; and a page
// that fills its place instead of being scrolled.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Flow sets objects side by side, as wide as they are, and goes on in the next line where there is no more room. The gap is in units.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flow{gap: gap}, Objects: objects}
}

type flow struct{ gap, width float32 }

// set walks the places of all objects and returns the height of all lines.
func (f *flow) set(objects []fyne.CanvasObject, width float32, place func(o fyne.CanvasObject, x, y float32, size fyne.Size)) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		size.Width = min(size.Width, width)
		if x > 0 && x+size.Width > width {
			x, y, line = 0, y+line+px(f.gap), 0
		}
		place(o, x, y, size)
		x, line = x+size.Width+px(f.gap), max(line, size.Height)
	}
	return y + line
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.set(objects, size.Width, func(o fyne.CanvasObject, x, y float32, own fyne.Size) {
		put(o, size.Width, x, y, own.Width, own.Height)
	})
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, o := range objects {
		if o.Visible() {
			widest = max(widest, min(o.MinSize().Width, px(160)))
		}
	}
	return fyne.NewSize(widest, f.heightFor(objects, max(f.width, widest)))
}

func (f *flow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return f.set(objects, width, func(fyne.CanvasObject, float32, float32, fyne.Size) {})
}

// Room lets content fill a page: so much air above, in units, and at the sides what the window's width asks for. What is in it scrolls by itself.
func Room(top float32, content fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: room{top}, Objects: []fyne.CanvasObject{content}}
}

type room struct{ top float32 }

func (r room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	air := px(Air(WindowUnits(size.Width)))
	if theme.Units(size.Width) < 560 {
		air = px(20)
	}
	put(objects[0], size.Width, air, px(r.top), size.Width-2*air, size.Height-px(r.top))
}

func (room) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(px(320), px(200)) }

// Swap shows one object at a time, in all of its place.
type Swap struct{ *fyne.Container }

// NewSwap begins with one.
func NewSwap(first fyne.CanvasObject) Swap {
	return Swap{&fyne.Container{Layout: swapped{}, Objects: []fyne.CanvasObject{first}}}
}

// Show shows another one.
func (s Swap) Show(object fyne.CanvasObject) {
	if s.Objects[0] == object {
		return
	}
	s.Objects = []fyne.CanvasObject{object}
	s.Refresh()
}

type swapped struct{}

func (swapped) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (swapped) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (swapped) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], width)
}
