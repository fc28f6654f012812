package tally_test

// Cases of several seats by transferable votes, and of budgets.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// takenFirst is the programs' rule for ties in these cases: the file's own order, and without one the option that comes first is the first to go
// out, so that the order of the options backwards says who wins.
func takenFirst(e *tally.Election) tally.Ties {
	order := slices.Clone(e.Order)
	if order == nil {
		for o := range e.Options {
			order = append(order, o)
		}
		slices.Reverse(order)
	}
	return tally.Ties{Rule: tally.ByPrevious, Last: tally.ByOrder, Order: order}
}

func runScottish(t *testing.T, f folder) {
	var want struct {
		Ballots  int64
		Expected struct {
			Quota   string
			Elected []string `json:"elected_in_order"`
			Stages  []struct {
				Stage, Nontransferable string
				Votes                  map[string]string
			}
			Ties []struct {
				Kind   string
				Tied   []string
				Chosen string
				How    string
			} `json:"tie_breaks"`
		}
	}
	f.json(t, "expected.json", &want)
	e := f.election(t, f.only(t, ".blt"))
	s := settings(t, "stv-scottish")
	s.Ties = takenFirst(e)
	r := countWith(t, "stv-scottish", e, s)
	wantWinners(t, e, r, want.Expected.Elected...)
	if len(r.Rounds) > 0 && r.Rounds[len(r.Rounds)-1].Action == tally.Fill {
		r.Rounds = r.Rounds[:len(r.Rounds)-1]
	}
	if len(r.Rounds) != len(want.Expected.Stages) || r.Turnout.Cast != want.Ballots {
		t.Fatalf("%d stages, want %d; %d ballots", len(r.Rounds), len(want.Expected.Stages), r.Turnout.Cast)
	}
	for i, stage := range want.Expected.Stages {
		got := r.Rounds[i]
		wantFigures(t, e, "votes at stage "+stage.Stage, got.Votes, stage.Votes)
		if got.Exhausted.Cmp(rat(t, stage.Nontransferable)) != 0 || got.Quota.Cmp(rat(t, want.Expected.Quota)) != 0 {
			t.Errorf("stage %s: %s not transferable, quota %s", stage.Stage, got.Exhausted.FloatString(5), got.Quota)
		}
		whole := rat(t, 0)
		whole.Add(got.Exhausted, got.Lost)
		for _, v := range got.Votes {
			whole.Add(whole, v)
		}
		if whole.Cmp(rat(t, want.Ballots)) != 0 || got.Lost.Sign() < 0 {
			t.Errorf("stage %s: %s votes, of which %s lost", stage.Stage, whole, got.Lost)
		}
	}
	for i, tie := range want.Expected.Ties {
		got, how := r.Ties[i], map[string]string{"history": "previous", "lot": "order"}[tie.How]
		if got.For != tie.Kind || got.By != how || !slices.Equal(named(e, got.Options), tie.Tied) || e.Options[got.Chosen[0]].Name != tie.Chosen {
			t.Errorf("tie %+v, want %+v", got, tie)
		}
	}
	if len(r.Ties) != len(want.Expected.Ties) {
		t.Errorf("ties %+v", r.Ties)
	}
}

func runMeek(t *testing.T, f folder) {
	if f.name() == "stv_rs_ties" {
		runMeekTies(t, f)
		return
	}
	var want struct {
		Expected struct {
			Elected []string `json:"elected_in_order"`
			Quota   string   `json:"final_quota"`
			Stages  []struct {
				Round, Action, Quota, Surplus string
				Votes                         map[string]string
				Keep                          map[string]string `json:"keep_factor"`
			}
		}
	}
	f.json(t, "expected.json", &want)
	e := f.election(t, f.only(t, ".blt"))
	s := settings(t, "stv-meek")
	ties := takenFirst(e)
	s.Ties = tally.Ties{Rule: tally.ByOrder, Order: ties.Order}
	r := countWith(t, "stv-meek", e, s)
	wantWinners(t, e, r, want.Expected.Elected...)
	at, compared := 0, 0
	for _, stage := range want.Expected.Stages {
		if stage.Action == "end" || at == len(r.Rounds) {
			// What follows the last election only marks those who are left as defeated.
			continue
		}
		got := r.Rounds[at]
		where := fmt.Sprintf("round %s, %s", stage.Round, stage.Action)
		if stage.Round != fmt.Sprint(got.Number) || !strings.HasPrefix(map[tally.Action]string{
			tally.CountVotes: "begin", tally.Elect: "elect", tally.Fill: "elect", tally.Defeat: "defeat",
		}[got.Action], stage.Action) {
			t.Fatalf("%s: got round %d, %s", where, got.Number, got.Action)
		}
		wantFigures(t, e, where+": votes", got.Votes, stage.Votes)
		wantFigures(t, e, where+": keep factor", got.KeepFactors, stage.Keep)
		if got.Quota.Cmp(rat(t, stage.Quota)) != 0 || got.Surplus.Cmp(rat(t, stage.Surplus)) != 0 {
			t.Errorf("%s: quota %s, surplus %s, want %+v", where, got.Quota.FloatString(9), got.Surplus.FloatString(9), stage)
		}
		at, compared = at+1, compared+1
	}
	if last := r.Rounds[len(r.Rounds)-1]; last.Quota.Cmp(rat(t, want.Expected.Quota)) != 0 || compared != len(r.Rounds) {
		t.Errorf("final quota %s; %d of %d rounds were compared", last.Quota.FloatString(9), compared, len(r.Rounds))
	}
}

func runMeekTies(t *testing.T, f folder) {
	var want struct {
		Expected struct {
			Elections []struct {
				Name    string
				Elected []string
				Quota   string `json:"final_quota"`
			}
		}
	}
	f.json(t, "expected.json", &want)
	for _, c := range want.Expected.Elections {
		e := f.election(t, c.Name+".blt")
		s := settings(t, "stv-meek")
		s.Ties = tally.Ties{Rule: tally.ByOrder, Order: takenFirst(e).Order}
		r := countWith(t, "stv-meek", e, s)
		wantWinners(t, e, r, c.Elected...)
		if quota := r.Rounds[len(r.Rounds)-1].Quota; quota.Cmp(rat(t, c.Quota)) != 0 {
			t.Errorf("%s: quota %s, want %s", c.Name, quota.FloatString(9), c.Quota)
		}
	}
	if len(want.Expected.Elections) != 2 {
		t.Errorf("%d elections", len(want.Expected.Elections))
	}
}

type budgetExpected struct {
	Ballots  int64
	Rule     struct{ Name string }
	Expected struct {
		Votes  map[string]int64
		Funded []string
		Cost   int64 `json:"funded_cost"`
	}
	Independent struct {
		Order   []string   `json:"selection_order"`
		Virtual int64      `json:"final_virtual_budget"`
		Without []string   `json:"funded_without_completion"`
		Ties    [][]string `json:"ties_met_in_final_run"`
	}
}

func (want budgetExpected) compare(t *testing.T, e *tally.Election, r *tally.Result) {
	t.Helper()
	wantFigures(t, e, "votes", r.Totals, want.Expected.Votes)
	wantSet(t, e, r, want.Expected.Funded)
	cost := int64(0)
	for _, o := range r.Winners {
		cost += e.Options[o].Cost
	}
	if cost != want.Expected.Cost || r.Turnout.Cast != want.Ballots || r.Turnout.Spoiled != 0 {
		t.Errorf("%d was spent, want %d; turnout %+v", cost, want.Expected.Cost, r.Turnout)
	}
}

func runGreedy(t *testing.T, f folder) {
	var want budgetExpected
	f.json(t, "expected.json", &want)
	e := f.election(t, f.only(t, ".pb"))
	want.compare(t, e, count(t, "pb-greedy", e, "budgetRule="+want.Rule.Name))
}

func runShares(t *testing.T, f folder) {
	if f.name() == "abcvoting_unit_cost" {
		runUnitCost(t, f)
		return
	}
	var want budgetExpected
	f.json(t, "expected.json", &want)
	e := f.election(t, f.only(t, ".pb"))
	changes := []string{"utility=cost", "completion=add1"}
	if strings.Contains(f.name(), "wieliczka") {
		changes = append(changes, "comparison=greedy")
	}
	r := count(t, "pb-equal-shares", e, changes...)
	want.compare(t, e, r)
	if got := named(e, r.Winners); !slices.Equal(got, want.Independent.Order) {
		t.Errorf("bought %q, want %q", got, want.Independent.Order)
	}
	if virtual := r.Rounds[0].Quota; virtual.Cmp(rat(t, fmt.Sprintf("%d/%d", want.Independent.Virtual, want.Ballots))) != 0 {
		t.Errorf("%s for each voter, want %d for all", virtual, want.Independent.Virtual)
	}
	var ties [][]string
	for _, tie := range r.Ties {
		ties = append(ties, named(e, tie.Options))
		slices.Sort(ties[len(ties)-1])
	}
	for _, tie := range want.Independent.Ties {
		slices.Sort(tie)
	}
	if fmt.Sprint(ties) != fmt.Sprint(want.Independent.Ties) {
		t.Errorf("ties %q, want %q", ties, want.Independent.Ties)
	}
	wantSet(t, e, count(t, "pb-equal-shares", e, "completion=none"), want.Independent.Without)
	paidInFull(t, e, r)
}

// paidInFull checks that payments add up to costs, and that nobody paid more than there was.
func paidInFull(t failer, e *tally.Election, r *tally.Result) {
	t.Helper()
	spent := map[int]string{}
	for _, project := range r.Projects {
		if len(project.Payments) == 0 {
			continue
		}
		paid := rat(t, 0)
		for _, payment := range project.Payments {
			paid.Add(paid, rat(t, payment.Each.String()).Mul(payment.Each, rat(t, e.Ballots[payment.Ballot].Count)))
			before := rat(t, 0)
			if spent[payment.Ballot] != "" {
				before = rat(t, spent[payment.Ballot])
			}
			spent[payment.Ballot] = before.Add(before, payment.Each).String()
		}
		if paid.Cmp(rat(t, e.Options[project.Option].Cost)) != 0 {
			t.Errorf("project %d cost %d, and %s was paid", project.Option, e.Options[project.Option].Cost, paid)
		}
	}
	for ballot, sum := range spent {
		if len(r.Rounds) > 0 && r.Rounds[0].Action == tally.Refill && rat(t, sum).Cmp(r.Rounds[0].Quota) > 0 {
			t.Errorf("ballot %d paid %s of %s", ballot, sum, r.Rounds[0].Quota)
		}
	}
}

// runUnitCost counts committees as projects that cost one each. The source follows all ties, so that ours must be one of its committees, and
// the one where there is one. Its completions by increments and by Phragmén's rule are other rules, and not ours.
func runUnitCost(t *testing.T, f folder) {
	var file struct {
		Vectors []struct {
			Name     string
			NumCand  int   `json:"num_cand"`
			Size     int64 `json:"committeesize"`
			Profile  [][]int
			Expected map[string][][]int
			Phase1   [][]int `json:"independent_phase1_committees"`
		}
	}
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		e := profile(v.NumCand, 0, v.Profile)
		e.Budget = v.Size
		for o := range e.Options {
			e.Options[o].Cost = 1
		}
		for _, utility := range []string{"cost", "cardinality"} {
			r := count(t, "pb-equal-shares", e, "completion=utilitarian", "utility="+utility, "equalRho=rule")
			oneOf(t, v.Name, r.Winners, v.Expected["equal-shares-with-av-completion"])
			oneOf(t, v.Name+" before completion", count(t, "pb-equal-shares", e, "completion=none", "utility="+utility, "equalRho=rule").Winners, v.Phase1)
		}
	}
	if len(file.Vectors) != 10 {
		t.Errorf("%d vectors", len(file.Vectors))
	}
}

func oneOf(t *testing.T, name string, winners []int, committees [][]int) {
	t.Helper()
	got := slices.Sorted(slices.Values(winners))
	if !slices.ContainsFunc(committees, func(c []int) bool { return slices.Equal(slices.Sorted(slices.Values(c)), got) }) {
		t.Errorf("%s: %v, want one of %v", name, got, committees)
	}
}
