package part

// Prose, what stands in the place of a paragraph: a quote behind its bar, and a picture of the community's own.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// quote is what somebody else said, behind a bar.
type quote struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newQuote(content fyne.CanvasObject) *quote {
	q := &quote{content: content}
	q.ExtendBaseWidget(q)
	return q
}

func (q *quote) HeightFor(width float32) float32 { return HeightFor(q.content, width-px(16)) }

func (q *quote) inside() []fyne.CanvasObject { return []fyne.CanvasObject{q.content} }

func (q *quote) CreateRenderer() fyne.WidgetRenderer {
	bar := box(1)
	d := &drawing{objects: []fyne.CanvasObject{bar, q.content}}
	d.paint = func() { fill(bar, theme.Control, theme.Clear, 0) }
	d.least = func() fyne.Size {
		width := q.content.MinSize().Width + px(16)
		return fyne.NewSize(width, q.HeightFor(max(width, q.Size().Width)))
	}
	d.arrange = func(size fyne.Size) {
		put(bar, size.Width, 0, 0, px(3), size.Height)
		put(q.content, size.Width, px(16), 0, size.Width-px(16), size.Height)
	}
	d.paint()
	return d
}

// prosePicture is a picture as wide as the text, at most 480 high.
type prosePicture struct {
	widget.BaseWidget
	image *canvas.Image
}

func newProsePicture(resource fyne.Resource) *prosePicture {
	p := &prosePicture{image: canvas.NewImageFromResource(resource)}
	p.image.FillMode = canvas.ImageFillContain
	p.ExtendBaseWidget(p)
	return p
}

func (p *prosePicture) HeightFor(width float32) float32 {
	aspect := p.image.Aspect()
	if aspect <= 0 {
		return px(40)
	}
	return min(width/aspect, px(480))
}

func (p *prosePicture) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{p.image}}
	d.least = func() fyne.Size { return fyne.NewSize(px(40), p.HeightFor(max(p.Size().Width, px(40)))) }
	d.arrange = func(size fyne.Size) { p.image.Resize(size) }
	return d
}
