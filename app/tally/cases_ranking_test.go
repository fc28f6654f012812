package tally_test

// Cases of rankings: instant runoff, Schulze, ranked pairs, Borda.

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

func runIRV(t *testing.T, f folder) {
	switch f.name() {
	case "condorcet_php_small":
		runSmallIRV(t, f)
	case "rctab_minneapolis_2013_mayor":
		var file struct {
			Candidates []string
			Expected   rctab
		}
		f.json(t, "expected.json", &file)
		e := rctabTable(t, f, "ballots.csv", file.Candidates)
		r := count(t, "irv", e, "overvoteRule=exhaustImmediately", "maxSkippedRanksAllowed=1", "batchElimination=true")
		file.Expected.compare(t, e, r)
		if r.Turnout.Cast != 80101 {
			t.Errorf("%d ballots", r.Turnout.Cast)
		}
	default:
		runRuleSets(t, f)
	}
}

func runSmallIRV(t *testing.T, f folder) {
	var file struct {
		Vectors []struct {
			Name       string
			Candidates []string
			Ballots    rankings
			Expected   struct {
				Ranking [][]string
				Rounds  []map[string]int64
			}
		}
	}
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		e := v.Ballots.election(t, v.Candidates)
		r := count(t, "irv", e)
		if tied := v.Expected.Ranking[0]; len(tied) > 1 {
			// The library returns the tie; here the rule for ties decides, and the tie is on record.
			if !slices.ContainsFunc(r.Ties, func(tie tally.Tie) bool { return slices.Equal(named(e, tie.Options), tied) }) {
				t.Errorf("%s: ties %+v, want one of %q", v.Name, r.Ties, tied)
			}
			continue
		}
		for i, votes := range v.Expected.Rounds {
			wantFigures(t, e, fmt.Sprintf("%s, votes in round %d", v.Name, i+1), r.Rounds[i].Votes, votes)
		}
		if v.Name == "result 2" {
			// bob and sue have two each, bill one; then bob 2, sue 3.
			wantWinners(t, e, r, "sue")
			continue
		}
		wantWinners(t, e, r, v.Expected.Ranking[0]...)
	}
	if len(file.Vectors) != 4 {
		t.Errorf("%d vectors", len(file.Vectors))
	}
}

// rctab is what RCTab reports.
type rctab struct {
	Winners []string
	Rounds  []struct {
		Threshold           string
		Tally               map[string]string
		Elected, Eliminated []string
		Inactive            struct{ ExhaustedChoices, Overvotes, RepeatedRankings, SkippedRankings string }
	}
}

func (want rctab) compare(t *testing.T, e *tally.Election, r *tally.Result) {
	t.Helper()
	if len(r.Rounds) != len(want.Rounds) {
		t.Fatalf("%d rounds, want %d", len(r.Rounds), len(want.Rounds))
	}
	for i, round := range want.Rounds {
		got := r.Rounds[i]
		wantFigures(t, e, fmt.Sprintf("votes in round %d", i+1), got.Votes, round.Tally)
		if got.Quota.Cmp(rat(t, round.Threshold)) != 0 {
			t.Errorf("round %d: threshold %s, want %s", i+1, got.Quota, round.Threshold)
		}
		in := round.Inactive
		want := strings.Join([]string{in.ExhaustedChoices, in.Overvotes, in.RepeatedRankings, in.SkippedRankings}, " ")
		if ended := fmt.Sprint(got.Inactive.Exhausted, got.Inactive.Overvotes, got.Inactive.Repeated, got.Inactive.Skipped); ended != want {
			t.Errorf("round %d: inactive %s, want %s", i+1, ended, want)
		}
		happened := round.Eliminated
		if len(round.Elected) > 0 {
			happened = round.Elected
		}
		if names := named(e, got.Options); !slices.Equal(slices.Sorted(slices.Values(names)), slices.Sorted(slices.Values(happened))) {
			t.Errorf("round %d: %s %q, want %q", i+1, got.Action, names, happened)
		}
	}
	wantWinners(t, e, r, want.Winners...)
}

// rctabTable reads a table of counts and ranks, in which "OVERVOTE" stands for several marks. Names beyond the candidates are write-ins.
func rctabTable(t *testing.T, f folder, name string, candidates []string) *tally.Election {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(f.read(t, name))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	e := &tally.Election{Form: tally.Ranking, Options: options(candidates...), Seats: 1}
	for _, row := range rows[1:] {
		b := tally.Ballot{}
		if b.Count, err = strconv.ParseInt(row[0], 10, 64); err != nil {
			t.Fatal(err)
		}
		for _, cell := range row[1:] {
			at := slices.IndexFunc(e.Options, func(o tally.Option) bool { return o.Name == cell })
			switch {
			case cell == "":
				b.Ranks = append(b.Ranks, nil)
			case cell == "OVERVOTE":
				b.Ranks = append(b.Ranks, []int{0, 1})
			default:
				if at < 0 {
					at = len(e.Options)
					e.Options = append(e.Options, tally.Option{Name: cell, WriteIn: true})
				}
				b.Ranks = append(b.Ranks, []int{at})
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

func runRuleSets(t *testing.T, f folder) {
	var file struct {
		Expected struct {
			Sets []struct {
				Name      string
				Overvote  string
				Skipped   string `json:"max_consecutive_skipped_ranks"`
				Duplicate bool   `json:"duplicate_ranking_exhausts"`
				rctab
			}
		}
	}
	f.json(t, "expected.json", &file)
	for _, set := range file.Expected.Sets {
		t.Run(set.Name, func(t *testing.T) {
			e := rctabTable(t, f, set.Name+".ballots.csv", []string{"Candidate A Name", "Candidate B Name", "Candidate C Name", "Candidate D Name"})
			r := count(t, "irv", e, "overvoteRule="+set.Overvote, "maxSkippedRanksAllowed="+set.Skipped, fmt.Sprint("exhaustOnDuplicateCandidate=", set.Duplicate))
			set.compare(t, e, r)
			var report struct {
				Results []struct {
					TallyResults []struct {
						Eliminated string
						Transfers  map[string]string
					}
				}
			}
			f.json(t, set.Name+"_expected_detailed_report.json", &report)
			for i, result := range report.Results {
				for _, gone := range result.TallyResults {
					got := map[string]string{}
					for _, transfer := range r.Rounds[i].Transfers {
						to := "exhausted"
						if transfer.To >= 0 {
							to = e.Options[transfer.To].Name
						}
						before := rat(t, 0)
						if got[to] != "" {
							before = rat(t, got[to])
						}
						got[to] = before.Add(before, transfer.Votes).RatString()
					}
					if fmt.Sprint(got) != fmt.Sprint(gone.Transfers) {
						t.Errorf("round %d: transfers %v, want %v", i+1, got, gone.Transfers)
					}
				}
			}
		})
	}
	if len(file.Expected.Sets) != 4 {
		t.Errorf("%d sets", len(file.Expected.Sets))
	}
}

// pairVector is an example of a method that compares pairs.
type pairVector struct {
	Name       string
	Candidates []string
	Ballots    rankings
	Winners    map[string][]string         `json:"expected_winners"`
	Winning    [][]string                  `json:"expected_ranking_winning"`
	Margin     [][]string                  `json:"expected_ranking_margin"`
	Ratio      [][]string                  `json:"expected_ranking_ratio"`
	Paths      map[string]map[string]int64 `json:"expected_strongest_path_winning_votes"`
}

func (v pairVector) compare(t *testing.T, name string) {
	t.Helper()
	e := v.Ballots.election(t, v.Candidates)
	for strength, want := range map[string][][]string{"winning": v.Winning, "margin": v.Margin, "ratio": v.Ratio} {
		r := count(t, name, e, "strength="+strength, "unranked=below")
		if got := groups(e, r.Order); want != nil && fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s by %s: %v, want %v", v.Name, strength, got, want)
		}
		if winners := v.Winners[strength]; winners != nil && !slices.Equal(named(e, r.Order[0]), winners) {
			t.Errorf("%s by %s: %v won, want %v", v.Name, strength, groups(e, r.Order), winners)
		}
		if len(v.Winners[strength]) > 1 && (len(r.Ties) != 1 || !slices.Equal(r.Ties[0].Options, r.Order[0])) {
			t.Errorf("%s: ties %+v", v.Name, r.Ties)
		}
		for from, row := range v.Paths {
			for to, votes := range row {
				if got := r.Pairwise.Paths; strength == "winning" && got[numberOf(t, e, from)][numberOf(t, e, to)] != votes {
					t.Errorf("%s: path from %s to %s: %v, want %d", v.Name, from, to, got, votes)
				}
			}
		}
	}
}

func runPairs(t *testing.T, f folder, name string, vectors int) {
	var file struct{ Vectors []pairVector }
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		v.compare(t, name)
	}
	if len(file.Vectors) != vectors {
		t.Errorf("%d vectors", len(file.Vectors))
	}
}

func runSchulze(t *testing.T, f folder) {
	if f.name() == "schulze_paper_examples" {
		runPairs(t, f, "schulze", 9)
		return
	}
	runDebian(t, f)
	if f.name() == "debian_dpl_2006" {
		var want debianExpected
		f.json(t, "expected.json", &want)
		e := debian(t, f, want.Candidates)
		wantWinners(t, e, count(t, "schulze", e, "unranked=below"), "Anthony Towns")
		wantWinners(t, e, count(t, "schulze", e, "unranked=unknown"), "Steve McIntyre")
	}
}

func runRankedPairs(t *testing.T, f folder) { runPairs(t, f, "ranked-pairs", 5) }

func runBorda(t *testing.T, f folder) {
	if f.name() == "borda_vectors" {
		var file struct {
			Vectors []struct {
				Name       string
				Candidates []string
				Ballots    rankings
				Expected   map[string]json.Number `json:"expected_points"`
				Points     string
				Unranked   string
				Ranking    [][]string `json:"expected_ranking"`
			}
		}
		f.json(t, "vectors.json", &file)
		for _, v := range file.Vectors {
			e := v.Ballots.election(t, v.Candidates)
			changes := []string{"points=" + v.Points}
			if v.Unranked != "" {
				changes = append(changes, "unranked="+v.Unranked)
			}
			r := count(t, "borda", e, changes...)
			wantFigures(t, e, v.Name, r.Totals, v.Expected)
			if got := groups(e, r.Order); v.Ranking != nil && fmt.Sprint(got) != fmt.Sprint(v.Ranking) {
				t.Errorf("%s: %v, want %v", v.Name, got, v.Ranking)
			}
		}
		return
	}
	var want struct {
		Ballots  int64
		Expected struct {
			Scores map[string]int64
			Top    []string `json:"ranking_top10"`
			Funded []string
		}
	}
	f.json(t, "expected.json", &want)
	e := f.election(t, f.only(t, ".pb"))
	r := count(t, "borda", e, "points=places..1", "places=3", "unranked=zero")
	wantFigures(t, e, "points", r.Totals, want.Expected.Scores)
	wantSet(t, e, r, want.Expected.Funded)
	if got := named(e, slices.Concat(r.Order...)[:10]); !slices.Equal(got, want.Expected.Top) || r.Turnout.Cast != want.Ballots {
		t.Errorf("%d ballots, first %q", r.Turnout.Cast, got)
	}
}
