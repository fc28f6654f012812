package gallery

// Charts: what came of polls, as pictures.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/chart"
	"github.com/folkmoot/folkmoot/ui/desktop/chart/results"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
)

// charts are a result of each kind.
func charts() []exhibit {
	return []exhibit{
		{"chart-rounds", "Rounds with transfers", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Council()) }},
		{"chart-pairs", "Pairs, the chosen one spelled out", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Evening()) }},
		{"chart-many", "Many pairs", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Pairs(14)) }},
		{"chart-shares", "A budget by who paid for what", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Budget()) }},
		{"chart-curves", "Approval and support against their curves", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Course()) }},
		{"chart-graph", "Who votes for whom", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Delegations()) }},
		{"chart-bars", "A question", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Question()) }},
		{"chart-grades", "Grades and sums", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Grades()) }},
		{"chart-draw", "A tie, and its draw", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Draw()) }},
		{"chart-consent", "Consent, and what was objected", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Consent()) }},
		{"chart-nobody", "No ballot yet", func() fyne.CanvasObject { return chart.Outcome(results.Words(), results.Nobody()) }},
		{"chart-check", "Check this result: not yet, under way, right, wrong", checks},
	}
}

// checks stand in columns as wide as a page's second one.
func checks() fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, state := range results.Checks() {
		c := chart.NewCheck(results.Words(), chart.CheckActs{Check: nothing, Stop: nothing, Export: nothing})
		c.Set(state)
		cards = append(cards, c.Object)
	}
	return part.Column(16, part.Fold(480, 16, cards[0], cards[1]), part.Fold(480, 16, cards[2], cards[3]))
}
