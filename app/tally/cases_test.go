package tally_test

// Elections that really happened, and published examples: what was expected, down to rounds and transfers where these are given. One runner per
// method reads its cases' files; this file finds them, and says how many ran.

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/tally"
)

const electionsFolder = "../../../shared/data/elections"

// runners know how to count the cases of each folder. A folder that is not here and not in elsewhere fails the test.
var runners = map[string]func(*testing.T, folder){
	"approval": runApproval, "score": runScore, "star": runStar, "cumulative": runCumulative, "quadratic": runQuadratic,
	"yes_no_quorum": runYesNo, "consent": runConsent, "irv": runIRV, "stv_scottish": runScottish, "stv_meek": runMeek,
	"schulze": runSchulze, "ranked_pairs": runRankedPairs, "borda": runBorda, "pb_greedy": runGreedy, "pb_equal_shares": runShares,
}

// elsewhere are folders about something that is not a count.
var elsewhere = []string{"opengov", "delegated"}

func TestElectionCases(t *testing.T) {
	var index struct {
		Cases []struct{ Method, Case, Path string }
	}
	if _, err := os.Stat(electionsFolder); errors.Is(err, os.ErrNotExist) {
		apptest.WithoutData(t, electionsFolder)
	}
	folder(electionsFolder).json(t, "INDEX.json", &index)
	ran, methods := 0, map[string]bool{}
	for _, c := range index.Cases {
		if slices.Contains(elsewhere, c.Method) {
			continue
		}
		run, known := runners[c.Method]
		if !known {
			t.Errorf("nobody counts %s/%s", c.Method, c.Case)
			continue
		}
		if t.Run(c.Method+"/"+c.Case, func(t *testing.T) { run(t, folder(filepath.Join(electionsFolder, c.Path))) }) {
			ran++
			methods[c.Method] = true
		}
	}
	fmt.Printf("%d cases of %d methods were counted as expected\n", ran, len(methods))
	if ran != 45 || len(methods) != 15 {
		t.Errorf("%d cases of %d methods, where there are 45 of 15", ran, len(methods))
	}
}

// folder is one case's.
type folder string

func (f folder) name() string { return filepath.Base(string(f)) }

func (f folder) read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(string(f), name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (f folder) json(t *testing.T, name string, into any) {
	t.Helper()
	if err := json.Unmarshal(f.read(t, name), into); err != nil {
		t.Fatalf("reading %s: %v", name, err)
	}
}

// only is the one file with an ending.
func (f folder) only(t *testing.T, ending string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(string(f), "*"+ending))
	if err != nil || len(found) != 1 {
		t.Fatalf("%d files end in %s: %v", len(found), ending, err)
	}
	return filepath.Base(found[0])
}

func (f folder) election(t *testing.T, name string) *tally.Election {
	t.Helper()
	e, err := ballotfile.Read(ballotfile.Source{
		Name: name, Data: f.read(t, name),
		Open: func(other string) ([]byte, error) { return os.ReadFile(filepath.Join(string(f), other)) },
	})
	if err != nil {
		t.Fatalf("reading %s: %v", name, err)
	}
	return e
}

func method(t testing.TB, name string) tally.Method {
	t.Helper()
	m, err := tally.MethodOf(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// settings are a method's defaults with changes: "unranked=below".
func settings(t testing.TB, name string, changes ...string) tally.Settings {
	t.Helper()
	s := tally.Defaults(method(t, name))
	for _, change := range changes {
		key, value, _ := strings.Cut(change, "=")
		s = s.With(key, value)
	}
	return s
}

func count(t testing.TB, name string, e *tally.Election, changes ...string) *tally.Result {
	t.Helper()
	return countWith(t, name, e, settings(t, name, changes...))
}

func countWith(t testing.TB, name string, e *tally.Election, s tally.Settings) *tally.Result {
	t.Helper()
	r, err := tally.Count(method(t, name), e, s)
	if err != nil {
		t.Fatalf("counting by %s: %v", name, err)
	}
	return r
}

func options(names ...string) []tally.Option {
	list := make([]tally.Option, len(names))
	for i, name := range names {
		list[i].Name = name
	}
	return list
}

// named are the options' names; projects are called by their ids.
func named(e *tally.Election, numbers []int) []string {
	names := make([]string, len(numbers))
	for i, o := range numbers {
		if names[i] = e.Options[o].ID; names[i] == "" {
			names[i] = e.Options[o].Name
		}
	}
	return names
}

func numberOf(t testing.TB, e *tally.Election, name string) int {
	t.Helper()
	at := slices.IndexFunc(e.Options, func(o tally.Option) bool { return o.ID == name || o.ID == "" && o.Name == name })
	if at < 0 {
		t.Fatalf("no option is called %q", name)
	}
	return at
}

func groups(e *tally.Election, order [][]int) [][]string {
	var list [][]string
	for _, group := range order {
		list = append(list, named(e, group))
	}
	return list
}

func wantWinners(t testing.TB, e *tally.Election, r *tally.Result, want ...string) {
	t.Helper()
	if got := named(e, r.Winners); !slices.Equal(got, want) {
		t.Errorf("%q won, want %q", got, want)
	}
}

// wantFigures compares figures by name, exactly, with numerals.
func wantFigures[N any](t testing.TB, e *tally.Election, what string, got []*big.Rat, want map[string]N) {
	t.Helper()
	for name, figure := range want {
		o := numberOf(t, e, name)
		if w := rat(t, figure); got[o] == nil && w.Sign() != 0 || got[o] != nil && got[o].Cmp(w) != 0 {
			t.Errorf("%s of %s: %v, want %v", what, name, got[o], figure)
		}
	}
}

func rat(t failer, figure any) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(fmt.Sprint(figure))
	if !ok {
		t.Fatalf("%v is no number", figure)
	}
	return r
}

// wantNear compares with a published figure that was computed in floating point.
func wantNear(t testing.TB, what string, got *big.Rat, want json.Number) {
	t.Helper()
	apart := new(big.Rat).Sub(got, rat(t, want))
	if apart.Abs(apart).Cmp(big.NewRat(1, 1_000_000_000)) >= 0 {
		t.Errorf("%s: %s, want %s", what, got.FloatString(12), want)
	}
}

// rankings are the ballots of vector files.
type rankings []struct {
	Count   int64
	Ranking [][]string
}

func (r rankings) election(t testing.TB, candidates []string) *tally.Election {
	t.Helper()
	e := &tally.Election{Form: tally.Ranking, Options: options(candidates...), Seats: 1}
	for _, ballot := range r {
		b := tally.Ballot{Count: ballot.Count}
		for _, rank := range ballot.Ranking {
			var numbers []int
			for _, name := range rank {
				numbers = append(numbers, numberOf(t, e, name))
			}
			b.Ranks = append(b.Ranks, numbers)
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

// counted reads [count, [values]].
type counted struct {
	count  int64
	values []int64
}

func (c *counted) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[]any{&c.count, &c.values})
}

// profile is an election of approvals by number.
func profile(n, seats int, ballots [][]int) *tally.Election {
	e := &tally.Election{Form: tally.Approvals, Options: make([]tally.Option, n), Seats: seats}
	for i := range e.Options {
		e.Options[i].Name = fmt.Sprint(i)
	}
	for _, picks := range ballots {
		picks = slices.Sorted(slices.Values(picks))
		e.Ballots = append(e.Ballots, tally.Ballot{Count: 1, Picks: picks})
	}
	return e
}
