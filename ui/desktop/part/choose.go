package part

// Choose: the switch, and segments of which one is chosen.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Switch turns something on or off, at once.
type Switch struct {
	pressable
	on bool
}

// NewSwitch makes a switch; states are the words for on and off, said after its name.
func NewSwitch(name string, states [2]string, on bool, changed func(on bool)) *Switch {
	s := &Switch{on: on}
	s.begin(s, func() string { return name + ", " + states[index(s.on)] }, func() {
		s.on = !s.on
		s.Refresh()
		changed(s.on)
	})
	return s
}

// Set turns it without telling anybody.
func (s *Switch) Set(on bool) {
	s.on = on
	s.Refresh()
}

// CreateRenderer draws track and knob.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	ring, track, knob := box(14), box(10), box(7)
	d := &drawing{objects: []fyne.CanvasObject{ring, track, knob}}
	d.arrange = func(size fyne.Size) {
		y := (size.Height - px(20)) / 2
		put(ring, size.Width, -px(4), y-px(4), px(44), px(28))
		put(track, size.Width, 0, y, px(36), px(20))
		if s.on {
			knob.CornerRadius = px(7)
			put(knob, size.Width, px(36-3-14), y+px(3), px(14), px(14))
			return
		}
		knob.CornerRadius = px(5)
		put(knob, size.Width, px(5), y+px(5), px(10), px(10))
	}
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !s.focused
		if s.on {
			fill(track, theme.Primary, theme.Clear, 0)
			fill(knob, theme.OnPrimary, theme.Clear, 0)
		} else {
			fill(track, theme.Clear, theme.Control, px(2))
			fill(knob, theme.Control, theme.Clear, 0)
		}
		d.arrange(s.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(36), px(20)) }
	d.paint()
	return d
}

// Segments are a few words of which one is chosen, by click, Left or Right.
type Segments struct {
	pressable
	words   []string
	chosen  int
	height  float32
	labels  []*Text
	changed func(int)
}

// NewSegments makes them 36 units high; name says what is chosen among.
func NewSegments(name string, words []string, chosen int, changed func(int)) *Segments {
	s := &Segments{words: words, chosen: chosen, height: 36, changed: changed}
	for range words {
		s.labels = append(s.labels, Words(theme.Text, "").Line().Aligned(fyne.TextAlignCenter))
	}
	s.begin(s, func() string { return name + ", " + s.words[s.chosen] }, nil)
	s.keys = func(event *fyne.KeyEvent) bool {
		step := sideways(event.Name)
		if next := s.chosen + step; step != 0 && next >= 0 && next < len(s.words) {
			s.choose(next)
		}
		return step != 0
	}
	return s
}

// High makes them 32 in bars, 44 beside fields.
func (s *Segments) High(units float32) *Segments {
	s.height = units
	return s
}

// Set chooses without telling anybody.
func (s *Segments) Set(chosen int) {
	s.chosen = chosen
	s.Refresh()
}

func (s *Segments) choose(chosen int) {
	s.Set(chosen)
	s.changed(chosen)
}

// Tapped chooses the word under the mouse.
func (s *Segments) Tapped(event *fyne.PointEvent) {
	x := event.Position.X
	if theme.Mirrored() {
		x = s.Size().Width - x
	}
	at := px(2)
	for i, width := range s.widths() {
		if at += width; x < at {
			if i != s.chosen {
				s.choose(i)
			}
			return
		}
	}
}

// widths leave room for the heavier letters of the chosen word.
func (s *Segments) widths() []float32 {
	var widths []float32
	for _, word := range s.words {
		width, _, _ := measure(word, Span{Bold: true}, px(theme.Text.Size))
		widths = append(widths, width+px(30))
	}
	return widths
}

// CreateRenderer draws edge, words and the ground of the chosen one.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	ring, edge, chosen := box(12), box(8), box(6)
	d := &drawing{objects: []fyne.CanvasObject{ring, edge, chosen}}
	for _, label := range s.labels {
		d.objects = append(d.objects, label)
	}
	d.arrange = func(size fyne.Size) { s.arrange(size, ring, edge, chosen) }
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !s.focused
		fill(edge, theme.Surface, theme.Control, 1)
		fill(chosen, theme.PrimaryTint, theme.Clear, 0)
		for i, label := range s.labels {
			ink := theme.Quiet
			if i == s.chosen {
				ink = theme.Ink
			}
			setLabel(label, Span{Text: s.words[i], Bold: i == s.chosen}, ink)
		}
		d.arrange(s.Size())
	}
	d.least = func() fyne.Size {
		width := px(4)
		for _, w := range s.widths() {
			width += w
		}
		return fyne.NewSize(width, px(s.height))
	}
	d.paint()
	return d
}

func (s *Segments) arrange(size fyne.Size, ring, edge, chosen *canvas.Rectangle) {
	ring.Move(fyne.NewPos(-px(4), -px(4)))
	ring.Resize(size.Add(fyne.NewSquareSize(px(8))))
	edge.Resize(size)
	x := px(2)
	for i, width := range s.widths() {
		put(s.labels[i], size.Width, x, 0, width, size.Height)
		if i == s.chosen {
			put(chosen, size.Width, x, px(2), width, size.Height-px(4))
		}
		x += width
	}
}
