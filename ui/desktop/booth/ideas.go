package booth

// Ideas: the first column of a budget: what can be paid for, and in which order it stands.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// ideas are the rows of a budget under their head.
type ideas struct {
	sheet  *Sheet
	list   *list
	sort   *part.Button
	column *fyne.Container
}

// newIdeas makes the first column of a budget, with its explanation.
func newIdeas(s *Sheet) fyne.CanvasObject {
	i := &ideas{sheet: s, list: newList(s, lookOf(ballot.Budget))}
	i.sort = part.NewButton(part.Plain, theme.IconArrowUpDown, s.page.Sorting.Label, s.after(func() { s.ballot.Sort(!s.ballot.Sorted()) })).High(part.InLine)
	head := part.Pad(6, 12, 6, 16, part.Row(12, 0, part.Strong(theme.Text, s.page.Head), i.sort))
	card := part.NewCard(part.Column(0, newBand(head), part.Pad(0, 1, 1, 1, i.list))).Air(0)
	i.column = part.Column(16, part.Quietly(theme.Text, s.page.Explain), card)
	s.watch(i)
	return i.column
}

func (i *ideas) show() {
	i.list.show()
	i.sort.SetText(i.sheet.page.Sorting.Label)
	relay(i.column)
}

// newBand is the head of a card on its own ground.
func newBand(content fyne.CanvasObject) fyne.CanvasObject {
	return part.NewCard(content).Air(0).On(theme.Raised, theme.Line)
}
