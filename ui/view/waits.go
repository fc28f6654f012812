package view

// Waits: how many things wait for this person in a community, for the badge of its tile and for the section of decisions.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Waits counts what waits.
type Waits struct {
	// Votes are decisions, All everything.
	Votes, All int
}

// LoadWaits counts it. A vote that somebody else casts waits for nobody. One whose content has not arrived has nothing that waits.
func LoadWaits(ctx context.Context, c *app.Community) (Waits, error) {
	var v Waits
	s, err := c.Status(ctx)
	if err != nil || !s.Here {
		return v, err
	}
	needs, err := LoadNeeds(ctx, c)
	if err != nil {
		return v, err
	}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return v, err
	}
	for _, p := range needs.Polls {
		id, err := op.ParseID(p.ID)
		if err != nil {
			return v, err
		}
		page, err := pollPage(ctx, c, people, id)
		if err != nil {
			return v, err
		}
		if groupOf(page) == GroupNeedsMe {
			v.Votes++
		}
	}
	v.All = needs.Count() - len(needs.Polls) + v.Votes
	return v, nil
}
