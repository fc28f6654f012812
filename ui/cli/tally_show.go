package cli

// Tally, shown: who won and why, then everything by which that can be followed, as tables and charts of characters.

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// showTally writes the outcome first: who reads no further has read the result.
func (a *act) showTally(v view.Tally) error {
	w := a.words()
	if v.Title != "" {
		if err := a.println(text.Line(v.Title)); err != nil {
			return err
		}
	}
	lines := append([]string{v.Verdict(w)}, v.Reasons(w)...)
	lines = append(append(lines, v.Ties(w)...), v.Turnout(w), a.say.T("tally.counted_by", map[string]any{"Method": v.Result.Method, "Settings": v.Settings()}))
	for _, line := range lines {
		if err := a.println(line); err != nil {
			return err
		}
	}
	for _, show := range []func(view.Tally) error{a.showTotals, a.showGrades, a.showProjects, a.showMatrices, a.showRounds} {
		if err := show(v); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) showTotals(v view.Tally) error {
	bars := v.Totals(a.words())
	if len(bars) == 0 || len(v.Result.Projects) > 0 {
		return nil
	}
	if err := a.heading(a.say.T("tally.totals", nil)); err != nil {
		return err
	}
	return a.chart(bars)
}

// chartCells is how wide the longest bar is.
const chartCells = 30

// chart draws a line for each bar: a mark for who won, the name, the figure, the bar.
func (a *act) chart(bars []view.Bar) error {
	names, values := 0, 0
	for _, b := range bars {
		names, values = max(names, uniseg.StringWidth(b.Name)), max(values, uniseg.StringWidth(b.Value))
	}
	for _, b := range bars {
		mark := "  "
		if b.Won {
			mark = "* "
		}
		line := mark + b.Name + strings.Repeat(" ", names-uniseg.StringWidth(b.Name)) + gap +
			strings.Repeat(" ", values-uniseg.StringWidth(b.Value)) + b.Value + gap + strings.Repeat("█", (b.Permille*chartCells+500)/1000)
		if err := a.println(strings.TrimRight(line, " ")); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) showGrades(v view.Tally) error {
	rows := v.Grades(a.words())
	if len(rows) == 0 {
		return nil
	}
	if err := a.heading(a.say.T("tally.grades", nil)); err != nil {
		return err
	}
	head := []string{"", a.say.T("tally.median", nil)}
	return a.grid(append(head, make([]string, len(rows[0])-len(head))...), rows)
}

func (a *act) showProjects(v view.Tally) error {
	rows := v.Projects(a.words())
	if len(rows) == 0 {
		return nil
	}
	if err := a.heading(a.say.T("tally.projects", nil)); err != nil {
		return err
	}
	return a.grid([]string{"", a.say.T("tally.cost", nil), a.say.T("tally.support", nil), a.say.T("tally.paid_by", nil), ""}, rows)
}

func (a *act) showMatrices(v view.Tally) error {
	for _, m := range v.Matrices(a.words()) {
		if err := a.heading(m.Heading); err != nil {
			return err
		}
		if err := a.grid(m.Head, m.Rows); err != nil {
			return err
		}
	}
	return nil
}

// grid is a table all of whose columns count, so that none is cut off.
func (a *act) grid(head []string, rows [][]string) error {
	t := table{head: head, rows: rows}
	widths := t.widths()
	for i, row := range append([][]string{head}, rows...) {
		if i == 0 && strings.Join(head, "") == "" {
			continue
		}
		var line strings.Builder
		for k, cell := range row {
			if k > 0 {
				line.WriteString(gap)
			}
			line.WriteString(cell + strings.Repeat(" ", widths[k]-uniseg.StringWidth(cell)))
		}
		if err := a.println(strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

func (a *act) showRounds(v view.Tally) error {
	for _, r := range v.Rounds(a.words()) {
		if err := a.heading(r.Heading); err != nil {
			return err
		}
		if r.Figures != "" {
			if err := a.println("  " + r.Figures); err != nil {
				return err
			}
		}
		if err := a.chart(r.Bars); err != nil {
			return err
		}
		for _, line := range r.Transfers {
			if err := a.println("  " + line); err != nil {
				return err
			}
		}
	}
	return nil
}
