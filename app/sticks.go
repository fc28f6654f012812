package app

// Sticks: a community's acts in a bundle file, for somebody whom no network reaches.

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// ExportBundle writes what this replica holds, in causal order. sincePeer, where it is not empty, leaves out what that peer was last known to
// hold; the peer's name is given by whoever imports a bundle of theirs or exports one to them.
func (c *Community) ExportBundle(ctx context.Context, w io.Writer, sincePeer string, progress func(done, total int)) (int, error) {
	if c.local {
		return 0, fmt.Errorf("writing the bundle: %w", ErrLocalOnly)
	}
	withheld, err := c.withheld(ctx)
	if err != nil {
		return 0, fmt.Errorf("writing the bundle: %w", err)
	}
	ops := 0
	err = c.replica.Read(ctx, func(r Reader) error {
		p, err := c.plan(r, sincePeer)
		if err != nil {
			return err
		}
		p.withheld = withheld
		ops = p.ops
		return c.writeBundle(ctx, w, r, p, progress)
	})
	if err != nil {
		return 0, fmt.Errorf("writing the bundle: %w", err)
	}
	return ops, nil
}

// progressStep ops are written between two reports of progress.
const progressStep = 1000

func (c *Community) writeBundle(ctx context.Context, w io.Writer, r Reader, p plan, progress func(done, total int)) error {
	writer, err := bundle.NewWriter(w, bundle.Manifest{
		Community: c.ID(), MadeMillis: c.service.ports.NowMillis(), By: c.Device(), Ops: uint64(p.ops), Frontier: p.frontier,
	})
	if err != nil {
		return err
	}
	var failed error
	done := 0
	err = p.each(r, func(o *op.Op) bool {
		failed = errors.Join(ctx.Err(), writer.Add(o))
		done++
		if progress != nil && done%progressStep == 0 {
			progress(done, p.ops)
		}
		return failed == nil
	})
	return errors.Join(err, failed, writer.Close())
}

// plan is what a bundle will hold.
type plan struct {
	ops      int
	frontier []bundle.Tip
	// known is how many ops of each device's unforked log the receiver holds.
	known map[op.DeviceID]uint64
	// withheld are posts that go without their bodies.
	withheld map[op.ID]bool
	// devices are those with an act here, and this one.
	devices map[op.DeviceID]bool
}

// withheld are the posts whose bodies may be dropped, and lie here until their time has come: nobody is handed them any more.
func (c *Community) withheld(ctx context.Context) (map[op.ID]bool, error) {
	posts := make(map[op.ID]bool)
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		noted, err := r.DueDrops(op.MaxTimeMillis, maxWithheld)
		for _, post := range noted {
			if err == nil {
				posts[post], err = e.MayDrop(r, post)
			}
		}
		return err
	})
	if errors.Is(err, ErrNotHereYet) {
		return posts, nil
	}
	return posts, err
}

// maxWithheld bounds how many withdrawn posts of the last thirty days a bundle looks at.
const maxWithheld = 100_000

// plan counts before anything is written: the manifest comes first, and says how many ops follow. It works while the community's content is
// not here yet, too: a join has to leave this laptop.
func (c *Community) plan(r Reader, sincePeer string) (plan, error) {
	p := plan{known: make(map[op.DeviceID]uint64), devices: map[op.DeviceID]bool{c.Device(): true}}
	if err := knownBy(r, sincePeer, p.known); err != nil {
		return p, err
	}
	if err := r.Devices(func(d community.DeviceRecord) bool {
		p.frontier = append(p.frontier, bundle.Tip{Device: d.Device, Op: d.Tip})
		p.devices[d.Device] = true
		if d.Forked {
			// A tip says nothing about the branches of a forked log, so these always go along.
			delete(p.known, d.Device)
		}
		return true
	}); err != nil {
		return p, err
	}
	if len(p.known) == 0 {
		stored, err := r.OpCount()
		if err != nil {
			return p, err
		}
		p.ops = stored
		return p, p.eachWaiting(r, func(*op.Op) bool {
			p.ops++
			return true
		})
	}
	err := p.each(r, func(*op.Op) bool {
		p.ops++
		return true
	})
	return p, err
}

func knownBy(r Reader, peer string, known map[op.DeviceID]uint64) error {
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

// each yields the ops of a bundle: stored ones in causal order, then those that wait, which may find their parents on the other side.
func (p *plan) each(r Reader, yield func(*op.Op) bool) error {
	more := true
	err := r.Ops(0, func(s community.Stored) bool {
		if s.Seq < p.known[s.Device] {
			return true
		}
		o := s.Op
		if p.withheld[o.ID] {
			o = o.WithoutBody()
		}
		more = yield(o)
		return more
	})
	if err != nil || !more {
		return err
	}
	return p.eachWaiting(r, yield)
}

// eachWaiting yields what waits and is worth carrying: acts of devices that are known here, this device's own, and some joins whose invite may be
// on the other side. What strangers have left here is not passed on.
func (p *plan) eachWaiting(r Reader, yield func(*op.Op) bool) error {
	joins := 0
	return r.AllWaiting(func(o *op.Op) bool {
		if !p.devices[o.Header.Device] {
			if o.Header.Kind != authority.KindJoin || joins >= maxJoinsCarried {
				return true
			}
			joins++
		}
		return yield(o)
	})
}

// maxJoinsCarried bounds the requests of people unknown here that a bundle carries on.
const maxJoinsCarried = 200

// Brought says what a bundle brought.
type Brought struct {
	Taken
	Manifest bundle.Manifest
	// Incomplete says that the file was cut short: what was whole is here.
	Incomplete bool
}

// BundleOfError is community.ErrAnotherCommunity for a bundle of another community of this profile.
type BundleOfError struct {
	Community op.CommunityID
	Name      string
}

func (e *BundleOfError) Error() string { return "a bundle of " + e.Name }

func (e *BundleOfError) Unwrap() error { return community.ErrAnotherCommunity }

// bundleOf says why a bundle is not taken in here, with the name of its community where this profile is in it.
func (s *Service) bundleOf(com op.CommunityID) error {
	all, err := s.Communities()
	if err != nil {
		return errors.Join(community.ErrAnotherCommunity, err)
	}
	for _, m := range all {
		if m.Community == com {
			return &BundleOfError{com, m.Name}
		}
	}
	return community.ErrAnotherCommunity
}

// ImportBundle takes in a bundle with all the checks that everything from elsewhere goes through. peer, where it is not empty, is the name
// under which what the sender holds is remembered. Errors: community.ErrAnotherCommunity, which may be a *BundleOfError, bundle's, *bundle.TruncatedError is no error here.
func (c *Community) ImportBundle(ctx context.Context, r io.Reader, peer string, progress func(done, total int)) (Brought, error) {
	reader, err := bundle.NewReader(r)
	if err != nil {
		return Brought{}, fmt.Errorf("reading the bundle: %w", err)
	}
	b := Brought{Manifest: reader.Manifest()}
	if b.Manifest.Community != c.ID() {
		return b, fmt.Errorf("reading the bundle: %w", c.service.bundleOf(b.Manifest.Community))
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
