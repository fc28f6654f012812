package tally_test

// Worked examples of methods and variants that no case in the shared data covers, each with the source that it stands in.

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// ranked builds an election of rankings from words: "42 Memphis>Nashville=Knoxville>Chattanooga".
func ranked(t testing.TB, candidates []string, ballots ...string) *tally.Election {
	t.Helper()
	e := &tally.Election{Form: tally.Ranking, Options: options(candidates...), Seats: 1}
	for _, line := range ballots {
		e.Ballots = append(e.Ballots, rankedBallot(t, e, line))
	}
	return e
}

var tennessee = []string{
	"42 Memphis>Nashville>Chattanooga>Knoxville", "26 Nashville>Chattanooga>Knoxville>Memphis",
	"15 Chattanooga>Knoxville>Nashville>Memphis", "17 Knoxville>Chattanooga>Nashville>Memphis",
}

var cities = []string{"Memphis", "Nashville", "Chattanooga", "Knoxville"}

// Wikipedia, "Copeland's method", with Tennessee's capital: Nashville wins three matchups, Chattanooga two, Knoxville one, Memphis none.
func TestCopelandRanksByMatchupsWon(t *testing.T) {
	e := ranked(t, cities, tennessee...)
	r := count(t, "copeland", e)
	wantFigures(t, e, "matchups", r.Totals, map[string]int{"Nashville": 3, "Chattanooga": 2, "Knoxville": 1, "Memphis": 0})
	wantWinners(t, e, r, "Nashville")
	if r.Pairwise.Condorcet != 1 {
		t.Errorf("Condorcet winner %d", r.Pairwise.Condorcet)
	}
}

// Merlin and Saari (1996): a tied matchup is half a win; other values of it are variants with names of their own (Llull's is one).
func TestCopelandValuesTiedMatchups(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C"}, "1 A>B>C", "1 B>A>C")
	for tie, want := range map[string]string{"1/2": "3/2", "0": "1", "1": "2"} {
		r := count(t, "copeland", e, "tie="+tie)
		wantFigures(t, e, "matchups", r.Totals, map[string]string{"A": want, "B": want, "C": "0"})
		if len(r.Ties) != 1 || r.Ties[0].By != "order" || r.Winners[0] != 0 {
			t.Errorf("ties %+v", r.Ties)
		}
	}
}

// Wikipedia, "Majority judgment", with Tennessee's capital: three cities have the median "fair", and Nashville keeps it longest as medians are
// taken away.
func TestMajorityJudgmentTakesMediansAway(t *testing.T) {
	// Excellent 3, Good 2, Fair 1, Poor 0.
	e := scored(cities, []counted{{42, []int64{3, 1, 0, 0}}, {26, []int64{0, 3, 1, 1}}, {15, []int64{0, 1, 3, 2}}, {17, []int64{0, 1, 2, 3}}})
	r := count(t, "majority-judgment", e, "max=3")
	wantFigures(t, e, "median", r.Totals, map[string]int{"Memphis": 0, "Nashville": 1, "Chattanooga": 1, "Knoxville": 1})
	wantWinners(t, e, r, "Nashville")
}

// Balinski and Laraki (2010), section 12: of options with the grades 3 2 2 1 1 and 3 3 2 1 0 both medians are 2; without it they are 2 and 1.
func TestMajorityJudgmentComparesTheNextMedian(t *testing.T) {
	e := scored([]string{"X", "Y"}, []counted{{1, []int64{3, 3}}, {1, []int64{2, 3}}, {1, []int64{2, 2}}, {1, []int64{1, 1}}, {1, []int64{1, 0}}})
	r := count(t, "majority-judgment", e, "max=3")
	if len(r.Ties) != 0 || fmt.Sprint(r.Totals) != "[2/1 2/1]" {
		t.Errorf("medians %v, ties %+v", r.Totals, r.Ties)
	}
	// Without 2: X 3 2 1 1 has the lower middle 1, Y 3 3 1 0 has 1. Without 1: X 3 2 1 has 2, Y 3 3 0 has 3.
	wantWinners(t, e, r, "Y")
}

func TestMajorityJudgmentTiesOnlyEqualGrades(t *testing.T) {
	e := scored([]string{"X", "Y"}, []counted{{1, []int64{3, 1}}, {1, []int64{1, 3}}})
	r := count(t, "majority-judgment", e)
	if len(r.Ties) != 1 || !slices.Equal(r.Ties[0].Options, []int{0, 1}) {
		t.Errorf("ties %+v", r.Ties)
	}
}

// budget builds projects with costs, and approvals as lists of project numbers.
func budget(money int64, costs []int64, ballots ...[]int) *tally.Election {
	e := profile(len(costs), 0, ballots)
	e.Budget = money
	for o, cost := range costs {
		e.Options[o].Cost = cost
	}
	return e
}

func repeatBallot(n int, picks ...int) [][]int {
	return slices.Repeat([][]int{picks}, n)
}

// The example of equalshares.net/explanation in small: nine voters in a district of five and one of four have ten each. By votes the larger
// district gets both of its projects; by equal shares each gets what its voters pay for.
func TestEqualSharesProtectsTheSmallerGroup(t *testing.T) {
	ballots := slices.Concat(repeatBallot(5, 0, 1), repeatBallot(4, 2))
	e := budget(90, []int64{45, 45, 40}, ballots...)
	wantWinners(t, e, count(t, "pb-greedy", e), "0", "1")
	r := count(t, "pb-equal-shares", e, "completion=none")
	wantWinners(t, e, r, "0", "2")
	if r.Projects[0].Rho.Cmp(rat(t, "1/5")) != 0 || r.Projects[1].Rho.Cmp(rat(t, "1/4")) != 0 {
		t.Errorf("rho %s and %s", r.Projects[0].Rho, r.Projects[1].Rho)
	}
	paidInFull(t, e, r)
}

// A project whose supporters are not all able to pay the same. Each has ten. Project 0 is the cheaper one for A and B, who pay five each, and
// give the five that they have left for project 1, of which C pays the rest.
func TestEqualSharesTakesWhatThePoorHave(t *testing.T) {
	e := budget(30, []int64{10, 17}, []int{0, 1}, []int{0, 1}, []int{1})
	r := count(t, "pb-equal-shares", e, "completion=none", "utility=cardinality")
	wantWinners(t, e, r, "0", "1")
	if got := fmt.Sprint(payments(r, 1)); got != "[5/1 5/1 7/1]" {
		t.Errorf("project 1 is paid by %s", got)
	}
	// With 12 for project 0, project 1 comes first, at 17/3 each, and what A and B have left is too little.
	e.Options[0].Cost = 12
	wantWinners(t, e, count(t, "pb-equal-shares", e, "completion=none", "utility=cardinality"), "1")
}

func payments(r *tally.Result, project int) []string {
	var each []string
	for _, p := range r.Projects[project].Payments {
		each = append(each, p.Each.String())
	}
	return each
}

// equalshares.net/implementation: add1 raises the shares until the next raise overspends; utilitarian completion then spends the rest by votes.
func TestEqualSharesCompletions(t *testing.T) {
	// Four voters with 25 each. Project 0 (cost 60) has three supporters, project 1 (cost 36) one, project 2 (cost 4) nobody.
	e := budget(100, []int64{60, 36, 4}, []int{0}, []int{0}, []int{0}, []int{1})
	for completion, want := range map[string][]string{
		"none": {"0"}, "add1": {"0", "1"}, "utilitarian": {"0", "1", "2"}, "add1u": {"0", "1", "2"},
	} {
		wantWinners(t, e, count(t, "pb-equal-shares", e, "completion="+completion), want...)
	}
	raised := count(t, "pb-equal-shares", e, "completion=add1", "raiseUntil=exhaustive")
	if share := raised.Rounds[0].Quota; share.Cmp(rat(t, 36)) != 0 {
		t.Errorf("each has %s, want 36, with which the fourth voter pays alone", share)
	}
}

// Wieliczka's comparison: the greedy outcome is funded if more voters get more projects from it.
func TestEqualSharesComparison(t *testing.T) {
	ballots := slices.Concat(repeatBallot(9, 0), repeatBallot(1, 1))
	e := budget(100, []int64{91, 10}, ballots...)
	wantWinners(t, e, count(t, "pb-equal-shares", e, "completion=none"), "1")
	r := count(t, "pb-equal-shares", e, "completion=none", "comparison=greedy")
	wantWinners(t, e, r, "0")
	if r.Reasons[0].Numbers["greedy"].Cmp(rat(t, 9)) != 0 || r.Reasons[0].Numbers["shares"].Cmp(rat(t, 1)) != 0 {
		t.Errorf("reasons %+v", r.Reasons)
	}
}

// Nauru's Dowdall rule: a first place is worth one, a second a half, a third a third (Fraenkel and Grofman, 2014).
func TestDowdallPoints(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C"}, "2 A>B>C", "1 C>B>A")
	r := count(t, "borda", e, "points=1/rank")
	wantFigures(t, e, "points", r.Totals, map[string]string{"A": "7/3", "B": "3/2", "C": "5/3"})
}

func TestBordaAveragesEqualRankings(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C", "D"}, "1 A=B>C")
	wantFigures(t, e, "points", count(t, "borda", e).Totals, map[string]string{"A": "5/2", "B": "5/2", "C": "1", "D": "0"})
	wantFigures(t, e, "points", count(t, "borda", e, "points=n..1", "unranked=zero").Totals, map[string]string{"A": "7/2", "B": "7/2", "C": "2", "D": "0"})
}

func TestScoreMeanIgnoresBlanks(t *testing.T) {
	e := scored([]string{"A", "B"}, []counted{{2, []int64{4, tally.Blank}}, {1, []int64{3, 5}}})
	r := count(t, "score", e, "total=mean", "blank=ignore")
	wantFigures(t, e, "mean", r.Totals, map[string]string{"A": "11/3", "B": "5"})
	r = count(t, "score", e, "total=mean")
	wantFigures(t, e, "mean", r.Totals, map[string]string{"A": "11/3", "B": "5/3"})
}

// The marks on a paper that are no plain ranking, by each of RCTab's rules: who holds "A=B, nothing, C".
func TestOvervotesAndSkippedRanks(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C"}, "1 A=B>>C", "3 A", "3 B", "2 C")
	for _, c := range []struct {
		overvotes, skipped string
		want               tally.Inactive
		votes              string
	}{
		{"exhaustImmediately", "unlimited", tally.Inactive{Overvotes: 1}, "[3/1 3/1 2/1]"},
		{"alwaysSkipToNextRank", "unlimited", tally.Inactive{}, "[3/1 3/1 3/1]"},
		{"alwaysSkipToNextRank", "0", tally.Inactive{Skipped: 1}, "[3/1 3/1 2/1]"},
		{"exhaustIfMultipleContinuing", "0", tally.Inactive{Overvotes: 1}, "[3/1 3/1 2/1]"},
	} {
		r := count(t, "irv", e, "overvoteRule="+c.overvotes, "maxSkippedRanksAllowed="+c.skipped)
		if first := r.Rounds[0]; *first.Inactive != c.want || fmt.Sprint(first.Votes) != c.votes {
			t.Errorf("%s, %s: %v %+v", c.overvotes, c.skipped, first.Votes, *first.Inactive)
		}
	}
}

func TestRepeatedOptionsEndABallotOrNot(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C"}, "3 A", "3 B", "1 C>C>B")
	r := count(t, "irv", e, "exhaustOnDuplicateCandidate=true")
	if last := r.Rounds[1]; *last.Inactive != (tally.Inactive{Repeated: 1}) || last.Votes[1].Cmp(rat(t, 3)) != 0 {
		t.Errorf("%v %+v", last.Votes, *last.Inactive)
	}
	wantWinners(t, e, count(t, "irv", e), "B")
}

func TestScottishPapers(t *testing.T) {
	e := ranked(t, []string{"A", "B", "C"}, "4 A>B", "3 B=C>A", "2 >C", "1 C>A=B")
	r := count(t, "stv-scottish", e)
	if r.Turnout != (tally.Turnout{Cast: 10, Counted: 7, Spoiled: 3}) || fmt.Sprint(r.Rounds[0].Votes) != "[4/1 0/1 3/1]" {
		t.Errorf("%+v %v", r.Turnout, r.Rounds[0].Votes)
	}
	r = count(t, "stv-scottish", e, "equalRankings=skip", "skippedRanks=exhaust")
	if r.Turnout != (tally.Turnout{Cast: 10, Counted: 8, Spoiled: 2}) || fmt.Sprint(r.Rounds[0].Votes) != "[7/1 0/1 1/1]" {
		t.Errorf("%+v %v", r.Turnout, r.Rounds[0].Votes)
	}
}

// Debian's constitution, A.6.3: an option that as many prefer to the default as prefer the default is dropped, and one that Q developers prefer is not.
func TestDefaultOptionNeedsMoreThanItsMajority(t *testing.T) {
	for _, c := range []struct {
		forIt, against string
		ratio          *big.Rat
		want           string
	}{
		{"4 A>D", "4 D>A", nil, "D"},
		{"5 A>D", "4 D>A", nil, "A"},
		{"6 A>D", "2 D>A", big.NewRat(3, 1), "D"},
		{"7 A>D", "2 D>A", big.NewRat(3, 1), "A"},
	} {
		e := ranked(t, []string{"A", "D"}, c.forIt, c.against)
		e.Options[0].Majority = c.ratio
		wantWinners(t, e, count(t, "schulze", e, "defaultOption=2"), c.want)
	}
	// Of 100 developers Q is five, and 3Q fifteen.
	for votes, want := range map[string]string{"4 A>D": "D", "5 A>D": "A"} {
		e := ranked(t, []string{"A", "D"}, votes)
		e.Electorate = 100
		wantWinners(t, e, count(t, "schulze", e, "defaultOption=2", "quorum=Q"), want)
		wantWinners(t, e, count(t, "schulze", e, "defaultOption=2", "quorum=3Q"), "D")
	}
}

func TestQuadraticVotesCostTheirSquares(t *testing.T) {
	e := &tally.Election{Form: tally.Allocation, Options: options("A", "B"), Seats: 1, Ballots: []tally.Ballot{{Count: 1, Values: []int64{7, 3}}}}
	for credits, counts := range map[string]int64{"58": 1, "57": 0} {
		if r := count(t, "quadratic", e, "credits="+credits); r.Turnout.Counted != counts {
			t.Errorf("%s credits: %+v", credits, r.Turnout)
		}
	}
}

// Equal medians are told apart by what is taken away, and a result says so instead of a lead of nothing.
func TestMajorityJudgmentSaysWhatToldEqualMediansApart(t *testing.T) {
	e := scored([]string{"A", "B"}, []counted{{1, []int64{3, 3}}, {1, []int64{3, 3}}, {1, []int64{4, 2}}})
	r := count(t, "majority-judgment", e)
	wantWinners(t, e, r, "A")
	if last := r.Reasons[len(r.Reasons)-1]; last.ID != "tally.reason.majority-value" || !slices.Equal(last.Options, []int{0, 1}) {
		t.Errorf("%+v", r.Reasons)
	}
	e.Ballots = e.Ballots[:2]
	if r = count(t, "majority-judgment", e); len(r.Reasons) != 1 || len(r.Ties) != 1 {
		t.Errorf("reasons %+v, ties %+v", r.Reasons, r.Ties)
	}
}

// Equal Vote's five-star tie-break counts voters: three for B against two ballots for A, with sums and the matchup level.
func TestTopScoresBreakTiesByVoters(t *testing.T) {
	e := scored([]string{"A", "B"}, []counted{{3, []int64{3, 5}}, {1, []int64{5, 1}}, {1, []int64{5, 4}}, {1, []int64{0, 0}}, {1, []int64{1, 1}}, {1, []int64{4, 4}}, {1, []int64{3, 2}}})
	r := count(t, "star", e)
	if r.Totals[0].Cmp(r.Totals[1]) != 0 || r.Rounds[1].Votes[0].Cmp(r.Rounds[1].Votes[1]) != 0 {
		t.Fatalf("sums %v, matchup %v are not level", r.Totals, r.Rounds[1].Votes)
	}
	wantWinners(t, e, r, "B")
	wantWinners(t, e, count(t, "star", e, "tieOrder=head-to-head"), "A")
}
