package app

// Who votes for whom in one poll: by the ballots known here while it runs, and by those that count once it is sealed.

import (
	"fmt"
	"slices"

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
	// Cast are the ballots that it is about; Sealed says that they are those that count in the end, else those known here.
	Cast   []poll.Ballot
	Sealed bool
}

// delegationsOf is nil for a poll in which nobody has delegated.
func delegationsOf(e *community.Engine, r Reader, opening op.ID, c *PollClosing, known []poll.Ballot) (*PollDelegations, error) {
	inForce, err := e.InForce(opening)
	if err != nil || len(inForce) == 0 {
		return nil, err
	}
	found := &PollDelegations{InForce: inForce, Cast: known, Sealed: c != nil && c.Outcome != nil}
	if found.Sealed {
		if found.Cast, err = countedBallots(r, opening, c.Counted); err != nil {
			return nil, err
		}
	}
	if found.Resolution, err = e.Weights(opening, votersOf(found.Cast)); err != nil {
		return nil, err
	}
	found.Concentration = found.Resolution.Concentration(maxLargest)
	for _, weight := range found.Weights {
		found.Votes += weight
	}
	return found, nil
}

// countedBallots are the ballots of a poll with these ids.
func countedBallots(r Reader, opening op.ID, counted []op.ID) ([]poll.Ballot, error) {
	counts := make(map[op.ID]bool, len(counted))
	for _, id := range counted {
		counts[id] = true
	}
	ballots, err := BallotsOf(r, opening)
	return slices.DeleteFunc(ballots, func(b poll.Ballot) bool { return !counts[b.ID] }), err
}

// runningWeights are what ballots carry that are known here.
func runningWeights(e *community.Engine, opening op.ID, counting []poll.Ballot) (map[op.AccountID]uint64, error) {
	weigh, _ := e.Weigh(opening)
	if weigh == nil {
		return nil, nil
	}
	return weigh(votersOf(counting))
}

func votersOf(ballots []poll.Ballot) map[op.AccountID]bool {
	voted := make(map[op.AccountID]bool, len(ballots))
	for i := range ballots {
		voted[ballots[i].Account] = true
	}
	return voted
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
