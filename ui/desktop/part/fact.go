package part

// Fact: short things that are looked up: pairs of a name and a value, a key to
// compare, the way to a page.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// A Fact is a name with its value.
type Fact struct{ Name, Value string }

// widestName bounds the column of names, in units: longer ones break.
const widestName = 180

// Facts lays pairs out in two columns.
func Facts(facts ...Fact) *fyne.Container {
	widest := float32(0)
	for _, f := range facts {
		width, _, _ := measure(f.Name, Span{}, px(theme.Text.Size))
		widest = max(widest, width)
	}
	var rows []fyne.CanvasObject
	for _, f := range facts {
		name := Wide(min(theme.Units(widest)+1, widestName), Quietly(theme.Text, f.Name))
		rows = append(rows, TopRow(16, 1, name, Words(theme.Text, f.Value)))
	}
	return Column(8, rows...)
}

// A KeyGroup is four signs of a key. Where two keys stand one above the other,
// Same groups are quiet and those that Differ stand out.
type KeyGroup struct {
	Text          string
	Differs, Same bool
}

// keyStep is large enough to be read out over the phone.
var keyStep = theme.Step{Size: 16, Line: 24}

// Key shows groups side by side, from left to right in every language.
func Key(groups ...KeyGroup) *fyne.Container {
	var objects []fyne.CanvasObject
	for _, g := range groups {
		span, ink := Span{Text: g.Text}, theme.Ink
		switch {
		case g.Differs:
			span.Bold, ink = true, theme.Attention
		case g.Same:
			ink = theme.Quiet
		}
		width, _, _ := measure("mmm", Span{}, px(keyStep.Size))
		text := Rich(keyStep, span).In(ink).Line()
		objects = append(objects, Wide(max(theme.Units(width)+3, theme.Units(text.MinSize().Width)), text))
	}
	return &fyne.Container{Layout: leftToRight{&row{gap: 16, grow: None}}, Objects: objects}
}

// leftToRight is a row that is never mirrored.
type leftToRight struct{ *row }

func (l leftToRight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, object := range objects {
		width := object.MinSize().Width
		object.Move(fyne.NewPos(x, 0))
		object.Resize(fyne.NewSize(width, size.Height))
		x += width + px(l.gap)
	}
}

// A Crumb is one place on the way to a page.
type Crumb struct {
	Text string
	Open func() // nil: where one is
}

// Path shows the way to a page, with a sign that leads back before it.
func Path(crumbs ...Crumb) *fyne.Container {
	var objects []fyne.CanvasObject
	for i, c := range crumbs {
		if i > 0 {
			objects = append(objects, newUpright(12))
		}
		if c.Open == nil {
			objects = append(objects, Pad(2, 0, 2, 0, Quietly(theme.Small, c.Text).Line()))
			continue
		}
		objects = append(objects, newCrumb(c, i == 0))
	}
	return Flow(8, objects...)
}

type crumb struct {
	pressable
	text  *Text
	first bool
}

func newCrumb(is Crumb, first bool) *crumb {
	c := &crumb{text: Quietly(theme.Small, is.Text).Line(), first: first}
	c.begin(c, func() string { return is.Text }, is.Open)
	return c
}

// room is what the sign before the first crumb takes.
func (c *crumb) room() float32 {
	if c.first {
		return px(16 + 6)
	}
	return 0
}

// CreateRenderer draws sign and words.
func (c *crumb) CreateRenderer() fyne.WidgetRenderer {
	ring, back := box(5), picture()
	d := &drawing{objects: []fyne.CanvasObject{ring, back, c.text}}
	d.paint = func() {
		ink := theme.Quiet
		if c.hovered {
			ink = theme.Ink
		}
		icon := theme.IconChevronLeft
		if theme.Mirrored() {
			icon = theme.IconChevronRight
		}
		setIcon(back, icon, ink)
		back.Hidden = !c.first
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !c.focused
		setLabel(c.text, Span{Text: c.text.String()}, ink)
	}
	d.least = func() fyne.Size { return fyne.NewSize(c.text.MinSize().Width+c.room(), px(20)) }
	d.arrange = func(size fyne.Size) {
		ring.Move(fyne.NewPos(-px(4), 0))
		ring.Resize(size.Add(fyne.NewSize(px(8), 0)))
		put(back, size.Width, 0, px(2), px(16), px(16))
		put(c.text, size.Width, c.room(), px(2), size.Width-c.room(), px(16))
	}
	d.paint()
	return d
}

// newUpright is a hairline that stands between words.
func newUpright(units float32) fyne.CanvasObject {
	line := canvas.NewRectangle(theme.Color(theme.Line))
	line.SetMinSize(fyne.NewSize(1, px(units)))
	return Pad(4, 0, 4, 0, line)
}
