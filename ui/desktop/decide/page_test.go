package decide

import (
	"os"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// decisionNamed finds a decision of the sample by its title.
func decisionNamed(t *testing.T, d *shelltest.Desk, title string) view.DecisionRow {
	t.Helper()
	all, err := view.LoadDecisions(t.Context(), d.Shell().Community(), d.Words(), 0)
	d.Must(err)
	l := view.NewDecisionList(d.Words())
	l.Update(d.Words(), all)
	rows := l.Rows()
	at := slices.IndexFunc(rows, func(r view.DecisionListRow) bool { return r.Decision.Title == title })
	if at < 0 {
		var titles []string
		for _, r := range rows {
			titles = append(titles, r.Decision.Title)
		}
		t.Fatalf("no %q among %q", title, titles)
	}
	return rows[at].Decision
}

// A look at everything that the sample holds: FOLKMOOT_LOOK says where to.
func TestPagesOfTheSample(t *testing.T) {
	if os.Getenv("FOLKMOOT_LOOK") == "" {
		t.Skip("pictures to be looked at are made where FOLKMOOT_LOOK names a folder")
	}
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	all, err := view.LoadDecisions(t.Context(), d.Shell().Community(), d.Words(), 0)
	d.Must(err)
	l := view.NewDecisionList(d.Words())
	l.Update(d.Words(), all)
	d.Open(NewList(d.Shell(), view.Target{}), 1440, 900)
	d.SettleSays("Needs you")
	look(d, "list-sample")
	for _, r := range l.Rows() {
		if r.Head || r.Decision.Goes.Tab != "" {
			continue
		}
		d.Open(NewPage(d.Shell(), r.Decision.Goes), 1440, 900)
		d.SettleSays(r.Decision.Title[:min(12, len(r.Decision.Title))])
		look(d, "page-"+d.Words().SaveName(r.Decision.Title, string(r.Decision.Group)))
	}
	for name, shown := range looks {
		fyne.CurrentApp().Settings().SetTheme(shown.theme)
		goes := decisionNamed(t, d, "Where the reserve goes first").Goes
		if shown.german {
			d.Speak("de")
		}
		reserve := NewPage(d.Shell(), goes).(*page)
		d.Open(reserve, shown.width, shown.height)
		d.SettleSays("86,400")
		look(d, "reserve-"+name)
		if name == "1024" {
			d.Press("Vote")
			look(d, "reserve-sheet")
			reserve.vote.layer.Close()
		}
		d.Speak("en")
	}
	fyne.CurrentApp().Settings().SetTheme(theme.Light(1))
	goes := decisionNamed(t, d, "Let guests use the workshop on Saturdays").Goes
	page := NewPage(d.Shell(), goes).(*page)
	d.Open(page, 1440, 900)
	d.SettleSays("Let guests")
	for _, tab := range []string{view.TabAmendments, view.TabDiscussion, view.TabHistory, view.TabFacts} {
		page.choose(tab)
		look(d, "tab-"+tab)
	}
	if list := page.now.page.Amendments; len(list) > 0 {
		d.Open(NewPage(d.Shell(), list[0].Goes), 1440, 900)
		d.SettleSays(list[0].Title)
		look(d, "amendment")
	}
}
