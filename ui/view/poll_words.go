package view

// Polls in words: a choice, an option, what a poll is counted by, and what its ballot looks like.

import (
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Choice says what was chosen in a poll of a form: "yes", "Solar, Roof", "Ann > Bo", or that nothing was.
func (w Words) Choice(form tally.Form, choice string) string {
	if choice == "" {
		return w.Say.T("choice.nothing", nil)
	}
	return w.Option(form, choice)
}

// formIcons and methodIcons are how ballots are drawn, by the names of icons; a method that has one of its own goes before.
var (
	formIcons = map[tally.Form]string{
		tally.Choice: "vote", tally.Consents: "hand", tally.Ranking: "list-ordered", tally.Approvals: "list-checks", tally.Scores: "sliders-horizontal",
		tally.Points: "circle-dot", tally.Allocation: "coins",
	}
	methodIcons = map[string]string{"star": "star", "quadratic": "grid-2x2"}
)

// Icon is the name of what its ballot is drawn as.
func (p Poll) Icon() string {
	if p.Budget > 0 {
		return "coins"
	}
	return orElse(methodIcons[p.Method], orElse(formIcons[p.Form], "vote"))
}

// Answer says what somebody has chosen in the words of the ballot: "aye", where one types "yes".
func (w Words) Answer(form tally.Form, choice string) string {
	if form == tally.Choice && choice != "" {
		return w.Say.T("answer."+choice, nil)
	}
	return w.Choice(form, choice)
}

// Option says one option: answers and stances in the reader's language, others as they were written.
func (w Words) Option(form tally.Form, option string) string {
	if form == tally.Choice || form == tally.Consents {
		return w.Say.T("choice."+option, nil)
	}
	return text.Line(option)
}

// CountedBy says everything that the count depends on besides the ballots: the method with its settings, seats or budget, the rule for ties.
func (p Poll) CountedBy(w Words) string {
	var said []string
	if p.Seats > 0 {
		said = append(said, w.Say.N("poll.seats", int(p.Seats), nil))
	}
	if p.Budget > 0 {
		said = append(said, w.Say.T("poll.budget", map[string]any{"Budget": w.Say.Count(int64(p.Budget))}))
	}
	for _, s := range p.Settings {
		said = append(said, s.Name+"="+s.Value)
	}
	return w.Say.T("poll.counted_by", map[string]any{
		"Method": text.Line(p.Method), "Settings": text.Line(strings.Join(append(said, "ties="+p.Ties), ", ")),
	})
}

// Example is a ballot as one could type it, of the poll's own options.
func (p Poll) Example(w Words) string {
	names := make([]string, 0, 3)
	for _, o := range p.Options {
		if names = append(names, o.Name); len(names) == cap(names) {
			break
		}
	}
	switch {
	case p.Form == tally.Choice || p.Form == tally.Consents:
		var all []string
		for _, o := range p.Running.Options {
			all = append(all, w.Option(p.Form, o.Option))
		}
		return strings.Join(all, " | ")
	case p.Form == tally.Approvals:
		return text.Line(strings.Join(names[:min(2, len(names))], ", "))
	case p.Form == tally.Ranking:
		return text.Line(strings.Join(names, " > "))
	}
	var said []string
	for i, name := range names[:min(2, len(names))] {
		said = append(said, name+"="+strconv.Itoa(2-i))
	}
	return text.Line(strings.Join(said, ", "))
}
