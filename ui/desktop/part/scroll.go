package part

// Scroll: a page that scrolls up and down, laid out at the width of its window.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Scroll shows a column that may be higher than its place.
type Scroll struct {
	widget.BaseWidget
	content fyne.CanvasObject
	scroll  *container.Scroll
}

// NewScroll puts content into a scroller.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{content: content, scroll: container.NewVScroll(content)}
	s.ExtendBaseWidget(s)
	return s
}

// Offset is how far down the page is scrolled, in canvas units; it is kept when a page is left.
func (s *Scroll) Offset() float32 { return s.scroll.Offset.Y }

// ScrollTo scrolls to an offset.
func (s *Scroll) ScrollTo(offset float32) { s.scroll.ScrollToOffset(fyne.NewPos(0, offset)) }

func (s *Scroll) inside() []fyne.CanvasObject { return []fyne.CanvasObject{s.scroll} }

// CreateRenderer gives the content its width first, so that the scroller learns its true height.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{s.scroll}}
	d.least = func() fyne.Size { return fyne.NewSize(s.content.MinSize().Width, px(120)) }
	d.arrange = func(size fyne.Size) {
		s.content.Resize(fyne.NewSize(size.Width, max(HeightFor(s.content, size.Width), size.Height)))
		s.scroll.Resize(size)
	}
	d.paint = func() { d.arrange(s.Size()) }
	return d
}
