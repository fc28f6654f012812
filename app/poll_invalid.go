package app

// Invalid polls: what was opened and is none, for everybody to see with its reason.

import (
	"context"
	"errors"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/poll"
)

// InvalidPolls lists the openings that have made no poll, each with why, of the newest acts that do not count.
func (c *Community) InvalidPolls(ctx context.Context) ([]*InvalidPollError, error) {
	var list []*InvalidPollError
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		metas, err := r.NotApplied(Page{Limit: MaxPage})
		if err != nil {
			return err
		}
		for _, m := range metas {
			if m.Kind != poll.KindOpen {
				continue
			}
			var invalid *InvalidPollError
			if err := invalidPoll(e, r, m.ID); !errors.As(err, &invalid) {
				return err
			}
			list = append(list, invalid)
		}
		return nil
	})
	return list, err
}
