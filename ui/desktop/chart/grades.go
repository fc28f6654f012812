package chart

// Grades: how many gave each grade, stacked, with the line of the middle voter.

import (
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"

	"fyne.io/fyne/v2"
)

// grades are a sheet with a row an option.
func grades(w view.Words, g *outcome.Grades) fyne.CanvasObject {
	c := &gradeChart{words: w, grades: g, row: -1}
	c.reader = newReader(c.draw, c.says)
	c.point, c.leave = c.pointed, func() { c.read(-1, 0) }
	c.press, c.step, c.mark = c.point, c.stepped, c.marked
	var keys []key
	for i, grade := range g.Scale {
		keys = append(keys, key{token: theme.Primary, shade: shade(i, len(g.Scale)), text: grade})
	}
	keys = append(keys, key{line: true, token: theme.Ink, text: w.Say.T("chart.middle_voter", nil)})
	two := newTwofold(w, c.reader, g.Table)
	said := []string{""}
	for i := range g.Rows {
		for at := range g.Scale {
			said = append(said, c.reading(i, at))
		}
	}
	c.caption = newCaption(longest(said...), keys...)
	return part.NewCard(part.Column(8, two.body, two.foot(c.caption)))
}

// shade is how dark a grade is: the lowest is pale.
func shade(grade, of int) float32 { return 0.2 + 0.8*float32(grade)/float32(max(of-1, 1)) }

type gradeChart struct {
	*reader
	caption     *caption
	words       view.Words
	grades      *outcome.Grades
	row, part   int // row -1: none
	left, width float32
	tops        []float32 // of the rows, and the end of the last one
}

func (c *gradeChart) reading(row, at int) string {
	one := c.grades.Rows[row]
	return c.words.Say.T("chart.gave_grade", map[string]any{"Name": one.Name, "Grade": one.Parts[at].Grade, "Votes": one.Parts[at].Votes, "Middle": one.Middle})
}

func (c *gradeChart) says() string {
	if c.row >= 0 {
		return c.reading(c.row, c.part)
	}
	return c.grades.Table.Text()
}

func (c *gradeChart) read(row, at int) {
	c.row, c.part = row, at
	if row < 0 {
		c.caption.say("")
		return
	}
	c.caption.say(c.reading(row, at))
}

func (c *gradeChart) pointed(x, y float32) {
	for i := range c.grades.Rows {
		if i+1 < len(c.tops) && y >= c.tops[i] && y < c.tops[i+1] {
			at, from := int((x-c.left)*1000/max(c.width, 1)), 0
			for j, one := range c.grades.Rows[i].Parts {
				if at >= from && at < from+one.Permille {
					c.read(i, j)
					return
				}
				from += one.Permille
			}
		}
	}
	c.read(-1, 0)
}

func (c *gradeChart) stepped(right, down int) bool {
	row, at := c.row+down, c.part+right
	if c.row < 0 {
		row, at = 0, 0
	}
	if row < 0 || row >= len(c.grades.Rows) || at < 0 || at >= len(c.grades.Scale) {
		return false
	}
	c.read(row, at)
	return true
}

func (c *gradeChart) draw(p *pen) float32 {
	names, ends := float32(0), float32(0)
	for _, row := range c.grades.Rows {
		names = max(names, part.Strong(theme.Text, row.Name).Line().MinSize().Width)
		ends = max(ends, part.Strong(theme.Text, row.Middle).Line().MinSize().Width)
	}
	names = min(names, p.width*0.38)
	c.left = px(24) + names + px(16)
	c.width = max(p.width-c.left-ends-px(12), px(24))
	c.tops = c.tops[:0]
	y := float32(0)
	for _, row := range c.grades.Rows {
		c.tops = append(c.tops, y)
		y += c.drawRow(p, row, y, names, ends) + px(barGap)
	}
	c.tops = append(c.tops, y)
	return max(y-px(barGap), 0)
}

func (c *gradeChart) drawRow(p *pen, row outcome.GradeRow, y, names, ends float32) float32 {
	name := part.Words(theme.Text, row.Name)
	if row.Won {
		name = part.Strong(theme.Text, row.Name)
	}
	height := max(p.put(name, px(24), y, names), px(24))
	if row.Won {
		p.icon(theme.IconCheck, 0, y+height/2-px(8), px(16), theme.Primary)
	}
	top, x := y+(height-px(barHigh))/2, c.left
	p.box(x, top, c.width, px(barHigh), px(4), theme.Raised)
	for i, one := range row.Parts {
		if width := of(c.width, one.Permille); width >= 0.5 {
			stretch := p.stretch(x, top, max(width-1, 1), px(barHigh), px(3), x == c.left, i == len(row.Parts)-1, theme.Primary)
			stretch.FillColor = mixed(theme.Surface, theme.Primary, shade(i, len(row.Parts)))
			x += width
		}
	}
	p.box(c.left+c.width/2-1, top-px(3), 2, px(barHigh+6), 0, theme.Ink)
	p.put(part.Strong(theme.Text, row.Middle).Line().Aligned(fyne.TextAlignTrailing), p.width-ends, y+height/2-px(10), ends)
	return height
}

func (c *gradeChart) marked(p *pen, focused bool) {
	if focused {
		p.ring(-px(8), -px(8), p.width+px(16), c.height+px(16), px(8))
	}
	if c.row < 0 || c.row+1 >= len(c.tops) {
		return
	}
	from := 0
	for _, one := range c.grades.Rows[c.row].Parts[:c.part] {
		from += one.Permille
	}
	top, foot := c.tops[c.row], c.tops[c.row+1]-px(barGap)
	p.frame(c.left+of(c.width, from)-px(2), top, of(c.width, c.grades.Rows[c.row].Parts[c.part].Permille)+px(3), foot-top, px(4), px(2), theme.Ink)
}
