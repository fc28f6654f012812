package ballot

// Page: a sheet as it is shown, every word of it. Faces lay it out, and compute nothing.

import (
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
	// Head stands over the ideas of a budget, Sorting says how they are ordered, and changes that.
	Head    string
	Sorting Control
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
	// Casting is what the button says while the ballot is being signed, Again after that failed.
	Casting, Again string
	// Under stands under the button.
	Under string
	Undo  Control
	Redo  Control
	Clear Control
	// Leave closes the sheet; what is marked is kept.
	Leave Control
}

// Control is something that can be pressed, or the reason why it cannot.
type Control struct {
	Label string
	On    bool
	Why   string
	// Key does the same; "" for none.
	Key string
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
	// Out leaves a scored option out again.
	Out Control
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
	// Leave takes nothing of it.
	Leave string
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
	// Add is what opens the field where it need not be filled.
	Add string
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
		Undo:  Control{Label: w.Say.T("ballot.undo", nil), On: len(s.past) > 0, Key: s.keyName(w, "Ctrl", "Z")},
		Redo:  Control{Label: w.Say.T("ballot.redo", nil), On: len(s.next) > 0, Key: s.keyName(w, "Ctrl", "Y")},
		Clear: Control{Label: w.Say.T("ballot.clear", nil), On: !s.now.equal(s.cleared()), Key: s.keyName(w, "Ctrl", "Del")},
		Leave: Control{Label: w.Say.T("ballot.leave", nil), On: true, Key: s.keyName(w, "Esc")},
	}
	p.Cast = Control{Label: w.Say.T("ballot.cast", nil), On: true}
	p.Casting, p.Again = w.Say.T("ballot.casting", nil), w.Say.T("ballot.again", nil)
	if by.Before {
		p.Cast.Label = w.Say.T("ballot.cast_again", nil)
	}
	if why := s.Obstacle(); why != "" {
		p.Cast.On, p.Cast.Why = false, w.Say.T("ballot.obstacle."+string(why), nil)
	}
	if s.kind == Budget {
		p.Head, p.Sorting = w.Say.T("ballot.ideas_head", nil), Control{Label: w.Say.T("ballot.as_listed", nil), On: true}
		if s.Sorted() {
			p.Sorting.Label = w.Say.T("ballot.choice_first", nil)
		}
	}
	order := s.Order()
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
