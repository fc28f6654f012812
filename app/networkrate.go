package app

// Rate in catch-ups: what a device hands over of its own ops is charged to it as they come, and a flood is cut off in the middle. What others hold
// already, and hand over in its place, is charged to nobody.

import (
	"context"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// ErrOverRate says that a device handed over more of its own ops than it may at once. What fitted was kept; the rest comes with the time.
var ErrOverRate = errors.New("its device sends unusually much")

// freeMillis is how long a device that was met for the first time may take to hand over what it wrote before: a large community over a slow line.
// Whoever never ends a catch-up orderly is charged from then on all the same.
const freeMillis = 24 * 60 * 60 * 1000

// heldMillis is how long a device waits at least that was cut off: the next catch-up shall bring thirty ops, and not one.
const heldMillis = 60 * 1000

// meetings are what there was of catch-ups with a device itself, since this install started.
type meetings struct {
	// firstMillis is when the first began, lastMillis when the last one ended orderly: 0 for none yet.
	firstMillis, lastMillis int64
	// owing says that the device has sent too much, and no orderly end since then.
	owing bool
}

// charge is one catch-up's account of the peer's device. Its session's intake alone takes, and its end comes after that; nil charges nobody.
type charge struct {
	community *Community
	device    op.DeviceID
	rate      admission.Rate
	free      bool
	// before is how long the device's log was: what it sends of that again it is not charged for.
	before uint64
}

// chargeOf opens a device's account for one catch-up. What it can have written while this install was not in touch with it is free, and so is
// everything at the first meeting.
func (c *Community) chargeOf(ctx context.Context, device op.DeviceID) *charge {
	ch := &charge{community: c, device: device, before: c.LogLength(ctx, device), rate: c.rateOf(c.isTeller(ctx, device))}
	c.live.mu.Lock()
	defer c.live.mu.Unlock()
	now := c.service.ports.NowMillis()
	b := c.bucket(device)
	m := c.live.met[device]
	switch {
	case m.firstMillis == 0:
		m.firstMillis, ch.free = now, true
	case m.lastMillis == 0:
		ch.free = now-m.firstMillis < freeMillis
	case !m.owing:
		b.Absent(ch.rate, now, now-m.lastMillis)
	}
	c.live.met[device] = m
	return ch
}

func (c *Community) isTeller(ctx context.Context, device op.DeviceID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tellersOf(ctx, []*op.Op{{Header: op.Header{Device: device}}})[device]
}

// take charges for what has come and is let through. Where it is more than the device may send, the ops are those that come before that, with
// ErrOverRate. While the device is held back nothing more of it is taken, nor does it wait the longer for trying.
func (ch *charge) take(ops []*op.Op) ([]*op.Op, error) {
	if ch == nil || ch.free {
		return ops, nil
	}
	l := &ch.community.live
	l.mu.Lock()
	defer l.mu.Unlock()
	now := ch.community.service.ports.NowMillis()
	for i, o := range ops {
		if o.Header.Device != ch.device || o.Header.Seq < ch.before {
			continue
		}
		if until := l.heldTill[ch.device]; until > now {
			return ops[:i], fmt.Errorf("%w: it waits until %d", ErrOverRate, until)
		}
		wait := ch.community.bucket(ch.device).Take(ch.rate, now, int64(len(o.Raw)+len(o.Body)))
		if wait == 0 {
			continue
		}
		until := now + max(wait, heldMillis)
		m := l.met[ch.device]
		m.owing = true
		l.met[ch.device], l.heldTill[ch.device] = m, until
		return ops[:i], fmt.Errorf("%w: it waits until %d", ErrOverRate, until)
	}
	return ops, nil
}

// end closes the account after a catch-up that came to its end.
func (ch *charge) end() {
	l := &ch.community.live
	l.mu.Lock()
	defer l.mu.Unlock()
	m := l.met[ch.device]
	m.lastMillis, m.owing = ch.community.service.ports.NowMillis(), false
	l.met[ch.device] = m
}
