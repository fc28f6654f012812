package app

// Who votes for whom in one poll: by the ballots known here while it runs, and by those that count once it is sealed.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// maxLargest delegates are named on a poll's page.
const maxLargest = 5

// PollDelegations is who votes for whom in a poll.
type PollDelegations struct {
	delegation.Resolution
	// InForce are the delegations that the opening fixed, ascending by author.
	InForce       []delegation.Delegation
	Concentration delegation.Concentration
	// Votes is what all ballots count for together, with what they carry.
	Votes uint64
	// Sealed says that it is about the ballots that count in the end; else about those known here.
	Sealed bool
}

// delegationsOf is nil for a poll in which nobody has delegated.
func delegationsOf(e *community.Engine, opening op.ID, voted map[op.AccountID]bool) (*PollDelegations, error) {
	inForce, err := e.InForce(opening)
	if err != nil || len(inForce) == 0 {
		return nil, err
	}
	resolved, err := e.Weights(opening, voted)
	if err != nil {
		return nil, err
	}
	found := &PollDelegations{Resolution: resolved, InForce: inForce, Concentration: resolved.Concentration(maxLargest)}
	for _, weight := range resolved.Weights {
		found.Votes += weight
	}
	return found, nil
}

// runningWeights are what ballots carry that are known here.
func runningWeights(e *community.Engine, opening op.ID, counting []poll.Ballot) (map[op.AccountID]uint64, error) {
	weigh, _ := e.Weigh(opening)
	if weigh == nil {
		return nil, nil
	}
	voted, _ := votedIn(nil, counting)
	return weigh(voted)
}

// votedIn are the voters whose ballots are counted, sealed or not.
func votedIn(c *PollClosing, known []poll.Ballot) (voted map[op.AccountID]bool, sealed bool) {
	voted = make(map[op.AccountID]bool)
	if c != nil && c.Outcome != nil {
		for _, account := range c.Voted {
			voted[account] = true
		}
		return voted, true
	}
	for i := range known {
		voted[known[i].Account] = true
	}
	return voted, false
}

// InvalidPollError says that what was opened is no poll: everybody who holds what it rests on finds that it does not fit.
type InvalidPollError struct {
	ID      op.ID
	Verdict kind.Verdict
	// Reason wraps community.ErrElectorate where its voters are not those that follow from its cut; nil where the verdict says it all.
	Reason error
}

func (e *InvalidPollError) Error() string {
	return fmt.Sprintf("the poll %s is %s: %v", e.ID.Short(), e.Verdict, e.Reason)
}

func (e *InvalidPollError) Unwrap() error { return e.Reason }

// invalidPoll says why an opening that is stored has made no poll; nil where it is not stored, or applied.
func invalidPoll(e *community.Engine, r Reader, id op.ID) error {
	m, stored, err := r.Meta(id)
	if err != nil || !stored || m.Kind != poll.KindOpen || m.Verdict == kind.Applied {
		return err
	}
	return &InvalidPollError{ID: id, Verdict: m.Verdict, Reason: e.Why(r, id)}
}
