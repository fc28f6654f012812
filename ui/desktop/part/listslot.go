package part

// Slot: one line of a list: its piece of the sheet, and the header or row on it.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// slot holds a row that is filled again and again.
type slot struct {
	widget.BaseWidget
	list    *List
	row     fyne.CanvasObject
	head    *GroupHead // nil for a row
	line    int
	filled  bool
	hovered bool
	repaint func() // the sheet, the row is left as it is
}

var (
	_ fyne.Tappable          = (*slot)(nil)
	_ fyne.SecondaryTappable = (*slot)(nil)
	_ desktop.Hoverable      = (*slot)(nil)
	_ desktop.Mouseable      = (*slot)(nil)
)

func newSlot(l *List, head bool) *slot {
	s := &slot{list: l}
	if head {
		s.head = NewGroupHead("", "", l.states, func() { l.toggle(s.line) })
		s.row = s.head
	} else {
		s.row = l.create()
	}
	if row, is := s.row.(interface{ own() *pressable }); is && !head {
		row.own().press = func() { l.enter(s.line) }
	}
	s.ExtendBaseWidget(s)
	return s
}

// takeIn makes the row's buttons a part of the list: it may have been given new ones.
func (s *slot) takeIn() {
	for _, p := range pressables(s.row) {
		p.more = func(at fyne.Position) { s.list.openMenu(s.line, at) }
	}
	for _, within := range leds(s.row) {
		within.Disable()
	}
}

// pressables are the parts of a row that can be pressed, in reading order.
func pressables(object fyne.CanvasObject) (found []*pressable) {
	if p, is := object.(interface{ own() *pressable }); is {
		found = append(found, p.own())
	}
	for _, child := range childrenOf(object) {
		found = append(found, pressables(child)...)
	}
	return found
}

// A led object is one in a row that the list leads to.
type led interface {
	fyne.Focusable
	fyne.Disableable
	fyne.Accessible
	Visible() bool
	light(focused bool)
}

// leds are the buttons and texts with links in an object, in reading order.
func leds(object fyne.CanvasObject) (found []led) {
	if l, is := object.(led); is {
		found = append(found, l)
	}
	for _, child := range childrenOf(object) {
		found = append(found, leds(child)...)
	}
	return found
}

// acts are what can be done in the row beside opening it.
func (s *slot) acts() (found []led) {
	for _, l := range leds(s.row) {
		if l.Visible() && l.(fyne.CanvasObject) != s.row {
			found = append(found, l)
		}
	}
	return found
}

func (s *slot) isHead() bool { return s.head != nil }

func (s *slot) inside() []fyne.CanvasObject { return []fyne.CanvasObject{s.row} }

// show fills the slot with a line of the list's plan.
func (s *slot) show(line int) {
	l, planned := s.list, s.list.plan.lines[line]
	s.line, s.filled = line, true
	if s.isHead() {
		group := l.groups()[planned.group]
		s.head.Set(group.Title, group.Count, group.Folded)
	} else {
		l.fill(planned.at, s.row)
		if row, is := s.row.(*ListRow); is {
			row.onSheet(planned.first && !l.plain, planned.last && !l.plain)
		}
	}
	s.takeIn()
	s.mark()
}

// mark draws the focus where the keys have led to.
func (s *slot) mark() {
	l := s.list
	here := l.focused && l.cursor == s.line
	if p, is := s.row.(interface{ own() *pressable }); is {
		p.own().light(here && l.act == None)
	}
	for i, p := range s.acts() {
		p.light(here && l.act == i)
	}
	if s.repaint != nil {
		s.repaint()
	}
}

// Tapped opens a row that cannot be pressed itself. On the ground of one that nothing opens it does nothing: the keys stay where they are.
func (s *slot) Tapped(*fyne.PointEvent) {
	if s.isHead() || s.list.open != nil {
		s.list.enter(s.line)
	}
}

// TappedSecondary opens the menu of the row.
func (s *slot) TappedSecondary(event *fyne.PointEvent) {
	s.list.openMenu(s.line, event.AbsolutePosition)
}

// MouseDown has what comes wait until the row is let go: another row would be in this place.
func (s *slot) MouseDown(*desktop.MouseEvent) { holdDown() }

// MouseUp undoes MouseDown.
func (s *slot) MouseUp(*desktop.MouseEvent) { letGo() }

// MouseIn shows that the row can be opened.
func (s *slot) MouseIn(*desktop.MouseEvent) { s.hover(true) }

// MouseMoved has no meaning here.
func (s *slot) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (s *slot) MouseOut() {
	s.hover(false)
	letGo()
}

func (s *slot) hover(hovered bool) {
	s.hovered = hovered && s.list.open != nil && !s.isHead()
	if s.repaint != nil {
		s.repaint()
	}
}

// CreateRenderer draws the sheet below the row, and the hairline under it.
func (s *slot) CreateRenderer() fyne.WidgetRenderer {
	edge, sheet, ground, ring := box(0), box(0), box(0), box(5)
	rule := canvas.NewRectangle(theme.Color(theme.Line))
	d := &drawing{objects: []fyne.CanvasObject{edge, sheet, ground, ring, rule, s.row}}
	d.paint = func() { s.paint(edge, sheet, ground, ring, rule) }
	d.arrange = func(size fyne.Size) { s.arrange(size, edge, sheet, ground, ring, rule) }
	d.least = func() fyne.Size { return fyne.NewSize(px(160), s.row.MinSize().Height) }
	s.repaint = func() {
		d.paint()
		for _, drawn := range []*canvas.Rectangle{edge, sheet, ground, ring, rule} {
			drawn.Refresh()
		}
	}
	d.paint()
	return d
}

// planned is the slot's line, while there is one.
func (s *slot) planned() planLine {
	if s.line >= len(s.list.plan.lines) {
		return planLine{at: None}
	}
	return s.list.plan.lines[s.line]
}

func (s *slot) paint(edge, sheet, ground, ring, rule *canvas.Rectangle) {
	l, planned := s.list, s.planned()
	sheetless := l.plain || s.isHead() || planned.apart
	fill(edge, theme.Line, theme.Clear, 0)
	fill(sheet, theme.Surface, theme.Clear, 0)
	roundSheet(edge, px(8), planned)
	roundSheet(sheet, px(7), planned)
	roundSheet(ground, px(7), planned)
	rule.FillColor = theme.Color(theme.Line)
	edge.Hidden, sheet.Hidden = sheetless, sheetless
	rule.Hidden = sheetless || planned.last || l.rule == None
	_, itself := s.row.(interface{ own() *pressable })
	focused := l.focused && l.cursor == s.line && l.act == None
	fill(ground, theme.Hover, theme.Clear, 0)
	fill(ring, theme.Clear, theme.Primary, px(2))
	ground.Hidden, ring.Hidden = itself || !s.hovered || l.plain, itself || !focused
	s.arrange(s.Size(), edge, sheet, ground, ring, rule)
}

// roundSheet gives a piece of a sheet the corners that are its.
func roundSheet(rectangle *canvas.Rectangle, radius float32, line planLine) {
	top, bottom := float32(0), float32(0)
	if line.first {
		top = radius
	}
	if line.last {
		bottom = radius
	}
	rectangle.TopLeftCornerRadius, rectangle.TopRightCornerRadius = top, top
	rectangle.BottomLeftCornerRadius, rectangle.BottomRightCornerRadius = bottom, bottom
}

func (s *slot) arrange(size fyne.Size, edge, sheet, ground, ring, rule fyne.CanvasObject) {
	l, planned := s.list, s.planned()
	if l.plain || s.isHead() || planned.apart {
		s.row.Move(fyne.NewPos(0, 0))
		s.row.Resize(size)
		placeRing(ring, 0, size)
		return
	}
	top := float32(0)
	if planned.first {
		top = 1
	}
	inner := fyne.NewSize(size.Width-2, size.Height-1-top)
	above, below := float32(0), float32(1) // pieces of a sheet overlap: where their ends only met, the soft edges of both would be seen as a seam
	if !planned.first {
		above = 1
	}
	if planned.last {
		below = 0
	}
	edge.Move(fyne.NewPos(0, above))
	edge.Resize(size.AddWidthHeight(0, below-above))
	for _, object := range []fyne.CanvasObject{ground, s.row} {
		object.Move(fyne.NewPos(1, top))
		object.Resize(inner)
	}
	placeRing(ring, 1, fyne.NewSize(size.Width, size.Height-1))
	sheet.Move(fyne.NewPos(1, top))
	sheet.Resize(inner)
	if !planned.last { // the line below is the rule, which begins where words do
		sheet.Resize(inner.AddWidthHeight(0, 3))
		put(rule, size.Width, px(l.rule), size.Height-1, size.Width-px(l.rule)-1, 1)
	}
}
