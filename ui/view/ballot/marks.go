package ballot

// Marks: what stands on a sheet, whatever its kind.

import (
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// marks are of the sheet's form; the other fields are empty. They are the form in which a draft is kept.
type marks struct {
	Picks []int   `json:"picks,omitempty"`
	Ranks [][]int `json:"ranks,omitempty"`
	// Values has one for each option, or is nil where the form has none.
	Values  []int64 `json:"values,omitempty"`
	Gesture Gesture `json:"gesture,omitempty"`
	Reason  string  `json:"reason,omitempty"`
	// Blank says that the sheet was cleared on purpose.
	Blank bool `json:"blank,omitempty"`
}

func (m marks) clone() marks {
	m.Picks, m.Values = slices.Clone(m.Picks), slices.Clone(m.Values)
	m.Ranks = cloneRanks(m.Ranks)
	return m
}

func cloneRanks(ranks [][]int) [][]int {
	copied := make([][]int, len(ranks))
	for i, rank := range ranks {
		copied[i] = slices.Clone(rank)
	}
	return copied
}

func (m marks) equal(o marks) bool {
	return slices.Equal(m.Picks, o.Picks) && slices.Equal(m.Values, o.Values) && slices.EqualFunc(m.Ranks, o.Ranks, slices.Equal) &&
		m.Gesture == o.Gesture && m.Reason == o.Reason && m.Blank == o.Blank
}

// unmarked is the value of an option that is left out.
func (s *Sheet) unmarked() int64 {
	if s.election.Form == tally.Scores {
		return tally.Blank
	}
	return 0
}

func (s *Sheet) empty() marks {
	switch s.election.Form {
	case tally.Scores, tally.Points, tally.Allocation:
		return marks{Values: slices.Repeat([]int64{s.unmarked()}, len(s.election.Options))}
	}
	return marks{}
}

func (s *Sheet) ballotOf(m marks) tally.Ballot {
	b := tally.Ballot{Count: 1, Picks: m.Picks, Ranks: m.Ranks, Stance: m.Gesture.stance()}
	if slices.ContainsFunc(m.Values, func(v int64) bool { return v != s.unmarked() }) {
		b.Values = m.Values
	}
	return b
}

func (s *Sheet) marksOf(b tally.Ballot, reason string) marks {
	m := s.empty()
	m.Picks, m.Ranks, m.Reason = slices.Clone(b.Picks), cloneRanks(b.Ranks), reason
	for _, rank := range m.Ranks {
		slices.Sort(rank)
	}
	if len(b.Values) > 0 {
		m.Values = slices.Clone(b.Values)
	}
	m.Gesture = gestureOf(b.Stance, reason)
	m.Blank = s.knowsBlank() && s.emptyOf(m)
	return m
}

func saysSomething(reason string) bool { return strings.TrimSpace(reason) != "" }
