package view

import (
	"slices"
	"strings"
	"testing"
)

func titles(rows []NeedRow) (said []string) {
	for _, r := range rows {
		said = append(said, r.Title+" "+r.Left)
	}
	return said
}

func need(id, title, left string) NeedRow {
	return NeedRow{Kind: NeedsVote, Title: title, Left: left, Goes: Target{Section: SectionDecisions, Item: id}}
}

func TestWhatIsListedStaysWhileSomebodyPointsAtIt(t *testing.T) {
	before := Home{Needs: []NeedRow{need("a", "Roof", "in 2 hours"), need("b", "Solar", "in 3 hours")}, News: []NewsRow{{AtMillis: 10, Quote: "old"}}}
	before.Needs[0].Primary = true
	for name, c := range map[string]struct {
		newer     Home
		needs     []string
		waits     int
		holds     bool
		admission bool
	}{
		"times pass": {
			newer: Home{Needs: []NeedRow{need("a", "Roof", "in 1 hour"), need("b", "Solar", "in 2 hours")}, News: before.News},
			needs: []string{"Roof in 1 hour", "Solar in 2 hours"},
		},
		"one comes above": {
			newer: Home{Needs: []NeedRow{need("c", "Pool", "now"), need("a", "Roof", "in 1 hour"), need("b", "Solar", "in 2 hours")}, News: before.News},
			needs: []string{"Roof in 1 hour", "Solar in 2 hours"}, waits: 1, holds: true,
		},
		"one goes, and something was said": {
			newer: Home{Needs: []NeedRow{need("b", "Solar", "in 2 hours")}, News: []NewsRow{{AtMillis: 12}, {AtMillis: 10, Quote: "old"}}},
			needs: []string{"Roof in 2 hours", "Solar in 2 hours"}, waits: 1, holds: true,
		},
		"they change places": {
			newer: Home{Needs: []NeedRow{need("b", "Solar", "in 1 hour"), need("a", "Roof", "in 2 hours")}, News: before.News},
			needs: []string{"Roof in 2 hours", "Solar in 1 hour"}, holds: true,
		},
		"a banner comes": {
			newer: Home{Needs: before.Needs, News: before.News, Admission: &Banner{Title: "Wait"}},
			needs: []string{"Roof in 2 hours", "Solar in 3 hours"}, holds: true,
		},
	} {
		shown, waits, holds := before.Holding(c.newer)
		if got := titles(shown.Needs); !slices.Equal(got, c.needs) || waits != c.waits || holds != c.holds {
			t.Errorf("%s: %v, %d wait, holds: %v", name, got, waits, holds)
		}
		if !shown.Needs[0].Primary || shown.Admission != nil || len(shown.News) != 1 {
			t.Errorf("%s: the page has another shape", name)
		}
	}
}

func TestTitlesThatComeUpCannotTurnTheLineRound(t *testing.T) {
	w := evening(t)
	polls := []Poll{{Title: "Roof\u202e\nnow", State: PollOpen, ClosesMillis: w.NowMillis + 1000}}
	if coming := w.comingUp(polls); len(coming) != 1 || strings.ContainsAny(coming[0].Title, "\u202e\n") {
		t.Errorf("it says %+v", coming)
	}
}
