package part

// Segments: a few words side by side, of which one holds.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Segments are a few words of which one is chosen, by click, Left or Right.
type Segments struct {
	pressable
	words   []string
	chosen  int
	height  float32
	labels  []*Text
	icons   []theme.Icon // one a word, or none
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

// WithIcons sets an icon before each of the words.
func (s *Segments) WithIcons(icons ...theme.Icon) *Segments {
	s.icons = icons
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
		width += px(30)
		if len(s.icons) > 0 {
			width += px(16)
		}
		widths = append(widths, width)
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
	signs := make([]fyne.CanvasObject, len(s.icons))
	for i := range s.icons {
		signs[i] = picture()
	}
	d.objects = append(d.objects, signs...)
	d.arrange = func(size fyne.Size) { s.arrange(size, ring, edge, chosen, signs) }
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
			if i < len(signs) {
				setIcon(signs[i].(*canvas.Image), s.icons[i], ink)
			}
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

func (s *Segments) arrange(size fyne.Size, ring, edge, chosen *canvas.Rectangle, signs []fyne.CanvasObject) {
	ring.Move(fyne.NewPos(-px(4), -px(4)))
	ring.Resize(size.Add(fyne.NewSquareSize(px(8))))
	edge.Resize(size)
	x := px(2)
	for i, width := range s.widths() {
		before := float32(0)
		if i < len(signs) {
			before = px(12 + 16 + 6)
			put(signs[i], size.Width, x+px(12), (size.Height-px(16))/2, px(16), px(16))
		}
		label := width - before
		if before > 0 {
			label -= px(12)
		}
		put(s.labels[i], size.Width, x+before, 0, label, size.Height)
		if i == s.chosen {
			put(chosen, size.Width, x, px(2), width, size.Height-px(4))
		}
		x += width
	}
}
