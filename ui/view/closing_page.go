package view

// The page of a vote whose time is over and that tellers close: how far they are, whom it waits for, and what can be done.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// ClosingPage stands where ballots were taken.
type ClosingPage struct {
	// Title and Says are the banner of a vote that is stuck; "" where it goes on by itself, and Calm says so.
	Title, Says string
	Calm        string
	Stages      []ClosingStage
	// Needed says how many tellers must agree.
	Needed  string
	Tellers []ClosingTeller
	Ways    []ClosingWay
}

// ClosingStage is a stretch of the way to the outcome, so many thousandths of it done.
type ClosingStage struct {
	Title, Text string
	Permille    int
	// Amiss says that it waits here.
	Amiss bool
}

// ClosingTeller is one teller and what is heard of it.
type ClosingTeller struct {
	Name, Sub, State, When string
	// Relay says that it is no person's laptop; Done that it has done its part, Amiss that it is waited for, or has contradicted itself.
	Relay, Done, Amiss bool
}

// ClosingWay is something that helps a vote that is stuck.
type ClosingWay struct {
	// Way is one of the words below.
	Way        string
	Title, Sub string
	// Label is its button's; "" where it cannot be done yet, and When says from when on.
	Label, When string
	// Message is what WayMessage copies.
	Message string
}

// The ways.
const (
	// WayMessage is a word to somebody, to be copied; WayCarry leads to bundles; WayRetire gives the vote up.
	WayMessage = "message"
	WayCarry   = "carry"
	WayRetire  = "retire"
)

// ClosingPage says how far the closing of a vote is; nil where nothing is being closed by tellers.
func (w Words) ClosingPage(p Poll, community string) *ClosingPage {
	c := p.Closing
	if p.State != PollOver || c == nil || c.Outcome != nil {
		return nil
	}
	page := &ClosingPage{
		Stages: w.closingStages(p), Needed: w.Say.N("closing_page.needed", len(c.Tellers), map[string]any{"Needed": w.Number(c.Quorum)}),
	}
	for _, t := range c.Tellings {
		page.Tellers = append(page.Tellers, w.closingTeller(t, c))
	}
	if app.Phase(c.Phase) != app.PhaseUndecided {
		page.Calm = w.Say.T("closing_page.calm", nil)
		return page
	}
	page.Title = w.Say.T("closing_page.undecided", map[string]any{"Names": w.awaited(c.WaitsFor)})
	page.Says = w.Say.N("closing_page.lists", c.Frozen, map[string]any{"Tellers": len(c.Tellers), "Needed": c.Quorum})
	if c.Frozen >= c.Quorum { // the lists are there: what lacks is that they are brought together
		page.Says = w.PhaseSentence(c.PollPhase, p.ClosesMillis, len(c.Tellers))
	}
	page.Ways = w.closingWays(p, community)
	return page
}

// leaveTo takes from who is not of the council what is the council's to do.
func (page *ClosingPage) leaveTo(council bool) {
	if page == nil || council {
		return
	}
	for i := range page.Ways {
		if page.Ways[i].Way == WayRetire {
			page.Ways[i].Label = ""
		}
	}
}

func (w Words) awaited(list []Awaited) string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = a.String()
	}
	return w.Say.List(names)
}

func (w Words) closingStages(p Poll) []ClosingStage {
	c := p.Closing
	stuck := app.Phase(c.Phase) == app.PhaseUndecided
	part := func(have int) int { return min(1000, have*1000/max(c.Quorum, 1)) }
	count := func(have int) string {
		return w.Say.T("closing_page.of_needed", map[string]any{"Have": have, "Needed": c.Quorum})
	}
	lists, same := part(c.Frozen), part(max(c.Endorsed, c.Sealed))
	if c.Frozen < c.Quorum {
		same = 0
	}
	return []ClosingStage{
		{Title: w.Say.T("closing_page.voting", nil), Text: w.Say.T("closing_page.until", map[string]any{"When": w.Moment(p.ClosesMillis)}), Permille: 1000},
		{Title: w.Say.T("closing_page.closed", nil), Text: count(c.Frozen), Permille: lists, Amiss: stuck && lists < 1000},
		{Title: w.Say.T("closing_page.signed", nil), Text: count(max(c.Endorsed, c.Sealed)), Permille: same, Amiss: stuck && lists == 1000},
		{Title: w.Say.T("closing_page.outcome", nil), Text: w.Say.T("closing_page.at_once", nil)},
	}
}

func (w Words) closingTeller(t TellerStand, c *Closing) ClosingTeller {
	v := ClosingTeller{Name: t.String(), Relay: t.Relay}
	if t.Relay {
		v.Sub = w.Say.T("peer.relay", nil)
	}
	state := "open"
	switch {
	case t.Contradicted:
		state, v.Amiss = "liar", true
	case t.Sealed:
		state, v.Done = "sealed", true
	case t.Endorsed:
		state, v.Done = "endorsed", true
	case t.Frozen:
		state, v.Done = "frozen", c.Frozen < c.Quorum
	case t.HeardMillis < 0:
		state = "never"
	}
	for _, a := range c.WaitsFor {
		if a.Device == t.Device && !v.Done && !t.Contradicted {
			state, v.Amiss = "awaited", true
		}
	}
	v.State = w.Say.T("closing_page.teller."+state, map[string]any{"Since": w.Stamp(c.SinceMillis)})
	if t.HeardMillis >= 0 {
		v.When = w.Say.T("closing_page.heard", map[string]any{"When": w.Stamp(t.HeardMillis)})
	}
	return v
}

// closingWays: a word to each person that is waited for, a stick, and giving up.
func (w Words) closingWays(p Poll, community string) []ClosingWay {
	var ways []ClosingWay
	say := w.Say.T
	for _, a := range p.Closing.WaitsFor {
		if a.Account == "" {
			continue // a relay: nobody to write to
		}
		name := map[string]any{"Name": a.String(), "Title": text.Line(p.Title), "Community": text.Line(community)}
		ways = append(ways, ClosingWay{
			Way: WayMessage, Title: say("closing_page.ask", name), Sub: say("closing_page.ask_sub", nil), Label: say("closing_page.ask_act", nil),
			Message: say("closing_page.ask_text", name),
		})
	}
	ways = append(ways, ClosingWay{
		Way: WayCarry, Title: say("closing_page.carry", nil), Sub: say("closing_page.carry_sub", nil), Label: say("closing_page.carry_act", nil),
	})
	retire := ClosingWay{Way: WayRetire, Title: say("closing_page.retire_now", nil), Sub: say("closing_page.retire_sub", nil)}
	if at := p.Closing.RetireMillis; !p.Closing.MayRetire && at > 0 {
		retire.Title, retire.When = say("closing_page.retire", map[string]any{"When": w.DayOfMonth(at)}), w.Distance(at)
	} else if p.Closing.MayRetire {
		retire.Label = say("decision_act.retire", nil)
	}
	return append(ways, retire)
}
