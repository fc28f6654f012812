package part

// Arriving: lines that fill one after the other, and a bar of work under its words.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Arrival is one line: what arrives, how much of it, how it stands in words,
// and while it goes on its share from 0 to 1, or Untold.
type Arrival struct {
	Stand     Stand // InDoubt while it goes on
	Name      string
	Says, End string
	Share     float32
}

// Untold is the share of what goes on without anybody knowing how far: it has no bar.
const Untold = -1

// Arriving shows arrivals one below the other, for a card without air.
type Arriving struct {
	widget.BaseWidget
	lines []*arrivalLine
}

// NewArriving makes the lines.
func NewArriving(arrivals ...Arrival) *Arriving {
	a := &Arriving{}
	a.ExtendBaseWidget(a)
	a.Set(arrivals...)
	return a
}

// Set shows how they stand now.
func (a *Arriving) Set(arrivals ...Arrival) {
	for len(a.lines) < len(arrivals) {
		a.lines = append(a.lines, newArrivalLine())
	}
	a.lines = a.lines[:len(arrivals)]
	for i, is := range arrivals {
		a.lines[i].set(is)
	}
	a.Refresh()
}

// AccessibilityLabel reads all lines.
func (a *Arriving) AccessibilityLabel() string {
	said := ""
	for _, l := range a.lines {
		said += l.is.Name + ", " + l.is.Says + ", " + l.is.End + ". "
	}
	return said
}

// AccessibilityRole says that it is text.
func (a *Arriving) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is the height of all lines.
func (a *Arriving) HeightFor(width float32) float32 {
	height := float32(0)
	for _, l := range a.lines {
		height += l.height(width)
	}
	return height
}

// CreateRenderer draws discs, words, bars and hairlines.
func (a *Arriving) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{}
	d.paint = func() {
		d.objects = d.objects[:0]
		for i, l := range a.lines {
			l.paint(i == len(a.lines)-1)
			d.objects = append(d.objects, l.objects()...)
		}
		d.arrange(a.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(240), a.HeightFor(max(a.Size().Width, px(240)))) }
	d.arrange = func(size fyne.Size) {
		y := float32(0)
		for _, l := range a.lines {
			l.arrange(size.Width, y)
			y += l.height(size.Width)
		}
	}
	d.paint()
	return d
}

// arrivalLine is the objects of one line.
type arrivalLine struct {
	is              Arrival
	disc            *canvas.Rectangle
	sign            *canvas.Image
	name, says, end *Text
	bar             *Bar
	rule            *canvas.Rectangle
}

func newArrivalLine() *arrivalLine {
	return &arrivalLine{
		disc: box(12), sign: picture(), name: Words(theme.Text, "").Line(), says: Quietly(theme.Small, "").Lines(1),
		end: Quietly(theme.Small, "").Line(), bar: Progress(0), rule: canvas.NewRectangle(theme.Color(theme.Line)),
	}
}

func (l *arrivalLine) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{l.rule, l.disc, l.sign, l.name, l.says, l.end, l.bar}
}

func (l *arrivalLine) set(is Arrival) {
	l.is = is
	l.says.SetText(is.Says)
	l.end.SetText(is.End)
	l.bar.Set(BarPart{max(is.Share, 0), theme.Primary})
}

// narrow lines have the words of how it stands below the others.
func (l *arrivalLine) narrow(width float32) bool {
	return l.name.natural()+l.says.natural()+l.end.natural()+px(56+20+10+16) > width
}

func (l *arrivalLine) height(width float32) float32 {
	height := px(49)
	if l.narrow(width) {
		height += px(18)
	}
	if l.barred() {
		height += px(20)
	}
	return height
}

func (l *arrivalLine) barred() bool { return l.is.Stand == InDoubt && l.is.Share >= 0 }

func (l *arrivalLine) paint(last bool) {
	inside, edge, wide, ink := theme.Clear, theme.Line, px(2), theme.Quiet
	l.sign.Hide()
	switch l.is.Stand {
	case Done:
		inside, edge, wide, ink = theme.PrimaryTint, theme.Clear, 0, theme.Ink
		setIcon(l.sign, theme.IconCheck, theme.Primary)
	case InDoubt:
		edge, wide, ink = theme.Clear, 0, theme.Ink
		setIcon(l.sign, theme.IconLoaderCircle, theme.Primary)
	}
	fill(l.disc, inside, edge, wide)
	setLabel(l.name, Span{Text: l.is.Name, Bold: l.is.Stand == InDoubt}, ink)
	l.bar.Hidden = !l.barred()
	l.rule.FillColor = theme.Color(theme.Line)
	l.rule.Hidden = last
}

func (l *arrivalLine) arrange(width, y float32) {
	put(l.disc, width, px(20), y+px(12), px(24), px(24))
	side := px(14)
	if l.is.Stand == InDoubt {
		side = px(20)
	}
	put(l.sign, width, px(20)+(px(24)-side)/2, y+px(12)+(px(24)-side)/2, side, side)
	x, end := px(56), l.end.natural()
	name := l.name.natural()
	put(l.name, width, x, y+px(14), name, px(20))
	words := y + px(16)
	if l.narrow(width) {
		words += px(18)
		put(l.says, width, x, words, width-x-px(20)-end-px(12), px(16))
	} else {
		put(l.says, width, x+name+px(10), words, width-x-name-px(10+16+20)-end, px(16))
	}
	put(l.end, width, width-px(20)-end, words, end, px(16))
	put(l.bar, width, x, words+px(26), width-x-px(20), px(8))
	put(l.rule, width, x, y+l.height(width)-1, width-x, 1)
}

// Work is a bar of progress under its name and its numbers.
type Work struct {
	widget.BaseWidget
	name, numbers *Text
	bar           *Bar
	all           *fyne.Container
}

// NewWork makes one: numbers say how far it is and how long it takes; share is from 0 to 1.
func NewWork(name, numbers string, share float32) *Work {
	w := &Work{name: Strong(theme.Text, name).Lines(1), numbers: Quietly(theme.Small, numbers).Line(), bar: Progress(share)}
	w.all = Column(8, Row(12, 0, w.name, w.numbers), w.bar)
	w.ExtendBaseWidget(w)
	return w
}

// Set shows how far it is now. Call it at most five times a second.
func (w *Work) Set(name, numbers string, share float32) {
	w.name.SetText(name)
	w.numbers.SetText(numbers)
	w.bar.Set(BarPart{share, theme.Primary})
	w.Refresh()
}

// AccessibilityLabel is the name and the numbers.
func (w *Work) AccessibilityLabel() string { return w.name.String() + ", " + w.numbers.String() }

// AccessibilityRole says that it is text.
func (w *Work) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is words and bar.
func (w *Work) HeightFor(width float32) float32 { return HeightFor(w.all, width) }

func (w *Work) inside() []fyne.CanvasObject { return []fyne.CanvasObject{w.all} }

// CreateRenderer lays words above the bar.
func (w *Work) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{w.all}}
	d.least = func() fyne.Size { return w.all.MinSize() }
	d.arrange = func(size fyne.Size) { w.all.Resize(size) }
	d.paint = func() { w.all.Layout.Layout(w.all.Objects, w.Size()) }
	return d
}
