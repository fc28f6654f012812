package view

// The list of members on the screen: filtered, ordered, and one of them chosen.

import (
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/ui/text"
)

// MemberList is the list on the screen: filtered, sorted, one chosen in the list and in the graph alike. It belongs to one goroutine.
type MemberList struct {
	all    []MemberRow
	rows   []MemberRow
	filter string
	order  MemberOrder
	chosen string
}

// The orders of members.
type MemberOrder string

// The orders.
const (
	MembersByName  MemberOrder = "name"
	MembersByVotes MemberOrder = "votes"
	MembersBySince MemberOrder = "since"
)

// Update takes the members as they are now.
func (l *MemberList) Update(m Members) {
	l.all = m.Rows
	l.layOut()
}

// Rows are what is shown.
func (l *MemberList) Rows() []MemberRow { return l.rows }

// SetFilter shows only those whose name or office holds all of the words.
func (l *MemberList) SetFilter(typed string) {
	l.filter = typed
	l.layOut()
}

// SetOrder sorts.
func (l *MemberList) SetOrder(order MemberOrder) {
	l.order = order
	l.layOut()
}

// OrderLabel says the order.
func (l *MemberList) OrderLabel(w Words) string {
	return w.Say.T("member_order."+orElse(string(l.order), string(MembersByName)), nil)
}

// Choose chooses somebody, in the list and in the graph.
func (l *MemberList) Choose(account string) { l.chosen = account }

// Chosen is who is; "" for nobody.
func (l *MemberList) Chosen() string { return l.chosen }

// At is the chosen one's row; -1 where it is not shown.
func (l *MemberList) At() int {
	return slices.IndexFunc(l.rows, func(r MemberRow) bool { return r.Account == l.chosen })
}

func (l *MemberList) layOut() {
	l.rows = nil
	words := strings.Fields(strings.ToLower(text.Line(l.filter)))
	for _, r := range l.all {
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(r.search, word) }) {
			l.rows = append(l.rows, r)
		}
	}
	switch l.order {
	case MembersByVotes:
		slices.SortStableFunc(l.rows, func(a, b MemberRow) int { return b.Carries - a.Carries })
	case MembersBySince:
		slices.SortStableFunc(l.rows, func(a, b MemberRow) int { return strings.Compare(a.Since, b.Since) })
	}
}

// NextOrder sorts in the next way.
func (l *MemberList) NextOrder() {
	orders := []MemberOrder{MembersByName, MembersByVotes, MembersBySince}
	at := slices.Index(orders, MemberOrder(orElse(string(l.order), string(MembersByName))))
	l.SetOrder(orders[(at+1)%len(orders)])
}
