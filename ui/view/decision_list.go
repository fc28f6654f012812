package view

// The list of decisions on the screen: groups that fold, filters, the order, and the row that is chosen.

import (
	"slices"

	"github.com/folkmoot/folkmoot/ui/text"
)

// DecisionList is the list on the screen: groups that fold, filters, and the row that is chosen. It belongs to one goroutine.
type DecisionList struct {
	words  Words
	all    Decisions
	folded map[DecisionGroup]bool
	filter string
	byNew  bool
	rows   []DecisionListRow
	// chosen is the row's id, or the group's name; it stays where rows come and go.
	chosen string
}

// DecisionListRow is a group's head, or a decision of it.
type DecisionListRow struct {
	// Head says that it is a group's head: Label with Count, Folded or not.
	Head   bool
	Group  DecisionGroup
	Label  string
	Count  int
	Folded bool
	// Decision is the row's, where it is no head. First and Last of its group carry the sheet's round corners.
	Decision    DecisionRow
	First, Last bool
	Chosen      bool
}

func (r DecisionListRow) key() string {
	if r.Head {
		return "group:" + string(r.Group)
	}
	return r.Decision.ID
}

// The filters beside tracks.
const (
	FilterAll   = ""
	FilterNeeds = "needs"
	FilterMine  = "mine"
)

// filterTrack begins a filter by a track's id.
const filterTrack = "track:"

// FilterChip is one filter.
type FilterChip struct {
	Filter, Label string
	Chosen        bool
}

// NewDecisionList shows nothing yet. What was decided long ago is folded where there is much else is for the face to say: all groups begin open.
func NewDecisionList(w Words) *DecisionList {
	return &DecisionList{words: w, folded: map[DecisionGroup]bool{}}
}

// Update takes the decisions as they are now.
func (l *DecisionList) Update(w Words, all Decisions) {
	l.words, l.all = w, all
	l.layOut()
}

// Rows are what is shown. They are made once a change, not once a call.
func (l *DecisionList) Rows() []DecisionListRow { return l.rows }

// IsEmpty says that there is nothing at all, as in a new community.
func (l *DecisionList) IsEmpty() bool { return len(l.all.rows) == 0 }

// Chips are the filters, with how many there are of each.
func (l *DecisionList) Chips(tracks []Track) []FilterChip {
	count := func(filter string) int {
		n := 0
		for _, r := range l.all.rows {
			if matchesFilter(r, filter) {
				n++
			}
		}
		return n
	}
	chips := []FilterChip{}
	for _, filter := range []string{FilterAll, FilterNeeds, FilterMine} {
		label := l.words.Say.N("filter."+orElse(filter, "all"), count(filter), nil)
		chips = append(chips, FilterChip{filter, label, l.filter == filter})
	}
	for _, t := range tracks {
		if filter := filterTrack + t.ID; count(filter) > 0 {
			chips = append(chips, FilterChip{filter, text.Line(t.Title), l.filter == filter})
		}
	}
	return chips
}

func matchesFilter(r DecisionRow, filter string) bool {
	switch filter {
	case FilterAll:
		return true
	case FilterNeeds:
		return r.Group == GroupNeedsMe
	case FilterMine:
		return r.Mine
	}
	return filterTrack+r.Track == filter
}

// SetFilter shows only what a chip names.
func (l *DecisionList) SetFilter(filter string) {
	l.filter = filter
	l.layOut()
}

// SetNewestFirst orders groups by what is newest; else by what closes soonest.
func (l *DecisionList) SetNewestFirst(newest bool) {
	l.byNew = newest
	l.layOut()
}

// OrderLabel says the order.
func (l *DecisionList) OrderLabel() string {
	if l.byNew {
		return l.words.Say.T("decision_order.newest", nil)
	}
	return l.words.Say.T("decision_order.closing", nil)
}

// Fold folds a group, or unfolds it.
func (l *DecisionList) Fold(group DecisionGroup, folded bool) {
	l.folded[group] = folded
	if at := l.At(); folded && at >= 0 && l.rows[at].Group == group {
		l.chosen = DecisionListRow{Head: true, Group: group}.key()
	}
	l.layOut()
}

// At is the index of the chosen row; -1 for none.
func (l *DecisionList) At() int {
	return slices.IndexFunc(l.rows, func(r DecisionListRow) bool { return r.key() == l.chosen })
}

// Choose chooses a row.
func (l *DecisionList) Choose(at int) {
	if at >= 0 && at < len(l.rows) {
		l.chosen = l.rows[at].key()
		l.layOut()
	}
}

// Move goes some rows up or down, and stops at the ends.
func (l *DecisionList) Move(by int) {
	if len(l.rows) > 0 {
		l.Choose(min(max(l.At()+by, 0), len(l.rows)-1))
	}
}

// Sideways is Left (fold) and Right (unfold) on the chosen row; Left on a decision goes to its group's head.
func (l *DecisionList) Sideways(fold bool) {
	at := l.At()
	if at < 0 {
		return
	}
	if r := l.rows[at]; r.Head {
		l.Fold(r.Group, fold)
	} else if fold {
		l.Choose(slices.IndexFunc(l.rows, func(head DecisionListRow) bool { return head.Head && head.Group == r.Group }))
	}
}

// Enter is where Enter leads from the chosen row; false on a head, which it folds or unfolds.
func (l *DecisionList) Enter() (Target, bool) {
	at := l.At()
	if at < 0 {
		return Target{}, false
	}
	if r := l.rows[at]; r.Head {
		l.Fold(r.Group, !r.Folded)
		return Target{}, false
	}
	return l.rows[at].Decision.Goes, true
}

func (l *DecisionList) layOut() {
	l.rows = l.rows[:0:0]
	for _, group := range allGroups {
		var of []DecisionRow
		for _, r := range l.all.rows {
			if r.Group == group && matchesFilter(r, l.filter) {
				of = append(of, r)
			}
		}
		if len(of) == 0 {
			continue
		}
		slices.SortStableFunc(of, l.compare)
		l.rows = append(l.rows, DecisionListRow{
			Head: true, Group: group, Label: l.words.Say.T("decision_group."+string(group), nil), Count: len(of), Folded: l.folded[group],
		})
		if l.folded[group] {
			continue
		}
		for i, r := range of {
			l.rows = append(l.rows, DecisionListRow{Group: group, Decision: r, First: i == 0, Last: i == len(of)-1})
		}
	}
	for i := range l.rows {
		l.rows[i].Chosen = l.rows[i].key() == l.chosen
	}
}

// compare puts what closes soonest first among what goes on, and what is newest first among all else.
func (l *DecisionList) compare(a, b DecisionRow) int {
	if !l.byNew && (a.Group == GroupNeedsMe || a.Group == GroupOpen || a.Group == GroupClosing) {
		return int(min(max(a.closesMillis-b.closesMillis, -1), 1))
	}
	return int(min(max(b.changedMillis-a.changedMillis, -1), 1))
}
