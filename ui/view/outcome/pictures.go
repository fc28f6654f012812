package outcome

// Pictures: everything that can be drawn of one poll.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Pictures are nil where a poll has none of the kind. They are of the ballots known here until the poll is sealed.
type Pictures struct {
	Bars    *Bars
	Grades  *Grades
	Rounds  *Rounds
	Pairs   *Pairs
	Shares  *Shares
	Consent *Consent
	Curves  *Curves
	Graph   *Graph
	Stages  []Stage
	Facts   []Fact
	// Running is said of a count that settles nothing; "" once the tellers have sealed it.
	Running string
}

// Of draws a poll's page. Cap is how many votes the charter lets one person carry, 0 for any number.
func Of(w view.Words, page app.PollPage, p view.Poll, cap uint64) Pictures {
	enacted := int64(0)
	if p.Closing != nil {
		enacted = p.Closing.EnactableMillis
	}
	v := Pictures{
		Consent: ConsentOf(w, p), Curves: CurvesOf(w, p.Course, p.ClosesMillis), Graph: GraphOf(w, p.Delegations, cap),
		Stages: StagesOf(w, p.Course, p.ClosesMillis, enacted), Facts: FactsOf(w, p),
	}
	if !p.Running.Closed {
		v.Running = w.Say.T("outcome.running", nil)
	}
	if t := p.Running.Tally; t != nil {
		v.Bars, v.Grades, v.Rounds, v.Pairs = BarsOf(w, *t), GradesOf(w, *t), RoundsOf(w, *t), PairsOf(w, *t)
		v.Shares = SharesOf(w, page.Election, page.Result, mineOf(page))
	}
	return v
}

// mineOf is my own ballot; nil where I have none that this version can read.
func mineOf(page app.PollPage) *tally.Ballot {
	if page.Mine == nil {
		return nil
	}
	b, err := poll.Decode(&page.Opening, page.Mine.Choice)
	if err != nil {
		return nil
	}
	return &b
}
