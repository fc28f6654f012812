package gallery

// What is talked over, changed and looked up.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

var foldStates = [2]string{"folded", "unfolded"}

// thread is a discussion with every kind of row.
var thread = []part.Said{
	{Letters: "IS", Color: theme.Straw, Name: "Ingrid Solberg", When: "Wed 20:05", Text: "One guest is few. My sister always comes with both boys.", Acts: acts("Agree · 3", false)},
	{Indent: 1, Letters: "BI", Color: theme.Straw, Name: "Bogdan Ionescu", When: "Wed 20:31", Text: "Children under **fourteen** could count as one with a parent?", Acts: acts("Agree · 5", true)},
	{Indent: 2, Letters: "WC", Color: theme.Lake, Name: "Wei Chen", Chip: "New", When: "today 08:15", Text: "Our insurance says: children only at the hand tools.", Acts: acts("Agree · 4", false), Ends: true},
	{Indent: 1, Letters: "NL", Color: theme.Moss, Name: "Noah Lindqvist", When: "today 09:02", Instead: "Hidden by Samira Haddad: names a neighbour", Ends: true},
	{Indent: 1, Fold: "2 more answers by Noah and Fatou", Unfold: nothing},
	{Letters: "LN", Color: theme.Clay, Name: "Linh Nguyen", When: "today 12:44", Text: "I have done the course and would be a host twice a month.", Acts: acts("Agree · 6", false), Rule: true, Last: true},
}

func acts(agree string, on bool) []part.Act {
	return []part.Act{{Text: "Answer", Do: nothing}, {Text: agree, On: on, Do: nothing}}
}

func threads() fyne.CanvasObject {
	l := part.NewList(func() int { return len(thread) }, func() *part.ThreadRow { return part.NewThreadRow(part.ProseOptions{}) },
		func(at int, row *part.ThreadRow) { row.Set(thread[at]) }, nil).Ruled(part.None)
	l.Demonstrate(1)
	return part.High(580, l)
}

func difference() fyne.CanvasObject {
	removed, added := part.Removed, part.Added
	head := part.Row(12, 1, part.Strong(theme.Text, "What changes").Line(), part.Quietly(theme.Small, "8 words go, 8 come").Lines(1),
		part.NewSegments("How", []string{"Words", "Both"}, 0, func(int) {}).High(32))
	return part.Difference(head, []part.Passage{
		{Fold: "First paragraph, unchanged", Spans: []part.Span{{Text: "The workshop is open to all."}}},
		{Spans: []part.Span{
			{Text: "On Saturdays a member may bring "},
			{Text: "up to three guests", Mark: removed},
			{Text: " "},
			{Text: "one guest", Mark: added},
			{Text: " into the workshop. "},
			{Text: "Whoever brings them looks after them.", Mark: removed},
			{Text: " "},
			{Text: "The member stays beside the guest.", Mark: added},
		}},
		{Fold: "“What it costs”, unchanged", Spans: []part.Span{{Text: "Nothing."}}},
	}, foldStates)
}

func versions() fyne.CanvasObject {
	return part.Column(16,
		part.NewCard(part.History(
			part.NumberedRow{Number: "3", Title: "A host for every guest", Says: "Bogdan Ionescu’s change, taken in", When: "Wed 21:10", Open: nothing},
			part.NumberedRow{Number: "2", Title: "Only hand tools", When: "9 May", Open: nothing},
			part.NumberedRow{Number: "1", Title: "First text", When: "2 May", Open: nothing})),
		part.NewCard(part.WhatFollows(
			part.NumberedRow{Number: "1", Title: "Everybody can read it", Says: "Signed as Ada Okonkwo; three peers have it at once"},
			part.NumberedRow{Number: "2", Title: "It is talked over until 21 May", Says: "Others propose changes, you take them in or not"})))
}

func lookedUp() fyne.CanvasObject {
	member := []part.KeyGroup{{Text: "k7q2", Same: true}, {Text: "m4xd"}, {Text: "9f3a"}, {Text: "p6wn"}}
	asking := []part.KeyGroup{{Text: "k7q2", Same: true}, {Text: "t8hc", Differs: true}, {Text: "2vzr", Differs: true}, {Text: "5yje", Differs: true}}
	opened := part.NewExpander("How it was counted", "How it was counted", foldStates, part.Words(theme.Small, "By the method of Schulze, on every laptop."))
	opened.Set(true)
	return part.Column(16,
		part.Path(part.Crumb{Text: "Decisions", Open: nothing}, part.Crumb{Text: "House rules", Open: nothing}, part.Crumb{Text: "Let guests use the workshop"}),
		part.NewCard(part.Column(8, part.Key(member...), part.NewRule(0), part.Key(asking...))),
		part.Facts(part.Fact{Name: "Track", Value: "House rules"}, part.Fact{Name: "Needed", Value: "More ayes than nays, and a third of all members take part"}),
		part.NewExpander("11 spent, revoked or out of date", "", foldStates, part.Space()), opened)
}

func arriving() fyne.CanvasObject {
	return part.Column(16,
		part.NewCard(part.NewArriving(
			part.Arrival{Stand: part.Done, Name: "Rules and members", Says: "42 people", End: "checked"},
			part.Arrival{Stand: part.Done, Name: "Decisions", Says: "24, with their votes", End: "checked"},
			part.Arrival{Stand: part.InDoubt, Name: "Discussion", Says: "newest first", End: "8,410 of 12,960, about a minute", Share: 0.65},
			part.Arrival{Name: "Files", Says: "27 from open decisions", End: "84 MB"})).Air(0),
		part.NewWork("Writing the files", "54 of 87 MB, about 6 seconds", 0.62))
}

func code() fyne.CanvasObject {
	modules := make([][]bool, 21)
	for y := range modules {
		modules[y] = make([]bool, 21)
		for x := range modules[y] {
			edge := func(x, y int) bool {
				return x >= 0 && y >= 0 && x < 7 && y < 7 && (x%6 == 0 || y%6 == 0 || x > 1 && x < 5 && y > 1 && y < 5)
			}
			modules[y][x] = edge(x, y) || edge(x-14, y) || edge(x, y-14) || x > 7 && y > 7 && (x*y)%3 == 1
		}
	}
	return part.Row(0, part.None, part.NewCode(modules, 180, "The invite “Neighbourhood day”"))
}
