package part

// List: rows without end, of which only those in view exist. Rows are made
// once and filled anew as the list scrolls, each as high as what it shows.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A Group is rows that follow one another under a header.
type Group struct {
	Title  string
	Count  string // beside the title, "" for none
	Rows   int
	Folded bool
}

// List shows rows in one or more groups, each group on a sheet. It is one stop
// for Tab; arrow keys, Home, End and the page keys lead from row to row, Enter
// opens, Left and Right fold groups or reach the buttons of a row, the menu key
// or Shift F10 open what else can be done. All is called on Fyne's goroutine.
type List struct {
	widget.BaseWidget
	count  func() int
	create func() fyne.CanvasObject
	fill   func(at int, row fyne.CanvasObject)
	open   func(at int)
	groups func() []Group
	fold   func(group int, folded bool)
	states [2]string // of a group, folded or not
	menu   func(at int) []*ListRow
	typing func(rune)   // is told what is typed over the rows, nil for nobody
	led    func(at int) // is told to which row the keys lead, nil for nobody
	rule   float32      // where hairlines begin, in units
	plain  bool         // no sheets
	gutter float32      // in units, beside the list, for its scroll bar
	apart  int          // the first rows, which lie on the page itself

	plan    plan
	heights []float32 // of rows, as far as they were seen; 0: not yet
	guess   float32   // how high the plan has those
	scroll  *container.Scroll
	content *fyne.Container
	shown   map[int]*slot
	spare   []*slot // of rows; those of headers beside it
	heads   []*slot
	stale   bool // what is shown must be filled anew
	placing bool
	width   float32
	factor  float32

	cursor  int // a line of the plan
	act     int // a button of its row, None: the row itself
	focused bool
}

// NewList makes a list of count rows. create makes an empty row, fill puts the
// row at a place into it, open is what a click or Enter does, nil for nothing.
func NewList[R fyne.CanvasObject](count func() int, create func() R, fill func(at int, row R), open func(at int)) *List {
	l := &List{count: count, open: open, rule: 68, shown: map[int]*slot{}, act: None, stale: true}
	l.create = func() fyne.CanvasObject { return create() }
	l.fill = func(at int, row fyne.CanvasObject) { fill(at, row.(R)) }
	l.content = &fyne.Container{Layout: listed{l}}
	l.scroll = container.NewVScroll(l.content)
	l.scroll.OnScrolled = func(fyne.Position) { l.placeRows() }
	l.ExtendBaseWidget(l)
	return l
}

// Grouped puts headers between the rows: groups share all rows out in their
// order. states are the words for folded and not, said after a header; fold is
// told what a reader folds, and changes what groups says next.
func (l *List) Grouped(groups func() []Group, states [2]string, fold func(group int, folded bool)) *List {
	l.groups, l.states, l.fold = groups, states, fold
	return l
}

// Menu says what else can be done with a row; none opens nothing.
func (l *List) Menu(rows func(at int) []*ListRow) *List {
	l.menu = rows
	return l
}

// Leading tells somebody to which row the keys have led.
func (l *List) Leading(led func(at int)) *List {
	l.led = led
	return l
}

// Typing tells somebody what is typed while the keys are here: who filters the rows, say.
func (l *List) Typing(typed func(rune)) *List {
	l.typing = typed
	return l
}

// Ruled sets where hairlines between rows begin, in units: 68 unless told; None draws none.
func (l *List) Ruled(start float32) *List {
	l.rule = start
	return l
}

// Plain lays rows on the page itself, without sheet and hairlines.
func (l *List) Plain() *List {
	l.plain = true
	return l
}

// Gutter lets the scroll bar stand beside the rows, so many units outside of the list's place.
func (l *List) Gutter(units float32) *List {
	l.gutter = units
	return l
}

// Apart lays the first rows on the page itself, above the sheet of the others.
func (l *List) Apart(rows int) *List {
	l.apart = rows
	return l
}

// Offset is how far down the list is scrolled, in canvas units.
func (l *List) Offset() float32 { return l.scroll.Offset.Y }

// ScrollTo scrolls to an offset, as far as there are rows.
func (l *List) ScrollTo(offset float32) {
	l.ensure()
	l.scrollTo(offset)
}

// ShowRow leads to a row and brings it into view, if its group is not folded.
func (l *List) ShowRow(at int) {
	l.ensure()
	if line := l.plan.lineOf(at); line >= 0 {
		l.lead(line)
	}
}

// Chosen is the row that the keys have led to, None for a header or an empty list.
func (l *List) Chosen() int {
	if l.cursor >= len(l.plan.lines) {
		return None
	}
	return l.plan.lines[l.cursor].at
}

// Refresh fills every row in view anew: what the list shows has changed.
func (l *List) Refresh() {
	l.stale = true
	l.placeRows()
	l.BaseWidget.Refresh()
}

// RefreshRow fills one row anew, if it is in view.
func (l *List) RefreshRow(at int) {
	line := l.plan.lineOf(at)
	if s := l.shown[line]; line >= 0 && s != nil {
		s.filled = false
		l.placeRows()
	}
}

func (l *List) inside() []fyne.CanvasObject { return []fyne.CanvasObject{l.scroll} }

// CreateRenderer shows the rows that are in view.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{l.scroll}}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(120)) }
	d.arrange = func(size fyne.Size) {
		l.scroll.Resize(size.AddWidthHeight(px(l.gutter), 0))
		l.placeRows()
	}
	return d
}

// listed is the layout of the rows: the list places them itself.
type listed struct{ list *List }

func (listed) Layout([]fyne.CanvasObject, fyne.Size) {}

func (p listed) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(px(160), p.list.plan.height())
}

// Demonstrate shows the keys on a line, for the gallery.
func (l *List) Demonstrate(line int) {
	l.cursor, l.focused = line, true
	l.Refresh()
}
