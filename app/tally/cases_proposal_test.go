package tally_test

// Cases about one proposal: yes or no with a quorum, and consent.

import (
	"encoding/json"
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// proposal is an election of yes, no, abstain and veto with these votes.
func proposal(electorate int64, votes ...int64) *tally.Election {
	e := &tally.Election{Form: tally.Choice, Options: options("yes", "no", "abstain", "veto")[:max(len(votes), 2)], Electorate: electorate, Seats: 1}
	for o, n := range votes {
		if n > 0 {
			e.Ballots = append(e.Ballots, tally.Ballot{Count: n, Picks: []int{o}})
		}
	}
	return e
}

func runYesNo(t *testing.T, f folder) {
	switch {
	case strings.HasPrefix(f.name(), "debian"):
		runDebian(t, f)
	case f.name() == "cosmos_gov_standard":
		runCosmos(t, f)
	default:
		runCW3(t, f)
	}
}

// cosmosVotes is a proposal of the Cosmos tests. Each validator has a million tokens; a delegator who votes takes his away from the validator's
// vote, and one who does not is counted with it.
type cosmosVotes struct {
	Name        string
	TotalBonded int64 `json:"total_bonded"`
	Votes       map[string]string
	Delegations map[string]map[string]int64
	Expected    struct {
		Passes bool
		Tally  map[string]int64
	}
}

func (v cosmosVotes) tokens(t *testing.T) map[string]int64 {
	t.Helper()
	tally := map[string]int64{}
	for voter, word := range v.Votes {
		if strings.HasPrefix(voter, "validator") {
			tokens := int64(1_000_000)
			for delegator, to := range v.Delegations {
				if v.Votes[delegator] != "" {
					tokens -= to[voter]
				}
			}
			tally[word] += tokens
			continue
		}
		for _, tokens := range v.Delegations[voter] {
			tally[word] += tokens
		}
	}
	for word, tokens := range v.Expected.Tally {
		if tally[word] != tokens {
			t.Errorf("%s: %d tokens say %s, want %d: the test reads the case wrongly", v.Name, tally[word], word, tokens)
		}
	}
	return tally
}

func runCosmos(t *testing.T, f folder) {
	var file struct{ Vectors []cosmosVotes }
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		tokens := v.tokens(t)
		// Spam is a kind of no: a majority of it leaves no majority for yes, which is what the rule asks; what it does to the deposit is no count.
		e := proposal(v.TotalBonded, tokens["yes"], tokens["no"]+tokens["spam"], tokens["abstain"], tokens["no_with_veto"])
		s := settings(t, "yes-no", "threshold=0.5", "comparison=more-than", "base=votes", "quorum=0.334", "veto=0.334")
		r, err := tally.Count(method(t, "yes-no"), e, s)
		if v.TotalBonded == 0 {
			if !errors.Is(err, tally.ErrUnfit) || v.Expected.Passes {
				t.Errorf("%s: %v", v.Name, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", v.Name, err)
		}
		if (r.Verdict == tally.Passed) != v.Expected.Passes {
			t.Errorf("%s: %s", v.Name, r.Verdict)
		}
	}
	if len(file.Vectors) != 14 {
		t.Errorf("%d vectors", len(file.Vectors))
	}
}

func runCW3(t *testing.T, f folder) {
	var file struct {
		Needed []struct {
			Weight     int64
			Percentage string
			Expected   int64
		} `json:"votes_needed"`
		Vectors []struct {
			Check     string
			Threshold struct {
				Kind                          string
				Weight                        int64
				Percentage, Threshold, Quorum string
			}
			Votes    struct{ Yes, No, Abstain, Veto int64 }
			Weight   int64 `json:"total_weight"`
			Expired  bool
			Expected bool
		}
	}
	f.json(t, "vectors.json", &file)
	for _, v := range file.Needed {
		for yes, want := range map[int64]tally.Verdict{v.Expected: tally.Passed, v.Expected - 1: tally.Rejected} {
			r := count(t, "yes-no", proposal(v.Weight, yes, v.Weight-yes), "threshold="+v.Percentage, "comparison=at-least", "veto=1")
			if r.Verdict != want {
				t.Errorf("%d of %d by %s: %s", yes, v.Weight, v.Percentage, r.Verdict)
			}
		}
	}
	for i, v := range file.Vectors {
		changes := []string{"comparison=at-least", "veto=1"}
		switch v.Threshold.Kind {
		case "absolute_count":
			changes = append(changes, "base=electorate", "threshold="+big.NewRat(v.Threshold.Weight, v.Weight).String())
		case "absolute_percentage":
			changes = append(changes, "base=electorate-less-abstentions", "threshold="+v.Threshold.Percentage)
		default:
			changes = append(changes, "threshold="+v.Threshold.Threshold, "quorum="+v.Threshold.Quorum)
		}
		if !v.Expired {
			changes = append(changes, "stage=open")
		}
		r := count(t, "yes-no", proposal(v.Weight, v.Votes.Yes, v.Votes.No, v.Votes.Abstain, v.Votes.Veto), changes...)
		passed, rejected := r.Verdict == tally.Passed, r.Verdict == tally.Rejected || r.Verdict == tally.NoQuorum
		switch {
		case v.Check == "is_passed" && passed != v.Expected:
			t.Errorf("vector %d %+v: %s", i, v, r.Verdict)
		case v.Check == "is_rejected" && v.Expected && !rejected:
			t.Errorf("vector %d %+v: %s", i, v, r.Verdict)
		case v.Check == "is_rejected" && !v.Expected && rejected && !v.Expired:
			t.Errorf("vector %d %+v: %s", i, v, r.Verdict)
		case v.Check == "is_rejected" && !v.Expected && passed:
			// Once expired, cw3 rejects what has not passed, whatever is_rejected says of it: proposal.rs, current_status,
			// "if status == Status::Open && self.expires.is_expired(block) { status = Status::Rejected }". So has every verdict here been.
			t.Errorf("vector %d %+v: %s", i, v, r.Verdict)
		}
	}
	if len(file.Vectors) != 43 {
		t.Errorf("%d vectors", len(file.Vectors))
	}
}

func runConsent(t *testing.T, f folder) {
	if f.name() == "cosmos_gov_optimistic" {
		runOptimistic(t, f)
		return
	}
	var file struct {
		Vectors []struct {
			Name                string
			Reviewers, Approved int64
			Concerns            int64 `json:"unresolved_concerns"`
			Expected            bool  `json:"expected_enters_final_comment_period"`
		}
	}
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		e := &tally.Election{Form: tally.Consents, Options: options("proposal"), Electorate: v.Reviewers}
		if v.Concerns > 0 {
			e.Ballots = append(e.Ballots, tally.Ballot{Count: v.Concerns, Stance: tally.Object, Reason: "solicit-feedback"})
		}
		e.Ballots = append(e.Ballots, tally.Ballot{Count: v.Approved, Stance: tally.Consent})
		// More approvals than outstanding is more than half of all reviewers; fewer than three outstanding is at most two.
		r := count(t, "consent", e, "approvals=1/2", "comparison=more-than", "maxOutstanding=2")
		if (r.Verdict == tally.Passed) != v.Expected {
			t.Errorf("%s: %s", v.Name, r.Verdict)
		}
	}
	if len(file.Vectors) != 2 {
		t.Errorf("%d vectors", len(file.Vectors))
	}
}

func runOptimistic(t *testing.T, f folder) {
	var file struct{ Vectors []cosmosVotes }
	f.json(t, "vectors.json", &file)
	for _, v := range file.Vectors {
		e := &tally.Election{Form: tally.Consents, Options: options("proposal"), Electorate: v.TotalBonded}
		tokens := v.tokens(t)
		if against := tokens["no"] + tokens["spam"]; against > 0 {
			e.Ballots = append(e.Ballots, tally.Ballot{Count: against, Stance: tally.Object})
		}
		r, err := tally.Count(method(t, "consent"), e, settings(t, "consent", "objections=0.1"))
		if v.TotalBonded == 0 {
			if !errors.Is(err, tally.ErrUnfit) || v.Expected.Passes {
				t.Errorf("%s: %v", v.Name, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", v.Name, err)
		}
		if (r.Verdict == tally.Passed) != v.Expected.Passes {
			t.Errorf("%s: %s", v.Name, r.Verdict)
		}
	}
	if len(file.Vectors) != 5 {
		t.Errorf("%d vectors", len(file.Vectors))
	}
}

// debian reads a tally sheet: a digit for each option's rank, "-" for none.
func debian(t *testing.T, f folder, names []string) *tally.Election {
	t.Helper()
	e := &tally.Election{Form: tally.Ranking, Options: options(names...), Seats: 1}
	for line := range strings.Lines(string(f.read(t, "ballots.txt"))) {
		marks, isVote := strings.CutPrefix(strings.TrimSpace(line), "V: ")
		if !isVote {
			continue
		}
		b := tally.Ballot{Count: 1, Ranks: make([][]int, 9)}
		for o, mark := range marks {
			if mark >= '1' && mark <= '9' {
				b.Ranks[mark-'1'] = append(b.Ranks[mark-'1'], o)
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

type debianExpected struct {
	Ballots    int64
	Candidates []string
	Expected   struct {
		Winners  []int `json:"winning_options"`
		Default  int   `json:"default_option"`
		Pairwise struct{ Matrix [][]int64 }
		Quorum   []struct {
			Option, Votes int64
			Quorum        json.Number
			Reached       bool
		}
		Majority map[string]struct {
			For      int64 `json:"for_"`
			Against  int64
			Required json.Number
			Passes   bool
		} `json:"majority_vs_default"`
		Dropped []int `json:"dropped_options"`
	}
	Independent struct {
		Without []int `json:"schulze_winner_without_quorum_or_majority_drop"`
	}
}

func runDebian(t *testing.T, f folder) {
	var want debianExpected
	f.json(t, "expected.json", &want)
	e := debian(t, f, want.Candidates)
	for number, m := range want.Expected.Majority {
		o, err := strconv.Atoi(number)
		if err != nil {
			t.Fatal(err)
		}
		e.Options[o-1].Majority = rat(t, m.Required)
	}
	// The quorum is 3√n/2: n is the whole number next to (2Q/3)².
	quorum := rat(t, want.Expected.Quorum[0].Quorum)
	n := new(big.Rat).Mul(quorum, quorum)
	n.Mul(n, big.NewRat(4, 9))
	if _, err := strconv.ParseInt(n.FloatString(0), 10, 64); err != nil {
		t.Fatal(err)
	}
	e.Electorate, _ = strconv.ParseInt(n.FloatString(0), 10, 64)
	changes := []string{"unranked=below", "quorum=3Q", "defaultOption=" + strconv.Itoa(want.Expected.Default)}
	r := count(t, "schulze", e, changes...)
	for x, row := range want.Expected.Pairwise.Matrix {
		if !slices.Equal(r.Pairwise.Prefer[x], row) {
			t.Errorf("option %d against the others: %v, want %v", x+1, r.Pairwise.Prefer[x], row)
		}
	}
	var won []int
	for _, o := range r.Winners {
		won = append(won, o+1)
	}
	if !slices.Equal(won, want.Expected.Winners) || r.Turnout.Cast != want.Ballots {
		t.Errorf("options %v won, want %v; %d ballots", won, want.Expected.Winners, r.Turnout.Cast)
	}
	var dropped []int
	for _, reason := range r.Reasons {
		if strings.HasPrefix(reason.ID, "tally.reason.dropped-") {
			dropped = append(dropped, reason.Options[0]+1)
		}
	}
	if !slices.Equal(dropped, want.Expected.Dropped) {
		t.Errorf("options %v were dropped, want %v", dropped, want.Expected.Dropped)
	}
	plain := count(t, "schulze", e, "unranked=below")
	if plain.Winners[0]+1 != want.Independent.Without[0] {
		t.Errorf("without quorum and majorities %d wins, want %v", plain.Winners[0]+1, want.Independent.Without)
	}
}
