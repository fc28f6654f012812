package app

// Sticks: a community's acts in a bundle file, for somebody whom no network reaches.

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// ExportBundle writes what this replica holds, in causal order. sincePeer, where it is not empty, leaves out what that peer was last known to
// hold; the peer's name is given by whoever imports a bundle of theirs or exports one to them.
func (c *Community) ExportBundle(ctx context.Context, w io.Writer, sincePeer string, progress func(done, total int)) (int, error) {
	plan, err := c.plan(ctx, sincePeer)
	if err != nil {
		return 0, err
	}
	manifest := bundle.Manifest{
		Version: 1, Kind: bundle.Kind, Community: c.ID(), MadeMillis: c.service.ports.NowMillis(), By: c.Device(),
		Ops: uint64(plan.ops), Frontier: plan.frontier,
	}
	err = c.bundled(ctx, func(r Reader) error {
		var failed error
		writer, err := bundle.NewWriter(w, manifest)
		if err != nil {
			return err
		}
		done := 0
		err = c.planned(r, plan, func(o *op.Op) bool {
			if failed = writer.Add(o); failed == nil {
				failed = ctx.Err()
			}
			done++
			if progress != nil && done%ingestChunk == 0 {
				progress(done, plan.ops)
			}
			return failed == nil
		})
		return errors.Join(err, failed, writer.Close())
	})
	if err != nil {
		return 0, fmt.Errorf("writing the bundle: %w", err)
	}
	return plan.ops, nil
}

// bundled is Ask that also works while the community's content is not here yet: a join has to leave this laptop.
func (c *Community) bundled(ctx context.Context, ask func(Reader) error) error {
	return c.replica.Read(ctx, ask)
}

// plan is what a bundle will hold.
type plan struct {
	ops      int
	frontier []bundle.Tip
	// known is the last number of each device that the receiver holds.
	known map[op.DeviceID]uint64
}

func (c *Community) plan(ctx context.Context, sincePeer string) (plan, error) {
	p := plan{known: make(map[op.DeviceID]uint64)}
	err := c.bundled(ctx, func(r Reader) error {
		if err := c.knownBy(r, sincePeer, p.known); err != nil {
			return err
		}
		if err := r.Devices(func(d community.DeviceRecord) bool {
			p.frontier = append(p.frontier, bundle.Tip{Device: d.Device, Op: d.Tip})
			return true
		}); err != nil {
			return err
		}
		return c.planned(r, p, func(*op.Op) bool {
			p.ops++
			return true
		})
	})
	return p, err
}

func (c *Community) knownBy(r Reader, peer string, known map[op.DeviceID]uint64) error {
	if peer == "" {
		return nil
	}
	tips, _, met, err := r.PeerFrontier(peer)
	if err != nil {
		return err
	}
	if !met {
		return fmt.Errorf("leaving out what %s holds: %w", peer, ErrUnknownPeer)
	}
	for _, id := range tips {
		if m, ok, err := r.Meta(id); err != nil {
			return err
		} else if ok {
			known[m.Device] = m.Seq + 1
		}
	}
	return nil
}

// ErrUnknownPeer says that no exchange with a peer of that name is known.
var ErrUnknownPeer = errors.New("nothing is known of what that peer holds")

// planned yields the ops of a bundle: stored ones in Order, then those that wait, which may find their parents on the other side.
func (c *Community) planned(r Reader, p plan, yield func(*op.Op) bool) error {
	more := true
	err := r.Ops(0, func(s community.Stored) bool {
		if s.Seq+1 <= p.known[s.Device] && !c.isForked(r, s.Device) {
			return true
		}
		more = yield(s.Op)
		return more
	})
	if err != nil || !more {
		return err
	}
	return r.AllWaiting(yield)
}

// isForked: a tip says nothing about the branches of a forked log, so these always go along.
func (c *Community) isForked(_ Reader, device op.DeviceID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.engine == nil {
		return true
	}
	d, ok := c.engine.Device(device)
	return ok && d.Forked
}

// Brought says what a bundle brought.
type Brought struct {
	Taken
	Manifest bundle.Manifest
	// Incomplete says that the file was cut short: what was whole is here.
	Incomplete bool
}

// ImportBundle takes in a bundle with all the checks that everything from elsewhere goes through. peer, where it is not empty, is the name
// under which what the sender holds is remembered. Errors: ErrOtherCommunity, bundle's, *bundle.TruncatedError is no error here.
func (c *Community) ImportBundle(ctx context.Context, r io.Reader, peer string, progress func(done, total int)) (Brought, error) {
	reader, err := bundle.NewReader(r)
	if err != nil {
		return Brought{}, fmt.Errorf("reading the bundle: %w", err)
	}
	b := Brought{Manifest: reader.Manifest()}
	if b.Manifest.Community != c.ID() {
		return b, fmt.Errorf("reading the bundle: %w", community.ErrAnotherCommunity)
	}
	b.Taken, err = c.Take(ctx, sourceOf(reader), func(read int) {
		if progress != nil {
			progress(read, int(b.Manifest.Ops))
		}
	})
	if errors.Is(err, bundle.ErrTruncated) {
		b.Incomplete, err = true, nil
	}
	if err != nil {
		return b, err
	}
	return b, errors.Join(c.remember(ctx, peer, b), c.noteName(ctx))
}

func sourceOf(reader *bundle.Reader) Source {
	return func() (*op.Op, bool, error) {
		o, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return nil, false, nil
		}
		return o, err == nil, err
	}
}

func (c *Community) remember(ctx context.Context, peer string, b Brought) error {
	if peer == "" || b.Incomplete {
		return nil
	}
	tips := make([]op.ID, len(b.Manifest.Frontier))
	for i, t := range b.Manifest.Frontier {
		tips[i] = t.Op
	}
	return c.replica.UpdateLocal(ctx, func(l Local) error {
		return l.SetPeerFrontier(peer, tips, c.service.ports.NowMillis())
	})
}

// noteName keeps the charter's name in the profile, so that lists can show it without opening the replica.
func (c *Community) noteName(ctx context.Context) error {
	s, err := c.Stands(ctx)
	if errors.Is(err, ErrNotHereYet) {
		return nil
	}
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.membership.Name == s.State.Charter.Name {
		return nil
	}
	c.membership.Name = s.State.Charter.Name
	return c.service.ports.Profile.PutCommunity(c.membership)
}
