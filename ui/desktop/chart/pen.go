package chart

// pen: what a picture is drawn with: boxes, lines, discs, words and icons, placed from the side where reading begins.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// pen draws one picture. All its measures are canvas units, x from the start edge of the picture; theme.Px makes them from units of the design.
type pen struct {
	width   float32 // of the picture
	objects []fyne.CanvasObject
}

// box draws a rectangle, round by a radius.
func (p *pen) box(x, y, width, height, radius float32, inside theme.Token) *canvas.Rectangle {
	r := canvas.NewRectangle(theme.Color(inside))
	r.CornerRadius = radius
	p.add(r, x, y, width, height)
	return r
}

// frame draws the edge of a rectangle, so wide, inside of its place.
func (p *pen) frame(x, y, width, height, radius, edge float32, token theme.Token) {
	r := p.box(x, y, width, height, radius, theme.Clear)
	r.StrokeColor, r.StrokeWidth = theme.Color(token), edge
}

// stretch draws a part of a bar, with round corners where the bar begins or ends.
func (p *pen) stretch(x, y, width, height, radius float32, begins, ends bool, inside theme.Token) *canvas.Rectangle {
	r := p.box(x, y, width, height, 0, inside)
	part.RoundEnds(r, radius, begins, ends)
	return r
}

// storey draws a part of a column, with round corners where the column begins or ends.
func (p *pen) storey(x, y, width, height, radius float32, top, foot bool, inside theme.Token) {
	r := p.box(x, y, width, height, 0, inside)
	if top {
		r.TopLeftCornerRadius, r.TopRightCornerRadius = radius, radius
	}
	if foot {
		r.BottomLeftCornerRadius, r.BottomRightCornerRadius = radius, radius
	}
}

// disc draws a circle around a point, with an edge so wide.
func (p *pen) disc(x, y, radius float32, inside, edge theme.Token, width float32) {
	c := canvas.NewCircle(theme.Color(inside))
	c.StrokeColor, c.StrokeWidth = theme.Color(edge), width
	p.add(c, x-radius, y-radius, 2*radius, 2*radius)
}

// line draws a straight line.
func (p *pen) line(x1, y1, x2, y2, width float32, token theme.Token) {
	l := canvas.NewLine(theme.Color(token))
	l.StrokeWidth = width
	if theme.Mirrored() {
		x1, x2 = p.width-x1, p.width-x2
	}
	l.Position1, l.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	p.objects = append(p.objects, l)
}

// shape fills a polygon of at most sixteen points.
func (p *pen) shape(token theme.Token, points ...fyne.Position) {
	left, top := points[0].X, points[0].Y
	right, foot := left, top
	for _, at := range points {
		left, top, right, foot = min(left, at.X), min(top, at.Y), max(right, at.X), max(foot, at.Y)
	}
	width, height := max(right-left, 1), max(foot-top, 1)
	inside := make([]fyne.Position, len(points))
	for i, at := range points {
		x := (at.X - left) / width
		if theme.Mirrored() {
			x = 1 - x
		}
		inside[i] = fyne.NewPos(x, (at.Y-top)/height)
	}
	shape := canvas.NewArbitraryPolygon(inside, theme.Color(token))
	shape.NormalizedPoints = true
	p.add(shape, left, top, width, height)
}

// put places words, or another part, and returns the height that it takes.
func (p *pen) put(object fyne.CanvasObject, x, y, width float32) float32 {
	height := part.HeightFor(object, width)
	p.add(object, x, y, width, height)
	return height
}

// write places words of one line, as wide as they are.
func (p *pen) write(text *part.Text, x, y float32) float32 {
	width := text.Line().MinSize().Width
	p.put(text, x, y, width)
	return width
}

// icon draws an icon of so many canvas units.
func (p *pen) icon(icon theme.Icon, x, y, side float32, token theme.Token) {
	image := part.Picture()
	part.SetIcon(image, icon, token)
	p.add(image, x, y, side, side)
}

func (p *pen) add(object fyne.CanvasObject, x, y, width, height float32) {
	part.Put(object, p.width, x, y, width, height)
	p.objects = append(p.objects, object)
}

// ring draws the ring of the focus around a place in a picture.
func (p *pen) ring(x, y, width, height, radius float32) {
	p.frame(x, y, width, height, radius, theme.Px(2), theme.Primary)
}
