package tally_test

// Cases of marks and points: approval, cumulative, quadratic.

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

func runApproval(t *testing.T, f folder) {
	switch f.name() {
	case "snapshot_approval":
		e, want := snapshot(t, f, "approval.json", tally.Approvals)
		r := count(t, "approval", e)
		for o, score := range want {
			wantNear(t, e.Options[o].Name, r.Totals[o], score)
		}
		wantWinners(t, e, r, "Article 1")
		if r.Turnout.Cast != 406 {
			t.Errorf("%d ballots", r.Turnout.Cast)
		}
	case "approval_vectors":
		var file struct {
			Vectors []struct {
				Candidates        []string
				Ballots           []counted
				ExpectedWinner    string           `json:"expected_winner"`
				IndependentTotals map[string]int64 `json:"independent_totals"`
			}
		}
		f.json(t, "vectors.json", &file)
		for _, v := range file.Vectors {
			e := &tally.Election{Form: tally.Approvals, Options: options(v.Candidates...), Seats: 1}
			for _, b := range v.Ballots {
				var picks []int
				for o, mark := range b.values {
					if mark == 1 {
						picks = append(picks, o)
					}
				}
				e.Ballots = append(e.Ballots, tally.Ballot{Count: b.count, Picks: picks})
			}
			r := count(t, "approval", e)
			wantWinners(t, e, r, v.ExpectedWinner)
			wantFigures(t, e, "approvals", r.Totals, v.IndependentTotals)
		}
	default:
		runCommittees(t, f)
	}
}

// runCommittees checks that the committees that the count's ties leave open are those published.
func runCommittees(t *testing.T, f folder) {
	var file struct {
		Vectors []struct {
			Name     string
			NumCand  int `json:"num_cand"`
			Size     int `json:"committeesize"`
			Profile  [][]int
			Expected [][]int `json:"expected_all_winning_committees"`
		}
	}
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		r := count(t, "approval", profile(v.NumCand, v.Size, v.Profile))
		sure := slices.Clone(r.Winners)
		committees := [][]int{sure}
		if len(r.Ties) == 1 {
			tie := r.Ties[0]
			sure = slices.DeleteFunc(sure, func(o int) bool { return slices.Contains(tie.Options, o) })
			committees = combine(sure, tie.Options, v.Size-len(sure))
		}
		for _, c := range committees {
			slices.Sort(c)
		}
		slices.SortFunc(committees, slices.Compare)
		slices.SortFunc(v.Expected, slices.Compare)
		if fmt.Sprint(committees) != fmt.Sprint(v.Expected) {
			t.Errorf("%s: committees %v, want %v", v.Name, committees, v.Expected)
		}
	}
	if len(file.Vectors) != 10 {
		t.Errorf("%d vectors", len(file.Vectors))
	}
}

// combine adds n of the others to a base in all ways.
func combine(base, others []int, n int) [][]int {
	if n == 0 {
		return [][]int{slices.Clone(base)}
	}
	var list [][]int
	for i, o := range others {
		list = append(list, combine(append(slices.Clone(base), o), others[i+1:], n-1)...)
	}
	return list
}

// snapshot reads a Snapshot proposal with its votes, and its published scores.
func snapshot(t *testing.T, f folder, name string, form tally.Form) (*tally.Election, []json.Number) {
	t.Helper()
	var file struct {
		Proposal struct{ Choices []string }
		Scores   []json.Number
		Votes    []struct {
			Choice  json.RawMessage
			Balance int64
		}
	}
	f.json(t, name, &file)
	e := &tally.Election{Form: form, Options: options(file.Proposal.Choices...), Seats: 1}
	for i, v := range file.Votes {
		b := tally.Ballot{Count: v.Balance}
		if form == tally.Approvals {
			if err := json.Unmarshal(v.Choice, &b.Picks); err != nil {
				t.Fatal(err)
			}
			for j := range b.Picks {
				b.Picks[j]--
			}
			slices.Sort(b.Picks)
		} else {
			var points map[string]json.Number
			if err := json.Unmarshal(v.Choice, &points); err != nil {
				t.Fatalf("vote %d: %v", i, err)
			}
			b.Values = proportions(t, points, len(e.Options))
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e, file.Scores
}

// proportions are a vote's decimals as whole numbers, in the same proportions.
func proportions(t *testing.T, points map[string]json.Number, n int) []int64 {
	t.Helper()
	values := make([]int64, n)
	for key, value := range points {
		at, err := strconv.Atoi(key)
		if err != nil {
			t.Fatal(err)
		}
		scaled := new(big.Rat).Mul(rat(t, value), big.NewRat(1000, 1))
		if !scaled.IsInt() {
			t.Fatalf("%s has more than three decimals", value)
		}
		values[at-1] = scaled.Num().Int64()
	}
	return values
}

func runCumulative(t *testing.T, f folder) {
	if f.name() == "snapshot_weighted" {
		e, want := snapshot(t, f, "weighted.json", tally.Points)
		r := count(t, "cumulative", e, "points=0", "counting=normalised")
		for o, score := range want {
			wantNear(t, e.Options[o].Name, r.Totals[o], score)
		}
		return
	}
	var file struct {
		Expected struct {
			Points, Ballots map[string]int64
			Funded          []string
		}
	}
	f.json(t, "expected.json", &file)
	e := f.election(t, f.only(t, ".pb"))
	r := count(t, "cumulative", e, "points=10")
	wantFigures(t, e, "points", r.Totals, file.Expected.Points)
	wantSet(t, e, r, file.Expected.Funded)
	if r.Turnout.Cast != 2051 || r.Turnout.Spoiled != 0 {
		t.Errorf("turnout %+v", r.Turnout)
	}
}

func wantSet(t *testing.T, e *tally.Election, r *tally.Result, want []string) {
	t.Helper()
	if got := slices.Sorted(slices.Values(named(e, r.Winners))); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("funded %q, want %q", got, want)
	}
}

func runQuadratic(t *testing.T, f folder) {
	if f.name() == "snapshot_quadratic" {
		e, want := snapshot(t, f, "quadratic.json", tally.Allocation)
		r := count(t, "quadratic", e, "counting=snapshot")
		for o, score := range want {
			wantNear(t, e.Options[o].Name, r.Totals[o], score)
		}
		return
	}
	var expected struct {
		Expected struct {
			UseOnly []string `json:"use_only"`
		}
	}
	f.json(t, "expected.json", &expected)
	var file struct {
		Suites []struct {
			Name     string
			NumUsers int
			Votes    map[string]map[string]struct{ VoteOptionIndex, VoteWeight int64 }
			Tally    []int64     `json:"expectedTally"`
			Spent    []int64     `json:"expectedSpentVoiceCredits"`
			Total    json.Number `json:"expectedTotalSpentVoiceCredits"`
		}
	}
	f.json(t, "suites.json", &file)
	ran := 0
	for _, suite := range file.Suites {
		if !slices.Contains(expected.Expected.UseOnly, suite.Name) {
			continue
		}
		ran++
		n := max(len(suite.Tally), len(suite.Spent))
		e := &tally.Election{Form: tally.Allocation, Options: make([]tally.Option, n), Seats: 1}
		for _, votes := range suite.Votes {
			b := tally.Ballot{Count: 1, Values: make([]int64, n)}
			for _, v := range votes {
				b.Values[v.VoteOptionIndex] += v.VoteWeight
			}
			e.Ballots = append(e.Ballots, b)
		}
		r, total := count(t, "quadratic", e), rat(t, 0)
		for o, votes := range suite.Tally {
			if r.Totals[o].Cmp(rat(t, votes)) != 0 {
				t.Errorf("%s: option %d has %s votes, want %d", suite.Name, o, r.Totals[o], votes)
			}
		}
		for o, spent := range suite.Spent {
			total.Add(total, r.Credits[o])
			if r.Credits[o].Cmp(rat(t, spent)) != 0 {
				t.Errorf("%s: option %d cost %s credits, want %d", suite.Name, o, r.Credits[o], spent)
			}
		}
		if total.Cmp(rat(t, suite.Total)) != 0 {
			t.Errorf("%s: %s credits, want %s", suite.Name, total, suite.Total)
		}
	}
	if ran != len(expected.Expected.UseOnly) {
		t.Errorf("%d suites ran", ran)
	}
}
