package view

// How a vote stands, in the list of decisions: as a bar with words, and as what happens when.

import (
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/tally"
)

// barKinds are how answers are drawn.
var barKinds = map[string]string{
	"yes": BarYes, "consent": BarYes, "no": BarNo, "object": BarNo, "veto": BarNo, "abstain": BarAbstain, "stand-aside": BarAbstain,
}

// standing is how a vote stands: as a bar with words where it asks one question, else how many have voted.
func (w Words) standing(p Poll) ([]BarPart, string) {
	of := int64(len(p.Voters))
	if p.Form != tally.Choice && p.Form != tally.Consents || p.Running.Voters == 0 || of == 0 {
		return nil, w.turnout(p)
	}
	var bar []BarPart
	var said []string
	counted := int64(0)
	for _, o := range p.Running.Options {
		counted += int64(o.Count)
	}
	of = max(of, counted) // votes may weigh more than people count
	for _, o := range p.Running.Options {
		kind, known := barKinds[o.Option]
		if o.Count == 0 || !known {
			continue
		}
		bar = append(bar, BarPart{kind, int64(o.Count) * 1_000_000_000 / of})
		said = append(said, w.Say.T("standing."+o.Option, map[string]any{"Votes": int64(o.Count)}))
	}
	if len(said) == 0 {
		return nil, w.turnout(p)
	}
	return bar, w.Say.T("standing.of", map[string]any{"Counts": strings.Join(said, w.Say.T("list.comma", nil)), "Votes": of})
}

// pollTimes are the last column: what happens, and when.
func (w Words) pollTimes(p Poll) (when, left string) {
	moment := map[string]any{"When": w.Moment(p.ClosesMillis)}
	switch {
	case p.Ending != nil && p.State == p.Ending.State:
		return capital(w.Say.T("poll_state."+p.State, nil)), w.Stamp(p.Ending.AtMillis)
	case p.Phase.Phase == string(app.PhaseNotOpened):
		return w.Say.T("poll_when.not_opened", nil), w.Stamp(p.ClosesMillis)
	case p.State == PollClosed:
		return w.Say.T("poll_when.closed", moment), ""
	case p.State == PollOver:
		return w.Say.T("poll_when.closed", moment), w.closingWords(p.Phase)
	case p.Place != nil:
		return w.Say.T("poll_when.waits", nil), w.Say.T("poll_when.place", map[string]any{"Line": p.Place.Line})
	case p.Course != nil && p.Course.State == "confirming":
		return w.Say.T("poll_when.confirming", nil), w.Say.T("poll_when.may_pass", map[string]any{
			"When": w.Moment(p.Course.ConfirmingSinceMillis + p.Course.ConfirmMillis),
		})
	}
	return w.Say.T("poll_when.closes", moment), w.Distance(p.ClosesMillis)
}

// closingWords say how far the tellers are.
func (w Words) closingWords(p PollPhase) string {
	switch app.Phase(p.Phase) {
	case app.PhaseUndecided:
		names := make([]string, len(p.WaitsFor))
		for i, teller := range p.WaitsFor {
			names[i] = teller.String()
		}
		return w.Say.T("poll_when.waits_for", map[string]any{"Names": w.Say.List(names)})
	case app.PhaseClosing:
		return w.Say.N("poll_when.signatures", p.Sealed, map[string]any{"Needed": p.Quorum})
	case app.PhaseSettling:
		return w.Say.T("poll_when.settling", nil)
	}
	return w.Say.T("poll_when.no_tellers", nil)
}
