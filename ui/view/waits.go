package view

// Waits: how many things wait for this person in a community, for the badge of its tile and for the section of decisions.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
)

// Waits counts what waits.
type Waits struct {
	// Votes are decisions, All everything.
	Votes, All int
}

// LoadWaits counts it. A vote that somebody else casts waits for nobody. One whose content has not arrived has nothing that waits.
func LoadWaits(ctx context.Context, c *app.Community) (Waits, error) {
	s, err := c.Status(ctx)
	if err != nil || !s.Here {
		return Waits{}, err
	}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Waits{}, err
	}
	needs, err := loadNeeds(ctx, c, people)
	if err != nil {
		return Waits{}, err
	}
	var each *Reads
	return each.Waits(ctx, c, people, needs)
}
