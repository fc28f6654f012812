package app

// Admitting: what a community knows of a device that is met, and how this device proves its own standing to others.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// Met is what is known here of a device that a peer has proved to be its own.
type Met struct {
	admission.Situation
	// Account is whose it is; zero where it is nobody's. Invite is what a newcomer has joined by.
	Account op.AccountID
	Invite  op.ID
}

// Meet says what is known here of some devices, all at one moment. Where the community's content is not here it says so of each.
func (c *Community) Meet(ctx context.Context, devices []op.DeviceID) (map[op.DeviceID]Met, error) {
	met := make(map[op.DeviceID]Met, len(devices))
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		closing := e.PollTellers()
		for _, d := range devices {
			of := metOf(e.Authority().Meet(d))
			of.PollTeller = closing[d]
			met[d] = of
		}
		return nil
	})
	if errors.Is(err, ErrNotHereYet) {
		for _, d := range devices {
			met[d] = Met{Situation: admission.Situation{Empty: true}}
		}
		return met, nil
	}
	return met, err
}

func metOf(m authority.Met) Met {
	return Met{
		Situation: admission.Situation{
			Member: m.Person.Member, Newcomer: m.Person.Newcomer, Removed: m.Person.Removed, Withdrawn: m.Withdrawn,
			InviteOver: m.InviteOver, Relay: m.Relay, Teller: m.Teller,
		},
		Account: m.Person.Account, Invite: m.Person.Invite,
	}
}

// Card signs for this device that it is the peer's.
func (c *Community) Card(own, other admission.PeerHash, challenge admission.Challenge) admission.Card {
	key := c.signingKey()
	sign := func(message []byte) op.Signature { return op.Signature(ed25519.Sign(key, message)) }
	device := op.DeviceID(key.Public().(ed25519.PublicKey))
	return admission.NewCard(sign, device, c.com, own, other, challenge, c.service.ports.NowMillis())
}

// Holds says which ops are here: stored, or waiting for their past.
func (c *Community) Holds(ctx context.Context, ids []op.ID) ([]bool, error) {
	held := make([]bool, len(ids))
	err := c.Ask(ctx, func(r Reader) error {
		for i, id := range ids {
			_, ok, err := r.Meta(id)
			if err != nil {
				return err
			}
			held[i] = ok
		}
		return nil
	})
	if errors.Is(err, ErrNotHereYet) {
		return held, nil
	}
	return held, err
}

// Proof is this device's proof of its standing, on its way to a peer. It belongs to one goroutine.
type Proof struct {
	community *Community
	ctx       context.Context
	walk      *admission.Walk
	cites     map[op.ID][]op.ID
	// alone are this device's first ops, where nothing else is here that they rest on.
	alone []*op.Op
}

// Prove begins a proof. The context is that of the whole proof.
func (c *Community) Prove(ctx context.Context) (*Proof, error) {
	p := &Proof{community: c, ctx: ctx, cites: make(map[op.ID][]op.ID)}
	var from []op.ID
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		from = e.Authority().Meet(c.Device()).Shown
		return nil
	})
	if err == nil || errors.Is(err, ErrNotHereYet) {
		err = p.addWaiting()
	}
	if err != nil {
		return nil, fmt.Errorf("proving this device's standing: %w", err)
	}
	for _, o := range p.alone {
		from = append(from, o.ID)
	}
	p.walk = admission.NewWalk(from, p.citesOf)
	return p, nil
}

// addWaiting finds what this device wrote to be let in, and what waits with it.
func (p *Proof) addWaiting() error {
	c := p.community
	return c.replica.Read(p.ctx, func(r Reader) error {
		return r.AllWaiting(func(o *op.Op) bool {
			if o.Header.Device == c.Device() && o.Header.Seq == 0 {
				p.alone = append(p.alone, o)
			}
			return true
		})
	})
}

// citesOf is what an op rests on, as far as it is here.
func (p *Proof) citesOf(id op.ID) ([]op.ID, error) {
	if cites, ok := p.cites[id]; ok {
		return cites, nil
	}
	if slices.ContainsFunc(p.alone, func(o *op.Op) bool { return o.ID == id }) {
		return nil, nil
	}
	var cites []op.ID
	err := p.community.read(p.ctx, func(e *community.Engine, r Reader) error {
		s, ok, err := r.Load(id)
		if err != nil || !ok {
			return orElse(err, fmt.Errorf("%s: %w", id.Short(), ErrNotFoundHere))
		}
		cites, err = e.Cites(s.Op)
		return err
	})
	if err == nil {
		p.cites[id] = cites
	}
	return cites, err
}

// Offer is the next ids to ask the peer about; none when it is time for Ops. Errors: admission.ErrTooLong.
func (p *Proof) Offer() (admission.Offer, error) { return p.walk.Offer() }

// Answer takes what the peer has of the last offer.
func (p *Proof) Answer(h admission.Have) error { return p.walk.Answer(h) }

// Ops are what the peer lacks, in causal order. Errors: admission.ErrTooLong.
func (p *Proof) Ops() ([]*op.Op, error) {
	type placed struct {
		o     *op.Op
		order uint64
	}
	var list []placed
	bytes := 0
	err := p.community.replica.Read(p.ctx, func(r Reader) error {
		for _, id := range p.walk.Lacked() {
			s, ok, err := r.Load(id)
			if err != nil {
				return err
			}
			if !ok {
				continue // it waits: it comes last
			}
			if bytes += len(s.Op.Raw) + len(s.Op.Body); bytes > admission.MaxProofBytes {
				return admission.ErrTooLong
			}
			list = append(list, placed{s.Op, s.Order})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("collecting what proves this device's standing: %w", err)
	}
	slices.SortFunc(list, func(a, b placed) int {
		if a.order < b.order {
			return -1
		}
		return 1
	})
	var ops []*op.Op
	for _, l := range list {
		ops = append(ops, l.o)
	}
	lacked := p.walk.Lacked()
	for _, o := range p.alone {
		if slices.Contains(lacked, o.ID) {
			ops = append(ops, o)
		}
	}
	return ops, nil
}

// TakeProof takes in what a device handed over to prove its standing: acts of authority and whatever they rest on, but nothing else of its own.
func (c *Community) TakeProof(ctx context.Context, from op.DeviceID, ops []*op.Op) (Taken, error) {
	i := 0
	return c.Take(ctx, func() (*op.Op, bool, error) {
		for ; i < len(ops); i++ {
			k, known := c.service.registry.Lookup(ops[i].Header.Kind)
			if ops[i].Header.Device != from || known && k.Chain {
				i++
				return ops[i-1], true, nil
			}
		}
		return nil, false, nil
	}, nil)
}

// NoteMet remembers that a peer's device holds all that is here now: it and this install have just found their replicas equal.
func (c *Community) NoteMet(ctx context.Context, device op.DeviceID) error {
	peer := c.peerOf(ctx, device)
	var tips []op.ID
	err := c.replica.Read(ctx, func(r Reader) error {
		return r.Devices(func(d community.DeviceRecord) bool {
			if !d.Forked {
				tips = append(tips, d.Tip)
			}
			return true
		})
	})
	if err != nil {
		return fmt.Errorf("noting what %s holds: %w", peer, err)
	}
	return c.replica.UpdateLocal(ctx, func(l Local) error { return l.SetPeerFrontier(peer, tips, c.service.ports.NowMillis()) })
}

// peerOf names a peer's device where what it holds is noted: by its person, or as the relay that it is.
func (c *Community) peerOf(ctx context.Context, device op.DeviceID) string {
	peer := c.senderOf(ctx, device)
	if relays, err := c.Relays(ctx); err == nil { // where nothing is here yet nothing names it
		for _, r := range relays {
			if r.Device == device && r.Name != "" {
				peer = r.Name
			}
		}
	}
	if short := device.String()[:8]; !strings.HasPrefix(device.String(), peer) {
		peer += " (" + short + ")" // a person has several
	}
	return peer
}

// NoteHolds remembers that a peer's device holds this device's log up to one of its ops, and leaves what is noted of other logs. Where more was
// noted before, that stays.
func (c *Community) NoteHolds(ctx context.Context, device op.DeviceID, upTo op.ID) error {
	peer := c.peerOf(ctx, device)
	tips := []op.ID{upTo}
	news := false
	err := c.replica.Read(ctx, func(r Reader) error {
		held, here, err := r.Meta(upTo)
		if err != nil || !here {
			return err
		}
		before, _, _, err := r.PeerFrontier(peer)
		if err != nil {
			return err
		}
		news = true
		for _, id := range before {
			m, here, err := r.Meta(id)
			switch {
			case err != nil:
				return err
			case !here || m.Device != held.Device:
				tips = append(tips, id)
			case m.Seq >= held.Seq:
				news = false
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("noting what %s holds: %w", peer, err)
	}
	if !news {
		return nil
	}
	return c.replica.UpdateLocal(ctx, func(l Local) error { return l.SetPeerFrontier(peer, tips, c.service.ports.NowMillis()) })
}

// Unsent counts this device's acts that no peer is known to hold. One that waits for the community's content is one.
func (c *Community) Unsent(ctx context.Context) (int, error) {
	n := 0
	err := c.read(ctx, func(_ *community.Engine, r Reader) (err error) {
		n, err = c.unsent(r)
		return err
	})
	if errors.Is(err, ErrNotHereYet) {
		return 1, nil
	}
	return n, err
}

// RelayAddrs are the multiaddrs of this community's relays: those that it has certified, and those that this install's invite named.
func (c *Community) RelayAddrs(ctx context.Context) ([]string, error) {
	addrs := slices.Clone(c.Membership().Relays)
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		for _, r := range e.Authority().Relays() {
			addrs = append(addrs, r.At...)
		}
		return nil
	})
	if errors.Is(err, ErrNotHereYet) {
		err = nil
	}
	slices.Sort(addrs)
	return slices.Compact(addrs), err
}
