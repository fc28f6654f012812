package app

// Dropping: a withdrawn text goes from what people see at once, and from this laptop's disk thirty days after it heard of that. Until then the
// withdrawal, or the hide, can turn out to have had no right.

import (
	"context"
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

const (
	// keepDroppedMillis is how long a laptop keeps a body that may be dropped.
	keepDroppedMillis = 30 * 24 * 60 * 60 * 1000
	// dropStep bounds what one look drops.
	dropStep = 200
)

// dropper is a body that lets every replica drop the body of another op.
type dropper interface{ DropsOp() op.ID }

// noteDrops remembers since when this install knows of bodies that may be dropped, in the transaction that stored what lets them go.
func (w *writing) noteDrops(stored []*op.Op) error {
	local, is := w.tx.(Local)
	if !is {
		return fmt.Errorf("noting what may be dropped in a transaction of type %T", w.tx)
	}
	registry, now := w.community.service.registry, w.community.service.ports.NowMillis()
	for _, o := range stored {
		k, known := registry.Lookup(o.Header.Kind)
		if !known {
			continue
		}
		if _, drops := k.NewBody().(dropper); !drops {
			continue
		}
		body, err := registry.Body(o)
		if by, is := body.(dropper); err == nil && is && !by.DropsOp().IsZero() {
			if err := local.NoteDrop(by.DropsOp(), now); err != nil {
				return fmt.Errorf("noting what may be dropped: %w", err)
			}
		}
	}
	return nil
}

// dropDue drops bodies whose time has come. Those that nothing lets go as things are, because the hide was cut, say, are looked at again after
// as long: what is cut can be approved later. The caller holds c.mu.
func (c *Community) dropDue(ctx context.Context) error {
	var due, later []op.ID
	now := c.service.ports.NowMillis()
	before := now - keepDroppedMillis
	err := c.replica.Read(ctx, func(r Reader) (err error) {
		due, err = r.DueDrops(before, dropStep)
		return err
	})
	if err != nil || len(due) == 0 {
		return err
	}
	err = c.updateLocked(ctx, func(w *writing) error {
		later = nil
		for _, post := range due {
			may, err := w.engine.MayDrop(w.tx, post)
			if err == nil && may {
				err = c.replica.DropBody(w.tx, post)
			} else {
				later = append(later, post)
			}
			if err != nil {
				return fmt.Errorf("dropping the body of %s: %w", post.Short(), err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.replica.UpdateLocal(ctx, func(l Local) error {
		for _, post := range due {
			if err := l.ForgetDrop(post); err != nil {
				return fmt.Errorf("forgetting what was dropped: %w", err)
			}
		}
		for _, post := range later {
			if err := l.NoteDrop(post, now); err != nil {
				return fmt.Errorf("noting what may be dropped later: %w", err)
			}
		}
		return nil
	})
}
