package app

// Mutes: folding away what somebody writes, for everybody by a steward, or for this person alone.

import (
	"context"
	"fmt"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Mute folds away what an account writes, for everybody; stewards may. What it writes is kept. Errors: ErrNotFoundHere, ErrNotPossible.
func (c *Community) Mute(ctx context.Context, account op.AccountID, reason string) (op.ID, error) {
	mutes, err := c.mutesOf(ctx, account)
	if err != nil {
		return op.ID{}, err
	}
	if len(mutes) > 0 {
		return op.ID{}, fmt.Errorf("muting: muted already: %w", ErrNotPossible)
	}
	return c.say(ctx, proposal.KindMute, &proposal.Mute{Account: account, Reason: reason})
}

// Unmute undoes every mute of an account that is in force. Errors: ErrNotFoundHere, ErrNotPossible.
func (c *Community) Unmute(ctx context.Context, account op.AccountID) error {
	mutes, err := c.mutesOf(ctx, account)
	if err != nil {
		return err
	}
	if len(mutes) == 0 {
		return fmt.Errorf("ending a mute: not muted: %w", ErrNotPossible)
	}
	return c.update(ctx, func(w *writing) error {
		for _, id := range mutes {
			body := &proposal.Unmute{Of: id}
			if _, err := w.act(Draft{Kind: proposal.KindUnmute, Body: body, Deps: body.Deps()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// mutesOf lists the mutes of an account that nobody has taken back.
func (c *Community) mutesOf(ctx context.Context, account op.AccountID) ([]op.ID, error) {
	var mutes []op.ID
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		if _, known := e.Authority().Person(account); !known {
			return fmt.Errorf("muting: %w", ErrNotFoundHere)
		}
		list, err := r.Mutes()
		for _, m := range list {
			if m.Account == account {
				mutes = append(mutes, m.ID)
			}
		}
		return err
	})
	return mutes, err
}

// MuteForMe folds away what somebody writes, for this person alone, or ends that. Nobody else learns of it. Error: ErrNotPossible for oneself.
func (c *Community) MuteForMe(ctx context.Context, account op.AccountID, mute bool) error {
	if account == c.Account() {
		return fmt.Errorf("muting: this is your own account: %w", ErrNotPossible)
	}
	return c.replica.UpdateLocal(ctx, func(l Local) error { return l.MutePersonally(account, mute) })
}
