package chart

// Shares: a budget by who paid for what: a column a voter, its height the equal share, its parts what the voter paid.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// Measures of shares, in units.
const (
	shareWide = 14
	shareHigh = 116
	shareGap  = 3.5
)

// shares are the sentence, the columns where voters pay by themselves, and the projects.
func shares(w view.Words, s *outcome.Shares) []fyne.CanvasObject {
	objects := []fyne.CanvasObject{sentence(s.Sentence)}
	list := part.NewCard(newProjects(s)).Air(0)
	if len(s.Columns) == 0 {
		two := newTwofold(w, list, s.Table)
		return append(objects, two.body, part.Row(0, 0, part.Space(), two.button))
	}
	c := &shareChart{shares: s, colors: colorsOf(s)}
	c.reader = newReader(c.draw, c.says)
	c.point = func(x, _ float32) { c.read(int(x / (c.width + c.gap))) }
	c.press = c.point
	c.step = func(right, down int) bool {
		if right == 0 {
			return false
		}
		moved := s.Move(right)
		c.say()
		return moved
	}
	c.mark = c.marked
	var said []string
	for _, column := range s.Columns {
		said = append(said, column.Sentence)
	}
	c.caption = newCaption(longest(said...))
	c.say()
	two := newTwofold(w, part.Column(4, c.reader, c.caption.sketch), s.Table)
	head := two.under(part.Rich(theme.Text, part.Span{Text: w.Say.T("chart.who_paid", nil), Bold: true}, part.Span{Text: "   " + s.Share, Color: theme.Quiet}))
	return append(objects, part.NewCard(part.Column(10, head, two.body)), list)
}

// colorsOf gives each funded project its colour, in the order in which they were bought.
func colorsOf(s *outcome.Shares) map[int]theme.Token {
	colors := map[int]theme.Token{}
	for i, bought := range s.Parts {
		colors[bought.Option] = seriesColor(i)
	}
	return colors
}

type shareChart struct {
	*reader
	caption    *caption
	shares     *outcome.Shares
	colors     map[int]theme.Token
	width, gap float32
}

func (c *shareChart) say() { c.caption.say(c.shares.Reading()) }

func (c *shareChart) read(column int) {
	if column >= 0 && column < len(c.shares.Columns) {
		c.shares.Chosen = column
		c.say()
	}
}

func (c *shareChart) says() string {
	if c.focused {
		return c.shares.Reading()
	}
	return c.shares.Table.Text()
}

func (c *shareChart) draw(p *pen) float32 {
	count := float32(len(c.shares.Columns))
	c.gap = px(shareGap)
	if each := p.width / count; each < px(8) {
		c.gap = max(1, each/6)
	}
	c.width = min((p.width-c.gap*(count-1))/count, px(shareWide*2))
	for i, column := range c.shares.Columns {
		x, high := float32(i)*(c.width+c.gap), px(shareHigh)
		radius := min(px(3), c.width/3)
		p.box(x, 0, c.width, high, radius, theme.Raised)
		foot := high
		for at, paid := range column.Parts {
			height := of(high, paid.Permille)
			if height < 0.5 {
				continue
			}
			air := float32(1)
			if height < 3 {
				air = 0
			}
			p.storey(x, foot-height, c.width, max(height-air, 1), radius, at == len(column.Parts)-1 && foot-height < 1, at == 0, c.colors[paid.Option])
			foot -= height
		}
	}
	return px(shareHigh)
}

func (c *shareChart) marked(p *pen, focused bool) {
	x := float32(c.shares.Chosen) * (c.width + c.gap)
	p.frame(x-px(3), -px(3), c.width+px(6), px(shareHigh+6), px(5), px(2), theme.Primary)
	if focused {
		p.ring(-px(8), -px(8), p.width+px(16), px(shareHigh+16), px(8))
	}
}

// paid is the card of what the budget came to.
func paid(w view.Words, s *outcome.Shares) fyne.CanvasObject {
	var parts []part.BarPart
	for i, bought := range s.Parts {
		parts = append(parts, part.BarPart{Share: float32(bought.Permille) / 1000, Color: seriesColor(i)})
	}
	under := part.Row(8, 0, part.Quietly(theme.Small, w.Say.T("chart.of", map[string]any{"Of": s.Of})), part.Words(theme.Small, w.Say.T("chart.left", map[string]any{"Left": s.Left})).Line())
	return part.NewCard(part.Column(4, part.Quietly(theme.Text, w.Say.T("chart.paid_out", nil)), part.Strong(theme.Figure, s.Paid), part.Pad(4, 0, 4, 0, part.NewBar(16, parts...)), under))
}
