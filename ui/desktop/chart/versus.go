package chart

// Versus: the chosen pair spelled out by its two paths, and the draw.

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// versus is the card of the chosen pair. It is drawn anew when another pair is chosen.
type versus struct {
	*sketch
	pairs       *outcome.Pairs
	row, column int
	object      fyne.CanvasObject
}

func newVersus(p *outcome.Pairs) *versus {
	v := &versus{pairs: p, row: p.Row, column: p.Column}
	v.sketch = newSketch(v.draw, v.says)
	v.object = part.NewCard(v.sketch)
	return v
}

func (v *versus) refresh() {
	if v.row != v.pairs.Row || v.column != v.pairs.Column {
		v.row, v.column = v.pairs.Row, v.pairs.Column
		v.redraw()
	}
}

func (v *versus) says() string {
	is := v.pairs.Versus()
	said := is.Title + ". " + is.Explain
	for _, way := range is.Ways {
		said += ". " + way.Head
		for _, s := range way.Steps {
			said += ", " + s.From + " " + s.Votes + " " + s.To
		}
	}
	return said + ". " + is.Verdict
}

func (v *versus) draw(p *pen) float32 {
	is := v.pairs.Versus()
	y := p.put(part.Strong(theme.Text, is.Title), 0, 0, p.width)
	if is.Explain != "" {
		y += p.put(part.Quietly(theme.Small, is.Explain), 0, y, p.width)
	}
	for i, way := range is.Ways {
		y += px(10)
		if i > 0 {
			p.line(0, y, p.width, y, 1, theme.Line)
			y += px(10)
		}
		y += p.put(part.Quietly(theme.Small, way.Head), 0, y, p.width) + px(6)
		for _, s := range way.Steps {
			y += step(p, s, y) + px(8)
		}
	}
	y += px(8)
	p.icon(theme.IconScale, 0, y, px(14), theme.Attention)
	return y + p.put(part.Words(theme.Small, is.Verdict), px(22), y, p.width-px(22))
}

// stepNarrow is how wide a step must be, in units, for its bar to be as long as designed.
const stepNarrow = 264

// step is one defeat: who, how strongly, whom. The weakest step says how strong the path is.
func step(p *pen, s outcome.Step, y float32) float32 {
	bar := px(72)
	if theme.Units(p.width) < stepNarrow {
		bar = px(36)
	}
	side := (p.width - bar - px(24+32)) / 2
	token, ink := theme.Primary, theme.Ink
	if s.Weakest {
		token, ink = theme.AttentionFill, theme.Attention
	}
	from, to := part.Words(theme.Text, s.From), part.Words(theme.Text, s.To)
	height := max(px(20), part.HeightFor(from, side), part.HeightFor(to, side))
	p.put(from, 0, y, side)
	x := side + px(8)
	p.box(x, y+px(4), bar, px(12), px(4), theme.Raised)
	if s.Permille > 0 {
		p.box(x, y+px(4), max(of(bar, s.Permille), px(4)), px(12), px(4), token)
	}
	p.put(part.Strong(theme.Text, s.Votes).In(ink).Line().Aligned(fyne.TextAlignTrailing), x+bar+px(2), y, px(30))
	p.put(to, x+bar+px(24+16), y, side)
	return height
}

// draw are the numbers of a draw, the smallest first.
func draw(w view.Words, lots []outcome.Lot) fyne.CanvasObject {
	rows := []fyne.CanvasObject{part.Row(12, 0, part.Strong(theme.Text, w.Say.T("chart.draw", nil)), part.NewSymbol(theme.IconDices, 18, theme.Quiet))}
	for _, lot := range lots {
		rows = append(rows, newSketch(func(p *pen) float32 {
			inside, ink := theme.PrimaryTint, theme.Primary
			if lot.Place == 1 {
				inside, ink = theme.Primary, theme.OnPrimary
			}
			number := part.Quietly(theme.Text, lot.Number).Line()
			width := number.MinSize().Width
			name := part.Words(theme.Text, lot.Name)
			words := p.width - width - px(36+12)
			height := max(px(24), part.HeightFor(name, words))
			p.disc(px(12), height/2, px(12), inside, theme.Clear, 0)
			p.put(part.Strong(theme.Small, strconv.Itoa(lot.Place)).In(ink).Line().Aligned(fyne.TextAlignCenter), 0, height/2-px(8), px(24))
			p.put(name, px(36), (height-part.HeightFor(name, words))/2, words)
			p.put(number, p.width-width, height/2-px(10), width)
			return height
		}, func() string { return strconv.Itoa(lot.Place) + ", " + lot.Name + ", " + lot.Number }))
	}
	return part.NewCard(part.Column(8, append(rows, part.Quietly(theme.Small, w.Say.T("chart.draw_explained", nil)))...))
}
