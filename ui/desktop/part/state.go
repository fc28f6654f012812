package part

// State: a banner that says how the whole page stands; and the stretches of a
// way that has several, so much of each behind it.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// NewState is a title with its sentence on a tint with an edge.
func NewState(tone Tone, icon theme.Icon, title, says string) *Card {
	tint, ink := tone.inks()
	edge := ink
	if tone == Warning {
		edge = theme.AttentionFill
	}
	words := Column(4, Strong(theme.Heading, title), Words(theme.Text, says))
	return NewCard(TopRow(16, 1, NewSymbol(icon, 24, ink), words)).Air(16).On(tint, edge)
}

// Stretch is a part of a way: its name and when, and how much of it is over, from 0 to 1.
type Stretch struct {
	Title, Text string
	Done        float32
	// Amiss has it in the colour of attention: the way is held up here.
	Amiss bool
}

// Stretches shows them side by side, each a bar over its words.
func Stretches(all ...Stretch) *fyne.Container {
	columns := make([]fyne.CanvasObject, len(all))
	for i, s := range all {
		columns[i] = newStretch(s)
	}
	return Fold(420, 8, columns...)
}

// stretch says its state to who cannot see the bar.
type stretch struct {
	widget.BaseWidget
	is      Stretch
	content *fyne.Container
}

func newStretch(is Stretch) *stretch {
	color := theme.Primary
	if is.Amiss {
		color = theme.AttentionFill
	}
	bar := NewBar(6, BarPart{is.Done, color})
	bar.track = theme.Line
	title := Strong(theme.Text, is.Title)
	if is.Done == 0 {
		title = Quietly(theme.Text, is.Title)
	}
	s := &stretch{is: is, content: Column(0, bar, Pad(6, 0, 0, 0, title), Quietly(theme.Small, is.Text))}
	s.ExtendBaseWidget(s)
	return s
}

// AccessibilityLabel is its words.
func (s *stretch) AccessibilityLabel() string { return s.is.Title + ", " + s.is.Text }

// AccessibilityRole says that it is text.
func (s *stretch) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is bar and words.
func (s *stretch) HeightFor(width float32) float32 { return HeightFor(s.content, width) }

func (s *stretch) inside() []fyne.CanvasObject { return []fyne.CanvasObject{s.content} }

// CreateRenderer draws them.
func (s *stretch) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{s.content}}
	d.least = func() fyne.Size { return fyne.NewSize(px(80), s.HeightFor(max(s.Size().Width, px(80)))) }
	d.arrange = func(size fyne.Size) { s.content.Resize(size) }
	return d
}
