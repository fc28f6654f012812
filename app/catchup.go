package app

// Catch-up: a session with a peer over a community's replica. What it reads: catchupread.go.

import (
	"context"
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// NewSession begins a catch-up with a peer. Whoever may ask for one was admitted before. The session belongs to one goroutine. end must be
// called once, however the session went: it waits until everything that came is durable or refused, and says what became of it; what a session
// took in before it was cut off stays. When the context ends, so do both. It works while the community's content is not here yet, too.
func (c *Community) NewSession(ctx context.Context, role reconcile.Role) (session *reconcile.Session, end func() (Taken, error)) {
	local := &catchUp{ctx: ctx, community: c}
	return reconcile.New(role, local), local.end
}

// NewChargedSession is NewSession with a peer whose device is known: what it hands over of its own is charged to it. Error of the session, once it
// has sent more than it may: ErrOverRate; what fits before that is kept.
func (c *Community) NewChargedSession(ctx context.Context, role reconcile.Role, from op.DeviceID) (*reconcile.Session, func() (Taken, error)) {
	local := &catchUp{ctx: ctx, community: c, charge: c.chargeOf(ctx, from)}
	session := reconcile.New(role, local)
	return session, func() (Taken, error) {
		taken, err := local.end()
		if session.Done() && err == nil {
			local.charge.end()
		}
		return taken, err
	}
}

// catchUp is a community's replica for one session. It implements reconcile.Local. Its ctx is the session's own.
type catchUp struct {
	ctx       context.Context
	community *Community
	// withheld are posts whose bodies are handed out no more, once that was asked.
	withheld map[op.ID]bool
	// wanted are the ops that were asked for by name, once that was asked: then named is set.
	wanted []op.ID
	named  bool
	// charge counts what the peer's device hands over of its own; nil where nobody is charged.
	charge *charge
	// intake is the taking in that runs; nil for none. taken is what those before it came to.
	intake *intake
	taken  Taken
	failed error
}

var _ reconcile.Local = (*catchUp)(nil)

// aheadOps are handed over before whoever hears the peer has to wait for the replica: two chunks, so that one is verified while one is written.
const aheadOps = 8

// intake is ops on their way through Community.Take, in a goroutine of its own: so the next frame is read and opened while the last is verified
// and the one before is written.
type intake struct {
	batches chan []*op.Op
	// soFar is what became of the chunks that are done, done that and the error of all.
	soFar chan Taken
	done  chan struct{}
	taken Taken
	err   error
}

func (u *catchUp) begin() *intake {
	in := &intake{batches: make(chan []*op.Op, aheadOps), soFar: make(chan Taken, 1), done: make(chan struct{})}
	go func() {
		defer close(in.done)
		var batch []*op.Op
		source := func() (*op.Op, bool, error) {
			for len(batch) == 0 {
				select {
				case next, more := <-in.batches:
					if !more {
						return nil, false, nil
					}
					batch = next
				case <-u.ctx.Done():
					return nil, false, u.ctx.Err()
				}
			}
			o := batch[0]
			batch = batch[1:]
			return o, true, nil
		}
		in.taken, in.err = u.community.take(u.ctx, source, u.charge, func(_ int, taken *Taken) {
			select {
			case <-in.soFar:
			default:
			}
			in.soFar <- *taken
		})
	}()
	return in
}

// Take implements reconcile.Traffic.
func (u *catchUp) Take(ops []*op.Op) (reconcile.Taken, error) {
	if u.failed != nil {
		return reconcile.Taken{}, u.failed
	}
	if u.intake == nil {
		u.intake = u.begin()
	}
	select {
	case u.intake.batches <- ops:
	case <-u.intake.done:
		return u.Flush()
	}
	all := u.taken
	select {
	case soFar := <-u.intake.soFar:
		all.join(&soFar)
	default:
	}
	return inShort(&all), nil
}

// Flush implements reconcile.Traffic.
func (u *catchUp) Flush() (reconcile.Taken, error) {
	if u.intake != nil {
		close(u.intake.batches)
		<-u.intake.done
		u.taken.join(&u.intake.taken)
		u.failed = u.intake.err
		u.intake = nil
	}
	return inShort(&u.taken), u.failed
}

func (u *catchUp) end() (Taken, error) {
	_, err := u.Flush()
	if err != nil {
		return u.taken, fmt.Errorf("catching up: %w", err)
	}
	if u.taken.Stored > 0 {
		err = u.community.noteName(u.ctx)
	}
	return u.taken, err
}

func inShort(t *Taken) reconcile.Taken {
	return reconcile.Taken{Stored: t.Stored, Known: t.Known, Waiting: t.Waiting, Refused: t.RefusedCount}
}

// join counts what became of more.
func (t *Taken) join(more *Taken) {
	refused := more.Refused
	t.Stored += more.Stored
	t.Known += more.Known
	t.Waiting += more.Waiting
	t.Dropped += more.Dropped
	t.Found = t.Found || more.Found
	t.refuse(refused)
	t.RefusedCount += more.RefusedCount - len(refused)
}

// withholds reports whether an op is handed out without its body.
func (u *catchUp) withholds(id op.ID) (bool, error) {
	if u.withheld == nil {
		withheld, err := u.community.withheld(u.ctx)
		if err != nil {
			return false, err
		}
		u.withheld = withheld
	}
	return u.withheld[id], nil
}
