package view

// Playing: the made-up members of a sample play along while somebody looks at it.

import (
	"context"
	"errors"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/sample"
)

const (
	// playRest lies between two steps at least: what one act brings about comes in several changes.
	playRest = 300 * time.Millisecond
	// playAnew is how long it rests where they could not be woken.
	playAnew = time.Minute
)

// PlayAlong runs until ctx ends, or at once to its end where nobody plays along in a community. changed is told after each change of it.
func PlayAlong(ctx context.Context, s *app.Service, c *app.Community, nowMillis func() int64, changed <-chan struct{}) {
	var players *sample.Players
	for ctx.Err() == nil {
		rest := playAnew
		if players == nil {
			var err error
			if players, err = sample.Wake(ctx, s, c, nowMillis()); errors.Is(err, sample.ErrNoSample) {
				return
			} else if err != nil {
				players = nil
			}
		}
		if players != nil {
			next, _ := players.Step(ctx, nowMillis()) // after an error they begin anew, when next says
			rest = time.Duration(next-nowMillis()) * time.Millisecond
		}
		select {
		case <-ctx.Done():
		case <-time.After(max(rest, playRest)):
		case <-changed:
			select {
			case <-ctx.Done():
			case <-time.After(playRest):
			}
		}
	}
}
