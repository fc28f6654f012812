package part

// Slider and stepper: a number that is moved along a line, or up and down by one.

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Slider has stops from 0 on, reached by dragging, clicking and keys.
type Slider struct {
	pressable
	stops, at int
	marks     []int
	moved     func(at int, settled bool)
}

var _ fyne.Draggable = (*Slider)(nil)

// NewSlider makes one with so many stops, of which some have a mark below the
// line. said is a stop in words; moved is told each stop, settled when the
// knob is let go or a key has moved it.
func NewSlider(name string, stops, at int, marks []int, said func(at int) string, moved func(at int, settled bool)) *Slider {
	s := &Slider{stops: stops, at: at, marks: marks, moved: moved}
	s.begin(s, func() string { return name + ", " + said(s.at) }, nil)
	s.keys = func(event *fyne.KeyEvent) bool { return s.key(event.Name) }
	return s
}

// Set moves the knob without telling anybody.
func (s *Slider) Set(at int) {
	s.at = max(min(at, s.stops-1), 0)
	s.Refresh()
}

func (s *Slider) move(at int, settled bool) {
	at = max(min(at, s.stops-1), 0)
	if at == s.at && !settled {
		return
	}
	s.Set(at)
	s.moved(at, settled)
}

func (s *Slider) key(name fyne.KeyName) bool {
	leap := max(s.stops/10, 1)
	steps := map[fyne.KeyName]int{fyne.KeyDown: -1, fyne.KeyUp: 1, fyne.KeyPageDown: -leap, fyne.KeyPageUp: leap, fyne.KeyHome: -s.stops, fyne.KeyEnd: s.stops}
	step := steps[name]
	if step == 0 {
		step = sideways(name)
	}
	if step != 0 {
		s.move(s.at+step, true)
	}
	return step != 0
}

// stopAt is the stop nearest to a place on the slider.
func (s *Slider) stopAt(x float32) int {
	if theme.Mirrored() {
		x = s.Size().Width - x
	}
	share := (x - px(10)) / max(s.Size().Width-px(20), 1)
	return int(math.Round(float64(share) * float64(s.stops-1)))
}

// Tapped moves the knob to the pointer.
func (s *Slider) Tapped(event *fyne.PointEvent) { s.move(s.stopAt(event.Position.X), true) }

// Dragged moves the knob with the pointer.
func (s *Slider) Dragged(event *fyne.DragEvent) { s.move(s.stopAt(event.Position.X), false) }

// DragEnd says that the knob stays where it is.
func (s *Slider) DragEnd() { s.moved(s.at, true) }

// CreateRenderer draws line, marks and knob.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	ring, track, part, knob := box(14), box(2), box(2), box(10)
	d := &drawing{objects: []fyne.CanvasObject{track, part}}
	var marks []*canvas.Rectangle
	for range s.marks {
		mark := box(0)
		marks = append(marks, mark)
		d.objects = append(d.objects, mark)
	}
	d.objects = append(d.objects, ring, knob)
	place := func(at int) float32 {
		return px(10) + (s.Size().Width-px(20))*float32(at)/float32(max(s.stops-1, 1))
	}
	d.arrange = func(size fyne.Size) {
		middle, x := size.Height/2, place(s.at)
		put(track, size.Width, px(10), middle-px(2), size.Width-px(20), px(4))
		put(part, size.Width, px(10), middle-px(2), x-px(10), px(4))
		for i, mark := range marks {
			put(mark, size.Width, place(s.marks[i])-px(0.5), middle+px(6), max(px(1), 1), px(4))
		}
		put(knob, size.Width, x-px(10), middle-px(10), px(20), px(20))
		put(ring, size.Width, x-px(14), middle-px(14), px(28), px(28))
	}
	d.paint = func() {
		fill(track, theme.Line, theme.Clear, 0)
		fill(part, theme.Primary, theme.Clear, 0)
		for _, mark := range marks {
			fill(mark, theme.Control, theme.Clear, 0)
		}
		inside := theme.Surface
		if s.hovered {
			inside = theme.Hover
		}
		fill(knob, inside, theme.Primary, px(2))
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !s.focused
		d.arrange(s.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(120), px(28)) }
	d.paint()
	return d
}

// Stepper is a number with a button before it that takes one away and one after it that adds one.
type Stepper struct {
	pressable
	value, least, most int
	said               func(int) string
	number             *Text
	changed            func(int)
}

// NewStepper makes one for numbers from least to most; said writes a number.
func NewStepper(name string, value, least, most int, said func(int) string, changed func(int)) *Stepper {
	s := &Stepper{value: value, least: least, most: most, said: said, changed: changed}
	s.number = Strong(theme.Text, said(value)).Line().Aligned(fyne.TextAlignCenter)
	s.begin(s, func() string { return name + ", " + said(s.value) }, nil)
	s.keys = func(event *fyne.KeyEvent) bool {
		far := most - least
		step := map[fyne.KeyName]int{fyne.KeyDown: -1, fyne.KeyUp: 1, fyne.KeyMinus: -1, fyne.KeyPlus: 1, fyne.KeyHome: -far, fyne.KeyEnd: far}[event.Name]
		if step == 0 {
			step = sideways(event.Name)
		}
		s.step(step)
		return step != 0
	}
	return s
}

// Set shows a number without telling anybody.
func (s *Stepper) Set(value int) {
	s.value = max(min(value, s.most), s.least)
	s.Refresh()
}

// Value is the number.
func (s *Stepper) Value() int { return s.value }

func (s *Stepper) step(by int) {
	before := s.value
	if s.Set(s.value + by); s.value != before {
		s.changed(s.value)
	}
}

// Tapped presses the button under the pointer.
func (s *Stepper) Tapped(event *fyne.PointEvent) {
	x := event.Position.X
	if theme.Mirrored() {
		x = s.Size().Width - x
	}
	switch {
	case x < px(36):
		s.step(-1)
	case x > s.Size().Width-px(36):
		s.step(1)
	}
}

// CreateRenderer draws edge, signs and number.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	ring, edge, less, more := box(12), box(8), picture(), picture()
	d := &drawing{objects: []fyne.CanvasObject{ring, edge, less, more, s.number}}
	d.paint = func() {
		fill(edge, theme.Surface, theme.Control, 1)
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !s.focused
		ink := func(on bool) theme.Token {
			if on {
				return theme.Ink
			}
			return theme.Line
		}
		setIcon(less, theme.IconMinus, ink(s.value > s.least))
		setIcon(more, theme.IconPlus, ink(s.value < s.most))
		setLabel(s.number, Span{Text: s.said(s.value), Bold: true}, theme.Ink)
	}
	d.least = func() fyne.Size {
		widest := float32(0)
		for _, value := range []int{s.least, s.value, s.most} {
			width, _, _ := measure(s.said(value), Span{Bold: true}, px(theme.Text.Size))
			widest = max(widest, width)
		}
		return fyne.NewSize(px(36+36+8)+widest, px(Usual))
	}
	d.arrange = func(size fyne.Size) {
		ring.Move(fyne.NewPos(-px(4), -px(4)))
		ring.Resize(size.Add(fyne.NewSquareSize(px(8))))
		edge.Resize(size)
		put(less, size.Width, px(10), (size.Height-px(16))/2, px(16), px(16))
		put(more, size.Width, size.Width-px(26), (size.Height-px(16))/2, px(16), px(16))
		put(s.number, size.Width, px(36), 0, size.Width-px(72), size.Height)
	}
	d.paint()
	return d
}
