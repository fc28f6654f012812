package gallery

// Lists, and what lies over a page: dialogs, sheets, menus.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// decisions are the rows of a list: title, second line, when.
var decisions = [][3]string{
	{"Where the reserve goes first", "House money · Marta Kowalczyk · 14 comments", "in 21 hours"},
	{"Quiet hours from 22:00 on weekdays", "House rules · Ingrid Solberg · 5 comments", "in 5 days"},
	{"Summer budget 2026", "House money · nine ideas, €12,000 to spend", "in 10 days"},
	{"Join the neighbourhood energy pool", "Lasting commitments · Yusuf Demir", "may pass Sunday"},
	{"What we plant along the north wall", "Garden · Kenji Watanabe", "in 7 days"},
}

func list() fyne.CanvasObject {
	l := part.NewList(func() int { return len(decisions) }, func() *part.ListRow {
		return part.NewListRow(theme.IconListOrdered, part.Neutral, "", "", part.Quietly(theme.Small, "in 21 hours").Line(), nil)
	}, func(at int, row *part.ListRow) {
		row.Set(theme.IconListOrdered, part.Neutral, decisions[at][0], decisions[at][1])
	}, func(int) {})
	l.Grouped(func() []part.Group {
		return []part.Group{{Title: "Needs you", Count: "3", Rows: 3}, {Title: "Open, not waiting for you", Count: "2", Rows: 1}, {Title: "Decided", Count: "16", Rows: 1, Folded: true}}
	}, [2]string{"folded", "unfolded"}, func(int, bool) {})
	l.Demonstrate(1)
	return part.High(400, l)
}

func dialog() fyne.CanvasObject {
	why := part.NewField("Why", "", "")
	why.Entry.SetText("Moved out on 30 April, and agreed to it")
	keep := part.NewButton(part.Secondary, "", "Keep Noah", nothing)
	keep.Demonstrate(false, true)
	middle := part.Column(20, part.Words(theme.Text, "Noah’s two laptops are cut off. They keep what they already have; nobody can take that back."), why)
	return part.NewDialog(part.Column(2, part.Strong(theme.Heading, "Remove Noah Lindqvist?"), part.Quietly(theme.Text, "This cannot be undone.")), middle,
		part.Acts("You sign first.", keep, part.NewButton(part.Danger, theme.IconUserMinus, "Sign", nothing)))
}

func sheetFromBelow() fyne.CanvasObject {
	head := part.HeadWithClose("Your ballot", "Where the reserve goes first · closes tomorrow, 18:00", "Close", nothing)
	middle := part.Words(theme.Text, "Put the works in your order. The one that beats all the others, two by two, comes first.").In(theme.Quiet)
	foot := part.Acts("Signed as Ada Okonkwo on this laptop. You can change it until the close.", part.NewButton(part.Primary, "", "Cast my vote", nothing).High(part.OfPage))
	return part.NewSheet(head, middle, foot)
}
