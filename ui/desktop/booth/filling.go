package booth

// Filling: a paper while it is filled in.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

func (p *paper) buildFilling() {
	s := p.sheet
	isBudget := s.ballot.Kind() == ballot.Budget
	explain := part.Quietly(theme.Text, s.page.Explain)
	wallet := newPurse(s, p.form == beside)
	p.add(wallet)
	p.head = p.heading(s.page.Title, s.page.Chip, s.page.Icon, p.still(explain, wallet)...)

	var rows []fyne.CanvasObject
	if p.form == below {
		rows = append(rows, part.Pad(0, 0, 4, 0, explain))
	}
	switch {
	case isBudget && p.form == beside:
		rows = append(rows, part.Pad(4, 0, 0, 0, wallet.legend))
	case s.ballot.IsLong() && p.form == below:
		rows = append(rows, p.searched())
	default:
		p.list = newList(s, lookOf(s.ballot.Kind()))
		p.list.rankedOnly = s.ballot.IsLong() && p.form == beside
		p.list.take()
		p.add(p.list)
		if p.list.rankedOnly {
			rows = append(rows, p.counted())
		}
		rows = append(rows, p.list)
	}
	advice, words := newNote(s), newReason(s)
	p.add(advice)
	p.add(words)
	if len(s.page.Hints) > 0 {
		rows = append(rows, newHints(s.page.Hints, false))
	}
	rows = append(rows, advice.box, words.box)
	p.body = part.Pad(8, 20, 16, 20, part.Column(12, rows...))
	p.foot = p.signing()
	if p.form == below {
		p.body = part.Pad(16, 24, 16, 24, part.Column(12, append(rows, p.lowWords)...))
	}
}

// still is what stands under the title and never scrolls: what is left to spend, what went wrong, what could be dropped.
func (p *paper) still(explain *part.Text, wallet *purse) []fyne.CanvasObject {
	trouble, drops := newTroubled(p.sheet), newOffer(p.sheet)
	p.add(trouble)
	p.add(drops)
	var still []fyne.CanvasObject
	if p.form == beside && p.sheet.ballot.Kind() != ballot.Budget {
		still = append(still, explain)
	}
	return append(still, wallet.column, trouble.box, drops.box)
}

// heading is title and chip, with what stands still under them; over a whole page the question and a cross too.
func (p *paper) heading(title, chip, icon string, still ...fyne.CanvasObject) fyne.CanvasObject {
	method := part.NewChip(part.Method, theme.Icon(icon), chip)
	if p.form == beside {
		row := part.Row(12, 0, part.Strong(theme.Heading, title), method)
		return part.Pad(20, 20, 8, 20, part.Column(8, append([]fyne.CanvasObject{row}, still...)...))
	}
	row := part.Row(12, 2, part.Strong(theme.Heading, title).Line(), method, part.Space())
	words := part.Column(2, row, part.Quietly(theme.Small, joined(p.question, p.closes)))
	cross := part.NewButton(part.Bare, theme.IconX, "", p.close).Tip(p.sheet.page.Leave.Label, p.sheet.page.Leave.Key)
	top := part.Row(12, 0, words, cross)
	// the cross reaches into the margin, so that its sign and not its ground ends with the text
	column := part.Column(10, append([]fyne.CanvasObject{part.Pad(0, -8, 0, 0, top)}, still...)...)
	return part.Column(0, part.Pad(16, 24, 12, 24, column), part.NewRule(0))
}

func joined(question, closes string) string {
	if question == "" || closes == "" {
		return question + closes
	}
	return question + " · " + closes
}

// counted says how many of a long ranking are ranked.
func (p *paper) counted() fyne.CanvasObject {
	c := &count{sheet: p.sheet, left: part.Strong(theme.Text, "").Line(), right: part.Quietly(theme.Small, "").Line(), bar: part.Progress(0)}
	c.show()
	p.add(c)
	return part.Row(8, 1, c.left, c.bar, c.right)
}

type count struct {
	sheet       *Sheet
	left, right *part.Text
	bar         *part.Bar
}

func (c *count) show() {
	if is := c.sheet.page.Ranked; is != nil {
		c.left.SetText(is.Left)
		c.right.SetText(is.Right)
		c.bar.Set(part.BarPart{Share: float32(is.Permille) / 1000, Color: theme.Primary})
	}
}

// troubled is the place for what went wrong.
type troubled struct {
	sheet *Sheet
	box   *fyne.Container
}

func newTroubled(s *Sheet) *troubled {
	t := &troubled{sheet: s, box: part.Column(0)}
	t.show()
	return t
}

func (t *troubled) show() {
	t.box.Hidden = t.sheet.trouble == nil
	t.box.Objects = nil
	if t.sheet.trouble != nil {
		t.box.Objects = []fyne.CanvasObject{t.sheet.trouble}
	}
}
