package app

// Members: who is here, who asks to be let in, and letting in.

import (
	"context"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// People lists everybody who founded or joined, removed ones included.
func (c *Community) People(ctx context.Context) ([]authority.Person, error) {
	var list []authority.Person
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		list = e.Authority().People()
		return nil
	})
	return list, err
}

// Approve admits a newcomer.
func (c *Community) Approve(ctx context.Context, account op.AccountID) error {
	return c.update(ctx, func(w *writing) error {
		g := w.engine.Authority()
		if g == nil {
			return ErrNotHereYet
		}
		p, known := g.Person(account)
		switch {
		case !known:
			return fmt.Errorf("admitting: %w", ErrNotFoundHere)
		case p.Member:
			return fmt.Errorf("admitting %s: a member already: %w", p.Name, ErrNotPossible)
		case p.Removed:
			return fmt.Errorf("admitting %s: removed for good; the person joins anew by an invite: %w", p.Name, ErrNotPossible)
		}
		_, err := w.act(Draft{
			Kind: authority.KindAdmit, Body: &authority.AdmitBody{Join: p.Join, Account: account}, Deps: []op.ID{p.Join},
		})
		return err
	})
}

// ApproveAct puts an act that a cut has set aside in force again. Errors: ErrNotFoundHere; ErrNotPossible where that does not do it, as with what
// the approver did in an office that has ended.
func (c *Community) ApproveAct(ctx context.Context, id op.ID) error {
	return c.update(ctx, func(w *writing) error {
		deps, err := w.approvalDeps(id)
		if err != nil {
			return err
		}
		if _, err := w.act(Draft{Kind: authority.KindApprove, Body: &authority.ApproveBody{Of: id}, Deps: deps}); err != nil {
			return err
		}
		if m, _, err := w.tx.Meta(id); err != nil || m.Verdict != kind.Cut {
			return err
		}
		return fmt.Errorf("approving %s: it stays cut, somebody else has to approve it: %w", id.Short(), ErrNotPossible)
	})
}

// approvalDeps is an act, and by what its device was withdrawn: only who knows of a cut can take it back.
func (w *writing) approvalDeps(id op.ID) ([]op.ID, error) {
	m, here, err := w.tx.Meta(id)
	switch {
	case err != nil:
		return nil, err
	case !here:
		return nil, fmt.Errorf("approving %s: %w", id.Short(), ErrNotFoundHere)
	}
	past, err := w.engine.PastOfTip(w.tx, w.community.Device())
	if err != nil {
		return nil, err
	}
	record, _ := w.engine.Device(m.Device)
	cites := w.engine.Authority().ApprovalCites(m.Device, record.Account, past)
	return append(cites[:min(len(cites), op.MaxDeps-5)], id), nil
}
