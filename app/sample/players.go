package sample

// Players: the made-up members play along. They sit in a hall of their own that is fed from the community; what they answer goes back by the way
// of everything that comes from elsewhere.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

const (
	second = int64(1000)
	// restMillis lies between two steps of players who have nothing to do, lookUpMillis between two looks of tellers whom nobody has asked, and
	// afterTrouble is how long players wait who have stumbled.
	restMillis, lookUpMillis, afterTrouble = 5 * second, 30 * second, minute
	// firstHears is how long after an act of mine the first teller has it, nextHears how long after that another one does.
	firstHears, nextHears = 3 * second, 3 * second / 2
	// idleMillis lies between two votes that nobody asked for, maxIdle is how many there are until they are woken again.
	idleMillis, maxIdle = 50 * second, 40
)

// ErrNoSample says that a community has no made-up members.
var ErrNoSample = errors.New("nobody plays along here")

// Players belong to one goroutine: whoever holds them calls Step when its answer says, and earlier where something has happened.
type Players struct {
	community *app.Community
	seed      Seed
	say       texts
	cast      map[string]*person
	devices   map[op.DeviceID]*person

	hall *hall
	// read is how far the community was read, in its order.
	read  uint64
	plans []plan
	// said counts answers, so that no two that follow each other are the same; idle the votes that nobody asked for.
	said, idle int
	// here are the tellers at their laptops, idleAt is when the next vote that nobody asked for comes, tellAt when tellers look up again.
	here           []*person
	idleAt, tellAt int64
	// actedAt is when I did something last.
	actedAt int64
	// toMeet says that it is to be noted that others hold what I have written.
	toMeet bool
}

// plan is what somebody is about to do.
type plan struct {
	atMillis int64
	do       func()
}

// Wake lets the made-up members of a sample play along. It reads the whole sample: a part of a second. Error: ErrNoSample.
func Wake(ctx context.Context, service *app.Service, c *app.Community, nowMillis int64) (*Players, error) {
	text, err := service.LocalNote(c.ID())
	if err != nil {
		return nil, fmt.Errorf("waking the sample: %w", err)
	}
	seed, language, ok := readNote(text)
	if !ok {
		return nil, ErrNoSample
	}
	p := &Players{community: c, seed: seed, say: textsIn(language), cast: seed.cast(nil), devices: make(map[op.DeviceID]*person)}
	for _, member := range p.cast {
		p.devices[member.device] = member
	}
	p.here = []*person{p.cast["box"], p.cast["tomas"]}
	p.idleAt = nowMillis + idleMillis
	p.in(nowMillis, 20*second, func() { p.here = append(p.here, p.cast["ingrid"], p.cast["wei"]) })
	p.in(nowMillis, 30*second, p.smallPoll)
	return p, p.gather(ctx)
}

// in plans something.
func (p *Players) in(nowMillis, after int64, do func()) {
	p.plans = append(p.plans, plan{nowMillis + after, do})
}

// Step does everything that is due by now, and says when the next thing is. What I have done since the last step is answered a little later. After
// an error the players begin anew with the next step.
func (p *Players) Step(ctx context.Context, nowMillis int64) (nextMillis int64, err error) {
	defer func() {
		if err != nil {
			p.hall, nextMillis = nil, nowMillis+afterTrouble
		}
	}()
	nextMillis = nowMillis + restMillis
	if err := p.gather(ctx); err != nil {
		return nextMillis, fmt.Errorf("reading what has happened: %w", err)
	}
	before := len(p.hall.ops)
	p.hall.nowMillis = nowMillis
	if err := p.act(ctx, nowMillis); err != nil {
		return nextMillis, fmt.Errorf("playing along: %w", err)
	}
	if err := p.hand(ctx, p.hall.ops[before:]); err != nil {
		return nextMillis, err
	}
	if p.toMeet {
		p.toMeet = false
		if err := meet(ctx, p.community, p.seed); err != nil {
			return nextMillis, fmt.Errorf("noting who holds what: %w", err)
		}
	}
	for _, planned := range p.plans {
		nextMillis = min(nextMillis, max(planned.atMillis, nowMillis+1))
	}
	return nextMillis, nil
}

// act does what is due: plans, then the tellers' duties.
func (p *Players) act(ctx context.Context, nowMillis int64) error {
	var due []plan
	p.plans = slices.DeleteFunc(p.plans, func(planned plan) bool {
		if planned.atMillis <= nowMillis {
			due = append(due, planned)
			return true
		}
		return false
	})
	slices.SortStableFunc(due, func(a, b plan) int { return int(min(max(a.atMillis-b.atMillis, -1), 1)) })
	return p.inside(ctx, func() {
		for _, planned := range due {
			planned.do()
		}
		if nowMillis >= p.idleAt && p.idle < maxIdle {
			p.idleAt, p.idle = nowMillis+idleMillis, p.idle+1
			p.voteSomewhere()
		}
		if len(due) > 0 || nowMillis >= p.tellAt {
			p.tellAt = nowMillis + lookUpMillis
			p.hall.tell(p.listening(nowMillis)...)
		}
	})
}

// listening are the tellers who have heard of what I did last: one after the other does.
func (p *Players) listening(nowMillis int64) []*person {
	heard := 1 + (nowMillis-p.actedAt-firstHears)/nextHears
	return p.here[:min(max(heard, 0), int64(len(p.here)))]
}

// inside runs something in one transaction of the hall.
func (p *Players) inside(ctx context.Context, do func()) error {
	h := p.hall
	return h.replica.Update(ctx, func(tx community.Tx) error {
		h.tx = tx
		h.inside(do)
		return h.failed
	})
}

// hand gives the community what was written in the hall, and notes that those who are here hold what I have written.
func (p *Players) hand(ctx context.Context, written []*op.Op) error {
	if len(written) == 0 {
		return nil
	}
	i := 0
	taken, err := p.community.Take(ctx, func() (*op.Op, bool, error) {
		if i == len(written) {
			return nil, false, nil
		}
		i++
		return written[i-1], true, nil
	}, nil)
	switch {
	case err != nil:
		return fmt.Errorf("handing over what the sample's members did: %w", err)
	case taken.RefusedCount > 0:
		return fmt.Errorf("handing over what the sample's members did: %w", taken.Refused[0].Err)
	}
	return nil
}

// gather reads what is new in the community into the hall. What is mine is thought about.
func (p *Players) gather(ctx context.Context) error {
	anew := p.hall == nil
	if anew {
		p.hall, p.read = newHall(), 0
	}
	var fresh []*op.Op
	err := p.community.Ask(ctx, func(r app.Reader) error {
		return r.Ops(p.read, func(s community.Stored) bool {
			p.read = s.Order
			fresh = append(fresh, s.Op)
			return true
		})
	})
	if err != nil || len(fresh) == 0 {
		return err
	}
	h := p.hall
	err = h.replica.Update(ctx, func(tx community.Tx) error {
		h.tx = tx
		if anew {
			if err := h.begin(p.community.ID()); err != nil {
				return err
			}
		}
		var report community.Report
		if err := h.engine.Ingest(tx, fresh, &report); err != nil {
			return err
		}
		for _, o := range fresh {
			p.notice(o)
		}
		return nil
	})
	if err != nil || anew {
		return err
	}
	for _, o := range fresh {
		if o.Header.Device == p.community.Device() {
			p.think(o)
		}
	}
	return nil
}

// notice remembers polls and ballots.
func (p *Players) notice(o *op.Op) {
	body, err := p.hall.registry.Body(o)
	if err != nil {
		return
	}
	switch b := body.(type) {
	case *poll.Open:
		p.hall.openings[o.ID] = b
	case *poll.Cast:
		if by := p.devices[o.Header.Device]; by != nil {
			p.hall.ballots[ballotOf{b.Poll, by.account}] = o.ID
		}
	}
}
