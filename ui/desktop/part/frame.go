package part

// Frame: the window around a page: rail, sections, the bar above, and what folds away where the window is narrow.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Measures of the frame, in units.
const (
	railWide     = 64
	sectionsWide = 208
	barHigh      = 56
)

// Frame lays a page between rail, sections and bar.
type Frame struct {
	widget.BaseWidget
	rail, sections, bar, page fyne.CanvasObject
	fit                       func(units float32)
	width                     float32
}

// NewFrame makes the frame. fit is told how wide the window is, in units, before a layout at another width.
func NewFrame(rail, sections, bar, page fyne.CanvasObject, fit func(units float32)) *Frame {
	f := &Frame{rail: rail, sections: sections, bar: bar, page: page, fit: fit}
	f.ExtendBaseWidget(f)
	return f
}

// Put shows another page.
func (f *Frame) Put(page fyne.CanvasObject) {
	f.page = page
	f.Refresh()
}

func (f *Frame) inside() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.rail, f.sections, f.bar, f.page}
}

// MinSize lets a window become narrower than its page would like: everything folds.
func (f *Frame) MinSize() fyne.Size { return fyne.NewSize(480, 360) }

// CreateRenderer draws the grounds and hairlines.
func (f *Frame) CreateRenderer() fyne.WidgetRenderer {
	rail := box(0)
	lines := []*canvas.Rectangle{box(0), box(0), box(0)}
	d := &drawing{}
	d.paint = func() {
		fill(rail, theme.Raised, theme.Clear, 0)
		for _, line := range lines {
			fill(line, theme.Line, theme.Clear, 0)
		}
		d.objects = []fyne.CanvasObject{rail, lines[0], lines[1], lines[2], f.rail, f.bar, f.sections, f.page}
		d.arrange(f.Size())
	}
	d.least = func() fyne.Size { return f.MinSize() }
	d.arrange = func(size fyne.Size) {
		if f.width != size.Width {
			f.width = size.Width
			f.fit(theme.Units(size.Width))
		}
		f.arrange(size, rail, lines)
	}
	d.paint()
	return d
}

func (f *Frame) arrange(size fyne.Size, rail *canvas.Rectangle, lines []*canvas.Rectangle) {
	units := theme.Units(size.Width)
	x, high := float32(0), px(barHigh)
	shows := func(object fyne.CanvasObject, shown bool) {
		if shown {
			object.Show()
		} else {
			object.Hide()
		}
	}
	noRail, noSections := units < theme.FoldRail, units < theme.FoldSections
	for _, object := range []fyne.CanvasObject{rail, lines[0], f.rail} {
		shows(object, !noRail)
	}
	shows(f.sections, !noSections)
	shows(lines[1], !noSections)
	if !noRail {
		put(rail, size.Width, 0, 0, px(railWide)-1, size.Height)
		put(lines[0], size.Width, px(railWide)-1, 0, 1, size.Height)
		put(f.rail, size.Width, 0, 0, px(railWide), size.Height)
		x = px(railWide)
	}
	put(f.bar, size.Width, x, 0, size.Width-x, high-1)
	put(lines[2], size.Width, x, high-1, size.Width-x, 1)
	if !noSections {
		put(f.sections, size.Width, x, high, px(sectionsWide)-1, size.Height-high)
		put(lines[1], size.Width, x+px(sectionsWide)-1, high, 1, size.Height-high)
		x += px(sectionsWide)
	}
	put(f.page, size.Width, x, high, size.Width-x, size.Height-high)
}

// Ends sets one object at the top of its place and one at the foot.
func Ends(top, foot fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: ends{}, Objects: []fyne.CanvasObject{top, foot}}
}

type ends struct{}

func (ends) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	foot := HeightFor(objects[1], size.Width)
	put(objects[0], size.Width, 0, 0, size.Width, size.Height-foot)
	put(objects[1], size.Width, 0, size.Height-foot, size.Width, foot)
}

func (ends) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width), objects[1].MinSize().Height)
}

// Middle sets one object at the start of a line, one so many units wide in its middle and one at its end. The one at the start gives way.
func Middle(units float32, start, middle, end fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: middling{units}, Objects: []fyne.CanvasObject{start, middle, end}}
}

type middling struct{ units float32 }

func (m middling) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	start, middle, end := objects[0], objects[1], objects[2]
	width := px(m.units)
	if m.units == 0 {
		width = middle.MinSize().Width
	}
	at := (size.Width - width) / 2
	last := end.MinSize().Width
	if m.units == 0 {
		at = size.Width - last - px(20) - width
	}
	set := func(object fyne.CanvasObject, x, width float32) {
		height := HeightFor(object, width)
		put(object, size.Width, x, (size.Height-height)/2, width, height)
	}
	set(start, 0, max(at-px(16), 0))
	set(middle, at, width)
	set(end, size.Width-last, last)
}

func (m middling) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, object := range objects {
		height = max(height, object.MinSize().Height)
	}
	return fyne.NewSize(px(m.units), height)
}
