package booth

// Purse: what is left to spend, large, and what it is spent on. It stands where nothing scrolls.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// purse is the figure with its bar.
type purse struct {
	sheet  *Sheet
	column *fyne.Container
	figure *part.Text
	text   *part.Text
	bar    *part.Bar
	legend *fyne.Container // nil where the parts are not listed
	lines  []*legendLine
}

// newPurse shows the purse of a sheet; listed says that what it is spent on is listed too, in legend.
func newPurse(s *Sheet, listed bool) *purse {
	p := &purse{sheet: s, figure: part.Strong(theme.Figure, "").Line(), text: part.Quietly(theme.Text, "")}
	switch s.ballot.Kind() {
	case ballot.Budget:
		p.bar = part.NewBar(16)
		p.column = part.Column(8, part.Row(10, 1, p.figure, p.text), p.bar)
		if listed {
			p.column = part.Column(12, part.Column(0, p.figure, p.text), p.bar)
			p.legend = part.Column(8)
		}
	case ballot.Dots:
		p.figure = part.Strong(theme.Heading, "").Line()
		p.column = part.Column(8, part.Row(8, 1, p.figure, p.text))
	default:
		p.bar = part.NewBar(10)
		p.column = part.Column(8, part.Row(10, 1, p.figure, p.text), p.bar)
	}
	p.show()
	return p
}

func (p *purse) show() {
	is := p.sheet.page.Purse
	p.column.Hidden = is == nil
	if is == nil {
		return
	}
	p.figure.SetText(is.Figure)
	p.text.SetText(is.Text)
	if p.bar == nil {
		return
	}
	if len(is.Parts) == 0 {
		p.bar.Set(part.BarPart{Share: float32(is.Permille) / 1000, Color: theme.Primary}, part.BarPart{})
		return
	}
	p.showParts(is.Parts)
}

// showParts lists what is spent; the last part is what is left.
func (p *purse) showParts(parts []ballot.Part) {
	bars := make([]part.BarPart, 0, len(parts))
	var objects []fyne.CanvasObject
	for i, is := range parts {
		color := theme.People[max(seriesOf(i), 0)]
		if is.Option < 0 {
			color = theme.Clear
		} else {
			bars = append(bars, part.BarPart{Share: float32(is.Permille) / 1000, Color: color})
		}
		if i == len(p.lines) {
			p.lines = append(p.lines, newLegendLine())
		}
		p.lines[i].set(is.Name, is.Cost, color)
		objects = append(objects, p.lines[i])
	}
	p.bar.Set(append(bars, part.BarPart{})...)
	if p.legend != nil {
		p.legend.Objects = objects
	}
}

// seriesOf is the colour of a part: moss, slate, clay, plum, lake, straw as they are told apart best side by side.
func seriesOf(at int) int {
	order := []int{0, 3, 1, 4, 5, 2}
	return order[at%len(order)]
}

// legendLine is one part by name and cost.
type legendLine struct {
	widget.BaseWidget
	color theme.Token
	name  *part.Text
	cost  *part.Text
}

func newLegendLine() *legendLine {
	l := &legendLine{name: part.Words(theme.Text, ""), cost: part.Words(theme.Text, "").Line()}
	l.ExtendBaseWidget(l)
	return l
}

func (l *legendLine) set(name, cost string, color theme.Token) {
	ink := theme.Ink
	if color == theme.Clear {
		ink = theme.Quiet
	}
	l.color = color
	part.SetLabel(l.name, part.Span{Text: name}, ink)
	part.SetLabel(l.cost, part.Span{Text: cost}, ink)
	l.Refresh()
}

func (l *legendLine) words(width float32) float32 { return width - px(18+12) - l.cost.MinSize().Width }

// HeightFor is what the name needs.
func (l *legendLine) HeightFor(width float32) float32 { return l.name.HeightFor(l.words(width)) }

// CreateRenderer draws a mark of the part's colour, its name and its cost.
func (l *legendLine) CreateRenderer() fyne.WidgetRenderer {
	mark := part.Box(2)
	return part.NewDrawing(
		func() fyne.Size { return fyne.NewSize(px(120), l.HeightFor(max(l.Size().Width, px(120)))) },
		func(size fyne.Size) {
			area{0, px(5), px(10), px(10)}.put(mark, size.Width)
			area{px(18), 0, l.words(size.Width), size.Height}.put(l.name, size.Width)
			cost := l.cost.MinSize().Width
			area{size.Width - cost, 0, cost, px(20)}.put(l.cost, size.Width)
		},
		func() {
			part.Fill(mark, l.color, theme.Clear, 0)
			if l.color == theme.Clear {
				part.Fill(mark, theme.Clear, theme.Control, 1)
			}
		},
		mark, l.name, l.cost,
	)
}
