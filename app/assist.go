package app

// Assist: a sworn helper enters the paper ballot of a member without a device at hand.

import (
	"context"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// PaperBallot is what a helper reads from a paper.
type PaperBallot struct {
	Poll  op.ID
	Voter op.AccountID
	// Typed is the choice as a person types it; Reason is the voter's, and may be empty.
	Typed, Reason string
	// Paper is by what the paper can be found again, Witness who saw it entered; that may be empty.
	Paper, Witness string
}

// Assist enters a paper ballot, in place of what was entered for the voter before. Errors: those of Vote; ErrNotPossible where the voter is known here to
// have voted; and *NotAppliedError where the charter names no such helper, or the voter may not vote in this poll.
func (c *Community) Assist(ctx context.Context, b PaperBallot) (op.ID, error) {
	p, cast, err := c.understand(ctx, b.Poll, b.Typed, b.Reason)
	if err != nil {
		return op.ID{}, err
	}
	return c.assist(ctx, p, poll.Assist{
		Poll: b.Poll, Account: b.Voter, Choice: cast.Choice, Reason: b.Reason, Paper: b.Paper, Witness: b.Witness,
	})
}

func (c *Community) assist(ctx context.Context, p poll.Poll, body poll.Assist) (ballot op.ID, err error) {
	if err := body.Check(); err != nil {
		return op.ID{}, &FormError{Kind: poll.KindAssist, Err: err}
	}
	before, err := c.standingBallots(ctx, body.Poll, body.Account)
	if err != nil {
		return op.ID{}, err
	}
	if slices.ContainsFunc(before, func(b poll.Ballot) bool { return !b.IsAssisted() }) {
		return op.ID{}, fmt.Errorf("entering a paper ballot: a ballot of the voter's own is here: %w", ErrNotPossible)
	}
	err = c.update(ctx, func(w *writing) error {
		if err := w.isOver(p); err != nil {
			return err
		}
		for _, replaced := range idsOrNone(before) {
			body.Replaces = replaced
			if ballot, err = w.act(Draft{Kind: poll.KindAssist, Body: &body, Deps: body.Deps()}); err != nil {
				return err
			}
		}
		return nil
	})
	return ballot, err
}

// standingBallots lists the ballots of an account in a poll that none of its others replaces, entered ones among them.
func (c *Community) standingBallots(ctx context.Context, id op.ID, account op.AccountID) (standing []poll.Ballot, err error) {
	err = c.Ask(ctx, func(r Reader) error {
		ballots, err := r.BallotsBy(id, account)
		for _, b := range ballots {
			if !slices.ContainsFunc(ballots, func(other poll.Ballot) bool { return other.Replaces == b.ID }) {
				standing = append(standing, b)
			}
		}
		return err
	})
	return standing, err
}

// idsOrNone are what a new choice replaces, one ballot each: two laptops that were apart leave two ballots that nobody replaced. Without any it is the
// zero id alone.
func idsOrNone(ballots []poll.Ballot) []op.ID {
	if len(ballots) == 0 {
		return []op.ID{{}}
	}
	ids := make([]op.ID, len(ballots))
	for i := range ballots {
		ids[i] = ballots[i].ID
	}
	return ids
}

// overSince is nil while ballots may still count: until the close, or until the moment before it that was sealed.
func overSince(e *community.Engine, p poll.Poll, nowMillis int64) *PollOverError {
	since := p.Opening.ClosesMillis
	if e.Authority().IsSealed(p.ID) {
		since = min(since, nowMillis)
		if closes, err := e.Closing(p.ID); err == nil {
			for _, o := range closes.Outcomes() {
				since = min(since, o.Manifest.MomentMillis)
			}
		}
	}
	if nowMillis < since {
		return nil
	}
	return &PollOverError{ClosedMillis: since, NowMillis: nowMillis}
}

// isOver says why nobody may vote in a poll any more; nil while one may.
func (w *writing) isOver(p poll.Poll) error {
	now := w.community.service.ports.NowMillis()
	if over := overSince(w.engine, p, now); over != nil {
		return over
	}
	if ending := endingOf(w.engine, p); ending != nil && ending.AtMillis <= now {
		return fmt.Errorf("voting: the poll was %s by another one: %w", ending.State, ErrNotPossible)
	}
	return nil
}
