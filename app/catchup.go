package app

// Catch-up: a community's replica as a session of package reconcile asks for it.

import (
	"context"
	"errors"

	"github.com/folkmoot/folkmoot/app/reconcile"
)

// NewSession begins a catch-up with a peer. Whoever may ask for one was admitted before. The session belongs to one goroutine. end must be
// called once, however the session went: it waits until everything that came is durable or refused, and says what became of it; what a
// session took in before it was cut off stays. The context ends both.
func (c *Community) NewSession(ctx context.Context, role reconcile.Role) (session *reconcile.Session, end func() (Taken, error)) {
	return reconcile.New(role, nil), func() (Taken, error) { return Taken{}, errors.ErrUnsupported }
}
