package chart

// Bars: one for each option, its words before it and its figure behind.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// Measures of bars, in units.
const (
	barHigh = 16
	barGap  = 12
)

// sheetOfBars is a chart on a sheet of its own, its sentence under it.
func sheetOfBars(w view.Words, b *outcome.Bars) fyne.CanvasObject {
	two := newTwofold(w, newBars(b.Rows, b.Table.Text).reader, b.Table)
	return part.NewCard(part.Column(16, two.body, two.under(part.Quietly(theme.Small, b.Sentence))))
}

// barChart knows where its rows are.
type barChart struct {
	*reader
	rows   []outcome.Bar
	tops   []float32 // of the rows, and the end of the last one
	chosen int       // -1: none
}

// newBars draws rows; equivalent is all of it in words.
func newBars(rows []outcome.Bar, equivalent func() string) *barChart {
	b := &barChart{rows: rows, chosen: -1}
	b.reader = newReader(b.draw, func() string {
		if b.chosen >= 0 {
			return rows[b.chosen].Label
		}
		return equivalent()
	})
	b.point = func(_, y float32) { b.chosen = b.at(y) }
	b.leave = func() { b.chosen = -1 }
	b.press = b.point
	b.step = func(right, down int) bool {
		next := b.chosen + down
		if down == 0 || next < 0 || next >= len(rows) {
			return false
		}
		b.chosen = next
		return true
	}
	b.mark = func(p *pen, focused bool) {
		switch {
		case b.chosen >= 0 && b.chosen+1 < len(b.tops):
			top, foot := b.tops[b.chosen], b.tops[b.chosen+1]
			token := theme.Control
			if focused {
				token = theme.Primary
			}
			p.frame(-px(6), top+px(barGap/2)-px(6), p.width+px(12), foot-top-px(barGap)+px(12), px(6), px(map[bool]float32{true: 2, false: 1}[focused]), token)
		case focused:
			p.ring(-px(8), -px(8), p.width+px(16), b.height+px(16), px(8))
		}
	}
	return b
}

func (b *barChart) at(y float32) int {
	for i := range b.rows {
		if i+1 < len(b.tops) && y >= b.tops[i] && y < b.tops[i+1] {
			return i
		}
	}
	return -1
}

func (b *barChart) draw(p *pen) float32 {
	names, values, icon := float32(0), float32(0), float32(0)
	for _, row := range b.rows {
		names = max(names, part.Strong(theme.Text, row.Name).Line().MinSize().Width)
		values = max(values, part.Strong(theme.Text, row.Value).Line().MinSize().Width)
		if row.Icon != "" || row.Won {
			icon = px(24)
		}
	}
	names = min(names, p.width*0.4)
	x := icon + names + px(16)
	bar := max(p.width-x-values-px(12), px(24))
	b.tops = b.tops[:0]
	y := -px(barGap / 2)
	for _, row := range b.rows {
		b.tops = append(b.tops, y)
		y += px(barGap / 2)
		y += b.drawRow(p, row, y, icon, names, bar, values) + px(barGap/2)
	}
	b.tops = append(b.tops, y)
	return max(y-px(barGap/2), 0)
}

func (b *barChart) drawRow(p *pen, row outcome.Bar, y, icon, names, bar, values float32) float32 {
	name, token := part.Words(theme.Text, row.Name), tones[row.Tone]
	if row.Won {
		name = part.Strong(theme.Text, row.Name)
	}
	height := max(p.put(name, icon, y, names), px(20))
	middle := y + height/2
	switch {
	case row.Icon != "":
		p.icon(theme.Icon(row.Icon), 0, middle-px(8), px(16), token)
	case row.Won:
		p.icon(theme.IconCheck, 0, middle-px(8), px(16), theme.Primary)
	}
	x := icon + names + px(16)
	p.box(x, middle-px(barHigh/2), bar, px(barHigh), px(4), theme.Raised)
	if row.Permille > 0 {
		p.box(x, middle-px(barHigh/2), max(of(bar, row.Permille), px(3)), px(barHigh), px(min(4, of(bar, row.Permille)/2+1.5)), token)
	}
	p.put(part.Strong(theme.Text, row.Value).Line().Aligned(fyne.TextAlignTrailing), p.width-values, middle-px(10), values)
	return height
}
