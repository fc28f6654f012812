package chart

// Cells of pairs: an arrow, both numbers and the strongest path; where there are many options, less of it.

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

func (c *pairChart) draw(p *pen) float32 {
	c.measure(p.width)
	y := c.heads(p) + px(8)
	c.tops, c.highs = c.tops[:0], c.highs[:0]
	for row := range c.pairs.Order {
		height := c.drawName(p, row, y)
		c.tops, c.highs = append(c.tops, y), append(c.highs, height)
		for column := range c.pairs.Order {
			if row != column {
				c.cell(p, c.pairs.Cells[row][column], c.x(column), y, height)
			} else {
				p.box(c.x(column)+c.width/2-min(px(9), c.width/4), y+height/2, min(px(18), c.width/2), max(px(1), 1), 0, theme.Line)
			}
		}
		y += height + c.gap
	}
	return y - c.gap
}

// whole reports whether there is room for all of a cell's words, some whether for one number.
func (c *pairChart) whole() bool { return c.width >= c.need-1 }
func (c *pairChart) some() bool  { return c.width >= px(pairSmall)-1 }

// heads are the names where there is room, else the places.
func (c *pairChart) heads(p *pen) float32 {
	height := p.put(part.Quietly(theme.Small, c.pairs.Table.Head[0]), 0, 0, c.names-px(8))
	for i, name := range c.pairs.Names {
		switch text := strconv.Itoa(i + 1); {
		case c.whole():
			height = max(height, p.put(part.Quietly(theme.Small, name), c.x(i), 0, c.width))
		case c.width >= px(18) || (i+1)%5 == 0 || i == 0:
			number := part.Quietly(theme.Small, text).Line()
			width := number.MinSize().Width
			p.put(number, c.x(i)+(c.width-width)/2, 0, width)
		}
	}
	return height
}

// drawName writes the place and the name of a row, and returns the row's height.
func (c *pairChart) drawName(p *pen, row int, y float32) float32 {
	name, step, least := c.pairs.Names[row], theme.Text, px(pairHigh)
	if !c.some() {
		step, least = theme.Small, px(26)
	}
	text := part.Words(step, name)
	inside, ink := theme.PrimaryTint, theme.Primary
	if row == 0 && c.pairs.Winner != "" {
		text, inside, ink = part.Strong(step, name), theme.Primary, theme.OnPrimary
	}
	width := c.names - px(pairText) - px(8)
	words := part.HeightFor(text, width)
	height := max(least, words+px(6))
	p.disc(px(pairDisc/2), y+height/2, px(pairDisc/2), inside, theme.Clear, 0)
	p.put(part.Strong(theme.Small, strconv.Itoa(row+1)).In(ink).Line().Aligned(fyne.TextAlignCenter), 0, y+height/2-px(8), px(pairDisc))
	p.put(text, px(pairText), y+(height-words)/2, width)
	return height
}

func (c *pairChart) cell(p *pen, pair outcome.Pair, x, y, height float32) {
	ground, ink, icon := theme.Raised, theme.Nay, theme.IconArrowDown
	switch pair.Mark {
	case 1:
		ground, ink, icon = theme.PrimaryTint, theme.Primary, theme.IconArrowUp
	case 0:
		ink, icon = theme.Quiet, theme.IconEqual
	}
	p.box(x, y, c.width, height, min(px(8), c.width/4), ground)
	switch {
	case c.whole():
		p.icon(icon, x+px(8), y+(height-px(16))/2, px(16), ink)
		c.twoLines(p, pair, x+px(pairInside), y+(height-px(36))/2)
	case c.some():
		p.icon(icon, x+px(4), y+(height-px(14))/2, px(14), ink)
		number := part.Rich(theme.Small, part.Span{Text: c.words.Say.Count(pair.For), Bold: pair.Mark > 0}).Line()
		p.put(number, x+px(20), y+(height-px(16))/2, number.MinSize().Width)
	default:
		sign(p, pair.Mark, x+c.width/2, y+height/2, min(c.width*0.32, px(6)), ink)
	}
}

// twoLines are the two lines of a cell.
func (c *pairChart) twoLines(p *pen, pair outcome.Pair, x, y float32) {
	votes := part.Rich(theme.Text, part.Span{Text: c.words.Say.Count(pair.For), Bold: pair.Mark > 0}).Line()
	width := votes.MinSize().Width
	p.put(votes, x, y, width)
	p.put(part.Quietly(theme.Small, c.to(pair.Against)).Lines(1), x+width+px(4), y+px(2), c.width-px(pairInside+4)-width)
	y += px(20)
	ink, icon := theme.Quiet, theme.IconArrowRight
	switch {
	case pair.Path == outcome.NoPaths:
		return
	case pair.Path == outcome.NoPath:
		p.put(part.Quietly(theme.Small, pair.Second).Lines(1), x, y, c.width-px(pairInside+4))
		return
	case pair.Path == outcome.Around:
		ink, icon = theme.Attention, theme.IconRoute
	case theme.Mirrored():
		icon = theme.IconArrowLeft
	}
	p.icon(icon, x, y+px(2), px(12), ink)
	p.put(part.Words(theme.Small, pair.Second).In(ink).Lines(1), x+px(16), y, c.width-px(pairInside+20))
}

// sign is a triangle upwards or downwards, or a dash, where there is no room for more.
func sign(p *pen, mark int, x, y, half float32, token theme.Token) {
	switch mark {
	case 1:
		p.shape(token, fyne.NewPos(x-half, y+half), fyne.NewPos(x, y-half), fyne.NewPos(x+half, y+half))
	case -1:
		p.shape(token, fyne.NewPos(x-half, y-half), fyne.NewPos(x+half, y-half), fyne.NewPos(x, y+half))
	default:
		p.box(x-half, y-1, 2*half, 2, 0, token)
	}
}
