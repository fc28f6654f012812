package part

// Paired: buttons side by side where the words on them have room, and below each other where they have not.

import (
	"fyne.io/fyne/v2"
)

// Paired sets objects side by side, over the whole width and as equally wide as their words allow; below each other where they do not fit. The gap is
// in units.
func Paired(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &paired{gap: gap}, Objects: objects}
}

type paired struct{ gap, width float32 }

// widths are nil where they do not fit: a half for each, or what its words take and a share of what is left.
func (p *paired) widths(objects []fyne.CanvasObject, total float32) []float32 {
	shown := visible(objects)
	count := float32(len(shown))
	room, words, widest := total-px(p.gap)*(count-1), float32(0), float32(0)
	for _, o := range shown {
		own := o.MinSize().Width
		words, widest = words+own, max(widest, own)
	}
	if words > room {
		return nil
	}
	widths := make([]float32, len(shown))
	for i, o := range shown {
		if widths[i] = room / count; widest > widths[i] {
			widths[i] = o.MinSize().Width + (room-words)/count
		}
	}
	return widths
}

func (p *paired) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	p.width = size.Width
	widths := p.widths(objects, size.Width)
	if widths == nil {
		(&column{gap: p.gap}).Layout(objects, size)
		return
	}
	x := float32(0)
	for i, o := range visible(objects) {
		put(o, size.Width, x, 0, widths[i], size.Height)
		x += widths[i] + px(p.gap)
	}
}

func (p *paired) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := float32(0)
	for _, o := range visible(objects) {
		width = max(width, o.MinSize().Width)
	}
	return fyne.NewSize(width, p.heightFor(objects, max(width, p.width)))
}

func (p *paired) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if p.widths(objects, width) == nil {
		return (&column{gap: p.gap}).heightFor(objects, width)
	}
	height := float32(0)
	for _, o := range visible(objects) {
		height = max(height, o.MinSize().Height)
	}
	return height
}
