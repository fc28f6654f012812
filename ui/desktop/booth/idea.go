package booth

// Idea: a row of a budget: a tick, a name, what it costs, and by how much that is too much now.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

type idea struct {
	tickRow
	price *part.Text
	alarm *part.Text
}

func newIdea(s *Sheet, _ int) row {
	r := &idea{price: part.Words(theme.Text, "").Line(), alarm: part.Words(theme.Small, "").Line()}
	r.tickRow = *newTick(s, 0).(*tickRow)
	r.ground = part.Box(0)
	return r
}

func (r *idea) objects() []fyne.CanvasObject { return append(r.tickRow.objects(), r.price, r.alarm) }

func (r *idea) show(is ballot.Row, hovered bool) {
	r.tickRow.show(is, hovered)
	ink := theme.Ink
	if !is.Pick.On {
		ink = theme.Quiet
	}
	part.SetLabel(r.price, part.Span{Text: is.Price, Bold: is.Marked}, ink)
	part.SetLabel(r.alarm, part.Span{Text: is.Detail}, theme.Attention)
}

func (r *idea) words(width float32) float32 {
	return width - px(54+16+16) - max(r.price.MinSize().Width, r.alarm.MinSize().Width)
}

func (r *idea) height(width float32) float32 {
	return max(px(60), r.name.HeightFor(r.words(width))+px(24))
}

func (r *idea) place(cell area, within float32) {
	cell.put(r.ground, within)
	placeBox(area{cell.x + px(16), cell.y + (cell.height-px(22))/2, px(22), px(22)}, r.box, r.tickRow.tick, within)
	width := r.words(cell.width)
	height := r.name.HeightFor(width)
	area{cell.x + px(54), cell.y + (cell.height-height)/2, width, height}.put(r.name, within)
	price, alarm := r.price.MinSize().Width, r.alarm.MinSize().Width
	top := cell.y + (cell.height-px(20))/2
	if r.is.Detail != "" {
		top -= px(8)
	}
	end := cell.x + cell.width - px(16)
	area{end - price, top, price, px(20)}.put(r.price, within)
	area{end - alarm, top + px(20), alarm, px(16)}.put(r.alarm, within)
}
