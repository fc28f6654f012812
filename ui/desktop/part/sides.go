package part

// Sides: the air at the sides of a page for what stands still above a page that scrolls.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Sides keeps the air of a page around an object, and so much above it, in units.
func Sides(top float32, object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &sides{top: top}, Objects: []fyne.CanvasObject{object}}
}

type sides struct{ top, width float32 }

func (s *sides) air(width float32) float32 {
	if theme.Units(width) < 560 {
		return px(20)
	}
	return px(Air(WindowUnits(width)))
}

func (s *sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	air := s.air(size.Width)
	put(objects[0], size.Width, air, px(s.top), size.Width-2*air, size.Height-px(s.top))
}

func (s *sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := px(280)
	return fyne.NewSize(width, s.heightFor(objects, max(width, s.width)))
}

func (s *sides) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], width-2*s.air(width)) + px(s.top)
}
