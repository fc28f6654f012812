package part

// Whole: a layer that takes the whole window for a while.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// OpenWhole shows a page over the whole window, with the focus on first, which may be nil.
func OpenWhole(over fyne.Canvas, page fyne.CanvasObject, first fyne.Focusable, closed func()) *Layer {
	ground := canvas.NewRectangle(theme.Color(theme.Ground))
	l := &Layer{sheet: &fyne.Container{Layout: stacked{}, Objects: []fyne.CanvasObject{ground, page}}}
	l.lay = func(size fyne.Size) (x, y, w, h float32) { return 0, 0, size.Width, size.Height }
	return l.open(over, first, closed)
}

// Slot is a place for one object, which can be another one later.
func Slot(object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: stacked{}, Objects: []fyne.CanvasObject{object}}
}

// PutIn shows another object in a Slot.
func PutIn(slot *fyne.Container, object fyne.CanvasObject) {
	slot.Objects = []fyne.CanvasObject{object}
	slot.Refresh()
}

// stacked lays all objects over each other, as large as their place.
type stacked struct{}

func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Move(fyne.NewPos(0, 0))
		object.Resize(size)
	}
}

func (stacked) MinSize(objects []fyne.CanvasObject) (least fyne.Size) {
	for _, object := range objects {
		least = least.Max(object.MinSize())
	}
	return least
}

func (stacked) heightFor(objects []fyne.CanvasObject, width float32) (height float32) {
	for _, object := range objects {
		height = max(height, HeightFor(object, width))
	}
	return height
}
