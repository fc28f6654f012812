package app

// Removal: where somebody's acts stop counting, who falls with them, and the invites by which the person could come straight back, ended in one step with it.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// Remove proposes the removal of a member, with what this replica has seen of its devices as the cut.
func (c *Community) Remove(ctx context.Context, account op.AccountID, reason string) (op.ID, error) {
	stands, err := c.Stands(ctx)
	if err != nil {
		return op.ID{}, err
	}
	if council := stands.State.Charter.Council; len(council) == 1 && council[0] == account {
		return op.ID{}, fmt.Errorf("removing the only steward: nobody could act for the community any more: %w", ErrNotPossible)
	}
	cut, err := c.CutNow(ctx, account)
	if err != nil {
		return op.ID{}, err
	}
	return c.Propose(ctx, authority.ByCouncil, charter.Acts{Remove: []charter.Ending{{Account: account, Cut: cut, Reason: reason}}})
}

// RemoveWith proposes acts that remove somebody, as Propose does for the council, and revokes invites by which the person could come back, all in
// one step: where any of it fails none of it is done, and it can be tried again. An invite that is revoked already is passed over. Errors: those of
// Propose, and *NotAppliedError where this person may not revoke.
func (c *Community) RemoveWith(ctx context.Context, acts charter.Acts, invites []op.ID) (op.ID, error) {
	if err := acts.Check(); err != nil {
		return op.ID{}, &FormError{Kind: authority.KindPropose, Err: err}
	}
	var commit op.ID
	err := c.update(ctx, func(w *writing) (err error) {
		// Invites first: who falls with the person removed could revoke none afterwards.
		if err = w.revoke(invites); err != nil {
			return err
		}
		if commit, err = w.propose(authority.ByCouncil, acts); err != nil {
			return err
		}
		return w.signCommit(commit)
	})
	return commit, err
}

// revoke ends those invites that are not revoked yet.
func (w *writing) revoke(invites []op.ID) error {
	g := w.engine.Authority()
	if g == nil {
		return ErrNotHereYet
	}
	for _, invite := range g.Invites() {
		if invite.Revoked || !slices.Contains(invites, invite.ID) {
			continue
		}
		if _, err := w.act(revoking(invite.ID)); err != nil {
			return err
		}
	}
	return nil
}

// CutNow is what this replica has seen of an account's devices: all of it would stand. Of a log that has forked it is what lies below the fork,
// which everybody has. Error: ErrNotFoundHere.
func (c *Community) CutNow(ctx context.Context, account op.AccountID) ([]charter.Position, error) {
	cut, err := c.cutNow(ctx, account)
	return positionsOf(cut), err
}

func (c *Community) cutNow(ctx context.Context, account op.AccountID) (map[op.DeviceID]op.ID, error) {
	cut := make(map[op.DeviceID]op.ID)
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		p, known := e.Authority().Person(account)
		if !known {
			return ErrNotFoundHere
		}
		for _, d := range p.Devices {
			record, begun := e.Device(d.Device)
			if !begun {
				continue
			}
			last, err := lastBeforeFork(r, record)
			if err != nil {
				return err
			}
			cut[d.Device] = last
		}
		return nil
	})
	return cut, err
}

// lastBeforeFork is the newest op of a log that all its branches share; zero where there is none.
func lastBeforeFork(r Reader, record community.DeviceRecord) (last op.ID, err error) {
	if !record.Forked {
		return record.Tip, nil
	}
	if record.ForkSeq == 0 {
		return op.ID{}, nil
	}
	err = r.DeviceOps(record.Device, record.ForkSeq-1, func(m community.Meta) bool {
		last = m.ID
		return false
	})
	return last, err
}

// CutBefore is CutNow, but for the device that wrote an act: of that it keeps what lies before the act along its own branch. Errors:
// ErrNotFoundHere, ErrNotTheirs.
func (c *Community) CutBefore(ctx context.Context, account op.AccountID, first op.ID) ([]charter.Position, error) {
	cut, err := c.cutNow(ctx, account)
	if err != nil {
		return nil, err
	}
	err = c.Ask(ctx, func(r Reader) error {
		m, here, err := r.Meta(first)
		switch _, theirs := cut[m.Device]; {
		case err != nil:
			return err
		case !here:
			return fmt.Errorf("the act %s: %w", first.Short(), ErrNotFoundHere)
		case !theirs:
			return fmt.Errorf("the act %s: %w", first.Short(), ErrNotTheirs)
		}
		cut[m.Device] = m.Prev
		return nil
	})
	return positionsOf(cut), err
}

// ErrNotTheirs says that an act was written by no device of the account.
var ErrNotTheirs = errors.New("not written by a device of this account")

// positionsOf is a cut as a commit holds it: devices of which nothing stands are left out.
func positionsOf(cut map[op.DeviceID]op.ID) []charter.Position {
	list := []charter.Position{}
	for device, last := range cut {
		if !last.IsZero() {
			list = append(list, charter.Position{Device: device, Op: last})
		}
	}
	slices.SortFunc(list, func(a, b charter.Position) int { return a.Device.Compare(b.Device) })
	return list
}

// FallingWith lists who would be a member no more if an account were removed with this cut: whom it let in above the cut, and whom these let in.
func (c *Community) FallingWith(ctx context.Context, account op.AccountID, cut []charter.Position) ([]authority.Person, error) {
	last := make(map[op.DeviceID]op.ID, len(cut))
	for _, p := range cut {
		last[p.Device] = p.Op
	}
	var fallen []authority.Person
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		g := e.Authority()
		for _, account := range g.FallingWith(account, last) {
			p, _ := g.Person(account)
			fallen = append(fallen, p)
		}
		return nil
	})
	return fallen, err
}

// WaysBack lists the invites by which an account that is removed could be let in again by itself: one that it joined by, or made, and that still
// has room.
func (c *Community) WaysBack(ctx context.Context, account op.AccountID) ([]authority.Invite, error) {
	var open []authority.Invite
	now := c.service.ports.NowMillis()
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		g := e.Authority()
		for _, invite := range g.Invites() {
			knows := invite.By == account || slices.ContainsFunc(invite.Joins, func(join op.ID) bool {
				n, ok := g.Node(join)
				return ok && n.Account == account
			})
			if knows && invite.AdmitsAt(now) {
				open = append(open, invite)
			}
		}
		return nil
	})
	return open, err
}
