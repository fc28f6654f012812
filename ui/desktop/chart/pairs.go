package chart

// Pairs: every option against every other one. One pair is chosen, by mouse or by the arrow keys, and spelled out on the card beside.

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// Measures of pairs, in units.
const (
	pairWide   = 98
	pairHigh   = 56
	pairGap    = 8
	pairSmall  = 52 // with an arrow and one number
	pairDisc   = 24
	pairText   = pairDisc + 8
	pairInside = 26 // where the words of a cell begin
	shortDrawn = 28 // letters of what a chip beside the winner has room for
	mostThen   = 12 // who follow are named beside the first; of more, the square says enough
)

// pairs are the winner, the square and its sentence; beside them the chosen pair, and the draw.
func pairs(w view.Words, p *outcome.Pairs) (main, beside []fyne.CanvasObject) {
	card := newVersus(p)
	c := &pairChart{words: w, pairs: p, changed: card.refresh}
	c.reader = newReader(c.draw, c.says)
	c.point, c.press = c.pointed, c.pointed
	c.step = func(right, down int) bool {
		moved := p.Move(down, right)
		c.changed()
		return moved
	}
	c.mark = c.marked
	two := newTwofold(w, c.reader, p.Table)
	if p.Winner != "" {
		main = append(main, pairWinner(p))
	}
	main = append(main, part.NewCard(part.Column(8, two.body, two.foot(newCaption("", c.keys()...)))), sentence(p.Sentence))
	beside = append(beside, card.object)
	if len(p.Lots) > 0 && p.Drawn != "" {
		beside = append(beside, draw(w, p.Lots))
	}
	return main, beside
}

// pairWinner says who is first, and who follows.
func pairWinner(p *outcome.Pairs) fyne.CanvasObject {
	words := []fyne.CanvasObject{part.Strong(theme.Heading, p.Winner)}
	if len(p.Names) <= mostThen {
		words = append(words, part.Quietly(theme.Text, p.Then))
	}
	chipped := p.Drawn != "" && utf8.RuneCountInString(p.Drawn) <= shortDrawn
	if p.Drawn != "" && !chipped {
		words = append(words, part.Strong(theme.Small, p.Drawn).In(theme.Attention))
	}
	row := part.Row(16, 1, part.NewIconTile36(theme.IconCircleCheck, part.Good), part.Column(2, words...))
	if !chipped {
		return part.NewCard(row)
	}
	chip := part.NewChip(part.Warning, theme.IconDices, p.Drawn)
	return part.NewCard(part.FoldBeside(420, 8, theme.Units(chip.MinSize().Width), row, part.Row(0, part.None, chip)))
}

// pairChart knows where its cells are.
type pairChart struct {
	*reader
	words   view.Words
	pairs   *outcome.Pairs
	changed func()

	names, width, gap float32   // of the names, of a cell, and between two
	need              float32   // of a cell with all of its words
	tops, highs       []float32 // of the rows
}

func (c *pairChart) keys() []key {
	say := func(id string) string { return c.words.Say.T(id, nil) }
	keys := []key{
		{icon: theme.IconArrowUp, token: theme.Primary, text: say("chart.row_preferred")},
		{icon: theme.IconArrowDown, token: theme.Nay, text: say("chart.column_preferred")},
	}
	if len(c.pairs.Versus().Ways) > 0 {
		forward := theme.IconArrowRight
		if theme.Mirrored() {
			forward = theme.IconArrowLeft
		}
		keys = append(keys, key{icon: forward, token: theme.Quiet, text: say("chart.path_direct")}, key{icon: theme.IconRoute, token: theme.Attention, text: say("chart.path_around")})
	}
	return keys
}

func (c *pairChart) says() string {
	if c.focused {
		return c.pairs.Cells[c.pairs.Row][c.pairs.Column].Label
	}
	return c.pairs.Table.Text()
}

// pointed chooses the cell under the mouse.
func (c *pairChart) pointed(x, y float32) {
	column := int((x - c.names) / (c.width + c.gap))
	for row, top := range c.tops {
		if x >= c.names && y >= top && y < top+c.highs[row] && c.pairs.Choose(row, column) {
			c.changed()
			return
		}
	}
}

func (c *pairChart) marked(p *pen, focused bool) {
	if c.pairs.Row >= len(c.tops) {
		return
	}
	x, y := c.x(c.pairs.Column), c.tops[c.pairs.Row]
	p.frame(x-px(1), y-px(1), c.width+px(2), c.highs[c.pairs.Row]+px(2), min(px(8), c.width/3), px(2), theme.Primary)
	if focused {
		p.ring(x-px(4), y-px(4), c.width+px(8), c.highs[c.pairs.Row]+px(8), min(px(12), c.width/2))
	}
}

func (c *pairChart) x(column int) float32 { return c.names + float32(column)*(c.width+c.gap) }

// wordsNeed is how wide a cell with the longest numbers is.
func (c *pairChart) wordsNeed() float32 {
	most := int64(0)
	for _, row := range c.pairs.Cells {
		for _, cell := range row {
			most = max(most, cell.For, cell.Against)
		}
	}
	votes, to := part.Strong(theme.Text, c.words.Say.Count(most)), part.Words(theme.Small, c.to(most))
	second := part.Words(theme.Small, c.words.Say.T("outcome.path.no_path", nil))
	return px(pairInside+4) + max(votes.Line().MinSize().Width+px(4)+to.Line().MinSize().Width, second.Line().MinSize().Width)
}

func (c *pairChart) to(against int64) string {
	return c.words.Say.T("chart.to", map[string]any{"Against": c.words.Say.Count(against)})
}

// measure finds how large a cell can be: with both lines, with one number, or as a sign alone.
func (c *pairChart) measure(width float32) {
	count := float32(len(c.pairs.Names))
	names := float32(0)
	for _, name := range c.pairs.Names {
		names = max(names, part.Strong(theme.Text, name).Line().MinSize().Width)
	}
	names += px(pairText + 8)
	c.need = c.wordsNeed()
	c.gap = px(pairGap)
	room := width - (count-1)*c.gap
	if head := part.Words(theme.Small, c.pairs.Table.Head[0]).Line().MinSize().Width + px(8); room-head >= c.need*count {
		names = max(names, head)
	}
	switch {
	case room-names >= c.need*count:
	case room-px(pairText+72) >= c.need*count:
		names = room - c.need*count
	case room-px(pairText+64) >= px(pairSmall)*count:
		names = min(names, room-px(pairSmall)*count)
	default:
		c.gap = 1
		room = width - (count - 1)
		names = min(names, max(width*0.42, room-px(24)*count))
	}
	c.names = names
	c.width = max(min((room-names)/count, max(px(pairWide)*1.15, c.need)), 3)
}
