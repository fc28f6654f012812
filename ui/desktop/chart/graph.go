package chart

// Graph: who votes for whom. A circle's area is the votes that are cast there, an arrow points to who votes; one person is chosen, here and in a list.

import (
	"math"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// graphMost is how wide a graph becomes, in units.
const graphMost = 440

// Graph is a picture of delegations on a sheet of its own.
type Graph struct {
	// Object is what stands on a page.
	Object fyne.CanvasObject
	chart  *graphChart
}

// NewGraph draws a graph; chosen is told whom somebody has chosen in it, "" for nobody, and may be nil. above stands under the head: what the graph
// is about can be chosen there.
func NewGraph(w view.Words, g *outcome.Graph, chosen func(account string), above ...fyne.CanvasObject) *Graph {
	c := &graphChart{graph: g, chosen: chosen}
	c.reader = newReader(c.draw, c.says)
	c.point, c.leave, c.press = c.pointed, func() { c.hover(-1) }, c.pressed
	c.step, c.mark = c.stepped, c.marked
	c.hovered = -1
	var labels []string
	for _, n := range g.Nodes {
		labels = append(labels, n.Label)
	}
	two := newTwofold(w, c.reader, g.Table)
	c.caption = newCaption(longest(append(labels, g.Sentence)...))
	c.tell()
	head := part.Row(12, 0, part.Strong(theme.Text, w.Say.T("chart.who_votes", nil)), two.button)
	pieces := append([]fyne.CanvasObject{head}, above...)
	return &Graph{Object: part.NewCard(part.Column(8, append(pieces, two.body, c.caption.sketch)...)), chart: c}
}

// Choose marks a person who was chosen elsewhere, and nobody with "". It does not tell anybody.
func (g *Graph) Choose(account string) {
	g.chart.graph.Choose(account)
	g.chart.tell()
	g.chart.touch()
}

type graphChart struct {
	*reader
	caption *caption
	graph   *outcome.Graph
	chosen  func(string)
	hovered int
	left    float32 // of the picture in its place
	scale   float32 // of a thousandth
}

// read is who is read: under the mouse, or chosen; -1 for nobody.
func (c *graphChart) read() int {
	if c.hovered >= 0 {
		return c.hovered
	}
	return c.graph.Chosen
}

func (c *graphChart) tell() {
	if at := c.read(); at >= 0 {
		c.caption.say(c.graph.Nodes[at].Label)
		return
	}
	c.caption.say(c.graph.Sentence)
}

func (c *graphChart) says() string {
	if at := c.read(); at >= 0 {
		return c.graph.Nodes[at].Label
	}
	return c.graph.Table.Text()
}

func (c *graphChart) hover(at int) {
	c.hovered = at
	c.tell()
}

func (c *graphChart) pointed(x, y float32) { c.hover(c.at(x, y)) }

// pressed chooses, or chooses nobody where nobody is.
func (c *graphChart) pressed(x, y float32) { c.choose(c.at(x, y)) }

func (c *graphChart) choose(at int) {
	c.graph.Chosen = at
	c.tell()
	if c.chosen == nil {
		return
	}
	if at < 0 {
		c.chosen("")
		return
	}
	c.chosen(c.graph.Nodes[at].Account)
}

// stepped goes on to the next person, in the order of the table.
func (c *graphChart) stepped(right, down int) bool {
	next := c.graph.Chosen + right + down
	if next < 0 || next >= len(c.graph.Nodes) {
		return false
	}
	c.hovered = -1
	c.choose(next)
	return true
}

func (c *graphChart) at(x, y float32) int {
	for i := range c.graph.Nodes {
		nx, ny, r := c.place(i)
		if math.Hypot(float64(x-nx), float64(y-ny)) <= float64(max(r, px(10))) {
			return i
		}
	}
	return -1
}

// place is where a person's circle is, and how large.
func (c *graphChart) place(node int) (x, y, radius float32) {
	n := c.graph.Nodes[node]
	return c.left + float32(n.X)*c.scale, float32(n.Y) * c.scale, float32(n.Radius) * c.scale
}

func (c *graphChart) draw(p *pen) float32 {
	width := min(p.width, px(graphMost))
	c.left, c.scale = (p.width-width)/2, width/1000
	for _, arc := range c.graph.Arcs {
		c.arrow(p, arc, 1.5, theme.Control)
	}
	for i := range c.graph.Nodes {
		c.node(p, i, 1)
	}
	return float32(c.graph.Height) * c.scale
}

// arrow leads from the edge of one circle to that of another.
func (c *graphChart) arrow(p *pen, arc outcome.Arc, width float32, token theme.Token) {
	x1, y1, r1 := c.place(arc.From)
	x2, y2, r2 := c.place(arc.To)
	long := float32(math.Hypot(float64(x2-x1), float64(y2-y1)))
	if long <= r1+r2+px(6) {
		return
	}
	dx, dy := (x2-x1)/long, (y2-y1)/long
	x1, y1 = x1+dx*(r1+px(2)), y1+dy*(r1+px(2))
	x2, y2 = x2-dx*(r2+px(4)), y2-dy*(r2+px(4))
	head := min(px(7), long/4)
	p.line(x1, y1, x2-dx*head, y2-dy*head, width, token)
	p.shape(token, fyne.NewPos(x2, y2), fyne.NewPos(x2-dx*head-dy*head*0.5, y2-dy*head+dx*head*0.5), fyne.NewPos(x2-dx*head+dy*head*0.5, y2-dy*head-dx*head*0.5))
}

// node draws a person: letters where they fit, and how many votes beside who carries others'.
func (c *graphChart) node(p *pen, at int, edge float32) {
	n := c.graph.Nodes[at]
	x, y, r := c.place(at)
	name := view.Name{Account: n.Account, Name: n.Name}
	color := theme.People[name.Colour(len(theme.People))]
	if n.Carries > 1 {
		edge = max(edge, px(2))
	}
	p.disc(x, y, r, theme.TintOf(color), color, edge)
	if letters := part.Strong(theme.Small, n.Letters).In(color).Line(); letters.MinSize().Width <= 2*r {
		p.put(letters, x-letters.MinSize().Width/2, y-px(8), letters.MinSize().Width)
	}
	if n.Carries > 1 {
		count := part.Strong(theme.Small, n.Count).Line()
		p.put(count, x+r*0.75+px(2), y-r*0.75-px(14), count.MinSize().Width)
	}
}

func (c *graphChart) marked(p *pen, focused bool) {
	if focused {
		p.ring(-px(6), -px(6), p.width+px(12), c.height+px(12), px(8))
	}
	at := c.read()
	if at < 0 {
		return
	}
	for _, arc := range c.graph.Around(at) {
		c.arrow(p, arc, px(2), theme.Primary)
	}
	x, y, r := c.place(at)
	p.disc(x, y, r+px(4), theme.Clear, theme.Primary, px(2))
}

// Concentration is how much is in few hands: a bar, a sentence, and the warning where somebody carries as much as the charter allows.
func Concentration(w view.Words, g *outcome.Graph) fyne.CanvasObject {
	if len(g.Concentration) == 0 {
		return part.Space()
	}
	var parts []part.BarPart
	var names []part.Span
	for i, one := range g.Concentration {
		color := seriesColor(3 + i)
		parts = append(parts, part.BarPart{Share: float32(one.Permille) / 1000, Color: color})
		if i > 0 {
			names = append(names, part.Span{Text: w.Say.T("list.comma", nil)})
		}
		names = append(names, part.Span{Text: "● ", Color: color}, part.Span{Text: one.Label})
	}
	rows := []fyne.CanvasObject{part.Strong(theme.Text, w.Say.T("chart.few_hands", nil)), part.NewBar(12, parts...), part.Rich(theme.Small, names...).In(theme.Quiet), part.Words(theme.Text, g.Sentence)}
	if g.Warning != "" {
		rows = append(rows, part.TopRow(8, 1, part.NewSymbol(theme.IconTriangleAlert, 16, theme.Attention), part.Strong(theme.Small, g.Warning).In(theme.Attention)))
	}
	return part.NewCard(part.Column(10, rows...))
}
