package chart

// sketch: a picture drawn with a pen at any width, and one that mouse and keys read.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// sketch is a picture. It is drawn anew when its width or the theme changes; what lies over it, when it is pointed at.
type sketch struct {
	widget.BaseWidget
	draw func(*pen) float32
	over func(*pen)
	says func() string

	under  []fyne.CanvasObject
	height float32
	at     float32 // the width that it was drawn for, with the factor and the side below
	factor float32
	turned bool
}

var _ fyne.Accessible = (*sketch)(nil)

// newSketch makes a picture. Draw draws it and returns its height; says is the same in words.
func newSketch(draw func(*pen) float32, says func() string) *sketch {
	s := &sketch{draw: draw, says: says}
	s.ExtendBaseWidget(s)
	return s
}

// lay draws the picture for a width, where that was not done yet.
func (s *sketch) lay(width float32) {
	if s.under != nil && s.at == width && s.factor == theme.Factor() && s.turned == theme.Mirrored() {
		return
	}
	pen := &pen{width: width}
	s.height = s.draw(pen)
	s.under, s.at, s.factor, s.turned = pen.objects, width, theme.Factor(), theme.Mirrored()
}

// redraw draws the picture anew: what it shows has changed.
func (s *sketch) redraw() {
	s.under = nil
	s.Refresh()
}

// HeightFor is what the picture takes at a width.
func (s *sketch) HeightFor(width float32) float32 {
	s.lay(width)
	return s.height
}

// AccessibilityLabel is the picture in words.
func (s *sketch) AccessibilityLabel() string { return s.says() }

// AccessibilityRole says that it is text.
func (s *sketch) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer shows the picture and what lies over it.
func (s *sketch) CreateRenderer() fyne.WidgetRenderer { return &sketchRenderer{sketch: s} }

type sketchRenderer struct {
	sketch  *sketch
	objects []fyne.CanvasObject
}

func (r *sketchRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *sketchRenderer) Destroy()                     {}

func (r *sketchRenderer) MinSize() fyne.Size {
	width := max(r.sketch.Size().Width, theme.Px(120))
	return fyne.NewSize(theme.Px(120), r.sketch.HeightFor(width))
}

func (r *sketchRenderer) Layout(size fyne.Size) {
	s := r.sketch
	s.lay(size.Width)
	r.objects = append(r.objects[:0], s.under...)
	if s.over != nil {
		pen := &pen{width: size.Width}
		s.over(pen)
		r.objects = append(r.objects, pen.objects...)
	}
}

// Refresh draws all of it anew: the theme may be another one.
func (r *sketchRenderer) Refresh() {
	r.sketch.under = nil
	r.Layout(r.sketch.Size())
}

// reader is a picture that is read by mouse and by keys: what is pointed at is marked over the picture, and said.
type reader struct {
	sketch
	// mark draws what lies over the picture: the mark of what is read, and the ring of the focus, which ring draws.
	mark func(pen *pen, focused bool)
	// point reads what is at a place, from the start edge; leave ends that. press is a click, which may be nil.
	point func(x, y float32)
	leave func()
	press func(x, y float32)
	// step reads what is so many steps further in the direction of reading, and down. False: there is nothing; the page may have the key.
	step func(right, down int) bool
	// enter does with what is read what a click does; nil: nothing.
	enter func()

	focused  bool
	renderer *sketchRenderer
}

var (
	_ fyne.Focusable    = (*reader)(nil)
	_ fyne.Tappable     = (*reader)(nil)
	_ desktop.Hoverable = (*reader)(nil)
)

// newReader makes a picture that is read. Says is its content in words, or what is read of it now.
func newReader(draw func(*pen) float32, says func() string) *reader {
	r := &reader{}
	r.draw, r.says = draw, says
	r.over = func(pen *pen) {
		if r.mark != nil {
			r.mark(pen, r.focused)
		}
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer keeps the renderer, so that what lies over the picture is drawn without the picture.
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	r.renderer = &sketchRenderer{sketch: &r.sketch}
	return r.renderer
}

// touch draws what lies over the picture anew.
func (r *reader) touch() {
	if r.renderer == nil {
		return
	}
	r.renderer.Layout(r.Size())
	canvas.Refresh(r)
}

// Focused reports whether the keys go here now.
func (r *reader) Focused() bool { return r.focused }

// FocusGained shows the ring and brings the picture into view.
func (r *reader) FocusGained() {
	r.focused = true
	r.touch()
	part.Reveal(r)
}

// FocusLost takes the ring away.
func (r *reader) FocusLost() {
	r.focused = false
	if r.leave != nil {
		r.leave()
	}
	r.touch()
}

// TypedRune has no meaning here.
func (r *reader) TypedRune(rune) {}

// TypedKey reads on, or lets the page have the key.
func (r *reader) TypedKey(event *fyne.KeyEvent) {
	right := part.Sideways(event.Name)
	down := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[event.Name]
	if (right != 0 || down != 0) && r.step != nil && r.step(right, down) {
		r.touch()
		return
	}
	switch event.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if r.enter != nil {
			r.enter()
			r.touch()
		}
	default:
		part.PassOn(r, event)
	}
}

// Tapped takes the focus and reads what was clicked.
func (r *reader) Tapped(event *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r)
	}
	if r.press != nil {
		r.press(r.from(event.Position))
		r.touch()
	}
}

// MouseIn reads what is under the mouse.
func (r *reader) MouseIn(event *desktop.MouseEvent) { r.MouseMoved(event) }

// MouseMoved reads what is under the mouse.
func (r *reader) MouseMoved(event *desktop.MouseEvent) {
	if r.point != nil {
		r.point(r.from(event.Position))
		r.touch()
	}
}

// MouseOut ends that.
func (r *reader) MouseOut() {
	if r.leave != nil {
		r.leave()
		r.touch()
	}
}

// from is a place with its distance from the start edge.
func (r *reader) from(at fyne.Position) (x, y float32) {
	if theme.Mirrored() {
		return r.Size().Width - at.X, at.Y
	}
	return at.X, at.Y
}
