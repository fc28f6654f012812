package part

// Hovering: a page that knows whether somebody points at it, so that nothing on it moves under the mouse; and what floats above a page and moves
// nothing.

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// pointedFor is how long a mouse that rests still points at something: it may have been left there, or have left the window, which Fyne does not
// tell.
const pointedFor = 10 * time.Second

// Hovering holds a page.
type Hovering struct {
	widget.BaseWidget
	content fyne.CanvasObject
	on      bool // the page itself, between its parts
	at      time.Time
}

var _ desktop.Hoverable = (*Hovering)(nil)

// NewHovering makes one around a page.
func NewHovering(content fyne.CanvasObject) *Hovering {
	p := &Hovering{content: content}
	p.ExtendBaseWidget(p)
	return p
}

// Here reports whether somebody points at the page now, or presses something on it.
func (p *Hovering) Here() bool {
	if p.on && time.Since(p.at) < pointedFor {
		return true
	}
	for _, pressed := range pressables(p.content) {
		if pressed.down || pressed.hovered && time.Since(pressed.moved) < pointedFor {
			return true
		}
	}
	return false
}

// Pressed reports whether a button of the mouse is held down on something there: laid anew now, it would not hear that it is let go.
func (p *Hovering) Pressed() bool {
	for _, pressed := range pressables(p.content) {
		if pressed.down {
			return true
		}
	}
	return false
}

// MouseIn notes that the mouse is here.
func (p *Hovering) MouseIn(event *desktop.MouseEvent) { p.MouseMoved(event) }

// MouseMoved notes that it still moves.
func (p *Hovering) MouseMoved(*desktop.MouseEvent) { p.on, p.at = true, time.Now() }

// MouseOut notes that it has gone, or is on a part of the page.
func (p *Hovering) MouseOut() { p.on = false }

func (p *Hovering) inside() []fyne.CanvasObject { return []fyne.CanvasObject{p.content} }

// HeightFor is the page's.
func (p *Hovering) HeightFor(width float32) float32 { return HeightFor(p.content, width) }

// CreateRenderer shows the page.
func (p *Hovering) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{p.content}}
	d.least = func() fyne.Size { return p.content.MinSize() }
	d.arrange = func(size fyne.Size) { p.content.Resize(size) }
	return d
}

// Afloat lays something small above the upper edge of a page, in its middle: the page stays as it is.
func Afloat(page, small fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: afloat{}, Objects: []fyne.CanvasObject{page, small}}
}

type afloat struct{}

func (afloat) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
	least := objects[1].MinSize()
	put(objects[1], size.Width, (size.Width-least.Width)/2, px(6), least.Width, least.Height)
}

func (afloat) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
