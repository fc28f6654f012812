package part

// Difference: two texts in one, paragraph by paragraph; what is the same in
// both is folded away.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// changedStep leaves room between lines for grounds and underlines.
var changedStep = theme.Step{Size: 16, Line: 28}

// A Passage is a changed paragraph, or what is the same under the words of Fold.
type Passage struct {
	Fold  string
	Spans []Span // Added and Removed by their Mark
}

// Apart puts a space between a marked span and a marked one right after it, so
// that what comes does not touch what goes.
func Apart(spans []Span) []Span {
	apart := make([]Span, 0, len(spans))
	for i, s := range spans {
		if i > 0 && s.Mark != Unmarked && spans[i-1].Mark != Unmarked {
			apart = append(apart, Span{Text: " "})
		}
		apart = append(apart, s)
	}
	return apart
}

// Difference lays passages out on a card, with hairlines between them. head
// stands above them, nil for none; states are the words for folded and not.
func Difference(head fyne.CanvasObject, passages []Passage, states [2]string) *Card {
	var objects []fyne.CanvasObject
	if head != nil {
		objects = append(objects, Pad(12, 12, 12, 16, head))
	}
	for i, p := range passages {
		if len(objects) > 0 {
			objects = append(objects, NewRule(0))
		}
		text := Pad(14, 16, 14, 16, Rich(changedStep, Apart(p.Spans)...))
		if p.Fold == "" {
			objects = append(objects, text)
			continue
		}
		fold := newFoldRow(p.Fold, states, text)
		fold.first, fold.last = len(objects) == 0, i == len(passages)-1
		objects = append(objects, fold)
	}
	return NewCard(Column(0, objects...)).Air(0)
}

// foldRow is a line on the ground's colour that shows what is under it, or hides it.
type foldRow struct {
	pressable
	words *Text
	under fyne.CanvasObject
	open  bool

	first, last bool // on the card: its corners are round there
}

func newFoldRow(words string, states [2]string, under fyne.CanvasObject) *foldRow {
	f := &foldRow{words: Quietly(theme.Small, words).Lines(1), under: under}
	f.begin(f, func() string { return words + ", " + states[index(!f.open)] }, func() {
		f.open = !f.open
		f.Refresh()
		relayOut(f)
	})
	return f
}

// HeightFor is the line, and what is under it.
func (f *foldRow) HeightFor(width float32) float32 {
	if !f.open {
		return px(32)
	}
	return px(32) + HeightFor(f.under, width)
}

func (f *foldRow) inside() []fyne.CanvasObject { return []fyne.CanvasObject{f.under} }

// CreateRenderer draws the line.
func (f *foldRow) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, chevron := box(0), box(5), picture()
	d := &drawing{objects: []fyne.CanvasObject{ground, ring, chevron, f.words, f.under}}
	d.paint = func() {
		inside := theme.Ground
		if f.hovered {
			inside = theme.Hover
		}
		fill(ground, inside, theme.Clear, 0)
		roundSheet(ground, px(7), planLine{first: f.first, last: f.last && !f.open})
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !f.focused
		setIcon(chevron, foldIcon(f.open), theme.Quiet)
		if f.open {
			f.under.Show()
		} else {
			f.under.Hide()
		}
		d.arrange(f.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), f.HeightFor(max(f.Size().Width, px(160)))) }
	d.arrange = func(size fyne.Size) {
		put(ground, size.Width, 1, 0, size.Width-2, px(32))
		placeRing(ring, 1, fyne.NewSize(size.Width, px(32)))
		put(chevron, size.Width, px(16), px(8), px(16), px(16))
		put(f.words, size.Width, px(16+16+8), px(8), size.Width-px(56), px(16))
		put(f.under, size.Width, 0, px(32), size.Width, max(size.Height-px(32), 0))
	}
	d.paint()
	return d
}

// foldIcon points down at what is open, and in reading direction at what is not.
func foldIcon(open bool) theme.Icon {
	switch {
	case open:
		return theme.IconChevronDown
	case theme.Mirrored():
		return theme.IconChevronLeft
	}
	return theme.IconChevronRight
}

// relayOut lays everything around an object out anew: it has become higher or lower.
func relayOut(object fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(object)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	relay(root)
}

// relay refreshes an object from the inside out.
func relay(object fyne.CanvasObject) {
	for _, child := range childrenOf(object) {
		relay(child)
	}
	switch o := object.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case *Scroll:
		o.Refresh()
	case *Card:
		o.Refresh()
	}
}
