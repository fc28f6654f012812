package cli

// The chart of a poll on its track, as wide as the terminal, in both languages.

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/folkmoot/folkmoot/ui/view"
)

// halfway falls from all to half in 60 hours, of which 30 are over; there were 80 % until hour 20, then 60 %.
func halfway() *view.Course {
	const hour = int64(60 * 60 * 1000)
	begin := int64(1_800_000_000_000) - 30*hour
	c := &view.Course{
		State: "deciding", SinceMillis: begin, CurvesEndMillis: begin + 60*hour, ConfirmMillis: hour, AtMillis: begin + 30*hour,
		Ayes: 6, Nays: 4, Votes: 20, Approval: 600_000_000, NeedApproval: 750_000_000, Support: 300_000_000, Falls: true,
		WouldPass: true, WouldPassMillis: begin + 48*hour,
		Have: []view.CoursePoint{{AtMillis: begin, Approval: 800_000_000}, {AtMillis: begin + 20*hour, Approval: 600_000_000}},
	}
	for i := range int64(61) {
		c.Curve = append(c.Curve, view.CoursePoint{AtMillis: begin + i*hour, Approval: 1_000_000_000 - i*500_000_000/60})
	}
	return c
}

func TestTheChartOfACourse(t *testing.T) {
	a, _ := spoken(t, "en")
	a.call.Width = 60
	got := strings.ReplaceAll(strings.Join(a.curveChart(halfway(), func(p view.CoursePoint) int64 { return p.Approval })[:10], "\n"), "\u00a0", " ")
	want := strings.TrimPrefix(`
 100 % │·······
       │       ·············
  75 % │▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪   ·············
       │                 ▪▪▪▪▪▪▪▪●       ·············
  50 % │                                              ······
       │
  25 % │
       │
   0 % │
       └────────────────────────────────────────────────────`, "\n")
	if got != want {
		t.Errorf("drew\n%s\nwant\n%s", got, want)
	}
}

func TestACourseFitsTheTerminal(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		for _, width := range []int{60, 80, 200} {
			a, out := spoken(t, language)
			a.call.Width = width
			v := view.Poll{Course: halfway(), Place: &view.Place{Line: 2, FreeMillis: 1_800_000_000_000}}
			v.Ending = &view.Ending{By: strings.Repeat("a", 52), State: "killed", AtMillis: 1_700_000_000_000}
			if err := a.showCourse(v); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(out.String()) {
				if uniseg.StringWidth(strings.TrimSuffix(line, "\n")) > width {
					t.Errorf("%s, %d columns: too long: %q", language, width, line)
				}
			}
			if n := strings.Count(out.String(), string(markNow)); n != 3 {
				t.Errorf("%s, %d columns: %d marks of what is now\n%s", language, width, n, out)
			}
		}
	}
}
