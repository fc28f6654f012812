package view

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
)

// ward has a winner by first places and another by pairs.
func ward() *tally.Election {
	return &tally.Election{
		Title: "Ward", Form: tally.Ranking, Seats: 1, Options: []tally.Option{{Name: "Ada"}, {Name: "Bea"}, {Name: "Cem\x1b"}},
		Ballots: []tally.Ballot{
			{Count: 40, Ranks: [][]int{{0}, {1}, {2}}},
			{Count: 35, Ranks: [][]int{{2}, {1}, {0}}},
			{Count: 25, Ranks: [][]int{{1}, {0}, {2}}},
			{Count: 1},
		},
	}
}

func counted(t *testing.T, method string, e *tally.Election) Tally {
	t.Helper()
	m, err := tally.MethodOf(method)
	if err != nil {
		t.Fatal(err)
	}
	r, err := tally.Count(m, e, tally.Defaults(m))
	if err != nil {
		t.Fatal(err)
	}
	return NewTally("ward.blt", e, r)
}

func TestACountInSentencesAndBars(t *testing.T) {
	w, v := words(t), counted(t, "irv", ward())
	if got := v.Verdict(w); got != "Elected: Ada" {
		t.Error(got)
	}
	if got := v.Turnout(w); got != "101 ballots: 100 counted, 1 empty, 0 spoiled" {
		t.Error(got)
	}
	if got := strings.Join(v.Reasons(w), "|"); got != "Ada has 65 votes in round 2, where 51 are needed." {
		t.Error(got)
	}
	rounds := v.Rounds(w)
	if rounds[0].Heading != "Round 1: out: Bea" || !slices.Equal(rounds[0].Transfers, []string{"from Bea to Ada 25"}) {
		t.Errorf("%+v", rounds[0])
	}
	want := []Bar{{Name: "Ada", Value: "40", Permille: 1000}, {Name: "Cem\ufffd", Value: "35", Permille: 875}, {Name: "Bea", Value: "25", Permille: 625}}
	if diff := cmp.Diff(want, rounds[0].Bars); diff != "" {
		t.Error(diff)
	}
}

func TestPairsAreASquareWithoutItsDiagonal(t *testing.T) {
	matrices := counted(t, "schulze", ward()).Matrices(words(t))
	if len(matrices) != 2 {
		t.Fatalf("%d squares", len(matrices))
	}
	want := [][]string{{"1 Ada", "·", "40", "65"}, {"2 Bea", "60", "·", "65"}, {"3 Cem\ufffd", "35", "35", "·"}}
	if diff := cmp.Diff(want, matrices[0].Rows); diff != "" {
		t.Error(diff)
	}
}

func TestWhoPaidForAProject(t *testing.T) {
	e := &tally.Election{Form: tally.Approvals, Budget: 10, Options: []tally.Option{{Name: "Park", Cost: 6}, {Name: "Bench", Cost: 9}}, Ballots: []tally.Ballot{
		{Count: 3, Picks: []int{0}}, {Count: 1, Picks: []int{1}},
	}}
	m, err := tally.MethodOf("pb-equal-shares")
	if err != nil {
		t.Fatal(err)
	}
	r, err := tally.Count(m, e, tally.Defaults(m).With("completion", "none"))
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"yes", "6", "3", "3, 2 each", "Park"}, {"no", "9", "1", "", "Bench"}}
	if diff := cmp.Diff(want, NewTally("", e, r).Projects(words(t))); diff != "" {
		t.Error(diff)
	}
}

func TestFiguresAreShownAsTheMethodHasThem(t *testing.T) {
	w := words(t)
	for _, s := range []struct {
		number string
		places int
		want   string
	}{
		{"1234567", -1, "1,234,567"},
		{"1/3", -1, "0.3333"},
		{"3702/3", 5, "1,234"},
		{"370370/3", 5, "123,456.66667"},
		{"3/2", 9, "1.5"},
		{"-1/2", -1, "-0.5"},
	} {
		number, _ := new(big.Rat).SetString(s.number)
		if got := (Tally{Result: &tally.Result{Places: s.places}}).Number(w, number); got != s.want {
			t.Errorf("%s with %d decimals: %q, want %q", s.number, s.places, got, s.want)
		}
	}
}

func TestMethodsAreGroupedByWhoWins(t *testing.T) {
	e := ward()
	c := NewComparison("ward.blt", e.Title, []Tally{counted(t, "irv", e), counted(t, "schulze", e), counted(t, "borda", e)}, nil)
	want := []Camp{{Winners: []int{1}, Methods: []string{"schulze", "borda"}}, {Winners: []int{0}, Methods: []string{"irv"}}}
	if diff := cmp.Diff(want, c.Outcome); diff != "" || c.Agree {
		t.Error(diff)
	}
	if got := c.Names(words(t), c.Outcome[0]); got != "Bea" {
		t.Error(got)
	}
}

// Whatever a method gives as a reason, every language has the sentence for it, with no gap that the reason does not fill.
func TestEveryReasonHasItsSentence(t *testing.T) {
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range tally.ReasonIDs() {
		data := map[string]any{"Name": "", "Other": "", "Names": ""}
		for _, number := range tally.ReasonNumbers(id) {
			data[strings.ToUpper(number[:1])+number[1:]] = ""
		}
		for _, language := range []string{"en", "de"} {
			if _, err := catalog.Printer(language).Lookup(id, data); err != nil {
				t.Errorf("%s: %v", language, err)
			}
		}
	}
}

// However a count ends, whatever happens on the way and whatever a tie is about, every language has the words.
func TestEveryStepHasItsWords(t *testing.T) {
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for _, v := range []tally.Verdict{
		tally.Elected, tally.Passed, tally.Rejected, tally.NoQuorum, tally.Funded, tally.Undecided, tally.Nobody,
	} {
		ids = append(ids, "tally.verdict."+string(v))
	}
	for _, a := range []tally.Action{
		tally.CountVotes, tally.Elect, tally.Defeat, tally.Surplus, tally.Fill, tally.Lock, tally.Skip, tally.Fund, tally.Refill,
	} {
		ids = append(ids, "tally.round."+string(a))
	}
	for _, what := range []string{"seat", "defeat", "surplus", "pair", "project", "finalist", "runoff"} {
		ids = append(ids, "tally.tie_for."+what)
	}
	for _, rule := range []tally.TieRule{tally.ByOrder, tally.ByPrevious, tally.ByDraw, "head-to-head", "five-star", "score", "lowerCost,moreVotes"} {
		ids = append(ids, "tally.tie_by."+string(rule))
	}
	for _, id := range ids {
		for _, language := range []string{"en", "de"} {
			if _, err := catalog.Printer(language).Lookup(id, map[string]any{"Names": "", "Number": 1}); err != nil {
				t.Errorf("%s: %v", language, err)
			}
		}
	}
}

func TestABudgetThatPaysForNothing(t *testing.T) {
	v := Tally{Result: &tally.Result{Verdict: tally.Funded}}
	if got := v.Verdict(words(t)); got != "Nothing is paid for" {
		t.Error(got)
	}
}

// A method is explained in two sentences, and what it is good and bad for in one.
func TestEveryMethodIsDescribed(t *testing.T) {
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range tally.Methods() {
		for _, id := range []string{tally.ExplainID(m), tally.GoodID(m), tally.BadID(m), "form." + string(m.Form())} {
			for _, language := range []string{"en", "de"} {
				said, err := catalog.Printer(language).Lookup(id, nil)
				if err != nil {
					t.Errorf("%s: %v", language, err)
				}
				sentences := map[string]int{tally.ExplainID(m): 2, tally.GoodID(m): 1, tally.BadID(m): 1}[id]
				if got := strings.Count(said+" ", ". "); got != sentences {
					t.Errorf("%s: %s has %d sentences, want %d: %s", language, id, got, sentences, said)
				}
			}
		}
	}
}
