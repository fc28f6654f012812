package part

// List sheet: a list on one sheet with what stands above it: a filter, the names of columns. It is as high as its rows, and no higher than its place.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// ListSheet holds a plain list below a head.
type ListSheet struct {
	widget.BaseWidget
	head fyne.CanvasObject
	list *List
}

// NewListSheet makes one; the list lies on the sheet itself, and so its rows draw their own hairlines.
func NewListSheet(head fyne.CanvasObject, list *List) *ListSheet {
	s := &ListSheet{head: head, list: list.Plain()}
	s.ExtendBaseWidget(s)
	return s
}

func (s *ListSheet) inside() []fyne.CanvasObject { return []fyne.CanvasObject{s.head, s.list} }

// CreateRenderer draws the sheet.
func (s *ListSheet) CreateRenderer() fyne.WidgetRenderer {
	ground := box(8)
	d := &drawing{objects: []fyne.CanvasObject{ground, s.head, s.list}}
	d.paint = func() {
		fill(ground, theme.Surface, theme.Line, 1)
		ground.CornerRadius = px(8)
		d.arrange(s.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(160)) }
	d.arrange = func(size fyne.Size) {
		if size.IsZero() {
			return
		}
		head := HeightFor(s.head, size.Width-2)
		s.head.Move(fyne.NewPos(1, 1))
		s.head.Resize(fyne.NewSize(size.Width-2, head))
		room := max(size.Height-head-2-px(24), px(60))
		s.list.Move(fyne.NewPos(1, 1+head))
		s.list.Resize(fyne.NewSize(size.Width-2, room))
		if all := s.list.plan.height(); all < room {
			room = all
			s.list.Resize(fyne.NewSize(size.Width-2, room))
		}
		ground.Resize(fyne.NewSize(size.Width, head+room+2))
	}
	d.paint()
	return d
}

// Abreast sets a second column of so many units beside a first one, both as high as their place; a hidden one leaves its room to the first. The gap
// is in units.
func Abreast(second, gap float32, main, beside fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: abreast{second, gap}, Objects: []fyne.CanvasObject{main, beside}}
}

type abreast struct{ second, gap float32 }

func (a abreast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first := size.Width
	if objects[1].Visible() {
		first -= px(a.second + a.gap)
		put(objects[1], size.Width, first+px(a.gap), 0, px(a.second), size.Height)
	}
	put(objects[0], size.Width, 0, 0, first, size.Height)
}

func (abreast) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(px(280), px(160)) }
