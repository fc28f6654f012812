package relay

// Duties: a relay that a charter names as a teller does by itself what time alone has made due.

import (
	"context"
	"time"

	"github.com/folkmoot/folkmoot/app"
)

// dutyEvery is how often it is asked what is due: settle times are minutes.
const dutyEvery = 5 * time.Second

// doDuties does a teller's duties that are due by now. What a change makes due is done with the change.
func (r *relay) doDuties(ctx context.Context) {
	err := r.each(func(c *app.Community) error {
		if !r.serves(c.ID()) {
			return nil
		}
		if err := c.Tick(ctx); err != nil && ctx.Err() == nil {
			r.Log.Warn("a teller's duties were not done", "community", c.ID().Genesis().Short(), "error", err)
		}
		return nil
	})
	if err != nil {
		r.Log.Error("a teller's duties were not done", "error", err)
	}
}
