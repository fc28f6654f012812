package part

// Cut line: what somebody did as dots on a line, and the cut up to which it stands. Left and Right move the cut.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// CutLine shows acts and their cut.
type CutLine struct {
	pressable
	places []float32 // of acts, from 0 to 1 of what lies before the latest cut
	kept   int
	at     *Text
	says   string
	moved  func(kept int)
}

// cutShare of the line lies before the latest cut; behind it is what may still come.
const cutShare = 0.75

// NewCutLine makes one; moved is told when a person moves the cut, with how many acts stand then.
func NewCutLine(moved func(kept int)) *CutLine {
	c := &CutLine{at: Strong(theme.Small, "").In(theme.Danger).Line(), moved: moved}
	c.begin(c, func() string { return c.says }, nil)
	c.keys = func(event *fyne.KeyEvent) bool {
		step := sideways(event.Name)
		if next := c.kept + step; step != 0 && next >= 0 && next <= len(c.places) {
			c.kept = next
			c.moved(next)
		}
		return step != 0
	}
	return c
}

// Set shows acts at their places, of which the first kept stand; at names the moment of the cut, says all of it to who cannot see it.
func (c *CutLine) Set(places []float32, kept int, at, says string) {
	c.places, c.kept, c.says = places, kept, says
	c.at.SetText(at)
	c.Refresh()
}

// Tapped moves the cut to behind the nearest act before the mouse.
func (c *CutLine) Tapped(event *fyne.PointEvent) {
	if event == nil {
		return
	}
	x := event.Position.X / c.Size().Width
	if theme.Mirrored() {
		x = 1 - x
	}
	kept := 0
	for _, place := range c.places {
		if place*cutShare <= x {
			kept++
		}
	}
	if kept != c.kept {
		c.kept = kept
		c.moved(kept)
	}
}

// cut is where the cut lies, from 0 to 1 of the line.
func (c *CutLine) cut() float32 {
	if c.kept >= len(c.places) {
		return cutShare
	}
	before := float32(0)
	if c.kept > 0 {
		before = c.places[c.kept-1]
	}
	return (before + c.places[c.kept]) / 2 * cutShare
}

// CreateRenderer draws the line, its dots and the cut with its moment.
func (c *CutLine) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	ring := box(6)
	d.least = func() fyne.Size { return fyne.NewSize(px(240), px(48)) }
	d.arrange = func(size fyne.Size) {
		d.objects = []fyne.CanvasObject{ring}
		ring.Move(fyne.NewPos(-px(6), 0))
		ring.Resize(size.Add(fyne.NewSize(px(12), 0)))
		c.draw(size, func(o fyne.CanvasObject) { d.objects = append(d.objects, o) })
		d.objects = append(d.objects, c.at)
	}
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !c.focused
		d.arrange(c.Size())
	}
	d.paint()
	return d
}

func (c *CutLine) draw(size fyne.Size, add func(fyne.CanvasObject)) {
	w, y, cut := size.Width, px(32), c.cut()
	line := func(from, to float32, token theme.Token) {
		r := canvas.NewRectangle(theme.Color(token))
		put(r, w, from, y-1, max(to-from, 0), 2)
		add(r)
	}
	line(0, cut*w, theme.Primary)
	line(cut*w, w, theme.Line)
	dot := func(at float32, stands bool) {
		o := canvas.NewCircle(theme.Color(theme.Primary))
		if !stands {
			o.FillColor, o.StrokeColor, o.StrokeWidth = theme.Color(theme.Ground), theme.Color(theme.Quiet), px(2)
		}
		put(o, w, at*w-px(5), y-px(5), px(10), px(10))
		add(o)
	}
	for i, place := range c.places {
		dot(place*cutShare, i < c.kept)
	}
	for _, later := range []float32{0.82, 0.89, 0.96} {
		dot(later, false)
	}
	bar := canvas.NewRectangle(theme.Color(theme.Danger))
	put(bar, w, cut*w-px(1.5), px(12), px(3), px(40)-px(4))
	add(bar)
	words := c.at.MinSize().Width
	x := cut*w + px(9)
	if x+words > w {
		x = cut*w - px(9) - words
	}
	put(c.at, w, x, px(8), words, px(16))
}
