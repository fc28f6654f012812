package booth

// Found: the list of what the finder has found. The keys are the field's; the mouse ranks by a click.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

type foundList struct {
	widget.BaseWidget
	sheet   *Sheet
	is      ballot.Found
	rows    []*foundRow
	nothing *part.Text
	hover   int // a place in the list, -1 for none
	drawing *part.Drawing
	touched *canvas.Rectangle
}

var (
	_ fyne.Tappable      = (*foundList)(nil)
	_ desktop.Hoverable  = (*foundList)(nil)
	_ desktop.Cursorable = (*foundList)(nil)
)

// foundRow draws one option.
type foundRow struct {
	ground, disc, rule *canvas.Rectangle
	sign, plus         *canvas.Image
	number, name, act  *part.Text
	key                *canvas.Rectangle
	enter              *part.Text
	said               *spoken
	was                string
	height             float32
}

func newFoundRow() *foundRow {
	return &foundRow{
		ground: part.Box(0), disc: part.Box(12), rule: part.Box(0), sign: part.Picture(), plus: part.Picture(),
		number: part.Strong(theme.Small, "").Line().Aligned(fyne.TextAlignCenter), name: part.Rich(theme.Text, part.Span{}),
		key: part.Box(4), enter: part.Quietly(theme.Small, "").Line().Aligned(fyne.TextAlignCenter),
		act: part.Quietly(theme.Text, "").Line(), said: newSpoken(),
	}
}

func newFoundList(s *Sheet) *foundList {
	l := &foundList{sheet: s, nothing: part.Quietly(theme.Text, ""), hover: -1, touched: part.Box(0)}
	l.is = s.ballot.Find().Page(s.words)
	l.ExtendBaseWidget(l)
	return l
}

func (l *foundList) show() {
	l.is = l.sheet.ballot.Find().Page(l.sheet.words)
	l.Refresh()
}

func (l *foundList) paint() {
	for len(l.rows) < len(l.is.Rows) {
		l.rows = append(l.rows, newFoundRow())
	}
	l.nothing.SetText(l.is.Nothing)
	objects := []fyne.CanvasObject{l.touched}
	for i, is := range l.is.Rows {
		r := l.rows[i]
		r.show(is, i == l.hover)
		objects = append(objects, r.ground, r.disc, r.sign, r.number, r.name, r.act, r.plus, r.key, r.enter, r.said)
		if i > 0 && !is.Chosen && !l.is.Rows[i-1].Chosen {
			objects = append(objects, r.rule)
		}
	}
	if l.is.Nothing != "" {
		objects = append(objects, l.nothing)
	}
	if l.drawing != nil {
		l.drawing.Show(objects)
		l.arrange(l.Size())
	}
}

func (r *foundRow) show(is ballot.FoundRow, hovered bool) {
	inside, edge, width := theme.Clear, theme.Clear, float32(0)
	switch {
	case is.Chosen:
		inside, edge, width = theme.PrimaryTint, theme.Primary, px(2)
	case hovered:
		inside = theme.Hover
	}
	part.Fill(r.ground, inside, edge, width)
	part.Fill(r.rule, theme.Line, theme.Clear, 0)
	if is.Place == "" {
		part.Fill(r.disc, theme.Clear, theme.Control, 1)
	} else {
		part.Fill(r.disc, theme.PrimaryTint, theme.Clear, 0)
	}
	setIcon(r.sign, theme.IconMinus, theme.Quiet)
	r.sign.Hidden = is.Place != ""
	part.SetLabel(r.number, part.Span{Text: is.Place, Bold: true}, theme.Primary)
	r.said.label = is.Label
	r.showName(is)
	setIcon(r.plus, theme.IconPlus, map[bool]theme.Token{true: theme.Primary, false: theme.Quiet}[is.Chosen])
	r.plus.Hidden = is.Act == "" || is.Key != ""
	part.Fill(r.key, theme.Surface, theme.Line, 1)
	part.SetLabel(r.enter, part.Span{Text: is.Key}, theme.Quiet)
	r.key.Hidden = is.Key == ""
	ink := theme.Quiet
	if is.Chosen {
		ink = theme.Primary
	}
	part.SetLabel(r.act, part.Span{Text: is.Act, Bold: is.Chosen}, ink)
}

// showName draws letters anew only where they are others.
func (r *foundRow) showName(is ballot.FoundRow) {
	spans := rich(is.Name)
	key := ""
	for i, span := range spans {
		if span.Bold {
			spans[i].Color = theme.Primary
		}
		key += span.Text + map[bool]string{true: "*", false: "|"}[span.Bold]
	}
	if key != r.was {
		r.was = key
		r.name.Set(spans...)
	}
}

func (r *foundRow) words(width float32) float32 {
	return width - px(54+16+24+16) - r.act.MinSize().Width
}

func (r *foundRow) needs(width float32) float32 {
	return max(px(49), r.name.HeightFor(max(r.words(width), px(60)))+px(24))
}

// HeightFor is what all that is found needs.
func (l *foundList) HeightFor(width float32) float32 {
	if l.is.Nothing != "" {
		return l.nothing.HeightFor(width-px(32)) + px(40)
	}
	if len(l.rows) < len(l.is.Rows) {
		l.paint()
	}
	height := float32(0)
	for _, r := range l.rows[:len(l.is.Rows)] {
		height += r.needs(width)
	}
	return height
}

// CreateRenderer draws the rows.
func (l *foundList) CreateRenderer() fyne.WidgetRenderer {
	l.drawing = part.NewDrawing(
		func() fyne.Size { return fyne.NewSize(px(200), l.HeightFor(max(l.Size().Width, px(200)))) },
		l.arrange, l.paint,
	)
	l.paint()
	return &calm{l.drawing, l.paint, l.touched}
}

func (l *foundList) arrange(size fyne.Size) {
	y := float32(0)
	for i := range l.is.Rows {
		r := l.rows[i]
		r.height = r.needs(size.Width)
		r.place(area{0, y, size.Width, r.height}, size.Width)
		y += r.height
	}
	area{px(16), px(20), size.Width - px(32), l.nothing.HeightFor(size.Width - px(32))}.put(l.nothing, size.Width)
}

func (r *foundRow) place(cell area, within float32) {
	cell.grown(-1, -1).put(r.ground, within)
	cell.put(r.said, within)
	area{cell.x + px(54), cell.y, cell.width - px(54), 1}.put(r.rule, within)
	disc := area{cell.x + px(16), cell.y + (cell.height-px(24))/2, px(24), px(24)}
	disc.put(r.disc, within)
	disc.put(r.number, within)
	area{disc.x + px(6), disc.y + px(6), px(12), px(12)}.put(r.sign, within)
	width := max(r.words(cell.width), px(60))
	height := r.name.HeightFor(width)
	area{cell.x + px(54), cell.y + (cell.height-height)/2, width, height}.put(r.name, within)
	act := cell.atEnd(px(16), r.act.MinSize().Width, px(20))
	act.put(r.act, within)
	area{act.x - px(24), cell.y + (cell.height-px(16))/2, px(16), px(16)}.put(r.plus, within)
	enter := r.enter.MinSize().Width + px(14)
	key := area{act.x - px(8) - enter, cell.y + (cell.height-px(20))/2, enter, px(20)}
	key.put(r.key, within)
	key.put(r.enter, within)
}

// at is the place in the list at a height; -1 for none.
func (l *foundList) at(y float32) int {
	top := float32(0)
	for i := range l.is.Rows {
		if top += l.rows[i].height; y < top {
			return i
		}
	}
	return -1
}

// Tapped ranks what is under the mouse.
func (l *foundList) Tapped(event *fyne.PointEvent) {
	if i := l.at(event.Position.Y); i >= 0 && !l.sheet.doing {
		find := l.sheet.ballot.Find()
		find.Point(l.is.Rows[i].Option)
		find.Rank()
		l.sheet.changed()
	}
}

// MouseIn is MouseMoved.
func (l *foundList) MouseIn(event *desktop.MouseEvent) { l.MouseMoved(event) }

// MouseMoved shows the row that is under the mouse.
func (l *foundList) MouseMoved(event *desktop.MouseEvent) {
	if i := l.at(event.Position.Y); i != l.hover {
		l.hover = i
		l.Refresh()
	}
}

// MouseOut undoes MouseIn.
func (l *foundList) MouseOut() {
	l.hover = -1
	l.Refresh()
}

// Cursor is a hand on what can be ranked.
func (l *foundList) Cursor() desktop.Cursor {
	if l.hover >= 0 && l.hover < len(l.is.Rows) && l.is.Rows[l.hover].Act != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// reveal scrolls to what is chosen.
func (l *foundList) reveal() {
	for i, is := range l.is.Rows {
		if is.Chosen {
			part.Reveal(l.rows[i].said)
		}
	}
}

// Inside are the rows, each with what it says.
func (l *foundList) Inside() []fyne.CanvasObject {
	var inside []fyne.CanvasObject
	for _, r := range l.rows {
		inside = append(inside, r.said)
	}
	return inside
}
