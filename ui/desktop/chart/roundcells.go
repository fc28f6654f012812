package chart

// Cells of rounds: how one is drawn, and how wide all of them are.

import (
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

func (c *roundChart) draw(p *pen) float32 {
	c.measure(p.width)
	c.heads(p)
	y := px(roundHead)
	c.tops = c.tops[:0]
	for _, row := range c.rounds.Rows {
		p.line(0, y, p.width, y, 1, theme.Line)
		c.tops = append(c.tops, y)
		y += c.drawRow(p, row, y)
	}
	c.tops = append(c.tops, y)
	if c.rounds.NoFurtherShown {
		p.line(0, y, p.width, y, 1, theme.Line)
		y += px(8)
		height := p.put(part.Quietly(theme.Small, c.words.Say.T("outcome.no_further", nil)), 0, y, max(c.names, c.width)-px(8))
		if c.stacked() {
			y += height + px(4)
		}
		for i := c.first; i < c.end(); i++ {
			p.write(part.Quietly(theme.Small, c.rounds.NoFurther[i]), c.x(i), y)
		}
		y += height + px(4)
	}
	return y
}

// end is behind the last column that is shown.
func (c *roundChart) end() int { return min(c.first+c.shown, len(c.rounds.Columns)) }

// x is where a column begins.
func (c *roundChart) x(column int) float32 { return c.names + float32(column-c.first)*c.width }

// measure finds how many columns fit, and how wide they are.
func (c *roundChart) measure(width float32) {
	if c.neededAt != theme.Factor() || c.least == 0 {
		c.needs()
	}
	least := c.least
	c.names = px(roundText) + c.name + px(16)
	if theme.Units(width) < roundNarrow {
		c.names = 0 // they stand above their bars
	} else if most := max(width-least*float32(len(c.rounds.Columns)), width*0.34); c.names > most {
		c.names = most
	}
	c.shown = max(1, min(int((width-c.names)/least), len(c.rounds.Columns)))
	c.width = (width - c.names) / float32(c.shown)
	if c.shown == len(c.rounds.Columns) {
		c.width = max(least, min(c.width, px(roundColumn)*1.6))
	}
	c.first = max(0, min(c.first, len(c.rounds.Columns)-c.shown))
}

// needs finds how wide the longest words of a cell are, and the longest name.
func (c *roundChart) needs() {
	least, name := px(56), float32(0)
	for i, column := range c.rounds.Columns {
		least = max(least, part.Strong(theme.Small, column.Head).Line().MinSize().Width)
		for _, row := range c.rounds.Rows {
			if cell := row.Cells[i]; cell.Shown {
				least = max(least, cellWords(cell))
			}
		}
	}
	for _, row := range c.rounds.Rows {
		name = max(name, part.Strong(theme.Text, row.Name).Line().MinSize().Width)
	}
	c.least, c.name, c.neededAt = least+px(roundAir), name, theme.Factor()
}

// cellWords is how wide the words of a cell are.
func cellWords(cell outcome.Cell) float32 {
	width := part.Strong(theme.Small, cell.Votes).Line().MinSize().Width
	if cell.Word != "" {
		width += px(4+12+4) + part.Strong(theme.Small, cell.Word).Line().MinSize().Width
	}
	return width
}

// back is where the arrow to the rounds before stands.
func (c *roundChart) back() float32 {
	if c.stacked() {
		return -px(20)
	}
	return c.names - px(28)
}

func (c *roundChart) heads(p *pen) {
	for i := c.first; i < c.end(); i++ {
		p.write(part.Strong(theme.Small, c.rounds.Columns[i].Head), c.x(i), px(4))
	}
	back, on := theme.IconChevronLeft, theme.IconChevronRight
	if theme.Mirrored() {
		back, on = on, back
	}
	if c.first > 0 {
		p.icon(back, c.back(), px(3), px(18), theme.Primary)
	}
	if c.first+c.shown < len(c.rounds.Columns) {
		p.icon(on, p.width-px(18), px(3), px(18), theme.Primary)
	}
}

// drawRow draws an option through the rounds that are shown, and returns its height.
func (c *roundChart) drawRow(p *pen, row outcome.RoundRow, y float32) float32 {
	name := part.Words(theme.Text, row.Name)
	if row.Won {
		name = part.Strong(theme.Text, row.Name)
	}
	if c.stacked() {
		height := p.put(name, 0, y+px(8), p.width) + px(8)
		c.cells(p, row, y+height)
		return height + px(roundRow)
	}
	width := c.names - px(roundText) - px(8)
	height := max(px(roundRow), part.HeightFor(name, width)+px(12))
	p.put(part.NewAvatar(initials(row.Name), optionColor(row.Option), roundAvatar), 0, y+(height-px(roundAvatar))/2, px(roundAvatar))
	p.put(name, px(roundText), y+(height-part.HeightFor(name, width))/2, width)
	c.cells(p, row, y+(height-px(roundRow))/2)
	return height
}

func (c *roundChart) cells(p *pen, row outcome.RoundRow, top float32) {
	for i := c.first; i < c.end(); i++ {
		if cell := row.Cells[i]; cell.Shown {
			c.cell(p, cell, c.rounds.Columns[i], c.x(i), top)
		}
	}
}

// stacked reports whether names stand above their bars.
func (c *roundChart) stacked() bool { return c.names == 0 }

// cell draws a bar with the line of what is needed, and the number under it.
func (c *roundChart) cell(p *pen, cell outcome.Cell, column outcome.Column, x, y float32) {
	token, ink := theme.Slate, theme.Quiet
	var sign theme.Icon
	switch {
	case cell.State == outcome.In:
		token, ink, sign = theme.Primary, theme.Primary, theme.IconCheck
	case cell.State == outcome.Out:
		token, ink, sign = theme.Line, theme.Danger, theme.IconX
	case cell.Kept:
		token = theme.Primary
	}
	c.bar(p, cell, token, x, y+px(roundBarTop))
	if column.QuotaPermille > 0 {
		p.box(x+of(c.bars(), column.QuotaPermille), y+px(roundBarTop-2), 1, px(roundBar+4), 0, theme.Quiet)
	}
	width := p.write(part.Rich(theme.Small, part.Span{Text: cell.Votes, Bold: sign != ""}).In(ink), x, y+px(roundTextTop))
	if sign != "" {
		p.icon(sign, x+width+px(4), y+px(roundTextTop+2), px(12), ink)
		p.write(part.Strong(theme.Small, cell.Word).In(ink), x+width+px(20), y+px(roundTextTop))
	}
}

// bars is how long the longest bar is.
func (c *roundChart) bars() float32 { return c.width - px(roundAir) }

// bar draws what was there and what came.
func (c *roundChart) bar(p *pen, cell outcome.Cell, token theme.Token, x, y float32) {
	held, came := of(c.bars(), cell.Held), of(c.bars(), cell.Came)
	if cell.Came == 0 {
		if held > 0 {
			p.box(x, y, max(held, 2), px(roundBar), min(px(2), held/2), token)
		}
		return
	}
	if held > 0 {
		p.stretch(x, y, max(held-px(2), 1), px(roundBar), px(2), true, false, token)
	}
	if token == theme.Line {
		token = theme.Slate
	}
	came = max(came, 1)
	stretch := p.stretch(x+held, y, came, px(roundBar), min(px(2), came/2), held == 0, true, token)
	stretch.FillColor = paler(token)
}
