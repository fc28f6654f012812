package tally_test

// What is refused before anything is counted, what becomes of ballots that count for nobody, and how ties are broken.

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
	"pgregory.net/rapid"
)

func TestElectionsThatAreNone(t *testing.T) {
	for situation, change := range map[string]func(*tally.Election){
		"no options":                        func(e *tally.Election) { e.Options = nil },
		"too many options":                  func(e *tally.Election) { e.Options = make([]tally.Option, tally.MaxOptions+1) },
		"fewer than no seats":               func(e *tally.Election) { e.Seats = -1 },
		"more seats than options":           func(e *tally.Election) { e.Seats = 4 },
		"a budget below zero":               func(e *tally.Election) { e.Budget = -1 },
		"a cost below zero":                 func(e *tally.Election) { e.Options[0].Cost = -5 },
		"costs that overflow together":      func(e *tally.Election) { e.Options[0].Cost, e.Options[1].Cost = tally.MaxMoney, 1 },
		"a majority of nothing":             func(e *tally.Election) { e.Options[0].Majority = new(big.Rat) },
		"an electorate below zero":          func(e *tally.Election) { e.Electorate = -1 },
		"a ballot that counts for nobody":   func(e *tally.Election) { e.Ballots[0].Count = 0 },
		"a ballot that counts backwards":    func(e *tally.Election) { e.Ballots[0].Count = -3 },
		"counts that overflow together":     func(e *tally.Election) { e.Ballots[0].Count, e.Ballots[1].Count = tally.MaxVoters, 1 },
		"a count that overflows alone":      func(e *tally.Election) { e.Ballots[0].Count = math.MaxInt64 },
		"a rank out of range":               func(e *tally.Election) { e.Ballots[0].Ranks[0] = []int{3} },
		"a rank below range":                func(e *tally.Election) { e.Ballots[0].Ranks[0] = []int{-1} },
		"an option twice at a rank":         func(e *tally.Election) { e.Ballots[0].Ranks[0] = []int{1, 1} },
		"too many ranks":                    func(e *tally.Election) { e.Ballots[0].Ranks = make([][]int, tally.MaxRanks+1) },
		"marks of another form":             func(e *tally.Election) { e.Ballots[0].Picks = []int{0} },
		"scores in a ranking":               func(e *tally.Election) { e.Ballots[0].Values = []int64{1, 2, 3} },
		"a stance in a ranking":             func(e *tally.Election) { e.Ballots[0].Stance = tally.Object },
		"a form that is none":               func(e *tally.Election) { e.Form = "shouting" },
		"an order that leaves out options":  func(e *tally.Election) { e.Order = []int{0} },
		"an order that names options twice": func(e *tally.Election) { e.Order = []int{0, 0, 1} },
	} {
		e := ranked(t, []string{"A", "B", "C"}, "3 A>B", "2 B>C")
		change(e)
		for _, m := range tally.Methods() {
			if r, err := tally.Count(m, e, tally.Defaults(m)); !errors.Is(err, tally.ErrForm) || r != nil {
				t.Errorf("%s, by %s: %v", situation, m.Name(), err)
			}
		}
	}
}

func TestValuesOutOfBounds(t *testing.T) {
	for _, values := range [][]int64{{tally.MaxValue + 1, 0}, {-tally.MaxValue - 1, 0}, {math.MaxInt64, 0}, {1}, {1, 2, 3}} {
		e := scored([]string{"A", "B"}, []counted{{1, values}})
		if err := e.Check(); !errors.Is(err, tally.ErrForm) {
			t.Errorf("%v: %v", values, err)
		}
	}
	e := profile(3, 1, [][]int{{0, 1}})
	for _, picks := range [][]int{{1, 0}, {1, 1}, {3}, {-1}} {
		e.Ballots[0].Picks = picks
		if err := e.Check(); !errors.Is(err, tally.ErrForm) {
			t.Errorf("%v: %v", picks, err)
		}
	}
}

func TestElectionsThatDoNotFit(t *testing.T) {
	three := func() *tally.Election { return ranked(t, []string{"A", "B", "C"}, "1 A") }
	seats := func(n int) *tally.Election { e := three(); e.Seats = n; return e }
	for situation, c := range map[string]struct {
		method  string
		e       *tally.Election
		changes []string
	}{
		"no seat":                          {"stv-meek", seats(0), nil},
		"two seats by instant runoff":      {"irv", seats(2), nil},
		"approvals, counted as rankings":   {"irv", profile(3, 1, [][]int{{0}}), nil},
		"a setting that is none":           {"irv", three(), []string{"speed=high"}},
		"a word that is none":              {"irv", three(), []string{"overvoteRule=ignore"}},
		"a number that is none":            {"irv", three(), []string{"maxSkippedRanksAllowed=-1"}},
		"a number too large":               {"borda", three(), []string{"places=1000000"}},
		"a fraction that is none":          {"copeland", three(), []string{"tie=1e9"}},
		"a fraction by zero":               {"copeland", three(), []string{"tie=1/0"}},
		"a fraction below zero":            {"copeland", three(), []string{"tie=-1/2"}},
		"an endless fraction":              {"copeland", three(), []string{"tie=0." + strings.Repeat("3", 100)}},
		"a default option beyond the last": {"schulze", three(), []string{"defaultOption=4"}},
		"a quorum without a default":       {"schulze", three(), []string{"quorum=3Q"}},
		"a budget of zero":                 {"pb-greedy", profile(3, 0, [][]int{{0}}), nil},
		"projects without a cost":          {"pb-equal-shares", &tally.Election{Form: tally.Approvals, Options: options("A", "B"), Budget: 10}, nil},
		"a budget in tiny increments":      {"pb-equal-shares", budget(1<<50, []int64{5}, []int{0}), nil},
		"seats and a budget":               {"pb-greedy", &tally.Election{Form: tally.Approvals, Options: options("A", "B"), Budget: 10, Seats: 1}, nil},
		"a quorum of an unknown number":    {"yes-no", proposal(0, 1, 2), []string{"quorum=1/2"}},
		"a threshold above all":            {"yes-no", proposal(9, 1, 2), []string{"threshold=3/2"}},
		"consent to two proposals":         {"consent", &tally.Election{Form: tally.Consents, Options: options("A", "B")}, nil},
		"a scale of one":                   {"score", scored([]string{"A", "B"}, nil), []string{"min=5"}},
	} {
		m, s := method(t, c.method), settings(t, c.method, c.changes...)
		if _, err := tally.Count(m, c.e, s); !errors.Is(err, tally.ErrUnfit) {
			t.Errorf("%s: %v", situation, err)
		}
	}
	if _, err := tally.MethodOf("loudest"); !errors.Is(err, tally.ErrMethod) {
		t.Error(err)
	}
}

// Nothing is chosen silently: a count without one of the method's settings is refused.
func TestEverySettingMustBeNamed(t *testing.T) {
	for _, m := range tally.Methods() {
		for _, p := range m.Params() {
			s := tally.Defaults(m)
			delete(s.Params, p.Name)
			if err := tally.CheckSettings(m, s); !errors.Is(err, tally.ErrUnfit) {
				t.Errorf("%s without %s: %v", m.Name(), p.Name, err)
			}
		}
		if err := tally.CheckSettings(m, tally.Defaults(m)); err != nil {
			t.Errorf("%s does not take its own proposals: %v", m.Name(), err)
		}
	}
}

func TestBallotsThatCountForNobody(t *testing.T) {
	e := profile(3, 1, [][]int{{0}, {}, {0, 1, 2}, {1, 2}})
	if r := count(t, "approval", e, "max=2"); r.Turnout != (tally.Turnout{Cast: 4, Counted: 2, Empty: 1, Spoiled: 1}) || fmt.Sprint(r.Totals) != "[1/1 1/1 1/1]" {
		t.Errorf("%+v %v", r.Turnout, r.Totals)
	}
	points := &tally.Election{Form: tally.Points, Options: options("A", "B"), Seats: 1, Ballots: []tally.Ballot{
		{Count: 2, Values: []int64{7, 3}}, {Count: 3, Values: []int64{0, 0}}, {Count: 4, Values: []int64{9, 2}}, {Count: 5, Values: []int64{-1, 2}}, {Count: 6},
	}}
	if r := count(t, "cumulative", points); r.Turnout != (tally.Turnout{Cast: 20, Counted: 2, Empty: 9, Spoiled: 9}) {
		t.Errorf("%+v", r.Turnout)
	}
	points.Form = tally.Allocation
	if r := count(t, "quadratic", points, "credits=58"); r.Turnout.Counted != 2 || r.Credits[0].Cmp(rat(t, 98)) != 0 {
		t.Errorf("%+v %v", r.Turnout, r.Credits)
	}
	two := proposal(10, 3, 1)
	two.Ballots = append(two.Ballots, tally.Ballot{Count: 4, Picks: []int{0, 1}}, tally.Ballot{Count: 2})
	if r := count(t, "yes-no", two, "quorum=1/2"); r.Turnout.Spoiled != 4 || r.Turnout.Empty != 2 || r.Verdict != tally.NoQuorum {
		t.Errorf("%+v %s", r.Turnout, r.Verdict)
	}
}

func TestNobodyVoted(t *testing.T) {
	for _, m := range tally.Methods() {
		e := &tally.Election{Form: m.Form(), Options: options("A", "B"), Seats: 1, Electorate: 5}
		if m.Form() == tally.Consents {
			e.Options = e.Options[:1]
		}
		if strings.HasPrefix(m.Name(), "pb-") {
			e.Seats, e.Budget, e.Options[0].Cost, e.Options[1].Cost = 0, 5, 1, 1
		}
		r, err := tally.Count(m, e, tally.Defaults(m))
		if err != nil {
			t.Errorf("%s: %v", m.Name(), err)
			continue
		}
		// Silence is consent, where the proposer asks for it; everywhere else it elects nobody.
		if (len(r.Winners) > 0) != (m.Form() == tally.Consents) {
			t.Errorf("%s: %s, %v", m.Name(), r.Verdict, r.Winners)
		}
	}
}

func TestWithdrawnOptionsCannotWin(t *testing.T) {
	for _, m := range tally.Methods() {
		if m.Form() != tally.Ranking {
			continue
		}
		e := ranked(t, []string{"A", "B", "C"}, "5 A>B>C", "1 C>B")
		e.Options[0].Withdrawn = true
		r := countWith(t, m.Name(), e, tally.Defaults(m))
		wantWinners(t, e, r, "B")
	}
}

// The draw of DESIGN 5: SHA-256 of "folkmoot/draw/v1", a zero byte, the seed and the option's number in four bytes; the smallest wins. The order was
// computed by another program.
func TestDraw(t *testing.T) {
	ties, err := tally.ParseTies("draw:a glass of water")
	if err != nil {
		t.Fatal(err)
	}
	e := profile(5, 5, [][]int{{0, 1, 2, 3, 4}})
	for seats := 1; seats < 5; seats++ {
		e.Seats = seats
		s := settings(t, "approval")
		s.Ties = ties
		r := countWith(t, "approval", e, s)
		if want := []int{3, 2, 1, 0, 4}[:seats]; !slices.Equal(r.Winners, want) || r.Ties[0].By != "draw" || !slices.Equal(r.Ties[0].Chosen, want) {
			t.Errorf("%d seats: %v, ties %+v", seats, r.Winners, r.Ties)
		}
	}
}

func TestTieRulesAsText(t *testing.T) {
	for _, text := range []string{"order", "previous", "draw:x", "previous,draw:some words, and a comma", "order:3,1,2", "previous,order:2,1"} {
		ties, err := tally.ParseTies(text)
		if err != nil || ties.String() != text {
			t.Errorf("%q reads as %q: %v", text, ties, err)
		}
	}
	for _, text := range []string{"", "lot", "draw:", "draw", "previous,previous", "previous,", "order:", "order:0", "order:1,,2", "order:1,1001", "draw:" + strings.Repeat("x", 2000)} {
		if _, err := tally.ParseTies(text); !errors.Is(err, tally.ErrUnfit) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	e := ranked(t, []string{"A", "B"}, "1 A")
	for _, ties := range []tally.Ties{
		{},
		{Rule: "lot"},
		{Rule: tally.ByPrevious},
		{Rule: tally.ByOrder, Last: tally.ByDraw},
		{Rule: tally.ByOrder, Order: []int{0}},
		{Rule: tally.ByOrder, Order: []int{0, 2}},
		{Rule: tally.ByOrder, Seed: []byte("x")},
		{Rule: tally.ByDraw, Seed: []byte("x"), Order: []int{0, 1}},
	} {
		s := settings(t, "irv")
		s.Ties = ties
		if _, err := tally.Count(method(t, "irv"), e, s); !errors.Is(err, tally.ErrUnfit) {
			t.Errorf("%+v: %v", ties, err)
		}
	}
}

// Previous rounds: B and C are level now, and C had more before.
func TestPreviousRoundsBreakTies(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C", "D"}, "6 A", "3 B", "4 C", "1 D>B")
	s := settings(t, "irv")
	s.Ties = tally.Ties{Rule: tally.ByPrevious, Last: tally.ByOrder}
	r := countWith(t, "irv", e, s)
	want := tally.Tie{Round: 2, For: "defeat", Options: []int{1, 2}, Chosen: []int{1}, By: "previous"}
	if len(r.Ties) != 1 || fmt.Sprint(r.Ties[0]) != fmt.Sprint(want) {
		t.Errorf("ties %+v", r.Ties)
	}
	s.Ties = tally.Ties{Rule: tally.ByOrder}
	if r = countWith(t, "irv", e, s); r.Ties[0].Chosen[0] != 2 {
		t.Errorf("by order %+v", r.Ties)
	}
}

// A count changes nothing that it is given, and may be done by many at once.
func TestCountsLeaveElectionsAlone(t *testing.T) {
	for _, m := range tally.Methods() {
		t.Run(m.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, m.Form(), false)
				fit(t, m, e)
				before, err := json.Marshal(e)
				if err != nil {
					t.Fatal(err)
				}
				mustCount(t, m, e, tally.Defaults(m))
				if after, _ := json.Marshal(e); string(after) != string(before) {
					t.Fatalf("before %s, after %s", before, after)
				}
			})
		})
	}
}

// Every result is what its faces need: a verdict, reasons, and as many winners as seats.
func TestResultsExplainThemselves(t *testing.T) {
	ids := tally.ReasonIDs()
	for _, m := range tally.Methods() {
		t.Run(m.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, m.Form(), false)
				fit(t, m, e)
				r := mustCount(t, m, e, tally.Defaults(m))
				turnout := r.Turnout
				if turnout.Counted+turnout.Empty+turnout.Spoiled != turnout.Cast {
					t.Fatalf("turnout %+v", turnout)
				}
				if r.Verdict == "" || len(r.Reasons) == 0 {
					t.Fatalf("verdict %q, reasons %v", r.Verdict, r.Reasons)
				}
				for _, reason := range r.Reasons {
					numbers := slices.Sorted(maps.Keys(reason.Numbers))
					if want := slices.Sorted(slices.Values(tally.ReasonNumbers(reason.ID))); !slices.Contains(ids, reason.ID) || !slices.Equal(numbers, want) {
						t.Fatalf("%s with the numbers %q, want %q", reason.ID, numbers, want)
					}
				}
				if r.Verdict == tally.Elected && len(r.Winners) != e.Seats {
					t.Fatalf("%v won %d seats", r.Winners, e.Seats)
				}
				cost := int64(0)
				for _, o := range r.Winners {
					cost += e.Options[o].Cost
				}
				if r.Verdict == tally.Funded && cost > e.Budget {
					t.Fatalf("%d of %d is spent", cost, e.Budget)
				}
				for _, tie := range r.Ties {
					if len(tie.Options) < 2 || len(tie.Chosen) == 0 || tie.By == "" {
						t.Fatalf("tie %+v", tie)
					}
				}
			})
		})
	}
}

// Whatever the settings, within what they allow, a count ends.
func TestAllSettingsCount(t *testing.T) {
	for _, m := range tally.Methods() {
		t.Run(m.Name(), func(t *testing.T) {
			counted := 0
			rapid.Check(t, func(t *rapid.T) {
				e := drawElection(t, m.Form(), false)
				fit(t, m, e)
				s := tally.Defaults(m)
				for _, p := range m.Params() {
					choices := slices.Concat(p.Values, []string{p.Default})
					if p.Kind == tally.Integer {
						choices = append(choices, fmt.Sprint(p.Min), fmt.Sprint(p.Max))
					}
					if p.Kind == tally.Fraction {
						choices = append(choices, "0", "1", "2/3", "33.4%")
					}
					s = s.With(p.Name, rapid.SampledFrom(choices).Draw(t, p.Name))
				}
				_, err := tally.Count(m, e, s)
				if err != nil && !errors.Is(err, tally.ErrUnfit) {
					t.Fatal(err)
				}
				if err == nil {
					counted++
				}
			})
			if counted == 0 {
				t.Error("nothing fitted")
			}
		})
	}
}

// The largest counts that an election may have: nothing overflows, and the option that everybody wants wins.
func TestLargestCounts(t *testing.T) {
	for _, m := range tally.Methods() {
		e := &tally.Election{Form: m.Form(), Options: options("A", "B", "C"), Seats: 1, Electorate: tally.MaxVoters}
		b := tally.Ballot{Count: tally.MaxVoters - 1}
		other := tally.Ballot{Count: 1}
		s := tally.Defaults(m)
		switch m.Form() {
		case tally.Ranking:
			b.Ranks, other.Ranks = [][]int{{2}, {1}, {0}}, [][]int{{1}}
		case tally.Choice:
			b.Picks, other.Picks = []int{0}, []int{1}
		case tally.Approvals:
			b.Picks, other.Picks = []int{2}, []int{1}
		case tally.Consents:
			e.Options, b.Stance, other.Stance = e.Options[:1], tally.Consent, tally.StandAside
		default:
			b.Values, other.Values = []int64{0, 0, 5}, []int64{0, 3, 0}
		}
		if strings.HasPrefix(m.Name(), "pb-") {
			e.Seats, e.Budget = 0, tally.MaxMoney/2
			for o := range e.Options {
				e.Options[o].Cost = tally.MaxMoney / 4
			}
		}
		e.Ballots = []tally.Ballot{b, other}
		r, err := tally.Count(m, e, s)
		if err != nil {
			if m.Name() != "stv-meek" && m.Name() != "majority-judgment" && m.Name() != "pb-equal-shares" || !errors.Is(err, tally.ErrUnfit) {
				t.Errorf("%s: %v", m.Name(), err)
			}
			continue
		}
		if m.Form() != tally.Choice && m.Form() != tally.Consents && r.Winners[0] != 2 {
			t.Errorf("%s: %v won", m.Name(), r.Winners)
		}
	}
}

// What faces look sentences up by.
func TestMethodsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range tally.Methods() {
		for _, id := range []string{tally.ExplainID(m), tally.GoodID(m), tally.BadID(m)} {
			if seen[id] || !strings.HasPrefix(id, "method."+m.Name()+".") {
				t.Errorf("%s is the id of two sentences, or of none", id)
			}
			seen[id] = true
		}
	}
}
