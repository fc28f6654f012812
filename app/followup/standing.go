package followup

// Standing: what the plans and marks of one poll come to.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Standing is how a follow-up stands.
type Standing struct {
	// Plan is the one that counts, and Heads are those that no other replaces, ascending; the last of them counts.
	Plan  Plan
	Heads []op.ID
	// Whole is what was said of the whole.
	Whole Stated
	// Milestones are the plan's, with what was said of them.
	Milestones []MilestoneStanding
}

// MilestoneStanding is one milestone and what was said of it.
type MilestoneStanding struct {
	Milestone
	Stated
}

// Stated is what was said of a milestone, or of the whole.
type Stated struct {
	// As is Open where nothing was said.
	As As
	// Mark is the mark that counts; its zero value where there is none. Heads are those that no other replaces, ascending.
	Mark  Marked
	Heads []op.ID
}

// Stand says how a follow-up stands, by all plans and marks of one poll, in any order; false without a plan.
func Stand(plans []Plan, marks []Marked) (s Standing, planned bool) {
	replaced := make(map[op.ID]bool)
	for _, p := range plans {
		for _, id := range p.Replaces {
			replaced[id] = true
		}
	}
	for _, p := range plans {
		if replaced[p.ID] {
			continue
		}
		s.Heads = append(s.Heads, p.ID)
		if !planned || p.ID.Compare(s.Plan.ID) > 0 {
			s.Plan, planned = p, true
		}
	}
	slices.SortFunc(s.Heads, op.ID.Compare)
	s.Whole = stated(marks, "")
	for _, m := range s.Plan.Milestones {
		s.Milestones = append(s.Milestones, MilestoneStanding{m, stated(marks, m.Text)})
	}
	return s, planned
}

func stated(marks []Marked, milestone string) Stated {
	s := Stated{As: Open}
	replaced := make(map[op.ID]bool)
	for _, m := range marks {
		for _, id := range m.Replaces {
			replaced[id] = true
		}
	}
	for _, m := range marks {
		if m.Milestone != milestone || replaced[m.ID] {
			continue
		}
		s.Heads = append(s.Heads, m.ID)
		if m.ID.Compare(s.Mark.ID) > 0 {
			s.Mark, s.As = m, m.As
		}
	}
	slices.SortFunc(s.Heads, op.ID.Compare)
	return s
}

// IsClosed reports whether the whole is done or dropped.
func (s *Standing) IsClosed() bool { return s.Whole.As != Open }

// IsLate reports whether a milestone is open, and its time has come.
func (m *MilestoneStanding) IsLate(nowMillis int64) bool {
	return m.As == Open && nowMillis >= m.DueMillis
}

// IsLate reports whether something of it is: a milestone, or the day on which it was to be looked at again.
func (s *Standing) IsLate(nowMillis int64) bool {
	if s.IsClosed() {
		return false
	}
	review := s.Plan.ReviewMillis > 0 && nowMillis >= s.Plan.ReviewMillis
	return review || slices.ContainsFunc(s.Milestones, func(m MilestoneStanding) bool { return m.IsLate(nowMillis) })
}
