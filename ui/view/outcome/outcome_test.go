package outcome

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func speak(t rapid.TB, language string) view.Words {
	t.Helper()
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	return view.Words{Say: catalog.Printer(language), NowMillis: time.Date(2026, 5, 14, 21, 0, 0, 0, time.UTC).UnixMilli(), Zone: time.UTC}
}

func options(names ...string) []tally.Option {
	list := make([]tally.Option, len(names))
	for i, name := range names {
		list[i].Name = name
	}
	return list
}

func count(t rapid.TB, method string, e *tally.Election, s ...string) view.Tally {
	t.Helper()
	m, err := tally.MethodOf(method)
	if err != nil {
		t.Fatal(err)
	}
	settings := tally.Defaults(m)
	for i := 0; i+1 < len(s); i += 2 {
		settings = settings.With(s[i], s[i+1])
	}
	settings.Ties = tally.Ties{Rule: tally.ByDraw, Seed: []byte("poll")}
	r, err := tally.Count(m, e, settings)
	if err != nil {
		t.Fatal(err)
	}
	return view.NewTally("", e, r)
}

func TestAQuestionInBars(t *testing.T) {
	e := &tally.Election{Form: tally.Choice, Electorate: 41, Options: options("yes", "no", "abstain"), Ballots: []tally.Ballot{
		{Count: 27, Picks: []int{0}}, {Count: 9, Picks: []int{1}}, {Count: 3, Picks: []int{2}},
	}}
	b := BarsOf(speak(t, "en"), count(t, "yes-no", e))
	if b.Sentence != "27 to 9: 75\u00a0% of what counts, where more than 50\u00a0% is needed." {
		t.Error(b.Sentence)
	}
	if b.Rows[0].Permille != 658 || b.Rows[0].Label != "Aye 27, won" || b.Rows[2].Icon != "circle-slash" || b.Rows[1].Tone != Nay {
		t.Errorf("%+v", b.Rows)
	}
	if got := b.Table.Text(); !strings.Contains(got, "Nay; votes: 9\n") {
		t.Error(got)
	}
}

// house is a council of two seats among four.
func house() *tally.Election {
	return &tally.Election{Form: tally.Ranking, Seats: 2, Electorate: 40, Options: options("Samira", "Tomás", "Wei", "Rosa"), Ballots: []tally.Ballot{
		{Count: 16, Ranks: [][]int{{0}, {1}}}, {Count: 9, Ranks: [][]int{{1}}}, {Count: 8, Ranks: [][]int{{2}}}, {Count: 3, Ranks: [][]int{{3}, {2}}}, {Count: 1, Ranks: [][]int{{3}}},
	}}
}

func TestRoundsSayWhoGaveToWhom(t *testing.T) {
	w := speak(t, "en")
	r := RoundsOf(w, count(t, "stv-scottish", house()))
	if r.Legend != "quota, 13 votes" || len(r.Rows) != 4 || r.Rows[0].Name != "Samira" || r.Winners[0].Text != "elected: First votes" {
		t.Fatalf("%+v", r)
	}
	first := r.Rows[0].Cells[0]
	if first.State != In || first.Votes != "16" || first.Word != "in" || first.Held != 1000 || r.Columns[0].QuotaPermille != 812 {
		t.Errorf("%+v", first)
	}
	tomas := r.Rows[slices.IndexFunc(r.Rows, func(r RoundRow) bool { return r.Name == "Tomás" })].Cells[1]
	if tomas.Came == 0 || tomas.From != "from Samira 3.00" && tomas.From != "from Samira 3" {
		t.Errorf("%+v", tomas)
	}
	rosa := r.Rows[len(r.Rows)-1]
	if rosa.Name != "Rosa" || !slices.ContainsFunc(rosa.Cells, func(c Cell) bool { return c.State == Out }) || rosa.Cells[len(rosa.Cells)-1].Shown {
		t.Errorf("%+v", rosa)
	}
	if !r.NoFurtherShown || len(r.Table.Rows) != 6 {
		t.Errorf("%+v", r.Table)
	}
	irv := house()
	irv.Seats = 1
	r = RoundsOf(w, count(t, "irv", irv))
	wei := r.Rows[slices.IndexFunc(r.Rows, func(r RoundRow) bool { return r.Name == "Wei" })].Cells[1]
	if wei.From != "from Rosa 3" || wei.Label != "Wei, Round 2: 11, from Rosa 3" {
		t.Errorf("%+v", wei)
	}
}

func TestAPairIsSpelledOut(t *testing.T) {
	// A beats B, B beats C, C beats A: a circle, in which A is first.
	e := &tally.Election{Form: tally.Ranking, Seats: 1, Options: options("A", "B", "C"), Ballots: []tally.Ballot{
		{Count: 9, Ranks: [][]int{{0}, {1}, {2}}}, {Count: 7, Ranks: [][]int{{1}, {2}, {0}}}, {Count: 5, Ranks: [][]int{{2}, {0}, {1}}},
	}}
	p := PairsOf(speak(t, "en"), count(t, "schulze", e))
	if p.Winner != "A" || p.Then != "then B, C" || len(p.Lots) != 3 || !strings.Contains(p.Sentence, "None beats all the others.") {
		t.Errorf("%+v", p)
	}
	if c := p.Cells[0][1]; c.Mark != 1 || c.First != "14 to 7" || c.Path != Direct || c.Second != "14" {
		t.Errorf("%+v", c)
	}
	if c := p.Cells[0][2]; c.Mark != -1 || c.Path != Around || c.Label != "A loses to C, 9 to 12, strongest path 14, by way of others" {
		t.Errorf("%+v", c)
	}
	if !p.Choose(0, 2) || p.Choose(1, 1) || p.Choose(0, 3) {
		t.Error("a pair that is none is chosen, or one is not")
	}
	v := p.Versus()
	if v.Title != "A against C" || len(v.Ways[0].Steps) != 2 || !v.Ways[0].Steps[0].Weakest || v.Ways[0].Steps[1].Weakest || v.Verdict != "14 against 12, so A comes before C" {
		t.Errorf("%+v", v)
	}
	p.Choose(0, 1)
	if !p.Move(1, 0) || p.Row != 2 || p.Column != 1 || p.Move(1, 0) {
		t.Errorf("over the diagonal to %d, %d", p.Row, p.Column)
	}
}

// The paths that a picture spells out are as strong as those that the count found, whatever the strength is measured by.
func TestPathsAreThoseOfTheCount(t *testing.T) {
	w := speak(t, "en")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 6).Draw(t, "options")
		e := &tally.Election{Form: tally.Ranking, Seats: 1}
		for i := range n {
			e.Options = append(e.Options, tally.Option{Name: fmt.Sprint(i)})
		}
		numbers := make([]int, n)
		for i := range numbers {
			numbers[i] = i
		}
		for range rapid.IntRange(1, 6).Draw(t, "ballots") {
			b := tally.Ballot{Count: rapid.Int64Range(1, 9).Draw(t, "count")}
			for _, o := range rapid.Permutation(numbers).Draw(t, "order")[:rapid.IntRange(1, n).Draw(t, "ranked")] {
				b.Ranks = append(b.Ranks, []int{o})
			}
			e.Ballots = append(e.Ballots, b)
		}
		strength := rapid.SampledFrom([]string{"winning", "margin", "ratio"}).Draw(t, "strength")
		counted := count(t, "schulze", e, "strength", strength)
		p := PairsOf(w, counted)
		for a := range n {
			for b := range n {
				if a == b {
					continue
				}
				way := p.links.way(a, b)
				paths := counted.Result.Pairwise.Paths[a][b]
				if (len(way) == 0) != (paths == 0) {
					t.Fatalf("%v from %d to %d, where the count has %d", way, a, b, paths)
				}
				weakest := int64(0)
				for i := 1; i < len(way); i++ {
					if votes := counted.Result.Pairwise.Prefer[way[i-1]][way[i]]; weakest == 0 || votes < weakest {
						weakest = votes
					}
				}
				if strength == "winning" && weakest != paths {
					t.Fatalf("%v has %d, the count %d", way, weakest, paths)
				}
			}
		}
	})
}

func TestABudgetPaidByWhom(t *testing.T) {
	e := &tally.Election{
		Form: tally.Approvals, Budget: 1200, Options: []tally.Option{{Name: "Mirror", Cost: 190}, {Name: "Trees", Cost: 400}, {Name: "Hall", Cost: 1000}},
		Ballots: []tally.Ballot{{Count: 2, Picks: []int{0, 1}}, {Count: 1, Picks: []int{0}}, {Count: 1, Picks: []int{2}}},
	}
	w := speak(t, "en")
	c := count(t, "pb-equal-shares", e, "completion", "none")
	s := SharesOf(w, e, c.Result, &e.Ballots[1])
	if s.Share != "a column is one voter with a share of 300" || len(s.Columns) != 4 || !s.Columns[0].Mine || s.Columns[1].Mine {
		t.Fatalf("%+v", s)
	}
	if s.Sentence != "2 of 3 ideas are paid for. 610 of the 1,200 are left." || s.Paid != "590" {
		t.Error(s.Sentence)
	}
	if got := s.Reading(); got != "You paid 63.33 for Mirror, so 236.67 is left" {
		t.Error(got)
	}
	if hall := s.Projects[2]; hall.Funded || hall.HadLeft != "they had 300 left" || hall.HadPermille != 300 || hall.Wanted != "1 of 4 wanted it" {
		t.Errorf("%+v", hall)
	}
	if trees := s.Projects[1]; trees.Each != "at most 200 each" {
		t.Errorf("%+v", trees)
	}
	if !s.Move(1) || s.Move(-9) != true || s.Move(-1) {
		t.Error(s.Chosen)
	}
	if s := SharesOf(w, e, count(t, "pb-greedy", e).Result, nil); s == nil || s.Columns != nil || s.Unfunded == "" {
		t.Errorf("%+v", s)
	}
}

// Whatever was paid, a column is no higher than its share, and all columns together are what the projects cost.
func TestColumnsAddUp(t *testing.T) {
	w := speak(t, "en")
	rapid.Check(t, func(t *rapid.T) {
		e := &tally.Election{Form: tally.Approvals, Budget: rapid.Int64Range(50, 500).Draw(t, "budget")}
		for i := range 5 {
			e.Options = append(e.Options, tally.Option{Name: fmt.Sprint(i), Cost: rapid.Int64Range(1, 300).Draw(t, "cost")})
		}
		for range rapid.IntRange(1, 8).Draw(t, "ballots") {
			b := tally.Ballot{Count: rapid.Int64Range(1, 40).Draw(t, "count")}
			for o := range 5 {
				if rapid.Bool().Draw(t, "pick") {
					b.Picks = append(b.Picks, o)
				}
			}
			e.Ballots = append(e.Ballots, b)
		}
		c := count(t, "pb-equal-shares", e)
		s := SharesOf(w, e, c.Result, &e.Ballots[0])
		if s == nil || s.Columns == nil {
			return
		}
		voters := int64(0)
		for _, column := range s.Columns {
			voters += column.Voters
			height := 0
			for _, part := range column.Parts {
				height += part.Permille
			}
			if height > 1000 || column.Sentence == "" {
				t.Fatalf("%+v", column)
			}
		}
		if all := c.Result.Turnout.Cast; voters != all {
			t.Fatalf("%d voters in columns, %d voted", voters, all)
		}
		l := newLedger(w, e, c.Result)
		for _, p := range c.Result.Projects {
			sum := new(big.Rat)
			for i, b := range e.Ballots {
				if paid := l.paid[i][p.Option]; paid != nil {
					sum.Add(sum, new(big.Rat).Mul(paid, wholeRat(b.Count)))
				}
			}
			if p.Phase == "shares" && p.Funded && sum.Cmp(wholeRat(e.Options[p.Option].Cost)) != 0 {
				t.Fatalf("%s paid for %d", sum, e.Options[p.Option].Cost)
			}
		}
	})
}

func TestCurvesAreReadTogether(t *testing.T) {
	w := speak(t, "en")
	since := time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC).UnixMilli()
	day := int64(86_400_000)
	c := &view.Course{
		SinceMillis: since, AtMillis: since + 12*day, ConfirmingSinceMillis: since + 11*day, ConfirmMillis: 4 * day, Ayes: 21, Nays: 4, Abstentions: 3, Votes: 41,
		Approval: 840_000_000, NeedApproval: 785_000_001, Support: 585_000_000, NeedSupport: 160_000_000,
	}
	for i := range int64(61) {
		c.Curve = append(c.Curve, view.CoursePoint{AtMillis: since + 28*day*i/60, Approval: billion - billion/2*i/60, Support: 100_000_000 + 500_000_000/(i+1)})
	}
	c.Have = []view.CoursePoint{{AtMillis: since + day, Approval: 750_000_000, Support: 70_000_000}, {AtMillis: since + 12*day, Approval: 840_000_000, Support: 585_000_000}}
	v := CurvesOf(w, c, since+28*day)
	if v.Approval.Figure != "84\u00a0%" || !v.Approval.Above || v.Approval.Needs != "needs 78.6\u00a0% now" || v.Now != 428 || v.ConfirmFrom != 392 || v.ConfirmUntil != 535 {
		t.Errorf("%+v", v)
	}
	if got := v.Approval.Foot; got != "Ayes: 21, nays: 4. The bar falls in a straight line from 100\u00a0% to 50\u00a0%." {
		t.Error(got)
	}
	if got := v.Support.Foot; !strings.Contains(got, "falls fast at first, from 60") {
		t.Error(got)
	}
	if r := v.Reading(); !r.Known || r.Approval != 840 || r.Permille != 428 {
		t.Errorf("%+v", r)
	}
	v.Point(1000)
	if r := v.Reading(); r.Known || r.NeedApproval != 500 || v.Move(1) || !v.Move(-1) {
		t.Errorf("%+v", r)
	}
	v.Point(100)
	if r := v.Reading(); !r.Known || r.Approval != 750 {
		t.Errorf("%+v", r)
	}
	if v.Leave(); v.Reading().Permille != 428 || len(v.Table.Rows) != 2 {
		t.Errorf("%+v", v.Table)
	}
	if CurvesOf(w, nil, 1) != nil || CurvesOf(w, c, since) != nil {
		t.Error("curves without a course, or without time")
	}
}

func TestConsentAndWhatWasObjected(t *testing.T) {
	steward := person("Sam")
	p := view.Poll{Form: tally.Consents, Voters: []view.Name{person("a"), person("b"), person("c"), person("d"), person("e")}, Ballots: []view.Ballot{
		{Voter: person("a"), Choice: "consent"},
		{Voter: person("b"), Choice: "consent", Reason: "mind the noise"},
		{Voter: person("c"), Choice: "object", Reason: "harm"},
		{Voter: person("d"), Choice: "object", Reason: "rude", HiddenBy: &steward, HiddenReason: "insults"},
	}}
	c := ConsentOf(speak(t, "en"), p)
	if len(c.Objections) != 2 || len(c.Concerns) != 1 || c.Bars.Rows[0].Value != "1" || c.Bars.Rows[3].Permille != 400 || c.Bars.Sentence != "2 objections." {
		t.Errorf("%+v", c)
	}
	if hidden := c.Objections[1]; !hidden.Hidden || strings.Contains(hidden.Reason, "rude") {
		t.Errorf("%+v", hidden)
	}
	if ConsentOf(speak(t, "en"), view.Poll{Form: tally.Choice}) != nil {
		t.Error("consent about a question")
	}
}

func TestGradesAreStacked(t *testing.T) {
	e := &tally.Election{Form: tally.Scores, Seats: 1, Options: options("Sage", "Sky"), Ballots: []tally.Ballot{
		{Count: 3, Values: []int64{2, -1}}, {Count: 1, Values: []int64{-1, 2}},
	}}
	g := GradesOf(speak(t, "en"), count(t, "majority-judgment", e, "min", "-1", "max", "2"))
	if len(g.Rows) != 2 || !g.Rows[0].Won || g.Rows[0].Label != "Sage: the middle grade is 2, won" || g.Rows[0].Parts[0].Permille != 250 || !g.Rows[0].Parts[3].Middle {
		t.Errorf("%+v", g)
	}
	if got := g.Table.Rows[1]; !slices.Equal(got, []string{"Sky", "3", "0", "0", "1", "-1"}) {
		t.Error(got)
	}
	if GradesOf(speak(t, "en"), count(t, "irv", oneSeat())) != nil {
		t.Error("grades of a ranking")
	}
}

func oneSeat() *tally.Election {
	e := house()
	e.Seats = 1
	return e
}
