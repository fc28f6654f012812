package app

// Follow-ups: who does what a poll has decided, by when, and how far it is.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// FollowUp is how far something is that a poll has decided.
type FollowUp struct {
	Poll poll.Poll
	// Standing is nil where nobody has planned it.
	Standing *followup.Standing
	// NeedsOwner says that nobody sees to it: it has no plan, or the owner is no member any more.
	NeedsOwner bool
	// Late is by this laptop's clock: something is due and not done. It is never stored.
	Late bool
	// NowMillis is that clock.
	NowMillis int64
	// MayPlan and MayMark say what this account may do about it.
	MayPlan, MayMark bool
}

// IsOpen reports whether it is shown until somebody closes it.
func (f *FollowUp) IsOpen() bool { return f.Standing == nil || !f.Standing.IsClosed() }

// ErrNoFollowUp says that a poll has nothing to follow up: it has not passed, or the tellers do by themselves what it has decided.
var ErrNoFollowUp = errors.New("this poll has nothing to follow up")

// ErrNoPlan says that nobody has planned a follow-up yet.
var ErrNoPlan = errors.New("nobody has planned this follow-up yet")

// FollowUps lists what is to be followed up, the poll that was opened last first; with all, what is done or dropped too.
func (c *Community) FollowUps(ctx context.Context, all bool) ([]FollowUp, error) {
	var list []FollowUp
	err := c.read(ctx, func(e *community.Engine, r Reader) (err error) {
		list, err = c.followUps(e, r, all)
		return err
	})
	return list, err
}

func (c *Community) followUps(e *community.Engine, r Reader, all bool) (list []FollowUp, err error) {
	polls, err := pages(needsPolls, r.Polls, func(p poll.Poll) op.ID { return p.ID })
	if err != nil {
		return nil, err
	}
	for _, p := range polls {
		f, err := c.followUpOf(e, r, p)
		if err != nil {
			return nil, err
		}
		if f != nil && (all || f.IsOpen()) {
			list = append(list, *f)
		}
	}
	return list, nil
}

// countFollowUps counts those that somebody should look after.
func (c *Community) countFollowUps(n *Needs, e *community.Engine, r Reader) error {
	list, err := c.followUps(e, r, false)
	for i := range list {
		if list[i].Late {
			n.FollowUpsLate++
		}
		if list[i].NeedsOwner {
			n.FollowUpsUnowned++
		}
	}
	return err
}

// FollowUp is the one of a poll. Errors: ErrNotFoundHere, ErrNoFollowUp.
func (c *Community) FollowUp(ctx context.Context, id op.ID) (FollowUp, error) {
	var p poll.Poll
	if err := c.row(ctx, p.Table(), id, &p); err != nil {
		return FollowUp{}, err
	}
	var found *FollowUp
	err := c.read(ctx, func(e *community.Engine, r Reader) (err error) {
		found, err = c.followUpOf(e, r, p)
		return err
	})
	if err == nil && found == nil {
		err = fmt.Errorf("following up the poll %s: %w", id.Short(), ErrNoFollowUp)
	}
	if err != nil {
		return FollowUp{}, err
	}
	return *found, nil
}

// followUpOf is nil for a poll that has nothing to follow up.
func (c *Community) followUpOf(e *community.Engine, r Reader, p poll.Poll) (*FollowUp, error) {
	if !followable(e, p) || len(e.Adopting(p.ID)) == 0 {
		return nil, nil
	}
	plans, marks, err := r.FollowUp(p.ID)
	if err != nil {
		return nil, err
	}
	g, account := e.Authority(), c.Membership().Account
	me, _ := g.Person(account)
	now := c.service.ports.NowMillis()
	f := &FollowUp{Poll: p, NowMillis: now, NeedsOwner: true, MayPlan: me.Member && (me.Steward || e.MayPlan(account, p.ID)), MayMark: me.Member && me.Steward}
	standing, planned := followup.Stand(plans, marks)
	if !planned {
		return f, nil
	}
	owner, _ := g.Person(standing.Plan.Owner)
	f.Standing, f.Late, f.NeedsOwner = &standing, standing.IsLate(now), !owner.Member && !standing.IsClosed()
	f.MayMark = me.Member && (me.Steward || standing.Plan.Owner == account)
	return f, nil
}

// followable reports whether somebody has to do what a poll decides, if it passes: nothing is done by the tellers, and it ends no other poll.
func followable(e *community.Engine, p poll.Poll) bool {
	if p.Opening.Electorate == nil || !p.Opening.Ends.IsZero() || endingOf(e, p) != nil {
		return false
	}
	rules, known := e.Authority().StateAt(p.Opening.On)
	return known && !p.Opening.MayEnact(&rules.Charter)
}

// NewPlan is what changes of a follow-up's plan; what is nil stays.
type NewPlan struct {
	Owner        *op.AccountID
	Milestones   *[]followup.Milestone
	ReviewMillis *int64
}

// PlanFollowUp says who does what a poll has decided, in place of what was planned before. Errors: those of FollowUp, *FormError, ErrNotPossible without
// an owner or for an owner who is no member, and *NotAppliedError for who may not.
func (c *Community) PlanFollowUp(ctx context.Context, id op.ID, n NewPlan) (op.ID, error) {
	f, err := c.FollowUp(ctx, id)
	if err != nil {
		return op.ID{}, err
	}
	body := followup.Set{Poll: id}
	if s := f.Standing; s != nil {
		body.Replaces, body.Owner, body.Milestones, body.ReviewMillis = newestOf(s.Heads), s.Plan.Owner, s.Plan.Milestones, s.Plan.ReviewMillis
	}
	replace(&body.Owner, n.Owner)
	replace(&body.Milestones, n.Milestones)
	replace(&body.ReviewMillis, n.ReviewMillis)
	if body.Owner == (op.AccountID{}) {
		return op.ID{}, fmt.Errorf("planning: the plan needs an owner: %w", ErrNotPossible)
	}
	if err := body.Check(); err != nil {
		return op.ID{}, &FormError{Kind: followup.KindSet, Err: err}
	}
	var planned op.ID
	err = c.update(ctx, func(w *writing) (err error) {
		if owner, _ := w.engine.Authority().Person(body.Owner); !owner.Member {
			return fmt.Errorf("planning: the owner is not a member: %w", ErrNotPossible)
		}
		// What shows that the poll has passed: without it in its past the plan would be invalid everywhere.
		seals := w.engine.Adopting(id)
		planned, err = w.act(Draft{Kind: followup.KindSet, Body: &body, Deps: append([]op.ID{id}, seals...)})
		return err
	})
	return planned, err
}

func replace[T any](what *T, by *T) {
	if by != nil {
		*what = *by
	}
}

// newestOf bounds what one act replaces: what stays beside it gives way to the next.
func newestOf(heads []op.ID) []op.ID { return heads[max(0, len(heads)-followup.MaxReplaces):] }

// MarkFollowUp says that a milestone of a follow-up is done, dropped or open again; without a milestone, that the whole is. Errors: those of FollowUp,
// *FormError, ErrNoPlan, ErrNotPossible where it is so already, *NoMilestoneError, and *NotAppliedError for who may not.
func (c *Community) MarkFollowUp(ctx context.Context, id op.ID, milestone string, as followup.As, why string) (op.ID, error) {
	f, err := c.FollowUp(ctx, id)
	if err != nil {
		return op.ID{}, err
	}
	if f.Standing == nil {
		return op.ID{}, ErrNoPlan
	}
	stated := f.Standing.Whole
	if milestone != "" {
		i := slices.IndexFunc(f.Standing.Milestones, func(m followup.MilestoneStanding) bool { return m.Text == milestone })
		if i < 0 {
			return op.ID{}, &NoMilestoneError{Text: milestone, Known: f.Standing.Plan.Milestones}
		}
		stated = f.Standing.Milestones[i].Stated
	}
	if stated.As == as {
		return op.ID{}, fmt.Errorf("marking: it is marked so already: %w", ErrNotPossible)
	}
	body := followup.Mark{Poll: id, Set: f.Standing.Plan.ID, Milestone: milestone, Replaces: newestOf(stated.Heads), As: as, Why: why}
	if err := body.Check(); err != nil {
		return op.ID{}, &FormError{Kind: followup.KindMark, Err: err}
	}
	var marked op.ID
	err = c.update(ctx, func(w *writing) (err error) {
		marked, err = w.act(Draft{Kind: followup.KindMark, Body: &body, Deps: []op.ID{id}})
		return err
	})
	return marked, err
}

// NoMilestoneError says which milestones there are.
type NoMilestoneError struct {
	Text  string
	Known []followup.Milestone
}

func (e *NoMilestoneError) Error() string { return fmt.Sprintf("there is no milestone %q", e.Text) }
