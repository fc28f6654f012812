package view

// Tally: an election and its count, as a page shows it. The result is there in full for programs; sentences, bars and rounds are for people.

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Tally is a count of an election that may belong to no community.
type Tally struct {
	File    string         `json:"file"`
	Title   string         `json:"title"`
	Form    tally.Form     `json:"form"`
	Seats   int            `json:"seats"`
	Budget  int64          `json:"budget"`
	Options []tally.Option `json:"options"`
	Result  *tally.Result  `json:"result"`
	// counts are of the ballots, by their numbers: who paid is said in voters.
	counts []int64
}

// NewTally takes up what a count has found.
func NewTally(file string, e *tally.Election, r *tally.Result) Tally {
	t := Tally{File: file, Title: e.Title, Form: e.Form, Seats: e.Seats, Budget: e.Budget, Options: e.Options, Result: r}
	for i := range e.Ballots {
		t.counts = append(t.counts, e.Ballots[i].Count)
	}
	return t
}

// Bar is one line of a chart.
type Bar struct {
	Name, Value string
	// Permille of the longest bar.
	Permille int
	Won      bool
}

// Name is an option's, harmless; words for what transfers go to when it is no option.
func (t Tally) Name(w Words, option int) string {
	switch option {
	case tally.Exhausted:
		return w.Say.T("tally.to.exhausted", nil)
	case tally.ByOvervote:
		return w.Say.T("tally.to.overvote", nil)
	case tally.BySkipped:
		return w.Say.T("tally.to.skipped", nil)
	case tally.ByRepeat:
		return w.Say.T("tally.to.repeat", nil)
	case tally.Rounding:
		return w.Say.T("tally.to.rounding", nil)
	}
	return text.Line(t.Options[option].Name)
}

func (t Tally) names(w Words, options []int) string {
	said := make([]string, len(options))
	for i, option := range options {
		said[i] = t.Name(w, option)
	}
	return w.Say.List(said)
}

// Verdict says how it ended, in a sentence.
func (t Tally) Verdict(w Words) string {
	if t.Result.Verdict == tally.Funded && len(t.Result.Winners) == 0 {
		return w.Say.T("tally.verdict.nothing-funded", nil)
	}
	return w.Say.T("tally.verdict."+string(t.Result.Verdict), map[string]any{"Names": t.names(w, t.Result.Winners)})
}

// Turnout says what became of the ballots.
func (t Tally) Turnout(w Words) string {
	c := t.Result.Turnout
	return w.Say.T("tally.turnout", map[string]any{
		"Cast": w.Say.Count(c.Cast), "Counted": w.Say.Count(c.Counted), "Empty": w.Say.Count(c.Empty), "Spoiled": w.Say.Count(c.Spoiled),
	})
}

// Settings lists what it was counted with, in the order in which the method names it.
func (t Tally) Settings() string {
	m, err := tally.MethodOf(t.Result.Method)
	if err != nil {
		return ""
	}
	var said []string
	for _, p := range m.Params() {
		said = append(said, p.Name+"="+t.Result.Settings.Params[p.Name])
	}
	return text.Line(strings.Join(append(said, "ties="+t.Result.Settings.Ties.String()), ", "))
}

// Reasons explain the result, a sentence each.
func (t Tally) Reasons(w Words) []string {
	var said []string
	for _, reason := range t.Result.Reasons {
		data := map[string]any{"Names": t.names(w, reason.Options)}
		for i, gap := range []string{"Name", "Other"} {
			if i < len(reason.Options) {
				data[gap] = t.Name(w, reason.Options[i])
			}
		}
		for name, number := range reason.Numbers {
			data[strings.ToUpper(name[:1])+name[1:]] = t.Number(w, number)
		}
		id := strings.TrimPrefix(reason.ID, "tally.reason.")
		if stage := reason.Numbers["stage"]; id == "quota" && stage != nil && stage.Sign() == 0 {
			id = "quota_at_once"
		}
		said = append(said, w.Say.T("tally.reason."+id, data))
	}
	return said
}

// Ties says each tie, and what broke it.
func (t Tally) Ties(w Words) []string {
	var said []string
	for _, tie := range t.Result.Ties {
		data := map[string]any{
			"Round": tie.Round, "For": w.Say.T("tally.tie_for."+tie.For, nil), "Names": t.names(w, tie.Options),
			"Chosen": t.names(w, tie.Chosen), "By": t.tieRule(w, tie.By),
		}
		if tie.Round == 0 {
			said = append(said, w.Say.T("tally.tie", data))
		} else {
			said = append(said, w.Say.T("tally.tie_in_round", data))
		}
	}
	return said
}

func (t Tally) tieRule(w Words, by string) string {
	if said, err := w.Say.Lookup("tally.tie_by."+by, nil); err == nil {
		return said
	}
	return text.Line(by) // a method's own rule, by its source's name
}

// Totals is a chart of the figures by which the method decides, largest first; empty where rounds or pairs decide.
func (t Tally) Totals(w Words) []Bar { return t.bars(w, t.Result.Totals, t.Result.Winners) }

// bars puts the largest first, equal ones in order of the options.
func (t Tally) bars(w Words, figures []*big.Rat, won []int) []Bar {
	var order []int
	longest := new(big.Rat)
	for option, figure := range figures {
		if figure == nil {
			continue
		}
		order = append(order, option)
		if figure.Cmp(longest) > 0 {
			longest = figure
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return figures[b].Cmp(figures[a]) })
	bars := make([]Bar, len(order))
	for i, option := range order {
		bars[i] = Bar{
			Name: t.Name(w, option), Value: t.Number(w, figures[option]), Won: slices.Contains(won, option),
			Permille: permille(figures[option], longest),
		}
	}
	return bars
}

func permille(part, whole *big.Rat) int {
	if whole.Sign() <= 0 || part.Sign() <= 0 {
		return 0
	}
	share := new(big.Rat).Quo(part, whole)
	share.Mul(share, big.NewRat(1000, 1))
	return int(new(big.Int).Quo(share.Num(), share.Denom()).Int64())
}

// The JSON has every figure in full.
const (
	// shownDecimals of a fraction that the method keeps exactly.
	shownDecimals = 4
	// mostDecimals that are shown of any: Meek's reference rule prints as many.
	mostDecimals = 9
)

// Number writes a figure with the decimals of the method's fixed point, or rounded where it is exact.
func (t Tally) Number(w Words, n *big.Rat) string {
	places := shownDecimals
	if t.Result.Places > 0 {
		places = min(t.Result.Places, mostDecimals)
	}
	if n.IsInt() && n.Num().IsInt64() {
		return w.Say.Count(n.Num().Int64())
	}
	whole, decimals, _ := strings.Cut(n.FloatString(places), ".")
	if value, err := strconv.ParseInt(whole, 10, 64); err == nil && value != 0 {
		whole = w.Say.Count(value)
	}
	decimals = strings.TrimRight(decimals, "0")
	if decimals == "" {
		return whole
	}
	return whole + w.Say.T("number.mark", nil) + decimals
}
