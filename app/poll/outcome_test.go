package poll_test

// Outcomes of yes-no polls against what their tracks ask for, at the edges.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func TestOutcomesAtTheEdges(t *testing.T) {
	const third = charter.Parts / 3
	for _, s := range []struct {
		name              string
		track             charter.Track
		yes, no, abstain  int
		voters            uint64
		passes            bool
		margin            int64
		need, needSupport uint64
	}{
		{"more yes than no", charter.Track{}, 2, 1, 0, 9, true, 0, 2, 0},
		{"as many", charter.Track{}, 2, 2, 0, 9, false, -1, 3, 0},
		{"nobody", charter.Track{}, 0, 0, 0, 9, false, -1, 1, 0},
		{"two thirds", charter.Track{Approval: charter.Always(666_666_666)}, 4, 2, 0, 9, true, 0, 4, 0},
		{"just above two thirds", charter.Track{Approval: charter.Always(666_666_667)}, 4, 2, 0, 9, false, -1, 5, 0},
		{"everybody", charter.Track{Approval: charter.Always(charter.Parts)}, 4, 0, 3, 9, true, 3, 1, 0},
		{"everybody but one", charter.Track{Approval: charter.Always(charter.Parts)}, 4, 1, 0, 9, false, -1, 5, 0},
		{"abstentions support", charter.Track{Support: charter.Always(third)}, 1, 0, 2, 9, true, 0, 1, 3},
		{"noes do not", charter.Track{Support: charter.Always(third)}, 2, 1, 0, 9, false, -1, 3, 3},
		{"one voter more", charter.Track{Support: charter.Always(third)}, 3, 0, 0, 10, false, -1, 4, 4},
	} {
		t.Run(s.name, func(t *testing.T) {
			open := poll.Open{Title: "Yes?", Electorate: &poll.Electorate{Voters: s.voters}}
			if err := open.Complete(); err != nil {
				t.Fatal(err)
			}
			var ballots []poll.Received
			for choice, n := range []int{s.yes, s.no, s.abstain} {
				for range n {
					n := byte(len(ballots) + 1)
					ballots = append(ballots, poll.Received{Ballot: poll.Ballot{ID: op.ID{n}, Account: op.AccountID{n}, Choice: []byte{byte(choice)}}})
				}
			}
			o, err := poll.Decide(&open, s.track, poll.Roll{Received: ballots, Seed: poll.DrawSeed(op.ID{1}, op.ID{2})})
			if err != nil {
				t.Fatal(err)
			}
			if o.Passed != s.passes || o.Margin() != s.margin || o.NeedYes != s.need || o.NeedSupport != s.needSupport {
				t.Errorf("passed %t by %d, needed %d and support %d", o.Passed, o.Margin(), o.NeedYes, o.NeedSupport)
			}
		})
	}
}

func TestRootsOfElectorates(t *testing.T) {
	voters := []poll.Voter{{Account: op.AccountID{1}, Weight: 1}, {Account: op.AccountID{2}, Weight: 1}, {Account: op.AccountID{3}, Weight: 1}}
	roots := map[[32]byte]bool{poll.VotersRoot(nil): true}
	for i := range voters {
		roots[poll.VotersRoot(voters[:i+1])] = true
	}
	voters[0].Weight = 2
	if roots[poll.VotersRoot(voters)] = true; len(roots) != 5 {
		t.Errorf("%d roots of five electorates", len(roots))
	}
	if poll.DelegationsRoot(nil) != poll.VotersRoot(nil) || poll.DelegationsRoot([]op.ID{{1}}) == poll.VotersRoot(voters[:1]) {
		t.Error("roots of lists that are not the lists'")
	}
}
