package ballot

// Page: a sheet as it is shown, every word of it. Faces lay it out, and compute nothing.

import (
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Page is a sheet in one language.
type Page struct {
	Title string
	Kind  Kind
	// Chip names the kind of ballot, Icon its picture among Lucide's.
	Chip, Icon string
	// Explain is two sentences at most.
	Explain string
	// Purse is what is left to spend; nil where there is nothing to spend, or no bound.
	Purse *Purse
	// Rows are all options; in a ranking those that are ranked, and Apart the rest under ApartHead.
	Rows      []Row
	ApartHead string
	Apart     []Row
	// Ranked says how many are ranked and how many are not, in a long ranking; nil in a short one.
	Ranked *Bar
	Hints  []Hint
	// Note is a sentence beside the rows: what still fits, or how equal stars count; "" for none.
	Note string
	// Offer is what to drop for an idea that does not fit; nil for none.
	Offer *Offer
	// Words are for what is said with the ballot.
	Words   Words
	Summary view.Sentence
	Signed  string
	Cast    Control
	// Under stands under the button.
	Under string
	Undo  Control
	Redo  Control
	Clear Control
}

// Control is something that can be pressed, or the reason why it cannot.
type Control struct {
	Label string
	On    bool
	Why   string
}

// Bar is a share with its words.
type Bar struct {
	Left, Right string
	Permille    int
}

// Purse is the figure that never scrolls away.
type Purse struct {
	Figure, Text string
	// Permille is how much is spent. Parts are what it is spent on, in a budget.
	Permille int
	Parts    []Part
	// Label says all of it.
	Label string
}

// Part is a share of a budget's bar. The last one is what is left, with Option -1.
type Part struct {
	Option     int
	Name, Cost string
	Permille   int
}

// Row is an option, an answer or a gesture.
type Row struct {
	Option int
	Name   view.Sentence
	Icon   string
	// Detail is the second line; Alarm says that it tells why something is off.
	Detail string
	Alarm  bool
	// Price is an option's cost, at the end of the row.
	Price string
	// Place stands in the disc; "" for what is not ranked.
	Place string
	// Marked rows are picked, ranked or have a number; Focused is the one on which keys act; Lifted is in hand.
	Marked, Focused, Lifted bool
	// Value is the number as it is shown, "–" for what is left out. Number, Low and High place a knob or fill stars; Permille is the knob's place.
	Value             string
	Number, Low, High int64
	Permille          int
	// Votes and Cost are a quadratic row's, "6" and "36 credits".
	Votes, VotesUnit, Cost string
	// Pick is the mark, or "Rank"; Less and More step; Up and Down move.
	Pick, Less, More, Up, Down Control
	// Label is the row for a screen reader, with its state.
	Label string
}

// Hint names keys and what they do. Between stands between two keys that bound others: "0 to 9".
type Hint struct {
	Keys    []string
	Between string
	Text    string
}

// Offer says by how much an idea does not fit, and what could go.
type Offer struct {
	Sentence view.Sentence
	Drops    []Drop
}

// Drop is one way to make room.
type Drop struct {
	Options []int
	Label   string
}

// Words is the field for a reason or an objection.
type Words struct {
	// Shown says that the field is there, Needed that it must be filled.
	Shown, Needed bool
	Label, Text   string
	// Room is how many characters are left, where it gets narrow.
	Room string
}

// Voter is who signs.
type Voter struct {
	Name string
	// Before says that a ballot of this voter is cast already.
	Before bool
}

// longRanking is from how many options on a ranking has a finder and a count.
const longRanking = 10

// Page says the sheet.
func (s *Sheet) Page(w view.Words, by Voter) Page {
	p := Page{
		Title: w.Say.T("ballot.title", nil), Kind: s.kind, Chip: s.chip(w), Icon: s.icon(), Explain: s.Explained(w),
		Purse: s.purse(w), Note: s.note(w), Offer: s.offer(w), Words: s.words(w), Hints: s.hints(w),
		Summary: s.Summary(w), Signed: w.Say.T("ballot.signed", map[string]any{"Name": by.Name}), Under: w.Say.T("ballot.until_close", nil),
		Undo:  Control{Label: w.Say.T("ballot.undo", nil), On: len(s.past) > 0},
		Redo:  Control{Label: w.Say.T("ballot.redo", nil), On: len(s.next) > 0},
		Clear: Control{Label: w.Say.T("ballot.clear", nil), On: !s.now.equal(s.empty())},
	}
	p.Cast = Control{Label: w.Say.T("ballot.cast", nil), On: true}
	if by.Before {
		p.Cast.Label = w.Say.T("ballot.cast_again", nil)
	}
	if why := s.Obstacle(); why != "" {
		p.Cast.On, p.Cast.Why = false, w.Say.T("ballot.obstacle."+string(why), nil)
	}
	order := s.Order(false)
	if s.kind == Ranking {
		order = s.Ranked()
		for _, o := range s.Unranked() {
			p.Apart = append(p.Apart, s.row(w, o))
		}
		if len(p.Apart) > 0 {
			p.ApartHead = w.Say.T("ballot.apart", nil)
		}
		p.Ranked = s.rankedBar(w)
	}
	for _, o := range order {
		p.Rows = append(p.Rows, s.row(w, o))
	}
	return p
}

func (s *Sheet) rankedBar(w view.Words) *Bar {
	n := s.Options()
	if n <= longRanking {
		return nil
	}
	ranked := len(s.Ranked())
	return &Bar{
		Left:  w.Say.N("ballot.ranked", ranked, nil),
		Right: w.Say.N("ballot.equally_last", n-ranked, nil), Permille: ranked * 1000 / n,
	}
}

// name is an option's, an answer's or a gesture's, whole.
func (s *Sheet) name(w view.Words, option int) string {
	switch s.kind {
	case Consent:
		return w.Say.T("ballot.gesture."+string(gestures[option]), nil)
	case Answer:
		return w.Say.T("ballot.answer."+s.election.Options[option].Name, nil)
	}
	return view.Quiet(s.election.Options[option].Name)
}

func (s *Sheet) isMarked(option int) bool {
	if s.now.Values != nil {
		v, marked := s.Value(option)
		return marked && (s.kind == Score || v > 0)
	}
	return s.Picked(option) || s.PlaceOf(option) > 0
}

func (s *Sheet) row(w view.Words, option int) Row {
	r := Row{Option: option, Marked: s.isMarked(option), Focused: option == s.focus, Lifted: option == s.InHand(), Icon: s.rowIcon(option)}
	r.Name = view.Sentence{{Text: s.name(w, option), Strong: r.Marked && s.kind != Ranking || r.Lifted || s.kind == Consent}}
	if s.kind != Consent && s.kind != Answer && s.election.Options[option].Cost > 0 {
		r.Price = s.money(w, s.election.Options[option].Cost)
	}
	switch {
	case s.kind == Consent:
		r.Detail = w.Say.T("ballot.gesture_means."+string(gestures[option]), nil)
	case s.kind == Ranking:
		s.rankRow(w, &r)
	case s.now.Values != nil:
		s.valueRow(w, &r)
	}
	if s.now.Values == nil && s.kind != Ranking {
		s.pickRow(w, &r)
	}
	return r
}

func (s *Sheet) pickRow(w view.Words, r *Row) {
	off := s.Pickable(r.Option)
	r.Pick = s.control(w, r.Name.String(), off)
	if missing := s.Missing(r.Option); missing > 0 {
		r.Detail, r.Alarm = w.Say.T("ballot.too_much", map[string]any{"Money": s.money(w, missing)}), true
		r.Pick.Why = r.Detail
	}
	state := "off"
	if r.Marked {
		state = "on"
	}
	r.Label = w.Say.T("ballot.label_pick."+state, map[string]any{"Name": s.spoken(r)})
	if r.Pick.Why != "" {
		r.Label = w.Say.T("ballot.label_why", map[string]any{"Label": r.Label, "Why": r.Pick.Why})
	}
}

// spoken is a row's name with its price.
func (s *Sheet) spoken(r *Row) string {
	if r.Price == "" {
		return r.Name.String()
	}
	return r.Name.String() + " " + r.Price
}

func (s *Sheet) control(w view.Words, label string, off Off) Control {
	c := Control{Label: label, On: off == ""}
	if off != "" {
		c.Why = w.Say.T("ballot.off."+string(off), map[string]any{"Most": w.Say.Count(s.MostTicks())})
	}
	return c
}

func (s *Sheet) rankRow(w view.Words, r *Row) {
	place, name := s.PlaceOf(r.Option), s.spoken(r)
	if place > 0 {
		r.Place = strconv.Itoa(place)
	}
	r.Detail = r.Price
	data := map[string]any{"Name": r.Name.String()}
	r.Up = s.control(w, w.Say.T("ballot.move_up", data), s.Movable(r.Option, -1))
	r.Down = s.control(w, w.Say.T("ballot.move_down", data), s.Movable(r.Option, 1))
	r.Pick = Control{Label: w.Say.T("ballot.rank", nil), On: place == 0 && s.lift == nil}
	switch {
	case r.Lifted && place == 0:
		r.Label = w.Say.T("ballot.label_rank.lifted_out", map[string]any{"Name": name})
	case r.Lifted:
		r.Label = w.Say.T("ballot.label_rank.lifted", map[string]any{"Name": name, "Place": w.Say.Ordinal(place)})
	case place == 0:
		r.Label = w.Say.T("ballot.label_rank.out", map[string]any{"Name": name})
	default:
		r.Label = w.Say.T("ballot.label_rank.in", map[string]any{"Name": name, "Place": w.Say.Ordinal(place)})
	}
}

func (s *Sheet) valueRow(w view.Words, r *Row) {
	v, marked := s.Value(r.Option)
	r.Low, r.High = s.Scale()
	r.Number, r.Value = max(v, r.Low), w.Say.Count(v)
	if !marked && s.kind == Score {
		r.Number, r.Value = r.Low, w.Say.T("ballot.left_out", nil)
	}
	r.Permille = int((r.Number - r.Low) * 1000 / (r.High - r.Low))
	data := map[string]any{"Name": r.Name.String()}
	r.More = s.control(w, w.Say.T("ballot.more", data), s.More(r.Option))
	r.Less = s.control(w, w.Say.T("ballot.less", data), s.Less(r.Option))
	switch s.kind {
	case Quadratic:
		s.priceRow(w, r, v)
	case Stars:
		r.Label = w.Say.N("ballot.label_stars", int(r.High), map[string]any{"Name": r.Name.String(), "Stars": w.Say.Count(v)})
	case Dots:
		r.Label = w.Say.N("ballot.label_dots", int(v), data)
	case Score:
		r.Label = w.Say.T("ballot.label_score", map[string]any{"Name": r.Name.String(), "Value": r.Value, "High": w.Say.Count(r.High)})
		if !marked {
			r.Label = w.Say.T("ballot.label_left_out", data)
		}
	}
}

func (s *Sheet) priceRow(w view.Words, r *Row, v int64) {
	r.Votes, r.VotesUnit, r.Cost = w.Say.Count(v), w.Say.N("ballot.votes_unit", int(v), nil), w.Say.N("ballot.credits", int(v*v), nil)
	next, missing := s.NextCost(r.Option)
	data := map[string]any{"Cost": w.Say.Count(next), "Missing": w.Say.Count(missing)}
	if missing > 0 {
		r.Detail, r.Alarm = w.Say.T("ballot.next_too_dear", data), true
		r.More.Why = r.Detail
	} else if r.More.On {
		r.Detail = w.Say.T("ballot.next_costs", map[string]any{"Cost": w.Say.Count(next)})
	}
	r.Label = w.Say.N("ballot.label_votes", int(v), map[string]any{"Name": r.Name.String(), "Credits": r.Cost, "Next": r.Detail})
}

// money writes an amount in the unit of the poll's budget, which has no name in a poll.
func (s *Sheet) money(w view.Words, amount int64) string { return w.Say.Count(amount) }

// FoundRow is an option in the finder's list, with what was typed standing out in its name.
type FoundRow struct {
	Option int
	Name   view.Sentence
	Place  string
	Chosen bool
	// Act is what Enter or a click does: "Rank 7th"; "" where it is ranked already.
	Act, Label string
}

// Found is the finder as it is shown.
type Found struct {
	Rows []FoundRow
	// Count is "11 of 40".
	Count string
	Hints []Hint
	// Next is what stands in the place that comes next, in the ballot itself.
	NextPlace, Next string
	// Nothing is said where nothing is found.
	Nothing string
}

// IsLong says that a ranking has a finder.
func (s *Sheet) IsLong() bool { return s.kind == Ranking && s.Options() > longRanking }

// Page says what the finder has found.
func (f *Finder) Page(w view.Words) Found {
	list, chosen := f.List(), f.Chosen()
	found := Found{Count: w.Say.T("ballot.found", map[string]any{"Found": len(list), "All": f.sheet.Options()}), Hints: f.hints(w)}
	next := len(f.sheet.Ranked()) + 1
	for _, o := range list {
		name := f.sheet.election.Options[o].Name
		row := FoundRow{Option: o, Name: emphasise(name, Matches(name, f.typed)), Chosen: o == chosen}
		if place := f.sheet.PlaceOf(o); place > 0 {
			row.Place = strconv.Itoa(place)
			row.Label = w.Say.T("ballot.label_rank.in", map[string]any{"Name": name, "Place": w.Say.Ordinal(place)})
		} else {
			row.Act = w.Say.T("ballot.rank_at", map[string]any{"Place": w.Say.Ordinal(next)})
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
