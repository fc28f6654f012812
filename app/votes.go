package app

// Votes: casting a ballot, and taking it back by casting another.

import (
	"context"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// PollOverError says that a poll's time is over, by this laptop's clock. What the tellers received in time counts, so a ballot that is cast
// now would be listed as late at best.
type PollOverError struct{ ClosedMillis, NowMillis int64 }

func (e *PollOverError) Error() string {
	return fmt.Sprintf("the poll closed at %d, and this laptop's clock says %d", e.ClosedMillis, e.NowMillis)
}

// ErrNoVoter says that the account is not in a poll's electorate, because it was no member when the poll was opened; what wraps it says more.
var ErrNoVoter = errors.New("this account may not vote in this poll")

// Understand reads what a person typed as a ballot in a poll, casts nothing, and returns the ballot as it would be said back. Errors: those of
// Vote that are about the choice.
func (c *Community) Understand(ctx context.Context, id op.ID, typed, reason string) (string, error) {
	p, cast, err := c.understand(ctx, id, typed, reason)
	if err != nil {
		return "", err
	}
	said, _ := poll.SayChoice(&p.Opening, cast.Choice)
	return said, nil
}

func (c *Community) understand(ctx context.Context, id op.ID, typed, reason string) (p poll.Poll, cast poll.Cast, err error) {
	if err := c.row(ctx, p.Table(), id, &p); err != nil {
		return p, cast, err
	}
	if _, err := poll.MethodOf(p.Opening.Method); err != nil {
		return p, cast, fmt.Errorf("voting by %s: %w", p.Opening.Method, ErrNeedsNewer)
	}
	ballot, err := poll.Parse(&p.Opening, typed)
	if err != nil {
		return p, cast, err
	}
	cast = poll.Cast{Poll: id, Reason: reason}
	if cast.Choice, err = poll.Encode(&p.Opening, ballot); err != nil {
		return p, cast, err
	}
	return p, cast, cast.Fits(&p.Opening)
}

// Vote casts what a person typed as the ballot of this account, in place of the one before. Errors: poll.ErrChoice (a *poll.UnknownOptionError
// where a word is no option), ErrNoVoter, *PollOverError, *FormError, ErrNotFoundHere.
func (c *Community) Vote(ctx context.Context, id op.ID, typed, reason string) (op.ID, error) {
	p, cast, err := c.understand(ctx, id, typed, reason)
	if err != nil {
		return op.ID{}, err
	}
	return c.cast(ctx, p, cast)
}

// cast casts a ballot in place of the account's ones before, and of those that were entered for it.
func (c *Community) cast(ctx context.Context, p poll.Poll, cast poll.Cast) (ballot op.ID, err error) {
	before, err := c.standingBallots(ctx, p.ID, c.Account())
	if err != nil {
		return op.ID{}, err
	}
	err = c.update(ctx, func(w *writing) (err error) {
		ballot, err = w.vote(p, idsOrNone(before), cast)
		return err
	})
	return ballot, err
}

func (w *writing) vote(p poll.Poll, before []op.ID, cast poll.Cast) (op.ID, error) {
	if err := cast.Check(); err != nil {
		return op.ID{}, &FormError{Kind: poll.KindCast, Err: err}
	}
	c := w.community
	if w.engine.Authority() == nil {
		return op.ID{}, ErrNotHereYet
	}
	if why, err := whyNotVote(w.engine, w.tx, c.Membership().Account, p.ID); err != nil || why != nil {
		return op.ID{}, errors.Join(err, why)
	}
	if err := w.isOver(p); err != nil {
		return op.ID{}, err
	}
	// One ballot replaces one: so each of several is replaced by the new choice.
	var last op.ID
	var err error
	for _, cast.Replaces = range before {
		if last, err = w.act(Draft{Kind: poll.KindCast, Body: &cast, Deps: cast.Deps()}); err != nil {
			return op.ID{}, err
		}
	}
	return last, nil
}

// NoVoterError says why an account may not vote in a poll. It is ErrNoVoter.
type NoVoterError struct{ community.Excluded }

var noVoterReasons = map[community.Exclusion]string{
	community.OutRemoved: "removed from the community", community.OutNotMember: "not a member yet", community.OutLater: "became a member after the poll was opened",
}

func (e *NoVoterError) Error() string {
	switch e.Why {
	case community.OutUnreceipted:
		return fmt.Sprintf("voting: %d of the tellers had received the admission when the poll was opened, where %d are needed: %v", e.Receipts, e.Needed, ErrNoVoter)
	case community.OutWaiting:
		return fmt.Sprintf("voting: the waiting time of new members was not over when the poll was opened: %v", ErrNoVoter)
	}
	return fmt.Sprintf("voting: %s: %v", noVoterReasons[e.Why], ErrNoVoter)
}

// Is makes it ErrNoVoter.
func (e *NoVoterError) Is(target error) bool { return target == ErrNoVoter }

// whyNotVote says why an account may not vote in a poll; why is nil where it may.
func whyNotVote(e *community.Engine, v community.View, account op.AccountID, id op.ID) (why, err error) {
	var out community.Excluded
	if err := e.Ask(v, func() (err error) {
		out, err = e.WhyNoVoter(account, id)
		return err
	}); err != nil || out.Why == community.Included {
		return nil, err
	}
	return &NoVoterError{out}, nil
}
