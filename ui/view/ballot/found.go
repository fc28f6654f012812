package ballot

// Found: the finder as it is shown.

import (
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// FoundRow is an option in the finder's list, with what was typed standing out in its name.
type FoundRow struct {
	Option int
	Name   view.Sentence
	Place  string
	Chosen bool
	// Act is what Enter or a click does: "Rank 7th"; "" where it is ranked already. Key does it for the row that is chosen.
	Act, Key, Label string
}

// Found is the finder as it is shown.
type Found struct {
	Rows []FoundRow
	// Count is "11 of 40".
	Count string
	Hints []Hint
	// Next is what stands in the place that comes next, in the ballot itself.
	NextPlace, Next string
	// Ask stands in the empty field. Order names what Orders are two of; the second is the poll's.
	Ask    string
	Order  string
	Orders [2]string
	// Nothing is said where nothing is found.
	Nothing string
}

// IsLong says that a ranking has a finder.
func (s *Sheet) IsLong() bool { return s.kind == Ranking && s.Options() > longRanking }

// Page says what the finder has found.
func (f *Finder) Page(w view.Words) Found {
	list, chosen := f.List(), f.Chosen()
	found := Found{Count: w.Say.T("ballot.found", map[string]any{"Found": len(list), "All": f.sheet.Options()}), Hints: f.hints(w)}
	found.Ask, found.Order = w.Say.T("ballot.find", nil), w.Say.T("ballot.order", nil)
	found.Orders = [2]string{w.Say.T("ballot.not_ranked_first", nil), w.Say.T("ballot.poll_order", nil)}
	next := len(f.sheet.Ranked()) + 1
	for _, o := range list {
		name := f.sheet.election.Options[o].Name
		row := FoundRow{Option: o, Name: emphasise(name, Matches(name, f.typed)), Chosen: o == chosen}
		if place := f.sheet.PlaceOf(o); place > 0 {
			row.Place = strconv.Itoa(place)
			row.Label = w.Say.T("ballot.label_rank.in", map[string]any{"Name": name, "Place": w.Say.Ordinal(place)})
		} else {
			row.Act = w.Say.T("ballot.rank_at", map[string]any{"Place": w.Say.Ordinal(next)})
			if row.Chosen {
				row.Key = f.sheet.keyName(w, "Enter")
			}
			row.Label = w.Say.T("ballot.label_rank.out", map[string]any{"Name": name})
		}
		found.Rows = append(found.Rows, row)
	}
	switch {
	case chosen == none:
		found.Nothing = w.Say.T("ballot.found_nothing", map[string]any{"Typed": f.typed})
	case f.sheet.PlaceOf(chosen) == 0:
		found.NextPlace = strconv.Itoa(next)
		found.Next = w.Say.T("ballot.would_come_here", map[string]any{"Name": f.sheet.Short(chosen)})
	}
	return found
}

// emphasise makes what was found stand out in a name, which is made harmless piece by piece.
func emphasise(name string, matches []Match) view.Sentence {
	var s view.Sentence
	add := func(part string, strong bool) {
		if part != "" {
			s = append(s, view.Span{Text: text.Line(part), Strong: strong})
		}
	}
	at := 0
	for _, m := range matches {
		add(name[at:m.From], false)
		add(name[m.From:m.Until], true)
		at = m.Until
	}
	add(name[at:], false)
	return slices.Clip(s)
}
