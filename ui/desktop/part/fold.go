package part

// Fold: what stands side by side where there is room, and below each other where there is not.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Fold sets objects side by side, equally wide and from one upper edge, from so many units of width on; below that it stacks them. The gap is in units.
func Fold(from, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &fold{from: from, gap: gap}, Objects: objects}
}

// FoldBeside sets a second object of so many units beside the first, from so many units of width on; below that under it.
func FoldBeside(from, gap, second float32, main, beside fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &fold{from: from, gap: gap, second: second}, Objects: []fyne.CanvasObject{main, beside}}
}

type fold struct{ from, gap, second, width float32 }

// widths are nil where all are as wide as the whole.
func (f *fold) widths(objects []fyne.CanvasObject, total float32) []float32 {
	shown := visible(objects)
	if theme.Units(total) < f.from || len(shown) < 2 {
		return nil
	}
	left := total - px(f.gap)*float32(len(shown)-1)
	widths := make([]float32, len(shown))
	for i := range widths {
		widths[i] = left / float32(len(shown))
	}
	if f.second > 0 {
		widths[0], widths[1] = left-px(f.second), px(f.second)
	}
	return widths
}

func visible(objects []fyne.CanvasObject) (shown []fyne.CanvasObject) {
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	return shown
}

func (f *fold) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	widths := f.widths(objects, size.Width)
	if widths == nil {
		(&column{gap: f.gap}).Layout(objects, size)
		return
	}
	x := float32(0)
	for i, object := range visible(objects) {
		put(object, size.Width, x, 0, widths[i], HeightFor(object, widths[i]))
		x += widths[i] + px(f.gap)
	}
}

func (f *fold) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := float32(0)
	for _, object := range visible(objects) {
		width = max(width, object.MinSize().Width)
	}
	return fyne.NewSize(width, f.heightFor(objects, max(width, f.width)))
}

func (f *fold) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	widths := f.widths(objects, width)
	if widths == nil {
		return (&column{gap: f.gap}).heightFor(objects, width)
	}
	height := float32(0)
	for i, object := range visible(objects) {
		height = max(height, HeightFor(object, widths[i]))
	}
	return height
}
