package booth

// Picks: an answer, a gesture of consent, a tick.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// meant is the colour of what an icon means. Words say it too.
var meant = map[theme.Icon]theme.Token{
	theme.IconThumbsUp: theme.Aye, theme.IconThumbsDown: theme.Nay, theme.IconCircleSlash: theme.Abstain,
	theme.IconMessageSquareWarning: theme.Attention, theme.IconHand: theme.Danger,
}

// pick is what all of them share: the whole row is pressed.
type pick struct {
	sheet  *Sheet
	is     ballot.Row
	ground *canvas.Rectangle
	icon   *canvas.Image
	tick   *canvas.Image
	name   *part.Text
}

func newPick(s *Sheet) pick {
	return pick{sheet: s, ground: part.Box(8), icon: part.Picture(), tick: part.Picture(), name: part.Words(theme.Text, "")}
}

func (p *pick) zones(cell area) []zone {
	control := p.is.Pick
	return []zone{{at: cell, control: control, do: func() { p.sheet.ballot.Pick(p.is.Option) }}}
}

func (p *pick) showGround(is ballot.Row, hovered bool, edge theme.Token) {
	inside, width := theme.Surface, float32(1)
	switch {
	case is.Marked:
		inside, edge = theme.PrimaryTint, theme.Primary
	case hovered:
		inside = theme.Hover
	}
	part.Fill(p.ground, inside, edge, width)
}

// answer is one of the buttons side by side.
type answer struct {
	pick
	ticked bool // there is room for a tick beside the word
}

func newAnswer(s *Sheet, _ int) row {
	a := &answer{pick: newPick(s)}
	a.name.Line()
	return a
}

func (a *answer) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{a.ground, a.icon, a.name, a.tick}
}

func (a *answer) show(is ballot.Row, hovered bool) {
	a.is = is
	a.showGround(is, hovered, theme.Control)
	setIcon(a.icon, theme.Icon(is.Icon), meant[theme.Icon(is.Icon)])
	setIcon(a.tick, theme.IconCheck, theme.Primary)
	ink := theme.Ink
	if is.Marked && theme.Icon(is.Icon) == theme.IconThumbsUp {
		ink = theme.Primary
	}
	part.SetLabel(a.name, part.Span{Text: is.Name.String(), Bold: true}, ink)
	a.tick.Hidden = !is.Marked || !a.ticked
	if is.Marked && !a.ticked {
		a.ground.StrokeWidth = px(2)
	}
}

func (a *answer) height(float32) float32 { return px(44) }

// Room that an answer needs beside its word, in units: its icon and some air; and for a tick.
const (
	answerRoom = 18 + 6 + 12
	tickRoom   = 8 + 16
)

func (a *answer) needs() float32 { return a.name.MinSize().Width + px(answerRoom) }

func (a *answer) place(cell area, within float32) {
	a.ticked = cell.width >= a.needs()+px(tickRoom)
	a.tick.Hidden = !a.is.Marked || !a.ticked
	cell.put(a.ground, within)
	word := a.name.MinSize().Width
	inside := px(18+6) + word
	if !a.tick.Hidden {
		inside += px(tickRoom)
	}
	x := cell.x + (cell.width-inside)/2
	area{x, cell.y + (cell.height-px(18))/2, px(18), px(18)}.put(a.icon, within)
	area{x + px(18+6), cell.y, word, cell.height}.put(a.name, within)
	area{x + px(18+6+8) + word, cell.y + (cell.height-px(16))/2, px(16), px(16)}.put(a.tick, within)
}

// fitsAcross says that all answers have room side by side.
func (l *list) fitsAcross(width float32) bool {
	each := l.eachAcross(width)
	for _, option := range l.order {
		if a, is := l.rows[option].(*answer); !is || a.needs() > each {
			return false
		}
	}
	return true
}

func (l *list) eachAcross(width float32) float32 {
	count := float32(len(l.order))
	return (width - px(l.look.gap)*(count-1)) / count
}

func (l *list) across(width float32, cell func(int, area)) float32 {
	each, x := l.eachAcross(width), float32(0)
	for i := range l.order {
		cell(i, area{x, 0, each, px(44)})
		x += each + px(l.look.gap)
	}
	return px(44)
}

// gesture is one of the four of consent.
type gesture struct {
	pick
	detail *part.Text
}

func newGesture(s *Sheet, _ int) row {
	return &gesture{pick: newPick(s), detail: part.Quietly(theme.Small, "")}
}

func (g *gesture) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{g.ground, g.icon, g.name, g.detail, g.tick}
}

func (g *gesture) show(is ballot.Row, hovered bool) {
	g.is = is
	g.showGround(is, hovered, theme.Line)
	setIcon(g.icon, theme.Icon(is.Icon), meant[theme.Icon(is.Icon)])
	setIcon(g.tick, theme.IconCheck, theme.Primary)
	g.tick.Hidden = !is.Marked
	part.SetLabel(g.name, part.Span{Text: is.Name.String(), Bold: true}, theme.Ink)
	part.SetLabel(g.detail, part.Span{Text: is.Detail}, theme.Quiet)
}

func (g *gesture) words(width float32) float32 { return width - px(46+46) }

func (g *gesture) height(width float32) float32 {
	return max(px(52), g.name.HeightFor(g.words(width))+g.detail.HeightFor(g.words(width))+px(16))
}

func (g *gesture) place(cell area, within float32) {
	cell.put(g.ground, within)
	area{cell.x + px(14), cell.y + (cell.height-px(18))/2, px(18), px(18)}.put(g.icon, within)
	width := g.words(cell.width)
	name, detail := g.name.HeightFor(width), g.detail.HeightFor(width)
	top := cell.y + (cell.height-name-detail)/2
	area{cell.x + px(46), top, width, name}.put(g.name, within)
	area{cell.x + px(46), top + name, width, detail}.put(g.detail, within)
	cell.atEnd(px(14), px(18), px(18)).put(g.tick, within)
}

// tick is a row with a box.
type tickRow struct {
	pick
	box *canvas.Rectangle
}

func newTick(s *Sheet, _ int) row { return &tickRow{pick: newPick(s), box: part.Box(4)} }

func (t *tickRow) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.ground, t.box, t.tick, t.name}
}

func (t *tickRow) show(is ballot.Row, hovered bool) {
	t.is = is
	part.Fill(t.ground, map[bool]theme.Token{true: theme.Hover, false: theme.Clear}[hovered], theme.Clear, 0)
	showBox(t.box, t.tick, is)
	ink := theme.Ink
	if !is.Pick.On {
		ink = theme.Quiet
	}
	part.SetLabel(t.name, part.Span{Text: is.Name.String(), Bold: is.Marked}, ink)
}

// showBox draws a tick box by its state: set, not set, or off.
func showBox(box *canvas.Rectangle, tick *canvas.Image, is ballot.Row) {
	setIcon(tick, theme.IconCheck, theme.OnPrimary)
	tick.Hidden = !is.Marked
	switch {
	case is.Marked:
		part.Fill(box, theme.Primary, theme.Clear, 0)
	case is.Pick.On:
		part.Fill(box, theme.Surface, theme.Control, px(2))
	default:
		part.Fill(box, theme.Raised, theme.Line, px(2))
	}
}

func placeBox(at area, box *canvas.Rectangle, tick *canvas.Image, within float32) {
	at.put(box, within)
	area{at.x + px(3), at.y + px(3), px(16), px(16)}.put(tick, within)
}

func (t *tickRow) height(width float32) float32 {
	return max(px(40), t.name.HeightFor(width-px(34))+px(20))
}

func (t *tickRow) place(cell area, within float32) {
	area{cell.x - px(8), cell.y + px(2), cell.width + px(16), cell.height - px(4)}.put(t.ground, within)
	placeBox(area{cell.x, cell.y + (cell.height-px(22))/2, px(22), px(22)}, t.box, t.tick, within)
	height := t.name.HeightFor(cell.width - px(34))
	area{cell.x + px(34), cell.y + (cell.height-height)/2, cell.width - px(34), height}.put(t.name, within)
}
