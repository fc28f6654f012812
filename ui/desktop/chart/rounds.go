package chart

// Rounds: a column a round, a row an option, a bar a cell. Where not all rounds fit, those that do are shown, and the arrows go on to the others.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// Measures of rounds, in units.
const (
	roundRow     = 44
	roundHead    = 40
	roundColumn  = 100 // at most, where there are few
	roundAir     = 14  // between a cell and the next one
	roundAvatar  = 28
	roundText    = roundAvatar + 8
	roundBar     = 10
	roundBarTop  = 8
	roundTextTop = 22
	roundNarrow  = 420 // below that, names stand above their bars
)

// rounds are the winners, the chart and its sentence.
func rounds(w view.Words, r *outcome.Rounds) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	if len(r.Winners) > 0 {
		objects = append(objects, winners(r.Winners))
	}
	c := &roundChart{words: w, rounds: r, row: none}
	c.reader = newReader(c.draw, c.says)
	c.point, c.press, c.leave = c.pointed, c.pressed, func() { c.read(none, 0) }
	c.step, c.mark = c.stepped, c.marked
	two := newTwofold(w, c.reader, r.Table)
	c.caption = newCaption(longest(c.readings()...), c.keys()...)
	sheet := part.NewCard(part.Column(8, two.body, two.foot(c.caption)))
	return append(objects, sheet, sentence(r.Sentence))
}

// winners are cards, at most three side by side.
func winners(list []outcome.Winner) fyne.CanvasObject {
	var lines, cards []fyne.CanvasObject
	for _, won := range list {
		words := part.Column(0, part.Strong(theme.Text, won.Name), part.Quietly(theme.Small, won.Text))
		avatar := part.NewAvatar(initials(won.Name), optionColor(won.Option), 40)
		cards = append(cards, part.NewCard(part.Row(12, 1, avatar, words)).Air(14))
	}
	for len(cards) > 0 {
		n := min(3, len(cards))
		lines = append(lines, part.Fold(480, 12, cards[:n]...))
		cards = cards[n:]
	}
	return part.Column(12, lines...)
}

func initials(name string) string { return view.Name{Name: name}.Initials() }

// optionColor is an option's own among the colours of people, the same in every picture of a poll.
func optionColor(option int) theme.Token { return theme.People[(option+1)%len(theme.People)] }

// roundChart knows where its cells are. Row none is nothing, row head the heads of the columns.
type roundChart struct {
	*reader
	caption *caption
	words   view.Words
	rounds  *outcome.Rounds

	row, column int
	first       int // of the columns that are shown

	least, name  float32 // what a column and the longest name need, at a text size
	neededAt     float32
	names, width float32   // of the names, and of a column
	shown        int       // columns
	tops         []float32 // of the rows, and the end of the last one
}

// What may be read beside the rows.
const (
	none = -2
	head = -1
)

func (c *roundChart) keys() []key {
	var keys []key
	if c.rounds.Legend != "" {
		keys = append(keys, key{line: true, text: c.rounds.Legend})
	}
	return append(keys, key{token: theme.Slate, text: c.words.Say.T("chart.held", nil)}, key{token: theme.Slate, pale: true, text: c.words.Say.T("chart.came", nil)})
}

// readings are all that may be said.
func (c *roundChart) readings() (all []string) {
	for _, column := range c.rounds.Columns {
		all = append(all, column.Head+": "+column.Happened)
	}
	for _, row := range c.rounds.Rows {
		for _, cell := range row.Cells {
			all = append(all, cell.Label)
		}
	}
	return all
}

// reading is what is read now; "" for nothing.
func (c *roundChart) reading() string {
	switch {
	case c.row == none || c.column >= len(c.rounds.Columns):
		return ""
	case c.row == head:
		return c.rounds.Columns[c.column].Head + ": " + c.rounds.Columns[c.column].Happened
	}
	return c.rounds.Rows[c.row].Cells[c.column].Label
}

func (c *roundChart) says() string {
	if said := c.reading(); said != "" {
		return said
	}
	return c.rounds.Table.Text()
}

// read chooses a cell; an empty one is nothing to read.
func (c *roundChart) read(row, column int) {
	if row >= 0 && (column < 0 || !c.rounds.Rows[row].Cells[column].Shown) {
		row = none
	}
	c.row, c.column = row, column
	c.caption.say(c.reading())
}

// under is the cell at a place.
func (c *roundChart) under(x, y float32) (row, column int) {
	column = c.first + int((x-c.names)/c.width)
	if x < c.names || column >= c.end() {
		return none, 0
	}
	if len(c.tops) == 0 || y < c.tops[0] {
		return head, column
	}
	for i := range c.rounds.Rows {
		if y < c.tops[i+1] {
			return i, column
		}
	}
	return none, 0
}

func (c *roundChart) pointed(x, y float32) { c.read(c.under(x, y)) }

// pressed follows the arrows beside the heads.
func (c *roundChart) pressed(x, y float32) {
	if y < px(roundHead) {
		switch {
		case c.first > 0 && x < c.back()+px(24) && x > c.back()-px(8):
			c.scroll(c.first - c.shown)
		case x > c.reader.Size().Width-px(36):
			c.scroll(c.first + c.shown)
		}
	}
	c.pointed(x, y)
}

// scroll shows other columns.
func (c *roundChart) scroll(first int) {
	first = max(0, min(first, len(c.rounds.Columns)-c.shown))
	if first != c.first {
		c.first = first
		c.redraw()
	}
}

// stepped goes to the next cell that holds something, and brings its column into view.
func (c *roundChart) stepped(right, down int) bool {
	row, column := c.row, c.column
	if row == none {
		row, column, right, down = 0, c.first, 0, 0
	}
	row, column = row+down, column+right
	for down != 0 && row >= 0 && row < len(c.rounds.Rows) && !c.rounds.Rows[row].Cells[column].Shown {
		row += down
	}
	if row < head || row >= len(c.rounds.Rows) || column < 0 || column >= len(c.rounds.Columns) {
		return false
	}
	if row >= 0 && !c.rounds.Rows[row].Cells[column].Shown {
		return false
	}
	switch {
	case column < c.first:
		c.scroll(column)
	case column >= c.first+c.shown:
		c.scroll(column - c.shown + 1)
	}
	c.read(row, column)
	return true
}

// marked draws the ring of what is read.
func (c *roundChart) marked(p *pen, focused bool) {
	if c.row == none || len(c.tops) == 0 {
		if focused {
			p.ring(-px(8), -px(8), p.width+px(16), c.height+px(16), px(8))
		}
		return
	}
	top, foot := float32(0), px(roundHead)
	if c.row >= 0 {
		top, foot = c.tops[c.row], c.tops[c.row+1]
	}
	width, token := px(1), theme.Control
	if focused {
		width, token = px(2), theme.Primary
	}
	p.frame(c.x(c.column)-px(6), top+px(2), c.width-px(roundAir)+px(12), foot-top-px(3), px(6), width, token)
}
