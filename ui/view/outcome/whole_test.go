package outcome

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// drawn is an election of a form, with a name that wants to do harm.
func drawn(t *rapid.T, form tally.Form) *tally.Election {
	e := &tally.Election{Form: form, Seats: 1, Electorate: 1000}
	n := rapid.IntRange(2, 5).Draw(t, "options")
	switch form {
	case tally.Choice:
		e.Seats, e.Options = 0, options("yes", "no", "abstain", "veto")
	case tally.Consents:
		e.Seats, e.Options = 0, options("Quiet hours")
	default:
		for i := range n {
			e.Options = append(e.Options, tally.Option{Name: fmt.Sprint("\u202eOption ", i), Cost: rapid.Int64Range(1, 90).Draw(t, "cost")})
		}
	}
	for range rapid.IntRange(0, 6).Draw(t, "ballots") {
		e.Ballots = append(e.Ballots, drawnBallot(t, form, len(e.Options)))
	}
	return e
}

func drawnBallot(t *rapid.T, form tally.Form, n int) tally.Ballot {
	b := tally.Ballot{Count: rapid.Int64Range(1, 50).Draw(t, "count")}
	switch form {
	case tally.Choice:
		b.Picks = []int{rapid.IntRange(0, n-1).Draw(t, "answer")}
	case tally.Approvals:
		for o := range n {
			if rapid.Bool().Draw(t, "tick") {
				b.Picks = append(b.Picks, o)
			}
		}
	case tally.Ranking:
		numbers := make([]int, n)
		for i := range numbers {
			numbers[i] = i
		}
		for _, o := range rapid.Permutation(numbers).Draw(t, "order")[:rapid.IntRange(0, n).Draw(t, "ranked")] {
			b.Ranks = append(b.Ranks, []int{o})
		}
	case tally.Consents:
		b.Stance = rapid.SampledFrom([]tally.Stance{tally.Consent, tally.StandAside, tally.Object}).Draw(t, "stance")
	default:
		b.Values = make([]int64, n)
		for o := range n {
			b.Values[o] = rapid.Int64Range(0, 2).Draw(t, "value")
		}
	}
	return b
}

// Every picture of every count is whole in both languages: no gap stays open, no bar leaves its track, and nothing that a name holds gets through.
func TestEveryPictureIsWhole(t *testing.T) {
	languages := []view.Words{speak(t, "en"), speak(t, "de")}
	for _, m := range tally.Methods() {
		t.Run(m.Name(), rapid.MakeCheck(func(t *rapid.T) {
			e := drawn(t, m.Form())
			if strings.HasPrefix(m.Name(), "pb-") {
				e.Seats, e.Budget = 0, 100
			}
			if strings.HasPrefix(m.Name(), "stv-") && len(e.Options) > 2 {
				e.Seats = 2
			}
			counted := count(t, m.Name(), e)
			for _, w := range languages {
				pictures(t, w, e, counted)
			}
		}))
	}
}

func pictures(t *rapid.T, w view.Words, e *tally.Election, counted view.Tally) {
	found := 0
	var lengths []int
	say := func(parts ...any) {
		if said := fmt.Sprintf("%+v", parts); strings.ContainsAny(said, "⟦\u202e") || strings.Contains(said, "%!") {
			t.Fatalf("%q", said)
		}
		found++
	}
	if b := BarsOf(w, counted); b != nil {
		say(b.Rows, b.Sentence, b.Table.Text())
		for _, row := range b.Rows {
			lengths = append(lengths, row.Permille)
		}
	}
	if g := GradesOf(w, counted); g != nil {
		say(g.Rows, g.Scale, g.Table.Text())
		for _, row := range g.Rows {
			whole := 0
			for _, part := range row.Parts {
				whole += part.Permille
			}
			if whole != 1000 || len(row.Parts) != len(g.Scale) || !slices.ContainsFunc(row.Parts, func(p GradePart) bool { return p.Middle }) {
				t.Fatalf("%+v", row)
			}
		}
	}
	if r := RoundsOf(w, counted); r != nil {
		say(r.Columns, r.Rows, r.Winners, r.Legend, r.Sentence, r.Table.Text())
		for _, row := range r.Rows {
			if len(row.Cells) != len(r.Columns) {
				t.Fatalf("%d cells in %d columns", len(row.Cells), len(r.Columns))
			}
			for _, c := range row.Cells {
				lengths = append(lengths, c.Held, c.Came, c.Held+c.Came)
			}
		}
	}
	if p := PairsOf(w, counted); p != nil {
		say(p.Cells, p.Winner, p.Then, p.Drawn, p.Lots, p.Sentence, p.Table.Text())
		for row := range p.Order {
			for column := range p.Order {
				if p.Choose(row, column) {
					say(p.Versus())
				}
			}
		}
	}
	if s := SharesOf(w, e, counted.Result, nil); s != nil {
		say(s.Columns, s.Projects, s.Sentence, s.Share, s.Reading(), s.Table.Text())
		for _, p := range s.Projects {
			lengths = append(lengths, p.HadPermille)
		}
	}
	if i := slices.IndexFunc(lengths, func(n int) bool { return n < 0 || n > 1000 }); i >= 0 {
		t.Fatalf("a length of %d", lengths[i])
	}
	if found == 0 && e.Form != tally.Consents && counted.Result.Verdict != tally.Nobody {
		t.Fatal("a count without a picture")
	}
}
