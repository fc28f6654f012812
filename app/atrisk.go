package app

// Ballots at risk: those of this account that a result may still leave out.

import (
	"context"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// AtRisk is a ballot that is not safe.
type AtRisk struct {
	Poll poll.Poll
	closing.Progress
	Ballot op.ID
	// Tellers is how many there are, of whom Progress.Receipts have it.
	Tellers int
}

// AtRisk lists this account's ballots that no seal is bound to count yet, in the order in which their polls came here.
func (c *Community) AtRisk(ctx context.Context) ([]AtRisk, error) {
	var list []AtRisk
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		for _, id := range e.RunningPolls() {
			risk, is, err := c.atRisk(e, r, id)
			if err != nil {
				return err
			}
			if is {
				list = append(list, risk)
			}
		}
		return nil
	})
	return list, err
}

func (c *Community) atRisk(e *community.Engine, r Reader, id op.ID) (AtRisk, bool, error) {
	row, known, err := r.Row(poll.Poll{}.Table(), id.String())
	p, is := row.(poll.Poll)
	if err != nil || !known || !is || e.Authority().Now().HeadState().Retired[id] {
		return AtRisk{}, false, err
	}
	mine, err := r.BallotsBy(id, c.Membership().Account)
	if err != nil {
		return AtRisk{}, false, err
	}
	counting := poll.Counting(mine)
	closes, err := e.Closing(id)
	if err != nil || len(counting) == 0 {
		if isUnclosable(err) {
			err = nil
		}
		return AtRisk{}, false, err
	}
	progress, known := closes.Progress(counting[0].ID)
	return AtRisk{p, progress, counting[0].ID, len(closes.Tellers())}, known && !progress.Safe && !progress.Counted, nil
}
