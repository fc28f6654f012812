package app

// Members: who is here, who asks to be let in, and letting in.

import (
	"context"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
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

// ApproveAct puts an act that a cut has set aside in force again.
func (c *Community) ApproveAct(ctx context.Context, id op.ID) error {
	_, err := c.Act(ctx, Draft{Kind: authority.KindApprove, Body: &authority.ApproveBody{Of: id}, Deps: []op.ID{id}})
	return err
}
