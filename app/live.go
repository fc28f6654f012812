package app

// Live: ops as they are written elsewhere, one by one, each with the answer whether to pass it on.

import (
	"context"
	"fmt"
	"sync"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// Fate is what became of one op.
type Fate int

// The fates. Only what was stored is passed on.
const (
	// FateRefused: no honest peer passes it on.
	FateRefused Fate = iota
	FateStored
	FateKnown
	// FateWaiting: something of its past is missing here: a catch-up brings it.
	FateWaiting
	// FateHeldBack: its device sends unusually much. It is not kept; a catch-up brings it when its time has come.
	FateHeldBack
	// FateNoRoom: the gate lets it through no more. It is not kept, and may come again.
	FateNoRoom
)

// live is what a community keeps for ops as they come.
type live struct {
	mu       sync.Mutex // guards what follows; never held while the engine works
	verifier *op.Verifier
	buckets  map[op.DeviceID]*admission.Bucket
	heldTill map[op.DeviceID]int64
	// met is what there was of catch-ups with the device itself.
	met map[op.DeviceID]meetings
}

// maxBuckets is how many devices are measured at a time: more than there are. When they are more, all begin anew.
const maxBuckets = 20_000

// TakeLive verifies ops that were just written elsewhere and takes them in, in one transaction. Fates go by the ops. An op that is stored is on
// disk when it returns. Errors are the replica's; then no op has a fate.
func (c *Community) TakeLive(ctx context.Context, ops []*op.Op) ([]Fate, error) {
	fates := make([]Fate, len(ops))
	fresh := c.verified(ops)
	if len(fresh) == 0 {
		return fates, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	known, err := c.knownOf(ctx, fresh)
	if err != nil {
		return nil, fmt.Errorf("taking in what was gossiped: %w", err)
	}
	tellers := c.tellersOf(ctx, fresh)
	fate := make(map[op.ID]Fate, len(fresh))
	var unknown []*op.Op
	for _, o := range fresh {
		fate[o.ID] = FateKnown
		if !known[o.ID] {
			fate[o.ID] = FateNoRoom
			unknown = append(unknown, o)
		}
	}
	let := c.sift(unknown)
	for _, o := range let {
		fate[o.ID] = FateHeldBack
	}
	within := c.withinRate(let, tellers)
	for _, o := range within {
		fate[o.ID] = FateWaiting
	}
	report, err := c.ingestLive(ctx, within)
	if err != nil {
		return nil, fmt.Errorf("taking in what was gossiped: %w", err)
	}
	for _, id := range report.Stored {
		fate[id] = FateStored
	}
	for _, r := range report.Refused {
		fate[r.ID] = FateRefused
	}
	for i, o := range ops {
		fates[i] = fate[o.ID]
	}
	return fates, nil
}

// verified are those of the ops whose signatures hold and that are of this community.
func (c *Community) verified(ops []*op.Op) []*op.Op {
	c.live.mu.Lock()
	defer c.live.mu.Unlock()
	if c.live.verifier == nil {
		c.live.verifier = op.NewVerifier()
	}
	var ours []*op.Op
	for _, o := range ops {
		if o.Community() == c.com {
			ours = append(ours, o)
		}
	}
	good, _ := community.Verify(c.live.verifier, c.service.ports.Random, ours)
	return good
}

func (c *Community) knownOf(ctx context.Context, ops []*op.Op) (map[op.ID]bool, error) {
	known := make(map[op.ID]bool)
	err := c.replica.Read(ctx, func(r Reader) error {
		for _, o := range ops {
			_, ok, err := r.Meta(o.ID)
			if err != nil {
				return err
			}
			if ok {
				known[o.ID] = true
			}
		}
		return nil
	})
	return known, err
}

// tellersOf says which devices are tellers': they may send more. The caller holds c.mu.
func (c *Community) tellersOf(ctx context.Context, ops []*op.Op) map[op.DeviceID]bool {
	if err := c.openEngine(ctx); err != nil || c.engine.Authority() == nil {
		return nil
	}
	head := c.engine.Authority().Now().HeadState()
	tellers := make(map[op.DeviceID]bool)
	for _, o := range ops {
		tellers[o.Header.Device] = head.Charter.HasTeller(o.Header.Device)
	}
	return tellers
}

// withinRate charges the devices for ops that are new and let through, and gives those that are not over their rate.
func (c *Community) withinRate(ops []*op.Op, tellers map[op.DeviceID]bool) []*op.Op {
	c.live.mu.Lock()
	defer c.live.mu.Unlock()
	var within []*op.Op
	now := c.service.ports.NowMillis()
	for _, o := range ops {
		device := o.Header.Device
		if device != c.Device() {
			if wait := c.bucket(device).Take(c.rateOf(tellers[device]), now, int64(len(o.Raw)+len(o.Body))); wait > 0 {
				c.live.heldTill[device] = now + wait
				continue
			}
		}
		within = append(within, o)
	}
	return within
}

// bucket of a device. The caller holds c.live.mu.
func (c *Community) bucket(device op.DeviceID) *admission.Bucket {
	if len(c.live.buckets) >= maxBuckets || c.live.buckets == nil {
		c.live.buckets = make(map[op.DeviceID]*admission.Bucket)
		c.live.heldTill, c.live.met = make(map[op.DeviceID]int64), make(map[op.DeviceID]meetings)
	}
	b := c.live.buckets[device]
	if b == nil {
		b = new(admission.Bucket)
		c.live.buckets[device] = b
	}
	return b
}

// HeldBack lists the devices that send unusually much, and until when what they write waits, in milliseconds since 1970.
func (c *Community) HeldBack() map[op.DeviceID]int64 {
	c.live.mu.Lock()
	defer c.live.mu.Unlock()
	now := c.service.ports.NowMillis()
	list := make(map[op.DeviceID]int64)
	for device, until := range c.live.heldTill {
		if until > now {
			list[device] = until
		} else {
			delete(c.live.heldTill, device)
		}
	}
	return list
}

// ingestLive is one transaction. The caller holds c.mu.
func (c *Community) ingestLive(ctx context.Context, ops []*op.Op) (community.Report, error) {
	var report community.Report
	if len(ops) == 0 {
		return report, nil
	}
	var stored []*op.Op
	if err := c.repair(ctx, ops); err != nil {
		return report, err
	}
	err := c.updateLocked(ctx, func(w *writing) error {
		report = community.Report{}
		if err := w.noteCopied(ops); err != nil {
			return err
		}
		first, err := w.waitingFirst()
		if err != nil {
			return err
		}
		if err := w.engine.IngestUnder(ctx, w.tx, ops, &report); err != nil {
			return err
		}
		if err := w.keepWaiting(w.tx, first); err != nil {
			return err
		}
		if stored, err = w.storedOf(ops, report.Stored); err != nil {
			return err
		}
		return w.noteDrops(stored)
	})
	if err != nil {
		return report, err
	}
	c.kept(stored)
	c.tellStored(report.Stored, true)
	c.doDuties(ctx)
	return report, nil
}

// tellStored tells the network that ops came from elsewhere. The caller holds c.mu.
func (c *Community) tellStored(stored []op.ID, live bool) {
	if len(stored) == 0 {
		return
	}
	chain := false
	if g := c.engine.Authority(); g != nil {
		for _, id := range stored {
			if _, is := g.Node(id); is {
				chain = true
				break
			}
		}
	}
	c.service.tell(c.com, func(n Network) { n.Stored(c.com, Stored{Ops: len(stored), Chain: chain, Live: live}) })
}

// LogLength is how many ops of a device are stored.
func (c *Community) LogLength(ctx context.Context, device op.DeviceID) uint64 {
	var n uint64
	if err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		d, _ := e.Device(device)
		n = d.Ops
		return nil
	}); err != nil {
		return 0
	}
	return n
}
