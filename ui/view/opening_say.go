package view

// Opening, said: what is asked of the service, and the same in words; or what is missing yet.

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/ui/text"
)

// The fields in which something can be wrong.
const (
	OpeningTitle   = "title"
	OpeningOptions = "options"
	OpeningBudget  = "budget"
	OpeningCloses  = "closes"
	OpeningRules   = "rules"
	OpeningEnds    = "ends"
)

// NewPoll is what the form says. in names the field in which something is wrong, and wrong says what; both are "" where nothing is.
func (o *Opening) NewPoll() (n app.NewPoll, in, wrong string) {
	say := o.words.Say.T
	n = app.NewPoll{Proposal: o.proposal, Track: o.trackNow().ID, Method: o.methods[o.method].Name(), Settings: maps.Clone(o.settings), Ties: poll.TieRules()[o.ties]}
	if o.IsAlone() {
		n.Title = text.Line(strings.TrimSpace(o.Title))
		if n.Title == "" {
			return n, OpeningTitle, say("opening.no_title", nil)
		}
	}
	if !o.AsksOptions() {
		n.Ties = ""
	}
	if in, wrong = o.money(&n); in != "" {
		return n, in, wrong
	}
	if in, wrong = o.list(&n); in != "" {
		return n, in, wrong
	}
	if o.AsksSeats() {
		seats := uint64(max(o.Seats, 1))
		if seats >= uint64(len(n.Options)) {
			return n, OpeningOptions, say("opening.many_seats", nil)
		}
		n.Seats = &seats
	}
	if _, wrong = o.ReadClose(o.Closes); wrong != "" {
		return n, OpeningCloses, wrong
	}
	n.ClosesMillis, _ = o.closeAt(o.Closes)
	if o.MayEnact() && o.Enacts {
		acts, err := o.rules.ReadFile(o.Rules)
		if err != nil {
			return n, OpeningRules, say("opening.rules_wrong", map[string]any{"Reason": err.Error()})
		}
		n.Enacts = &acts
	}
	if o.AsksEnds() {
		if o.ends < 0 || o.ends >= len(o.others) {
			return n, OpeningEnds, say("opening.no_ends", nil)
		}
		id, err := op.ParseID(o.others[o.ends].ID)
		if err != nil {
			return n, OpeningEnds, say("opening.no_ends", nil)
		}
		n.Ends = id
	}
	return n, "", ""
}

// money reads the budget.
func (o *Opening) money(n *app.NewPoll) (in, wrong string) {
	if !o.AsksBudget() || strings.TrimSpace(o.Budget) == "" && !o.NeedsBudget() {
		return "", ""
	}
	budget, err := strconv.ParseUint(strings.TrimSpace(o.Budget), 10, 64)
	if err != nil || budget == 0 {
		return OpeningBudget, o.words.Say.T("opening.no_budget", nil)
	}
	n.Budget = budget
	none := uint64(0)
	n.Seats = &none
	return "", ""
}

// list reads the options, with their costs where a budget decides.
func (o *Opening) list(n *app.NewPoll) (in, wrong string) {
	if !o.AsksOptions() {
		return "", ""
	}
	say := o.words.Say.T
	for line := range strings.Lines(o.Options) {
		line = text.Line(strings.TrimSpace(line))
		if line == "" {
			continue
		}
		if n.Budget > 0 {
			at := strings.LastIndex(line, "=")
			cost, err := strconv.ParseUint(strings.TrimSpace(line[at+1:]), 10, 64)
			if at < 0 || err != nil || cost == 0 {
				return OpeningOptions, say("opening.no_cost", map[string]any{"Option": line})
			}
			n.Costs, line = append(n.Costs, cost), strings.TrimSpace(line[:at])
		}
		switch {
		case utf8.RuneCountInString(line) > poll.MaxOptionCharacters:
			return OpeningOptions, say("opening.option_long", map[string]any{"Option": line, "Most": poll.MaxOptionCharacters})
		case slices.Contains(n.Options, line):
			return OpeningOptions, say("opening.option_twice", map[string]any{"Option": line})
		}
		n.Options = append(n.Options, line)
	}
	switch {
	case len(n.Options) < poll.MinOptions:
		return OpeningOptions, say("opening.few_options", nil)
	case len(n.Options) > poll.MaxOptions:
		return OpeningOptions, say("opening.many_options", map[string]any{"Most": poll.MaxOptions})
	}
	return "", ""
}

// Summary says all of it in sentences, as it will be signed; with what is missing in the place of the last one.
func (o *Opening) Summary() string {
	say := o.words.Say
	n, _, wrong := o.NewPoll()
	title := orElse(text.Line(strings.TrimSpace(o.Title)), "…")
	said := []string{say.N("opening.says_voters", o.voters, map[string]any{"Title": title})}
	method := o.methodName(o.methods[o.method])
	switch {
	case !o.AsksOptions():
		said = append(said, say.T("opening.says_method", map[string]any{"Method": method}))
	case n.Budget > 0:
		said = append(said, say.N("opening.says_budget", len(n.Options), map[string]any{"Method": method, "Budget": say.Count(int64(n.Budget))}))
	default:
		said = append(said, say.N("opening.says_options", len(n.Options), map[string]any{"Method": method, "Seats": max(o.Seats, 1)}))
	}
	if closes, wrong := o.ReadClose(o.Closes); wrong == "" {
		said = append(said, closes)
	}
	if o.MayEnact() && o.Enacts {
		said = append(said, say.T("opening.says_enacts", nil))
	}
	if o.AsksEnds() && o.ends >= 0 && o.ends < len(o.others) {
		key := "opening.says_cancels"
		if o.trackNow().Ends == charter.EndsByKill {
			key = "opening.says_kills"
		}
		said = append(said, say.T(key, map[string]any{"Title": text.Line(o.others[o.ends].Title)}))
	}
	if wrong != "" {
		said = append(said, wrong)
	} else {
		said = append(said, say.T("opening.says_fixed", nil))
	}
	return strings.Join(said, " ")
}
