package cli

// Poll, course: where approval and support stand against the two curves, in sentences and as a chart; whether it waits, or was ended.

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// The chart's size: rows from nothing to all, and as many columns as fit beside the labels.
const (
	chartRows    = 9
	chartColumns = 61
	chartLabels  = 8
)

// What a chart is drawn with.
const (
	markNeeded = '·'
	markHad    = '▪'
	markNow    = '●'
)

func (a *act) showCourse(v view.Poll) error {
	if err := a.showWaiting(v); err != nil {
		return err
	}
	c := v.Course
	if c == nil {
		return nil
	}
	if err := a.heading(a.say.T("course.head", nil)); err != nil {
		return err
	}
	for _, line := range a.courseLines(c) {
		if err := a.println(a.wrapped(line)); err != nil {
			return err
		}
	}
	if !c.Falls {
		return nil
	}
	for _, chart := range []struct {
		title string
		of    func(view.CoursePoint) int64
	}{
		{a.say.T("course.chart_approval", nil), func(p view.CoursePoint) int64 { return p.Approval }},
		{a.say.T("course.chart_support", nil), func(p view.CoursePoint) int64 { return p.Support }},
	} {
		if err := a.heading(a.wrapped(chart.title)); err != nil {
			return err
		}
		for _, line := range a.curveChart(c, chart.of) {
			if err := a.println(line); err != nil {
				return err
			}
		}
	}
	return a.println(a.wrapped(a.say.T("course.legend", map[string]any{
		"Needed": string(markNeeded), "Had": string(markHad), "Now": string(markNow),
	})))
}

// showWaiting says what else keeps a poll from being decided: the queue, and another poll.
func (a *act) showWaiting(v view.Poll) error {
	if p := v.Place; p != nil {
		if err := a.println(a.wrapped(a.say.T("course.place", map[string]any{"Line": p.Line, "When": a.words().When(p.FreeMillis)}))); err != nil {
			return err
		}
	}
	if e := v.Ending; e != nil {
		data := map[string]any{"ID": text.ShortID(e.By), "When": a.words().When(e.AtMillis)}
		if e.AtMillis > a.words().NowMillis {
			return a.println(a.wrapped(a.say.T("course.ends."+e.State, data)))
		}
		return a.println(a.wrapped(a.say.T("course.ended."+e.State, data)))
	}
	return nil
}

// courseLines say the state, what there is and what is needed, and what that comes to.
func (a *act) courseLines(c *view.Course) []string {
	when := a.words().When
	lines := []string{a.courseState(c)}
	lines = append(lines, a.say.N("course.votes", int(c.Votes), map[string]any{
		"Ayes": a.say.Count(c.Ayes), "Nays": a.say.Count(c.Nays), "Abstentions": a.say.Count(c.Abstentions),
		"Turnout": a.say.Percent(turnout(c)),
	}))
	for _, need := range []struct {
		key, alone string
		have, need int64
	}{
		{"course.approval", "course.approval_alone", c.Approval, c.NeedApproval},
		{"course.support", "course.support_alone", c.Support, c.NeedSupport},
	} {
		key := need.key
		if need.need == 0 {
			key = need.alone
		}
		lines = append(lines, a.say.T(key, map[string]any{"Have": a.say.Percent(need.have), "Need": a.say.PercentNeeded(need.need)}))
	}
	if c.ConfirmMillis > 0 && !c.Sealed {
		lines = append(lines, a.say.T("course.early", map[string]any{"Confirm": a.say.Duration(c.ConfirmMillis)}))
	}
	switch {
	case c.State == "passed" || c.State == "rejected":
	case c.WouldPass:
		lines = append(lines, a.say.T("course.would_pass", map[string]any{"When": when(c.WouldPassMillis)}))
	case c.Barred:
		lines = append(lines, a.say.T("course.barred", nil))
	default:
		lines = append(lines, a.say.T("course.would_fail", nil))
	}
	return lines
}

// courseState says how far it is. Where the close alone decides, that is all there is to say of it.
func (a *act) courseState(c *view.Course) string {
	when := a.words().When
	if c.ConfirmMillis == 0 {
		return a.say.T("course.close."+c.State, map[string]any{"When": when(c.CurvesEndMillis)})
	}
	return a.say.T("course.state."+c.State, map[string]any{
		"Begins": when(c.SinceMillis), "Falls": when(c.CurvesEndMillis), "Since": when(c.ConfirmingSinceMillis),
		"Until": when(c.ConfirmingSinceMillis + c.ConfirmMillis), "When": when(c.AtMillis),
	})
}

func turnout(c *view.Course) int64 {
	if c.Votes == 0 {
		return 0
	}
	return (c.Ayes + c.Nays + c.Abstentions) * 1_000_000_000 / c.Votes
}

// curveChart draws one share over time against what is needed, with the moments at its ends below.
func (a *act) curveChart(c *view.Course, of func(view.CoursePoint) int64) []string {
	columns := chartColumns
	if a.call.Width > 0 {
		columns = min(columns, max(a.call.Width-chartLabels, 10))
	}
	from, to := c.Curve[0].AtMillis, c.Curve[len(c.Curve)-1].AtMillis
	rows := make([][]rune, chartRows)
	for i := range rows {
		rows[i] = []rune(strings.Repeat(" ", columns))
	}
	put := func(column int, parts int64, mark rune) {
		row := chartRows - 1 - int((parts*(chartRows-1)+500_000_000)/1_000_000_000)
		rows[max(row, 0)][column] = mark
	}
	for i := range columns {
		at := from + (to-from)*int64(i)/int64(columns-1)
		put(i, of(c.Curve[i*(len(c.Curve)-1)/(columns-1)]), markNeeded)
		if had, known := lastBefore(c.Have, at); known && at <= c.AtMillis {
			put(i, of(had), markHad)
		}
	}
	if now, known := lastBefore(c.Have, c.AtMillis); known && c.AtMillis >= from {
		put(int((c.AtMillis-from)*int64(columns-1)/(to-from)), of(now), markNow)
	}
	lines := make([]string, 0, chartRows+2)
	for i, row := range rows {
		label := ""
		if i%2 == 0 {
			label = a.say.Percent(int64(chartRows-1-i) * 1_000_000_000 / (chartRows - 1))
		}
		lines = append(lines, strings.TrimRight(strings.Repeat(" ", max(0, 6-uniseg.StringWidth(label)))+label+" │"+string(row), " "))
	}
	lines = append(lines, strings.Repeat(" ", 7)+"└"+strings.Repeat("─", columns))
	return append(lines, a.wrapped(a.say.T("course.axis", map[string]any{"From": a.words().When(from), "To": a.words().When(to)})))
}

// lastBefore is what there was at a moment.
func lastBefore(have []view.CoursePoint, atMillis int64) (view.CoursePoint, bool) {
	at := slices.IndexFunc(have, func(p view.CoursePoint) bool { return p.AtMillis > atMillis })
	if at < 0 {
		at = len(have)
	}
	if at == 0 {
		return view.CoursePoint{}, false
	}
	return have[at-1], true
}
