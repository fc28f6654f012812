package part

// Layer: what lies over a whole window for a while: a sheet above a scrim, or a
// menu where it was asked for.

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Layer keeps Tab inside of what it holds, closes by Esc, gives the focus back
// and follows the size of its window.
type Layer struct {
	widget.BaseWidget
	hinting
	sheet fyne.CanvasObject
	over  fyne.Canvas
	scrim bool
	light bool                                 // a click beside the sheet closes
	lay   func(fyne.Size) (x, y, w, h float32) // where the sheet lies, from the left

	left func()
	back func() // gives the page its keys again
}

var (
	_ fyne.Tappable          = (*Layer)(nil)
	_ fyne.SecondaryTappable = (*Layer)(nil)
	_ desktop.Hoverable      = (*Layer)(nil)
)

// OpenLayer shows a sheet so many units wide and so far below the window's top,
// and puts the focus on first. What is too high for the window begins further
// up and must scroll by itself, as a Dialog does.
func OpenLayer(over fyne.Canvas, sheet fyne.CanvasObject, width, top float32, first fyne.Focusable, closed func()) *Layer {
	l := &Layer{sheet: sheet, scrim: true}
	l.lay = func(size fyne.Size) (x, y, w, h float32) {
		w = min(px(width), size.Width-px(32))
		h = HeightFor(sheet, w)
		y = max(min(px(top), size.Height-h-px(24)), px(24))
		return (size.Width - w) / 2, y, w, min(h, size.Height-y-px(24))
	}
	return l.open(over, first, closed)
}

// OpenFromBelow shows a sheet 560 wide that reaches from 24 below the window's
// top to its lower edge.
func OpenFromBelow(over fyne.Canvas, sheet fyne.CanvasObject, first fyne.Focusable, closed func()) *Layer {
	l := &Layer{sheet: sheet, scrim: true}
	l.lay = func(size fyne.Size) (x, y, w, h float32) {
		w = min(px(560), size.Width)
		return (size.Width - w) / 2, px(24), w, size.Height - px(24)
	}
	return l.open(over, first, closed)
}

func (l *Layer) open(over fyne.Canvas, first fyne.Focusable, closed func()) *Layer {
	l.over, l.left, l.host = over, closed, l
	l.ExtendBaseWidget(l)
	if h := hintsOn(over); h != nil {
		h.drop() // what it names is covered now
	}
	before := over.OnTypedKey()
	over.SetOnTypedKey(func(event *fyne.KeyEvent) {
		if event.Name == fyne.KeyEscape {
			CloseTop(over) // what Fyne opened over it first: it does not know Esc
		}
	})
	l.back = func() { over.SetOnTypedKey(before) }
	over.Overlays().Add(l)
	l.Resize(over.Size())
	if first != nil {
		over.Focus(first)
	}
	return l
}

// CloseTop closes what lies above everything else: a layer, or a dialog of Fyne's. It reports whether there was something.
func CloseTop(over fyne.Canvas) bool {
	top := over.Overlays().Top()
	if top == nil {
		return false
	}
	switch top := top.(type) {
	case *Layer:
		top.Close()
	case *widget.PopUp:
		top.Hide()
	}
	over.Overlays().Remove(top)
	return true
}

// Close takes the sheet away and gives the focus back. What was opened over it closes first. A second call does nothing.
func (l *Layer) Close() {
	if l.back == nil {
		return
	}
	// Fyne takes away what lies above, too, but would tell nobody: the keys of the page would stay with that.
	for overlays := l.over.Overlays(); slices.Contains(overlays.List(), fyne.CanvasObject(l)) && overlays.Top() != fyne.CanvasObject(l); {
		CloseTop(l.over)
	}
	l.back()
	l.back = nil
	l.over.Overlays().Remove(l)
	if l.left != nil {
		l.left()
	}
}

// Tapped closes a menu by a click beside it.
func (l *Layer) Tapped(event *fyne.PointEvent) {
	at, size := l.sheet.Position(), l.sheet.Size()
	inside := event.Position.X >= at.X && event.Position.X < at.X+size.Width && event.Position.Y >= at.Y && event.Position.Y < at.Y+size.Height
	if l.light && !inside {
		l.Close()
	}
}

// TappedSecondary does as Tapped.
func (l *Layer) TappedSecondary(event *fyne.PointEvent) { l.Tapped(event) }

// MouseIn keeps the pointer from what lies below.
func (l *Layer) MouseIn(*desktop.MouseEvent) {}

// MouseMoved has no meaning here.
func (l *Layer) MouseMoved(*desktop.MouseEvent) {}

// MouseOut has no meaning here.
func (l *Layer) MouseOut() {}

func (l *Layer) inside() []fyne.CanvasObject { return []fyne.CanvasObject{l.sheet} }

// CreateRenderer draws scrim, sheet and tooltip.
func (l *Layer) CreateRenderer() fyne.WidgetRenderer {
	scrim := canvas.NewRectangle(theme.Color(theme.Scrim))
	d := &drawing{}
	d.paint = func() {
		scrim.FillColor = theme.Color(theme.Scrim)
		scrim.Hidden = !l.scrim
		d.objects = []fyne.CanvasObject{scrim, l.sheet}
		if l.hint != nil {
			d.objects = append(d.objects, l.hint)
		}
		d.arrange(l.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(320), px(320)) }
	d.arrange = func(size fyne.Size) {
		if size.IsZero() {
			return
		}
		scrim.Resize(size)
		x, y, width, height := l.lay(size)
		l.sheet.Move(fyne.NewPos(x, y))
		l.sheet.Resize(fyne.NewSize(width, height))
		if l.hint != nil {
			l.place(size)
		}
	}
	d.paint()
	return d
}
