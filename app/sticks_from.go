package app

// From: whom a bundle came from, which is remembered, and the name that came with it.

import (
	"context"
	"errors"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

func (c *Community) remember(ctx context.Context, peer string, b Brought) error {
	if b.Incomplete {
		return nil
	}
	if peer == "" {
		peer = c.senderOf(ctx, b.Manifest.By)
	}
	tips := make([]op.ID, len(b.Manifest.Frontier))
	for i, t := range b.Manifest.Frontier {
		tips[i] = t.Op
	}
	return c.replica.UpdateLocal(ctx, func(l Local) error {
		return l.SetPeerFrontier(peer, tips, c.service.ports.NowMillis())
	})
}

// senderOf names the device that says it wrote a bundle, where nobody said whose stick it is: by its person, else by the beginning of its key.
func (c *Community) senderOf(ctx context.Context, device op.DeviceID) string {
	name := device.String()[:12]
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		if record, ok := e.Device(device); ok {
			if p, known := e.Authority().Person(record.Account); known && p.Name != "" {
				name = p.Name
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, ErrNotHereYet) {
		c.service.ports.Log.Warn("the sender of a bundle was not found", "error", err)
	}
	return name
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
	if c.Membership().Name == s.State.Charter.Name {
		return nil
	}
	m := c.Membership()
	m.Name = s.State.Charter.Name
	c.membership.Store(&m)
	if err := c.service.ports.Profile.PutCommunity(m); err != nil {
		return err
	}
	c.service.noticed(c.com) // what came was told of before it had this name
	return nil
}
