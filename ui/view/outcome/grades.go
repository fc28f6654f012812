package outcome

// Grades: how many gave each grade, stacked, with the middle one that decides.

import (
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Grades is the picture of a count by middle grades.
type Grades struct {
	Rows []GradeRow
	// Scale are the grades' names, the lowest first.
	Scale []string
	Table Table
}

// GradeRow is one option: its parts fill the row, the lowest grade first, and the middle of the row is the middle voter.
type GradeRow struct {
	Option int
	Name   string
	Won    bool
	Parts  []GradePart
	// Middle is the grade that decides.
	Middle, Label string
}

// GradePart is how many gave one grade, of a thousand.
type GradePart struct {
	Grade, Votes string
	Permille     int
	// Middle says that the middle voter is in it.
	Middle bool
}

// mostGrades are stacked; of a longer scale the bars of the middle grades say more.
const mostGrades = 12

// GradesOf is nil where no grades were counted, or more than a row has room for. The winners come first.
func GradesOf(w view.Words, t view.Tally) *Grades {
	list := slices.Clone(t.Result.Grades)
	if len(list) == 0 || len(list[0].Counts) > mostGrades {
		return nil
	}
	order := slices.Concat(t.Result.Winners, slices.Concat(t.Result.Order...))
	g := &Grades{Table: Table{Title: t.Verdict(w), Head: []string{""}}}
	for _, option := range order {
		at := slices.IndexFunc(list, func(one tally.Grades) bool { return one.Option == option })
		if at < 0 || slices.ContainsFunc(g.Rows, func(r GradeRow) bool { return r.Option == option }) {
			continue
		}
		g.add(w, t, list[at])
	}
	g.Table.Head = append(append(g.Table.Head, g.Scale...), w.Say.T("outcome.head.middle", nil))
	return g
}

func (g *Grades) add(w view.Words, t view.Tally, one tally.Grades) {
	voters, low, before := int64(0), lowest(t), int64(0)
	for _, n := range one.Counts {
		voters += n
	}
	row := GradeRow{Option: one.Option, Name: t.Name(w, one.Option), Won: slices.Contains(t.Result.Winners, one.Option), Middle: w.Say.Count(one.Median)}
	line := []string{row.Name}
	var scale []string
	for i, n := range one.Counts {
		grade := low + int64(i)
		// Both ends are rounded alike, so that the parts fill the row.
		from, until := before*1000/max(voters, 1), (before+n)*1000/max(voters, 1)
		row.Parts = append(row.Parts, GradePart{w.Say.Count(grade), w.Say.Count(n), int(until - from), grade == one.Median})
		before += n
		scale, line = append(scale, w.Say.Count(grade)), append(line, w.Say.Count(n))
	}
	row.Label = w.Say.T("outcome.middle_grade", map[string]any{"Name": row.Name, "Grade": row.Middle})
	if row.Won {
		row.Label = w.Say.T("outcome.won", map[string]any{"Label": row.Label})
	}
	g.Scale = scale
	g.Rows, g.Table.Rows = append(g.Rows, row), append(g.Table.Rows, append(line, row.Middle))
}

// lowest is the scale's lowest grade, by the count's own settings.
func lowest(t view.Tally) int64 {
	low, err := strconv.ParseInt(t.Result.Settings.Params["min"], 10, 64)
	if err != nil {
		return 0
	}
	return low
}
