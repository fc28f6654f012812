package part

// Card: the sheets that things lie on, and the lines between them.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Card is a sheet with an edge: surface, radius 8, no shadow unless it floats.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
	air     float32
	radius  float32
	ground  theme.Token
	edge    theme.Token
	floats  bool
}

// NewCard lays content on a sheet with 20 of air around it.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content, air: 20, radius: 8, ground: theme.Surface, edge: theme.Line}
	c.ExtendBaseWidget(c)
	return c
}

// Air is how much room is left around the content, in units: 0 for lists.
func (c *Card) Air(units float32) *Card {
	c.air = units
	return c
}

// On puts the card on another colour.
func (c *Card) On(ground, edge theme.Token) *Card {
	c.ground, c.edge = ground, edge
	return c
}

// Floating gives the card a shadow and corners so round: menus 8, dialogs 12.
func (c *Card) Floating(radius float32) *Card {
	c.floats, c.radius = true, radius
	return c
}

// HeightFor is the content's, with the air.
func (c *Card) HeightFor(width float32) float32 {
	return HeightFor(c.content, width-2*px(c.air)) + 2*px(c.air)
}

func (c *Card) inside() []fyne.CanvasObject { return []fyne.CanvasObject{c.content} }

// CreateRenderer draws the sheet under its content.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	ground := box(c.radius)
	d := &drawing{objects: []fyne.CanvasObject{ground, c.content}}
	d.paint = func() {
		fill(ground, c.ground, c.edge, 1)
		ground.CornerRadius = px(c.radius)
		if c.floats {
			float(ground)
		}
	}
	d.least = func() fyne.Size {
		width := c.content.MinSize().Width + 2*px(c.air)
		return fyne.NewSize(width, c.HeightFor(max(width, c.Size().Width)))
	}
	d.arrange = func(size fyne.Size) {
		ground.Resize(size)
		air := px(c.air)
		c.content.Move(fyne.NewPos(air, air))
		c.content.Resize(size.Subtract(fyne.NewSquareSize(2 * air)))
	}
	d.paint()
	return d
}

// Rule is a hairline; start says how far from the start of the line it begins, in units.
type Rule struct {
	widget.BaseWidget
	start float32
}

// NewRule makes a hairline that begins where the text does, not at the edge.
func NewRule(start float32) *Rule {
	r := &Rule{start: start}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer draws the hairline.
func (r *Rule) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(theme.Color(theme.Line))
	d := &drawing{objects: []fyne.CanvasObject{line}}
	d.paint = func() { line.FillColor = theme.Color(theme.Line) }
	d.least = func() fyne.Size { return fyne.NewSize(0, 1) }
	d.arrange = func(size fyne.Size) { put(line, size.Width, px(r.start), 0, size.Width-px(r.start), 1) }
	return d
}

// Symbol is an icon by itself; words beside it say what it means.
type Symbol struct {
	widget.BaseWidget
	icon  theme.Icon
	token theme.Token
	side  float32
}

// NewSymbol makes an icon of 14, 16, 18, 20 or 24 units.
func NewSymbol(icon theme.Icon, side float32, token theme.Token) *Symbol {
	s := &Symbol{icon: icon, token: token, side: side}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the icon.
func (s *Symbol) CreateRenderer() fyne.WidgetRenderer {
	icon := picture()
	d := &drawing{objects: []fyne.CanvasObject{icon}}
	d.paint = func() { setIcon(icon, s.icon, s.token) }
	d.least = func() fyne.Size { return fyne.NewSquareSize(px(s.side)) }
	d.arrange = func(size fyne.Size) {
		put(icon, size.Width, (size.Width-px(s.side))/2, (size.Height-px(s.side))/2, px(s.side), px(s.side))
	}
	d.paint()
	return d
}
