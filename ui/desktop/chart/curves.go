package chart

// Curves: approval and support against what is needed, read at one line through both.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// Measures of a curve, in units.
const (
	curveHigh  = 218
	curveAxis  = 50 // for the shares at its start
	curveWide  = 720
	curveLine  = 2
	curveSteps = 2.5
)

// curves are both charts, side by side where there is room, and what the reading line says.
func curves(w view.Words, v *outcome.Curves) fyne.CanvasObject {
	both := &curvePair{curves: v}
	for _, one := range []*outcome.Curve{&v.Approval, &v.Support} {
		both.charts = append(both.charts, newCurve(w, both, one))
	}
	both.caption = newCaption(v.Reading().Sentence + "    ")
	both.caption.say(v.Reading().Sentence)
	var sheets []fyne.CanvasObject
	for _, c := range both.charts {
		sheets = append(sheets, part.NewCard(c.reader))
	}
	two := newTwofold(w, part.Fold(curveWide, 20, sheets...), v.Table)
	return part.Column(8, two.body, two.under(part.Column(0, both.caption.sketch)))
}

// curvePair is what both charts share: the line, and whether somebody reads.
type curvePair struct {
	curves  *outcome.Curves
	charts  []*curveChart
	caption *caption
	reading bool
}

// moved shows the line where it is now, in both charts.
func (b *curvePair) moved() {
	b.caption.say(b.curves.Reading().Sentence)
	for _, c := range b.charts {
		c.touch()
	}
}

func (b *curvePair) point(permille int) {
	b.reading = true
	b.curves.Point(permille)
	b.moved()
}

func (b *curvePair) leave() {
	b.reading = false
	b.curves.Leave()
	b.moved()
}

// curveChart knows where its plot is.
type curveChart struct {
	*reader
	words                 view.Words
	both                  *curvePair
	curve                 *outcome.Curve
	left, top, wide, high float32
}

func newCurve(w view.Words, both *curvePair, curve *outcome.Curve) *curveChart {
	c := &curveChart{words: w, both: both, curve: curve}
	c.reader = newReader(c.draw, func() string {
		if both.reading {
			return curve.Title + ". " + both.curves.Reading().Sentence
		}
		return curve.Label
	})
	c.point = func(x, _ float32) { both.point(int((x - c.left) * 1000 / max(c.wide, 1))) }
	c.press, c.leave = c.point, both.leave
	c.step = func(right, down int) bool {
		if right == 0 {
			return false
		}
		both.reading = true
		moved := both.curves.Move(right)
		both.moved()
		return moved
	}
	c.mark = c.marked
	return c
}

// y is the height of a share.
func (c *curveChart) y(permille int) float32 { return c.top + c.high - of(c.high, permille) }

func (c *curveChart) x(permille int) float32 { return c.left + of(c.wide, permille) }

func (c *curveChart) draw(p *pen) float32 {
	y := c.head(p)
	c.left, c.top, c.wide, c.high = px(curveAxis), y+px(16), p.width-px(curveAxis), px(curveHigh)
	v := c.both.curves
	if v.ConfirmUntil > v.ConfirmFrom {
		p.box(c.x(v.ConfirmFrom), c.top, of(c.wide, v.ConfirmUntil-v.ConfirmFrom), c.high, 0, theme.PrimaryTint)
	}
	c.grid(p)
	c.lines(p)
	y = c.top + c.high + px(8)
	y += c.days(p, y) + px(12)
	return y + p.put(part.Quietly(theme.Small, c.curve.Foot), 0, y, p.width)
}

// head is the value now against what is needed now.
func (c *curveChart) head(p *pen) float32 {
	y := p.put(part.Quietly(theme.Text, c.curve.Title), 0, 0, p.width)
	p.write(part.Strong(theme.Figure, c.curve.Figure), 0, y)
	ink, icon := theme.Primary, theme.IconCheck
	if !c.curve.Above {
		ink, icon = theme.Attention, theme.IconArrowDown
	}
	state, needs := part.Strong(theme.Text, c.curve.State).In(ink).Line(), part.Quietly(theme.Small, c.curve.Needs).Line()
	width := state.MinSize().Width
	p.put(state, p.width-width, y+px(2), width)
	p.icon(icon, p.width-width-px(22), y+px(4), px(16), ink)
	p.put(needs, p.width-needs.MinSize().Width, y+px(22), needs.MinSize().Width)
	return y + px(40)
}

// grid is a hairline each quarter, with its share.
func (c *curveChart) grid(p *pen) {
	for quarter := range 5 {
		y := c.y(quarter * 250)
		p.line(c.left, y, c.left+c.wide, y, 1, theme.Line)
		label := part.Quietly(theme.Small, c.words.Say.Percent(int64(quarter)*250_000_000)).Line().Aligned(fyne.TextAlignTrailing)
		p.put(label, 0, y-px(8), px(curveAxis-8))
	}
}

// days are the marks under the plot, as many as have room.
func (c *curveChart) days(p *pen, y float32) float32 {
	free := float32(0)
	for i, day := range c.both.curves.Days {
		text := part.Quietly(theme.Small, day.Text).Line()
		width := text.MinSize().Width
		x := c.x(day.Permille) - width/2
		switch i {
		case 0:
			x = c.left
		case len(c.both.curves.Days) - 1:
			x = p.width - width
		}
		if x < free && i > 0 {
			continue
		}
		p.put(text, x, y, width)
		free = x + width + px(12)
	}
	return px(16)
}

// lines are what was needed, what was had in steps, and both now.
func (c *curveChart) lines(p *pen) {
	now := c.x(c.both.curves.Now)
	p.line(now, c.top, now, c.top+c.high, 1, theme.Control)
	needed := c.curve.Needed
	for i := 1; i < len(needed); i++ {
		p.line(c.x(needed[i-1].X), c.y(needed[i-1].Y), c.x(needed[i].X), c.y(needed[i].Y), px(curveLine), theme.AttentionFill)
	}
	for i, at := range c.curve.Had {
		until := now
		if i+1 < len(c.curve.Had) {
			until = c.x(c.curve.Had[i+1].X)
			p.line(until, c.y(at.Y), until, c.y(c.curve.Had[i+1].Y), px(curveSteps), theme.Primary)
		}
		if until > c.x(at.X) {
			p.line(c.x(at.X), c.y(at.Y), until, c.y(at.Y), px(curveSteps), theme.Primary)
		}
	}
	p.disc(now, c.y(c.curve.NeededNow), px(4.5), theme.Surface, theme.AttentionFill, px(2))
	p.disc(now, c.y(c.curve.HadNow), px(6), theme.Primary, theme.Surface, px(2))
	if len(needed) > 0 {
		c.label(p, needed[len(needed)-1])
	}
}

// label names the line of what is needed at its end.
func (c *curveChart) label(p *pen, end outcome.Point) {
	text := part.Words(theme.Small, c.words.Say.T("outcome.head.needed", nil)).In(theme.Attention).Line()
	width, highest := text.MinSize().Width, end.Y
	for _, at := range c.curve.Needed {
		if c.x(at.X) >= p.width-width-px(8) {
			highest = max(highest, at.Y)
		}
	}
	y := c.y(highest) - px(22)
	if y < c.top {
		y = c.y(end.Y) + px(8)
	}
	p.write(text, p.width-width, y)
}

// marked draws the line that is read, and its two values.
func (c *curveChart) marked(p *pen, focused bool) {
	if focused {
		p.ring(-px(8), -px(8), p.width+px(16), c.height+px(16), px(8))
	}
	if !c.both.reading {
		return
	}
	r := c.both.curves.Reading()
	need, have := r.NeedApproval, r.Approval
	if c.curve == &c.both.curves.Support {
		need, have = r.NeedSupport, r.Support
	}
	x := c.x(r.Permille)
	p.line(x, c.top, x, c.top+c.high, px(1.5), theme.Ink)
	p.disc(x, c.y(need), px(4.5), theme.Surface, theme.AttentionFill, px(2))
	if r.Known {
		p.disc(x, c.y(have), px(6), theme.Primary, theme.Surface, px(2))
	}
}
