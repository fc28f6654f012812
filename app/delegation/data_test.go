package delegation_test

// The two real cases, which ask for the two ends of the rule: LiquidFeedback's travels, Substrate's does not.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
)

func readCase(t *testing.T, file string, into any) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("../../../shared/data/elections/delegated", file))
	if os.IsNotExist(err) {
		apptest.WithoutData(t, err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatalf("reading %s: %v", file, err)
	}
}

func number(a op.AccountID) int {
	n, _ := strconv.Atoi(name(a))
	return n
}

type liquidWorld struct {
	Members []int
	Unit    [][2]int            `json:"unit_delegations"`
	Areas   map[string][][2]int `json:"area_delegations"`
	Issue   struct {
		Area   int
		Direct []int                     `json:"direct_voters"`
		Grades map[string]map[string]int `json:"grades"`
	}
}

// delegations are one entry a list; an area is a track.
func (w liquidWorld) delegations() (all []delegation.Delegation) {
	add := func(pair [2]int, track string) {
		d := listed(strconv.Itoa(pair[0]), strconv.Itoa(pair[1]))
		d.Track = track
		all = append(all, d)
	}
	for _, pair := range w.Unit {
		add(pair, "")
	}
	for area, pairs := range w.Areas {
		for _, pair := range pairs {
			add(pair, area)
		}
	}
	return all
}

// delegated/liquidfeedback_core_test
func TestLiquidFeedbacksWorld(t *testing.T) {
	var world liquidWorld
	var want struct {
		Expected struct {
			Weights     map[string]int
			Paths       map[string][]int  `json:"delegation_paths"`
			NotCounted  map[string]string `json:"not_counted"`
			Weighted    int               `json:"weighted_ballots"`
			Initiatives map[string]json.RawMessage
		}
	}
	readCase(t, "liquidfeedback_core_test/delegations_and_votes.json", &world)
	readCase(t, "liquidfeedback_core_test/expected.json", &want)

	inForce, err := delegation.InForce(world.delegations(), strconv.Itoa(world.Issue.Area), 0)
	if err != nil {
		t.Fatal(err)
	}
	p := delegation.Poll{Voters: map[op.AccountID]uint64{}, Ballots: map[op.AccountID]bool{}, Delegations: inForce}
	for _, m := range world.Members {
		p.Voters[account(strconv.Itoa(m))] = 1
	}
	for _, m := range world.Issue.Direct {
		p.Ballots[account(strconv.Itoa(m))] = true
	}
	r, err := delegation.Resolve(p, delegation.Rules{Travels: true})
	if err != nil {
		t.Fatal(err)
	}
	weights, paths, total := map[string]int{}, map[string][]int{}, 0
	for voter, weight := range r.Weights {
		weights[name(voter)] = int(weight)
		total += int(weight)
	}
	for from, path := range r.Paths {
		for _, step := range path {
			paths[name(from)] = append(paths[name(from)], number(step))
		}
	}
	if diff := cmp.Diff(want.Expected.Weights, weights) + cmp.Diff(want.Expected.Paths, paths); diff != "" {
		t.Error(diff)
	}
	if total != want.Expected.Weighted {
		t.Errorf("%d ballots by weight, want %d", total, want.Expected.Weighted)
	}
	for member := range want.Expected.NotCounted {
		if _, counted := r.Paths[account(member)]; counted || weights[member] != 0 {
			t.Errorf("%s counts", member)
		}
	}
	checkInitiatives(t, world, weights, want.Expected.Initiatives)
}

// checkInitiatives adds the grades up by the weights.
func checkInitiatives(t *testing.T, world liquidWorld, weights map[string]int, want map[string]json.RawMessage) {
	t.Helper()
	checked := 0
	for initiative, raw := range want {
		var counts struct{ Positive, Negative int }
		if json.Unmarshal(raw, &counts) != nil {
			continue // one that was not admitted has a sentence instead of counts
		}
		checked++
		positive, negative := 0, 0
		for member, grade := range world.Issue.Grades[initiative] {
			switch {
			case grade > 0:
				positive += weights[member]
			case grade < 0:
				negative += weights[member]
			}
		}
		if positive != counts.Positive || negative != counts.Negative {
			t.Errorf("initiative %s: %d to %d, want %d to %d", initiative, positive, negative, counts.Positive, counts.Negative)
		}
	}
	if checked != 6 {
		t.Errorf("%d initiatives had counts", checked)
	}
}

// stakeStep is one of Substrate's votes and delegations, each with credits and conviction.
type stakeStep struct {
	Op                  string
	Account, To         int
	Aye                 bool
	Conviction          int
	Balance             uint64
	Ayes, Nays, Turnout uint64
}

// delegated/substrate_democracy_delegation
func TestSubstratesDemocracy(t *testing.T) {
	var data struct {
		Balances  map[string]uint64
		Scenarios []struct {
			Name  string
			Steps []stakeStep
		}
	}
	readCase(t, "substrate_democracy_delegation/scenarios.json", &data)
	checked := 0
	for _, scenario := range data.Scenarios {
		votes, lists := map[int]stakeStep{}, map[int]stakeStep{}
		for i, step := range scenario.Steps {
			switch step.Op {
			case "vote":
				votes[step.Account] = step
			case "remove_vote":
				delete(votes, step.Account)
			case "delegate":
				lists[step.Account] = step
			case "undelegate":
				delete(lists, step.Account)
			case "expect_tally":
				checked++
				if got, want := substrateTally(t, data.Balances, votes, lists), [3]uint64{step.Ayes, step.Nays, step.Turnout}; got != want {
					t.Errorf("%s, step %d: %v, want %v", scenario.Name, i, got, want)
				}
			default:
				t.Fatalf("a step %q", step.Op)
			}
		}
	}
	if checked < 9 {
		t.Errorf("%d tallies compared", checked)
	}
}

// substrateTally is ayes, nays and turnout: whose delegation counts is resolved here, what it counts for is conviction's table.
func substrateTally(t *testing.T, balances map[string]uint64, votes, lists map[int]stakeStep) (sum [3]uint64) {
	t.Helper()
	p := delegation.Poll{Voters: map[op.AccountID]uint64{}, Ballots: map[op.AccountID]bool{}, Delegations: map[op.AccountID]delegation.Delegation{}}
	for who, balance := range balances {
		p.Voters[account(who)] = balance
	}
	for who := range votes {
		p.Ballots[account(strconv.Itoa(who))] = true
	}
	for from, step := range lists {
		d := listed(strconv.Itoa(from), strconv.Itoa(step.To))
		p.Delegations[d.From] = d
	}
	r, err := delegation.Resolve(p, delegation.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	add := func(step stakeStep, aye bool) {
		c, err := curve.ConvictionAt(step.Conviction)
		if err != nil {
			t.Fatal(err)
		}
		worth, err := c.Votes(step.Balance)
		if err != nil {
			t.Fatal(err)
		}
		side := 1
		if aye {
			side = 0
		}
		sum[side] += worth
		sum[2] += step.Balance
	}
	for who, vote := range votes {
		add(vote, vote.Aye)
		for _, from := range r.Carried[account(strconv.Itoa(who))] {
			add(lists[number(from)], vote.Aye)
		}
	}
	return sum
}
