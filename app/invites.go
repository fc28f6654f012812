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

// CreateInvite writes an invite and returns its link. The seed in the link is kept nowhere else.
func (c *Community) CreateInvite(ctx context.Context, n NewInvite) (invite.Link, op.ID, error) {
	if n.ForMillis <= 0 {
		return invite.Link{}, op.ID{}, fmt.Errorf("an invite that is good for %d ms: %w", n.ForMillis, ErrNotPossible)
	}
	m := c.Membership()
	link := invite.Link{Community: m.Community, Nonce: m.Nonce}
	relays, err := c.RelayAddrs(ctx)
	if err != nil {
		return invite.Link{}, op.ID{}, err
	}
	link.Relays = forLink(relays)
	if err := c.service.random(link.Seed[:]); err != nil {
		return invite.Link{}, op.ID{}, err
	}
	body := &authority.InviteBody{
		Key: link.Key(), Uses: n.Uses, ExpiresMillis: c.service.ports.NowMillis() + n.ForMillis, Auto: n.Auto, Note: n.Note,
	}
	id, err := c.Act(ctx, Draft{Kind: authority.KindInvite, Body: body})
	if err != nil {
		return invite.Link{}, op.ID{}, err
	}
	link.Invite = id
	err = c.read(ctx, func(e *community.Engine, _ Reader) error {
		link.Pin = e.Authority().Now().Settled
		return nil
	})
	return link, id, err
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
	_, err = c.Act(ctx, Draft{Kind: authority.KindRevoke, Body: &authority.RevokeBody{Invite: id}, Deps: []op.ID{id}})
	return err
}
