package poll_test

// Substrate's democracy, counted as polls: what a ballot carries are its voter's credits and those of whoever delegated, each by its conviction.

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// stake is one of Substrate's votes or delegations.
type stake struct {
	Op         string
	Account    byte
	To         byte
	Aye        bool
	Conviction int
	Balance    uint64
	Ayes, Nays uint64
}

func (s stake) votes(t *testing.T) uint64 {
	t.Helper()
	c, err := curve.ConvictionAt(s.Conviction)
	if err != nil {
		t.Fatal(err)
	}
	votes, err := c.Votes(s.Balance)
	if err != nil {
		t.Fatal(err)
	}
	return votes
}

// stakes are the votes and delegations at a moment.
type stakes struct {
	votes, lists map[byte]stake
}

// weigh resolves who votes for whom; it does not travel.
func (s stakes) weigh(t *testing.T) poll.Weigh {
	return func(voted map[op.AccountID]bool) (map[op.AccountID]uint64, error) {
		p := delegation.Poll{Voters: map[op.AccountID]uint64{}, Ballots: voted, Delegations: map[op.AccountID]delegation.Delegation{}}
		for who := range byte(7) {
			p.Voters[op.AccountID{who}] = 1
		}
		for from, list := range s.lists {
			p.Delegations[op.AccountID{from}] = delegation.Delegation{ID: op.ID{from}, From: op.AccountID{from}, To: []op.AccountID{{list.To}}}
		}
		resolved, err := delegation.Resolve(p, delegation.Rules{})
		carried := make(map[op.AccountID]uint64)
		for account := range voted {
			carried[account] = s.votes[account[0]].votes(t)
			for _, from := range resolved.Carried[account] {
				carried[account] += s.lists[from[0]].votes(t)
			}
		}
		return carried, err
	}
}

// count is ayes and nays of a poll in which everybody casts what they have voted.
func (s stakes) count(t *testing.T) (ayes, nays uint64) {
	t.Helper()
	open := poll.Open{Title: "Yes?", ClosesMillis: 10}
	if err := open.Complete(); err != nil {
		t.Fatal(err)
	}
	roll := poll.Roll{MomentMillis: 10, Votes: 1000, Weigh: s.weigh(t), Seed: poll.DrawSeed(op.ID{1}, op.ID{2})}
	for who, vote := range s.votes {
		choice := byte(1)
		if vote.Aye {
			choice = 0
		}
		roll.Received = append(roll.Received, poll.Received{Ballot: poll.Ballot{ID: op.ID{who}, Account: op.AccountID{who}, Choice: []byte{choice}}})
	}
	o, err := poll.Decide(&open, charter.Track{}, roll)
	if err != nil {
		t.Fatal(err)
	}
	return o.Options[0].Count, o.Options[1].Count
}

// delegated/substrate_democracy_delegation
func TestSubstratesDemocracyAsPolls(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/data/elections/delegated/substrate_democracy_delegation/scenarios.json")
	if os.IsNotExist(err) {
		apptest.WithoutData(t, err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	var data struct {
		Scenarios []struct {
			Name  string
			Steps []stake
		}
	}
	if err := json.Unmarshal(raw, &data); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, scenario := range data.Scenarios {
		s := stakes{votes: map[byte]stake{}, lists: map[byte]stake{}}
		for i, step := range scenario.Steps {
			switch step.Op {
			case "vote":
				s.votes[step.Account] = step
			case "remove_vote":
				delete(s.votes, step.Account)
			case "delegate":
				s.lists[step.Account] = step
			case "undelegate":
				delete(s.lists, step.Account)
			case "expect_tally":
				checked++
				if ayes, nays := s.count(t); ayes != step.Ayes || nays != step.Nays {
					t.Errorf("%s, step %d: %d to %d, want %d to %d", scenario.Name, i, ayes, nays, step.Ayes, step.Nays)
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
