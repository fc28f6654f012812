package app

// Invites: a key pair whose seed is in a link, and what its holders become.

import (
	"context"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
)

// NewInvite says what an invite allows.
type NewInvite struct {
	Uses uint64
	// ForMillis is how long it is good for.
	ForMillis int64
	// Auto lets devices with the right to admit do so by themselves; without it a person approves each.
	Auto bool
	Note string
}

// PreparedInvite is an invite that nobody can use yet: its act is signed, and lies nowhere but here.
type PreparedInvite struct {
	// Link is what its holders will use. The seed in it is kept nowhere else.
	Link invite.Link
	// ID is the act.
	ID op.ID

	draft Draft
	act   *op.Op
}

// PrepareInvite signs an invite without writing it, so that its link can be shown before anybody hears of it.
func (c *Community) PrepareInvite(ctx context.Context, n NewInvite) (PreparedInvite, error) {
	var p PreparedInvite
	if n.ForMillis <= 0 {
		return p, fmt.Errorf("an invite that is good for %d ms: %w", n.ForMillis, ErrNotPossible)
	}
	m := c.Membership()
	p.Link = invite.Link{Community: m.Community, Nonce: m.Nonce}
	relays, err := c.RelayAddrs(ctx)
	if err != nil {
		return p, err
	}
	p.Link.Relays = forLink(relays)
	if err := c.service.random(p.Link.Seed[:]); err != nil {
		return p, err
	}
	p.draft = Draft{Kind: authority.KindInvite, Body: &authority.InviteBody{
		Key: p.Link.Key(), Uses: n.Uses, ExpiresMillis: c.service.ports.NowMillis() + n.ForMillis, Auto: n.Auto, Note: n.Note,
	}}
	err = c.read(ctx, func(e *community.Engine, r Reader) error {
		w := &writing{community: c, engine: e}
		p.act, err = w.signOver(r, p.draft)
		p.Link.Pin = e.Authority().Now().Settled
		return err
	})
	if err != nil {
		return p, err
	}
	p.ID, p.Link.Invite = p.act.ID, p.act.ID
	return p, nil
}

// PublishInvite writes a prepared invite and returns it as it was written: where this device has acted since, it is signed anew and has another
// link, by which the one that was shown before does not let in. Errors: *NotAppliedError where there is no right to it, and what ingesting refuses.
func (c *Community) PublishInvite(ctx context.Context, p PreparedInvite) (PreparedInvite, error) {
	err := c.update(ctx, func(w *writing) (err error) {
		record, begun := w.engine.Device(c.Device())
		if !begun || record.Forked || record.Tip != p.act.Header.Prev {
			p.ID, err = w.act(p.draft)
			return err
		}
		if err := w.ingestOwn(p.act); err != nil {
			return err
		}
		return w.mustApply(p.act.ID, p.draft.Kind)
	})
	if err != nil {
		return p, err
	}
	p.Link.Invite = p.ID
	err = c.read(ctx, func(e *community.Engine, _ Reader) error {
		p.Link.Pin = e.Authority().Now().Settled
		return nil
	})
	return p, err
}

// CreateInvite writes an invite and returns its link. The seed in the link is kept nowhere else.
func (c *Community) CreateInvite(ctx context.Context, n NewInvite) (invite.Link, op.ID, error) {
	p, err := c.PrepareInvite(ctx, n)
	if err == nil {
		p, err = c.PublishInvite(ctx, p)
	}
	if err != nil {
		return invite.Link{}, op.ID{}, err
	}
	return p.Link, p.ID, nil
}

// Invites lists the invites known here.
func (c *Community) Invites(ctx context.Context) ([]authority.Invite, error) {
	var list []authority.Invite
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		list = e.Authority().Invites()
		return nil
	})
	return list, err
}

// RevokeInvite ends an invite: who has joined by it and is not admitted yet needs a person's approval.
func (c *Community) RevokeInvite(ctx context.Context, id op.ID) error {
	list, err := c.Invites(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(v authority.Invite) bool { return v.ID == id })
	if i < 0 {
		return fmt.Errorf("revoking the invite %s: %w", id.Short(), ErrNotFoundHere)
	}
	if list[i].Revoked {
		return fmt.Errorf("revoking the invite %s: it is revoked already: %w", id.Short(), ErrNotPossible)
	}
	_, err = c.Act(ctx, revoking(id))
	return err
}

func revoking(invite op.ID) Draft {
	return Draft{Kind: authority.KindRevoke, Body: &authority.RevokeBody{Invite: invite}, Deps: []op.ID{invite}}
}
