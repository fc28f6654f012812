package ballot

// Summary: what the ballot says, in words, before it is signed; and what is left to spend.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Summary is what is signed, in a sentence.
func (s *Sheet) Summary(w view.Words) view.Sentence {
	if s.IsEmpty() {
		if s.now.Blank {
			return view.Emphasis(w.Say.T("ballot.says.blank", nil))
		}
		return view.Emphasis(w.Say.T("ballot.says.nothing", nil))
	}
	return view.Emphasis(s.says(w))
}

func (s *Sheet) says(w view.Words) string {
	switch s.kind {
	case Answer:
		return w.Say.T("ballot.says_answer."+s.election.Options[s.now.Picks[0]].Name, nil)
	case Consent:
		return w.Say.T("ballot.says_gesture."+string(s.now.Gesture), nil)
	case Ticks:
		return s.saysTicks(w)
	case Budget:
		ideas := view.Strong(w.Say.N("ballot.ideas", len(s.now.Picks), map[string]any{"Number": number(w, "ideas", len(s.now.Picks))}))
		return w.Say.T("ballot.says.budget", map[string]any{"Ideas": ideas, "Money": s.money(w, s.Spent())})
	case Ranking:
		return s.saysRanking(w)
	case Score:
		return s.saysScores(w)
	}
	return s.saysGiven(w)
}

// number is a small number as a word. None and one have a gender in many languages, by what is counted.
func number(w view.Words, of string, n int) string {
	if n == 0 || n == 1 {
		return w.Say.T("ballot.count."+of+"."+strconv.Itoa(n), nil)
	}
	return w.Number(n)
}

// shorts lists options by their short names.
func (s *Sheet) shorts(w view.Words, options []int) string {
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = view.Strong(s.Short(o))
	}
	return w.Say.List(names)
}

// A sentence of more than a few parts nobody reads: so many ranks, names and numbers are said one by one.
const (
	saidRanks   = 3
	saidNames   = 4
	saidNumbers = 8
)

func (s *Sheet) saysTicks(w view.Words) string {
	picks := s.now.Picks
	if len(picks) <= saidNames {
		return w.Say.T("ballot.says.ticks", map[string]any{"Names": s.shorts(w, picks)})
	}
	names := make([]string, saidRanks)
	for i, o := range picks[:saidRanks] {
		names[i] = view.Strong(s.Short(o))
	}
	rest := len(picks) - saidRanks
	return w.Say.N("ballot.says.ticks_more", rest, map[string]any{"Names": strings.Join(names, w.Say.T("list.comma", nil)), "More": number(w, "others", rest)})
}

func (s *Sheet) saysRanking(w view.Words) string {
	ranks := s.Ranks()
	if len(ranks) == 0 {
		return w.Say.T("ballot.says.nothing", nil)
	}
	data := map[string]any{}
	for i, gap := range []string{"First", "Second", "Third"}[:min(len(ranks), saidRanks)] {
		data[gap] = s.shorts(w, ranks[i])
	}
	rest := 0
	for _, rank := range ranks[min(len(ranks), saidRanks):] {
		rest += len(rank)
	}
	switch {
	case rest > 0:
		data["More"] = number(w, "others", rest)
		return w.Say.N("ballot.says.ranks_more", rest, data)
	case len(ranks) == 1:
		return w.Say.T("ballot.says.rank", data)
	case len(ranks) == 2:
		return w.Say.T("ballot.says.ranks_two", data)
	}
	return w.Say.T("ballot.says.ranks_three", data)
}

func (s *Sheet) saysScores(w view.Words) string {
	var numbers []string
	var silent []int
	for o := range s.now.Values {
		if v, marked := s.Value(o); marked {
			numbers = append(numbers, w.Say.Count(v))
		} else {
			silent = append(silent, o)
		}
	}
	data := map[string]any{"Numbers": w.Say.List(numbers)}
	if len(numbers) > saidNumbers {
		return w.Say.N("ballot.says.scores_many", s.Options(), map[string]any{"Scored": view.Strong(number(w, "others", len(numbers)))})
	}
	if len(silent) == 0 {
		return w.Say.N("ballot.says.scores_all", len(numbers), data)
	}
	data["Scored"], data["All"] = view.Strong(number(w, "others", len(numbers))), number(w, "others", s.Options())
	said := w.Say.T("ballot.says.scores", data)
	if len(silent) > saidRanks {
		return said + " " + w.Say.N("ballot.says.silent_many", len(silent), nil)
	}
	names := make([]string, len(silent))
	for i, o := range silent {
		names[i] = s.Short(o)
	}
	return said + " " + w.Say.T("ballot.says.silent", map[string]any{"Names": w.Say.List(names)})
}

// saysGiven is for stars, dots and votes: the two that get most by name, the others by number.
func (s *Sheet) saysGiven(w view.Words) string {
	var given []int
	for o := range s.now.Values {
		if v, _ := s.Value(o); v > 0 || s.kind == Stars {
			given = append(given, o)
		}
	}
	slices.SortStableFunc(given, func(a, b int) int { return cmp.Compare(s.now.Values[b], s.now.Values[a]) })
	much := func(o int) string {
		v, _ := s.Value(o)
		return number(w, string(s.kind), int(v))
	}
	first, _ := s.Value(given[0])
	data := map[string]any{"First": view.Strong(much(given[0])), "Name": s.Short(given[0])}
	data["What"] = w.Say.N("ballot.given."+string(s.kind), int(first), nil)
	id := "ballot.says.one"
	if len(given) > 1 {
		id, data["Second"], data["Other"] = "ballot.says.two", view.Strong(much(given[1])), s.Short(given[1])
	}
	switch rest := len(given) - 2; {
	case rest > saidNames:
		id, data["Rest"] = "ballot.says.many_less", w.Say.N("ballot.others", rest, nil)
	case rest > 0:
		var rest []string
		for _, o := range given[2:] {
			rest = append(rest, much(o))
		}
		id, data["Rest"] = "ballot.says.many", w.Say.List(rest)
	}
	said := w.Say.T(id, data)
	left, of := s.Purse()
	switch {
	case s.kind == Quadratic:
		return said + " " + w.Say.N("ballot.says.for_credits", int(of-left), nil)
	case s.kind == Dots && left > 0:
		return said + " " + w.Say.N("ballot.says.dots_left", int(left), nil)
	}
	return said
}

func (s *Sheet) purse(w view.Words) *Purse {
	if s.kind == Budget {
		return s.budgetPurse(w)
	}
	left, of := s.Purse()
	if of == 0 {
		return nil
	}
	p := &Purse{Figure: w.Say.Count(left), Permille: int((of - left) * 1000 / of)}
	if s.kind == Quadratic {
		p.Text = w.Say.N("ballot.credits_left", int(left), map[string]any{"Of": w.Say.Count(of)})
	} else {
		p.Text = w.Say.N("ballot.dots_left", int(left), map[string]any{"Of": w.Say.Count(of)})
	}
	p.Label = p.Figure + " " + p.Text
	return p
}

func (s *Sheet) budgetPurse(w view.Words) *Purse {
	budget := s.election.Budget
	p := &Purse{
		Figure: s.money(w, s.Left()), Text: w.Say.T("ballot.money_left", map[string]any{"Of": s.money(w, budget)}), Permille: permille(s.Spent(), budget),
	}
	for _, o := range s.now.Picks {
		p.Parts = append(p.Parts, Part{Option: o, Name: s.Short(o), Cost: s.money(w, s.cost(o)), Permille: permille(s.cost(o), budget)})
	}
	p.Parts = append(p.Parts, Part{Option: none, Name: w.Say.T("ballot.part_left", nil), Cost: p.Figure, Permille: permille(s.Left(), budget)})
	p.Label = p.Figure + " " + p.Text
	return p
}

// permille of amounts up to 2^60.
func permille(part, whole int64) int {
	if part <= 0 || whole <= 0 {
		return 0
	}
	if part > tally.MaxMoney/1000 {
		part, whole = part/1000, whole/1000
	}
	return int(min(part*1000/whole, 1000))
}

func (s *Sheet) note(w view.Words) string {
	switch s.kind {
	case Budget:
		return s.fitsNote(w)
	case Stars:
		return s.starNote(w)
	}
	return ""
}

func (s *Sheet) fitsNote(w view.Words) string {
	sets := s.StillFits()
	said := make([]string, len(sets))
	for i, set := range sets {
		names := make([]string, len(set))
		for j, o := range set {
			names[j] = s.Short(o)
		}
		said[i] = w.Say.List(names)
	}
	switch len(said) {
	case 0:
		return ""
	case 1:
		return w.Say.T("ballot.fits_one", map[string]any{"One": said[0]})
	}
	return w.Say.T("ballot.fits_two", map[string]any{"One": said[0], "Other": said[1]})
}

// starNote says how the two with the most stars would be told apart.
func (s *Sheet) starNote(w view.Words) string {
	if s.open.Method != "star" || s.IsEmpty() {
		return ""
	}
	order := s.pollOrder()
	slices.SortStableFunc(order, func(a, b int) int {
		x, _ := s.Value(a)
		y, _ := s.Value(b)
		return cmp.Compare(y, x)
	})
	a, b := order[0], order[1]
	x, _ := s.Value(a)
	y, _ := s.Value(b)
	data := map[string]any{"Name": s.Short(a), "Other": s.Short(b)}
	if x == y {
		return w.Say.T("ballot.stars_level", data)
	}
	return w.Say.T("ballot.stars_ahead", data)
}

func (s *Sheet) offer(w view.Words) *Offer {
	option, drops := s.Offered()
	if option == none {
		return nil
	}
	data := map[string]any{"Name": view.Strong(s.Short(option)), "Money": s.money(w, s.Missing(option))}
	if len(drops) == 0 {
		return &Offer{Sentence: view.Emphasis(w.Say.T("ballot.offer_never", data)), Leave: w.Say.T("ballot.offer_leave", nil)}
	}
	o := &Offer{Sentence: view.Emphasis(w.Say.T("ballot.offer", data)), Leave: w.Say.T("ballot.offer_leave", nil)}
	for _, set := range drops {
		names := make([]string, len(set))
		for i, d := range set {
			names[i] = s.Short(d)
		}
		o.Drops = append(o.Drops, Drop{Options: set, Label: w.Say.T("ballot.drop", map[string]any{"Names": w.Say.List(names)})})
	}
	return o
}
