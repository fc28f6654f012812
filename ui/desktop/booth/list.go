package booth

// List: the one widget that owns all rows of a ballot, so that a row can be dragged past the others, and Tab stops once.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// row draws one option.
type row interface {
	// objects are what it is drawn from, the ground first.
	objects() []fyne.CanvasObject
	// show sets words and colours.
	show(is ballot.Row, hovered bool)
	// height is what it needs at a width, place puts it there.
	height(width float32) float32
	place(cell area, within float32)
	// zones are what can be pressed in it.
	zones(cell area) []zone
}

// list shows the rows of a sheet.
type list struct {
	widget.BaseWidget
	sheet *Sheet
	look  look
	// rankedOnly leaves out what is not ranked: a finder beside it has that.
	rankedOnly bool

	rows  []row // by option
	said  []*spoken
	is    []ballot.Row
	order []int // as they stand, and from where on they stand apart
	apart int
	cells []area // by option
	head  *part.Text
	next  *next
	ring  *canvas.Rectangle
	slot  *canvas.Rectangle
	rules []*canvas.Rectangle

	focused, byKey bool
	hover          int // the option under the mouse, -1 for none
	over           *zone
	drag           *drag
	drawing        *part.Drawing
}

var (
	_ fyne.Tappable      = (*list)(nil)
	_ fyne.Draggable     = (*list)(nil)
	_ fyne.Focusable     = (*list)(nil)
	_ fyne.Accessible    = (*list)(nil)
	_ fyne.Shortcutable  = (*list)(nil)
	_ desktop.Hoverable  = (*list)(nil)
	_ desktop.Cursorable = (*list)(nil)
)

// newList makes the rows of a sheet.
func newList(s *Sheet, look look) *list {
	l := &list{
		sheet: s, look: look, hover: -1, head: part.Quietly(theme.Small, ""), next: newNext(),
		ring: part.Box(12), slot: part.Box(8), byKey: true,
	}
	for option := range s.ballot.Options() {
		l.rows = append(l.rows, look.make(s, option))
		l.said = append(l.said, newSpoken())
		l.rules = append(l.rules, part.Box(0))
	}
	l.is, l.cells = make([]ballot.Row, len(l.rows)), make([]area, len(l.rows))
	l.take()
	l.ExtendBaseWidget(l)
	return l
}

// take reads what the sheet says now.
func (l *list) take() {
	page := l.sheet.page
	l.order, l.apart = l.order[:0], len(page.Rows)
	rows := page.Rows
	if !l.rankedOnly {
		rows = append(rows[:len(rows):len(rows)], page.Apart...)
	}
	for _, is := range rows {
		l.is[is.Option] = is
		l.order = append(l.order, is.Option)
	}
	l.head.SetText(page.ApartHead)
}

// show says the rows anew.
func (l *list) show() {
	l.take()
	l.Refresh()
}

// CreateRenderer draws the rows, what is lifted on top.
func (l *list) CreateRenderer() fyne.WidgetRenderer {
	l.drawing = part.NewDrawing(
		func() fyne.Size { return fyne.NewSize(px(200), l.HeightFor(max(l.Size().Width, px(200)))) },
		l.arrange,
		l.paint,
	)
	l.paint()
	return &calm{l.drawing, l.paint, l.ring}
}

func (l *list) paint() {
	part.Fill(l.ring, theme.Clear, theme.Primary, px(2))
	l.ring.CornerRadius = px(8 + max(l.look.ring, 0))
	l.ring.Hidden = !l.focused || !l.byKey
	part.Fill(l.slot, theme.PrimaryTint, theme.Primary, 1)
	for _, rule := range l.rules {
		part.Fill(rule, theme.Line, theme.Clear, 0)
	}
	l.next.take(l)
	var shown, lifted []fyne.CanvasObject
	for i, option := range l.order {
		is := l.is[option]
		is.Focused = is.Focused && l.focused
		l.rows[option].show(is, option == l.hover)
		l.said[option].label = is.Label
		if l.look.rules && (i > 0 || l.look.firstRule) {
			shown = append(shown, l.rules[i])
		}
		if is.Lifted {
			lifted = append(l.rows[option].objects(), l.said[option])
			continue
		}
		shown = append(append(shown, l.rows[option].objects()...), l.said[option])
	}
	if len(lifted) > 0 {
		shown = append([]fyne.CanvasObject{l.slot}, shown...)
	}
	if l.apart < len(l.order) {
		shown = append(shown, l.head)
	}
	shown = append(append(shown, l.next.objects()...), l.ring)
	if l.drawing != nil {
		l.drawing.Show(append(shown, lifted...))
		l.arrange(l.Size())
	}
}

// HeightFor is what all rows need at a width.
func (l *list) HeightFor(width float32) float32 { return l.measure(width, func(int, area) {}) }

// Distances between the rows, and around the words over those that stand apart, in units.
const (
	overApart  = 20
	underApart = 8
)

// measure says where each row goes, and how high all of them are.
func (l *list) measure(width float32, cell func(place int, at area)) float32 {
	if l.look.across && l.fitsAcross(width) {
		return l.across(width, cell)
	}
	y := float32(0)
	if l.look.firstRule {
		y = 1
	}
	for i, option := range l.order {
		if i == l.apart {
			y += l.headHeight(i, width)
		} else if i > 0 {
			y += px(l.look.gap)
		}
		height := l.rows[option].height(width)
		cell(i, area{0, y, width, height})
		y += height
	}
	if h := l.next.height(width); h > 0 {
		y += px(l.look.gap) + h
	}
	return y
}

func (l *list) headHeight(place int, width float32) float32 {
	height := l.head.HeightFor(width) + px(underApart)
	if place > 0 {
		height += px(overApart)
	}
	return height
}

func (l *list) arrange(size fyne.Size) {
	end := float32(0)
	l.measure(size.Width, func(place int, at area) {
		option := l.order[place]
		if place == l.apart {
			height := l.head.HeightFor(size.Width)
			area{0, at.y - px(underApart) - height, size.Width, height}.put(l.head, size.Width)
		}
		l.cells[option], end = at, at.y+at.height
		area{px(l.look.ruleFrom), at.y - 1, size.Width - px(l.look.ruleFrom), 1}.put(l.rules[place], size.Width)
		drawn := at
		if l.is[option].Lifted {
			at.put(l.slot, size.Width)
			drawn = l.liftedCell(at)
		}
		l.rows[option].place(drawn, size.Width)
		at.put(l.said[option], size.Width)
	})
	l.next.place(area{0, end + px(l.look.gap), size.Width, l.next.height(size.Width)}, size.Width)
	if option := l.sheet.ballot.Focused(); option < len(l.cells) {
		at := l.cells[option]
		if l.is[option].Lifted {
			at = l.liftedCell(at)
		}
		at.grown(px(l.look.aside), px(l.look.ring)).put(l.ring, size.Width)
	}
}

// optionAt is the option under a point, with its cell; -1 for none.
func (l *list) optionAt(at fyne.Position) int {
	for _, option := range l.order {
		if l.cells[option].holds(at) {
			return option
		}
	}
	return -1
}

// logical is a point of the widget counted from the side where reading begins.
func (l *list) logical(at fyne.Position) fyne.Position {
	if theme.Mirrored() {
		at.X = l.Size().Width - at.X
	}
	return at
}

// zoneAt is what can be pressed under a point; nil for nothing.
func (l *list) zoneAt(at fyne.Position) *zone {
	option := l.optionAt(at)
	if option < 0 {
		return nil
	}
	for _, z := range l.rows[option].zones(l.cells[option]) {
		if z.at.holds(at) {
			return &z
		}
	}
	return nil
}
