package outcome

// Curves: approval and support against what is needed, with one line to read both.

import (
	"slices"

	"github.com/folkmoot/folkmoot/ui/view"
)

// Curves are the two charts of a poll on its track.
type Curves struct {
	Approval, Support Curve
	// Days are the marks under both charts.
	Days []Tick
	// ConfirmFrom and ConfirmUntil are the shaded part, Now the hairline, of a thousand; nothing is shaded where they are equal.
	ConfirmFrom, ConfirmUntil, Now int
	Table                          Table

	words  view.Words
	course view.Course
	closes int64
	// read is the reading line, as a number of steps from the beginning; less than 0 where it is at now.
	read int
}

// Curve is one chart. Points are thousandths from the left and from the bottom.
type Curve struct {
	Title string
	// Figure is the value now; State and Needs compare it with what is needed.
	Figure, State, Needs string
	Above                bool
	// Needed is a line through its points; Had holds each value until the next point.
	Needed, Had []Point
	// NeededNow is the height of the curve at now.
	NeededNow, HadNow int
	// Foot says who voted how, and how the bar falls.
	Foot  string
	Label string
}

// Point is a place in a chart, in thousandths.
type Point struct{ X, Y int }

// Tick is a mark on an axis.
type Tick struct {
	Permille int
	Text     string
}

// readSteps of the reading line from end to end.
const readSteps = 120

const billion = 1_000_000_000

// CurvesOf is nil for a poll without a course. The close is the right end of the charts.
func CurvesOf(w view.Words, c *view.Course, closesMillis int64) *Curves {
	if c == nil || len(c.Curve) == 0 || closesMillis <= c.SinceMillis {
		return nil
	}
	v := &Curves{words: w, course: *c, closes: closesMillis, read: -1}
	v.Now = v.x(c.AtMillis)
	if c.ConfirmingSinceMillis > 0 {
		v.ConfirmFrom, v.ConfirmUntil = v.x(c.ConfirmingSinceMillis), v.x(c.ConfirmingSinceMillis+c.ConfirmMillis)
	}
	for i := range days {
		at := c.SinceMillis + (closesMillis-c.SinceMillis)*int64(i)/(days-1)
		v.Days = append(v.Days, Tick{i * 1000 / (days - 1), w.DayOfMonth(at)})
	}
	v.Approval = v.curve("approval", c.Approval, c.NeedApproval, func(p view.CoursePoint) int64 { return p.Approval })
	v.Support = v.curve("support", c.Support, c.NeedSupport, func(p view.CoursePoint) int64 { return p.Support })
	v.table()
	return v
}

// days are as many marks as a chart has room for.
const days = 5

func (v *Curves) x(atMillis int64) int {
	from := v.course.SinceMillis
	at := max(from, min(atMillis, v.closes))
	return int((at - from) * 1000 / (v.closes - from))
}

func y(share int64) int { return int(max(0, min(share, billion)) / (billion / 1000)) }

func (v *Curves) curve(name string, have, need int64, of func(view.CoursePoint) int64) Curve {
	w, c := v.words, v.course
	curve := Curve{
		Title: w.Say.T("outcome.curve."+name, map[string]any{"Votes": w.Say.Count(c.Votes)}), Figure: w.Say.Percent(have), Above: have >= need,
		Needs: w.Say.T("outcome.needs_now", map[string]any{"Need": w.Say.PercentNeeded(need)}), NeededNow: y(need), HadNow: y(have),
	}
	state := "below"
	if curve.Above {
		state = "above"
	}
	curve.State = w.Say.T("outcome.curve_state."+state, nil)
	for _, p := range c.Curve {
		curve.Needed = append(curve.Needed, Point{v.x(p.AtMillis), y(of(p))})
	}
	for _, p := range c.Have {
		curve.Had = append(curve.Had, Point{v.x(p.AtMillis), y(of(p))})
	}
	first, last := of(c.Curve[0]), of(c.Curve[len(c.Curve)-1])
	falls := w.Say.T("outcome.falls."+shape(c.Curve, of), map[string]any{"From": w.Say.PercentNeeded(first), "To": w.Say.PercentNeeded(last)})
	curve.Foot = w.Say.T("outcome.cast."+name, map[string]any{
		"Ayes": w.Say.Count(c.Ayes), "Nays": w.Say.Count(c.Nays), "Abstentions": w.Say.Count(c.Abstentions),
	}) + " " + falls
	curve.Label = curve.Title + ": " + curve.Figure + ", " + curve.State + ", " + curve.Needs + ". " + curve.Foot
	return curve
}

// shape names how a curve falls: it compares its middle with that of a straight line.
func shape(curve []view.CoursePoint, of func(view.CoursePoint) int64) string {
	first, middle, last := of(curve[0]), of(curve[len(curve)/2]), of(curve[len(curve)-1])
	fall := first - last
	switch bend := (first+last)/2 - middle; {
	case fall == 0:
		return "level"
	case bend > fall/50:
		return "fast_first"
	case bend < -fall/50:
		return "late"
	}
	return "straight"
}

// Reading is what the line says about one moment.
type Reading struct {
	Permille int
	Sentence string
	// The heights of both charts there. Known is false after now: what will be had is not known.
	NeedApproval, NeedSupport, Approval, Support int
	Known                                        bool
}

// Move moves the reading line by steps: what Left and Right do. It begins at now.
func (v *Curves) Move(by int) bool {
	from := v.read
	if from < 0 {
		from = v.Now * readSteps / 1000
	}
	at := max(0, min(from+by, readSteps))
	moved := at != v.read
	v.read = at
	return moved
}

// Point puts the line where the mouse is, of a thousand.
func (v *Curves) Point(permille int) { v.read = max(0, min(permille, 1000)) * readSteps / 1000 }

// Leave takes the line back to now.
func (v *Curves) Leave() { v.read = -1 }

// Reading reads both charts at the line.
func (v *Curves) Reading() Reading {
	at := v.course.AtMillis
	if v.read >= 0 {
		at = v.course.SinceMillis + (v.closes-v.course.SinceMillis)*int64(v.read)/readSteps
	}
	return v.readAt(at)
}

func (v *Curves) readAt(atMillis int64) Reading {
	w := v.words
	need := last(v.course.Curve, atMillis)
	r := Reading{Permille: v.x(atMillis), NeedApproval: y(need.Approval), NeedSupport: y(need.Support)}
	data := map[string]any{"When": w.Moment(atMillis), "NeedApproval": w.Say.PercentNeeded(need.Approval), "NeedSupport": w.Say.PercentNeeded(need.Support)}
	if atMillis > v.course.AtMillis || len(v.course.Have) == 0 || atMillis < v.course.Have[0].AtMillis {
		r.Sentence = w.Say.T("outcome.reading_ahead", data)
		return r
	}
	have := last(v.course.Have, atMillis)
	r.Known, r.Approval, r.Support = true, y(have.Approval), y(have.Support)
	data["Approval"], data["Support"] = w.Say.Percent(have.Approval), w.Say.Percent(have.Support)
	r.Sentence = w.Say.T("outcome.reading", data)
	return r
}

// last is the point that holds at a moment: of the curve the one before it, which is never less than what is needed.
func last(points []view.CoursePoint, atMillis int64) view.CoursePoint {
	i, found := slices.BinarySearchFunc(points, atMillis, func(p view.CoursePoint, at int64) int {
		switch {
		case p.AtMillis < at:
			return -1
		case p.AtMillis > at:
			return 1
		}
		return 0
	})
	if !found {
		i--
	}
	return points[max(i, 0)]
}

func (v *Curves) table() {
	w := v.words
	v.Table = Table{Title: v.Approval.Title + "; " + v.Support.Title, Head: []string{
		"", w.Say.T("outcome.head.approval", nil), w.Say.T("outcome.head.needed", nil), w.Say.T("outcome.head.support", nil), w.Say.T("outcome.head.needed", nil),
	}}
	for _, have := range v.course.Have {
		need := last(v.course.Curve, have.AtMillis)
		v.Table.Rows = append(v.Table.Rows, []string{
			w.Moment(have.AtMillis), w.Say.Percent(have.Approval), w.Say.PercentNeeded(need.Approval), w.Say.Percent(have.Support), w.Say.PercentNeeded(need.Support),
		})
	}
}
