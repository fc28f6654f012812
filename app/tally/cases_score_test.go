package tally_test

// Cases of scores: score voting and STAR.

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// starVote reads a star.vote table: three columns about the voter, then a score per option, blank or 0 to 5.
func starVote(t *testing.T, f folder) *tally.Election {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(f.read(t, f.only(t, ".csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	e := &tally.Election{Form: tally.Scores, Options: options(rows[0][3:]...), Seats: 1}
	for _, row := range rows[1:] {
		b := tally.Ballot{Count: 1}
		for _, cell := range row[3:] {
			value := tally.Blank
			if cell != "" {
				if value, err = strconv.ParseInt(cell, 10, 64); err != nil {
					t.Fatal(err)
				}
			}
			b.Values = append(b.Values, value)
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

type starExpected struct {
	Expected struct {
		Totals    map[string]int64 `json:"score_totals"`
		Ranking   []string         `json:"ranking_by_score"`
		Finalists []string
		Runoff    map[string]int64
		Winner    string
	}
}

func runScore(t *testing.T, f folder) {
	if f.name() == "score_vectors" {
		runScoreVectors(t, f)
		return
	}
	var want starExpected
	f.json(t, "expected.json", &want)
	e := starVote(t, folder(strings.Replace(string(f), "/score/", "/star/", 1)))
	r := count(t, "score", e)
	wantFigures(t, e, "score", r.Totals, want.Expected.Totals)
	wantWinners(t, e, r, want.Expected.Winner)
	if got := named(e, slices.Concat(r.Order...)); !slices.Equal(got, want.Expected.Ranking) {
		t.Errorf("order %q, want %q", got, want.Expected.Ranking)
	}
}

func scored(candidates []string, ballots []counted) *tally.Election {
	e := &tally.Election{Form: tally.Scores, Options: options(candidates...), Seats: 1}
	for _, b := range ballots {
		e.Ballots = append(e.Ballots, tally.Ballot{Count: b.count, Values: b.values})
	}
	return e
}

func runScoreVectors(t *testing.T, f folder) {
	var file struct {
		Vectors []struct {
			Name              string
			Candidates        []string
			Ballots           []counted
			Ranking           []string `json:"expected_ranking"`
			Winner            string   `json:"expected_winner"`
			Expected          string
			IndependentTotals map[string]int64 `json:"independent_totals"`
		}
	}
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		e := scored(v.Candidates, v.Ballots)
		r := count(t, "score", e, "max=10")
		wantFigures(t, e, v.Name, r.Totals, v.IndependentTotals)
		switch {
		case v.Winner != "":
			wantWinners(t, e, r, v.Winner)
		case v.Ranking != nil:
			if got := named(e, slices.Concat(r.Order...)); !slices.Equal(got, v.Ranking) {
				t.Errorf("%s: %q, want %q", v.Name, got, v.Ranking)
			}
		case v.Expected == "TIE of 1 and 2":
			if got := named(e, r.Ties[0].Options); !slices.Equal(got, []string{"1", "2"}) {
				t.Errorf("%s: tie of %q", v.Name, got)
			}
		default:
			t.Errorf("%s: nothing is expected", v.Name)
		}
	}
}

func runStar(t *testing.T, f folder) {
	switch f.name() {
	case "starpy_vectors":
		runStarpy(t, f)
		return
	case "starvote_tie_cases":
		runStarTies(t, f)
		return
	}
	var want starExpected
	f.json(t, "expected.json", &want)
	e := starVote(t, f)
	r := count(t, "star", e)
	wantFigures(t, e, "score", r.Totals, want.Expected.Totals)
	wantWinners(t, e, r, want.Expected.Winner)
	if got := named(e, r.Rounds[0].Options); !slices.Equal(got, want.Expected.Finalists) {
		t.Errorf("finalists %q", got)
	}
	same := want.Expected.Runoff["no preference"]
	delete(want.Expected.Runoff, "no preference")
	wantFigures(t, e, "runoff", r.Rounds[1].Votes, want.Expected.Runoff)
	if empty := r.Turnout.Empty; r.Rounds[1].Exhausted.Cmp(rat(t, same-empty)) != 0 {
		t.Errorf("%s ballots have no preference and %d are empty, want %d together", r.Rounds[1].Exhausted, empty, same)
	}
}

func runStarpy(t *testing.T, f folder) {
	var file struct {
		Vectors []struct {
			Name       string
			Candidates []string
			Ballots    []counted
			Winner     string `json:"expected_star"`
			RunnerUp   string `json:"expected_runner_up"`
		}
	}
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		e := scored(v.Candidates, v.Ballots)
		r := count(t, "star", e)
		if strings.HasPrefix(v.Winner, "TIE") {
			r = count(t, "star", e, "tieOrder=head-to-head")
			byRule := slices.IndexFunc(r.Ties, func(tie tally.Tie) bool { return tie.By == "order" })
			if byRule < 0 || !slices.Equal(named(e, r.Ties[byRule].Options), []string{"Allison", "Bill", "Carmen"}) {
				t.Errorf("%s: ties %+v", v.Name, r.Ties)
			}
			continue
		}
		if got := named(e, r.Winners); !slices.Equal(got, []string{v.Winner}) {
			t.Errorf("%s: %q won, want %q", v.Name, got, v.Winner)
		}
		if v.RunnerUp != "" && !slices.Contains(named(e, r.Rounds[0].Options), v.RunnerUp) {
			t.Errorf("%s: finalists %q", v.Name, named(e, r.Rounds[0].Options))
		}
	}
}

// starVoteText reads the ballots of a .starvote file.
func starVoteText(t *testing.T, text string) *tally.Election {
	t.Helper()
	e := &tally.Election{Form: tally.Scores, Seats: 1}
	var ballot map[string]int64
	var ballots []map[string]int64
	times, names := int64(1), map[string]bool{}
	var counts []int64
	flush := func() {
		if len(ballot) > 0 {
			ballots, counts = append(ballots, ballot), append(counts, times)
		}
		ballot, times = map[string]int64{}, 1
	}
	_, body, _ := strings.Cut(text, "[ballots]")
	flush()
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		name, value, isScore := strings.Cut(line, " = ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			flush()
		case strings.HasSuffix(line, "ballots:"):
			flush()
			times, _ = strconv.ParseInt(strings.Fields(line)[0], 10, 64)
		case isScore:
			score, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			ballot[name], names[name] = score, true
		}
	}
	flush()
	sorted := slices.SortedFunc(maps.Keys(names), cmp.Compare)
	e.Options = options(sorted...)
	for i, scores := range ballots {
		b := tally.Ballot{Count: counts[i]}
		for _, name := range sorted {
			b.Values = append(b.Values, scores[name])
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

func runStarTies(t *testing.T, f folder) {
	var want struct {
		Expected struct {
			Elections []struct{ Name, Result string }
		}
	}
	f.json(t, "expected.json", &want)
	by := map[string]string{
		"test_election_breakable_tie_for_second_in_score_round":                   "head-to-head",
		"test_election_breakable_tie_in_automatic_runoff_round_using_score_round": "score",
		"test_election_unbreakable_tie_for_second_in_score_round":                 "order",
	}
	for _, c := range want.Expected.Elections {
		e := starVoteText(t, string(f.read(t, c.Name+".starvote")))
		r := count(t, "star", e)
		if wantBy := by[c.Name]; wantBy != "" && (len(r.Ties) != 1 || r.Ties[0].By != wantBy) {
			t.Errorf("%s: ties %+v, want one by %s", c.Name, r.Ties, wantBy)
		}
		if rest, tied := strings.CutPrefix(c.Result, "Tie between "); tied {
			if got := strings.Join(named(e, r.Ties[0].Options), " and ") + "."; got != rest {
				t.Errorf("%s: tie of %s", c.Name, got)
			}
			continue
		}
		wantWinners(t, e, r, c.Result)
	}
	if len(want.Expected.Elections) != 4 {
		t.Errorf("%d elections", len(want.Expected.Elections))
	}
}
