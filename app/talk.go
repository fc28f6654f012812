package app

// Talk: topics, proposals, comments, amendments, and taking things back.

import (
	"context"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// say writes one of the bodies of package proposal, whose form is checked before anything else.
func (c *Community) say(ctx context.Context, kindName string, body proposal.Body) (op.ID, error) {
	if err := body.Check(); err != nil {
		return op.ID{}, &FormError{Kind: kindName, Err: err}
	}
	return c.Act(ctx, Draft{Kind: kindName, Body: body, Deps: body.Deps()})
}

// FormError says what of a text that a person wrote does not do.
type FormError struct {
	Kind string
	Err  error
}

func (e *FormError) Error() string { return fmt.Sprintf("this cannot be written: %v", e.Err) }

func (e *FormError) Unwrap() error { return e.Err }

// NewTopic begins talk that belongs to no proposal yet.
func (c *Community) NewTopic(ctx context.Context, b proposal.NewTopic) (op.ID, error) {
	return c.say(ctx, proposal.KindTopic, &b)
}

// Publish makes a proposal in preparation.
func (c *Community) Publish(ctx context.Context, b proposal.Publish) (op.ID, error) {
	s, err := c.Stands(ctx)
	if err != nil {
		return op.ID{}, err
	}
	if _, ok := s.State.Charter.Track(b.Track); !ok {
		return op.ID{}, &UnknownTrackError{Track: b.Track, Known: trackIDs(s)}
	}
	return c.say(ctx, proposal.KindPublish, &b)
}

// UnknownTrackError says which tracks there are.
type UnknownTrackError struct {
	Track string
	Known []string
}

func (e *UnknownTrackError) Error() string { return fmt.Sprintf("there is no track %q here", e.Track) }

func trackIDs(s Standing) []string {
	ids := make([]string, len(s.State.Charter.Tracks))
	for i, t := range s.State.Charter.Tracks {
		ids[i] = t.ID
	}
	return ids
}

// Revise gives a proposal a new text in place of what it says now.
func (c *Community) Revise(ctx context.Context, b proposal.Revise) (op.ID, error) {
	p, err := c.Proposal(ctx, b.Proposal)
	if err != nil {
		return op.ID{}, err
	}
	b.Replaces = p.Heads
	return c.say(ctx, proposal.KindRevise, &b)
}

// Comment adds a comment. Nil mentions are those of its text: whom its @names mean, as far as that is clear.
func (c *Community) Comment(ctx context.Context, b proposal.AddComment) (op.ID, error) {
	if b.Mentions == nil {
		var err error
		if b.Mentions, _, err = c.Mentioned(ctx, b.Text); err != nil {
			return op.ID{}, err
		}
	}
	slices.SortFunc(b.Mentions, op.AccountID.Compare)
	b.Mentions = slices.Compact(b.Mentions)
	if err := b.Check(); err != nil {
		return op.ID{}, &FormError{Kind: proposal.KindComment, Err: err}
	}
	var id op.ID
	err := c.update(ctx, func(w *writing) (err error) {
		// On a poll that is sealed it shows that its author knew the outcome.
		id, err = w.act(Draft{Kind: proposal.KindComment, Body: &b, Deps: append(b.Deps(), w.engine.SealsOf(b.On)...)})
		return err
	})
	return id, err
}

// Agree says that this account agrees with a comment; EndAgreement takes that back.
func (c *Community) Agree(ctx context.Context, comment op.ID) (op.ID, error) {
	mine, err := c.agreement(ctx, comment)
	if err != nil {
		return op.ID{}, err
	}
	if !mine.IsZero() {
		return op.ID{}, fmt.Errorf("agreeing with %s: you do already: %w", comment.Short(), ErrNotPossible)
	}
	return c.say(ctx, proposal.KindAgree, &proposal.Agree{Of: comment})
}

// EndAgreement takes an agreement back.
func (c *Community) EndAgreement(ctx context.Context, comment op.ID) (op.ID, error) {
	mine, err := c.agreement(ctx, comment)
	if err != nil {
		return op.ID{}, err
	}
	if mine.IsZero() {
		return op.ID{}, fmt.Errorf("no longer agreeing with %s: you did not say that you do: %w", comment.Short(), ErrNotPossible)
	}
	return c.say(ctx, proposal.KindEndAgreement, &proposal.EndAgreement{Of: mine})
}

func (c *Community) agreement(ctx context.Context, comment op.ID) (mine op.ID, err error) {
	account := c.Account()
	err = c.read(ctx, func(_ *community.Engine, r Reader) error {
		list, err := r.Agreements(comment)
		for _, a := range list {
			if a.Account == account && a.Ended.IsZero() {
				mine = a.ID
			}
		}
		return err
	})
	return mine, err
}

// ProposeAmendment offers another text for a proposal's current revision.
func (c *Community) ProposeAmendment(ctx context.Context, b proposal.ProposeAmendment) (op.ID, error) {
	p, err := c.Proposal(ctx, b.Proposal)
	if err != nil {
		return op.ID{}, err
	}
	b.Revision = p.Current()
	return c.say(ctx, proposal.KindAmend, &b)
}

// DecideAmendment accepts or declines an amendment. Accepting one that was made for the current text also makes the revision that takes it in.
func (c *Community) DecideAmendment(ctx context.Context, id op.ID, accept bool, reason string) error {
	var a proposal.Amendment
	if err := c.row(ctx, proposal.Amendment{}.Table(), id, &a); err != nil {
		return err
	}
	p, err := c.Proposal(ctx, a.Thread)
	if err != nil {
		return err
	}
	if accept && a.Revision != p.Current() {
		return fmt.Errorf("accepting %s: the text has changed since it was proposed: %w", id.Short(), ErrNotPossible)
	}
	decision := proposal.Decide{Amendment: id, Replaces: a.Decisions, Accept: accept, Reason: reason}
	revision := proposal.Revise{
		Proposal: p.ID, Replaces: p.Heads, Title: a.Title, Text: a.Text, Note: a.Note, Amendment: id,
	}
	return c.update(ctx, func(w *writing) error {
		if _, err := w.act(Draft{Kind: proposal.KindDecide, Body: &decision, Deps: decision.Deps()}); err != nil || !accept {
			return err
		}
		_, err := w.act(Draft{Kind: proposal.KindRevise, Body: &revision, Deps: revision.Deps()})
		return err
	})
}

// Withdraw takes one's own post back: its text goes from here at once, and from every replica that hears of it.
func (c *Community) Withdraw(ctx context.Context, post op.ID) error {
	_, err := c.say(ctx, proposal.KindWithdraw, &proposal.Withdraw{Of: post})
	return err
}

// Hide hides a post, by a steward. drop also lets every replica drop the text.
func (c *Community) Hide(ctx context.Context, post op.ID, reason string, drop bool) (op.ID, error) {
	return c.say(ctx, proposal.KindHide, &proposal.Hide{Of: post, Reason: reason, Drop: drop})
}

// Show undoes every hide of a post that is in force.
func (c *Community) Show(ctx context.Context, post op.ID) error {
	var hides []op.ID
	err := c.read(ctx, func(_ *community.Engine, r Reader) error {
		m, ok, err := r.Meta(post)
		if err != nil || !ok {
			return orElse(err, ErrNotFoundHere)
		}
		list, err := r.Hidden(m.Subject)
		for _, h := range list {
			if h.Of == post {
				hides = append(hides, h.ID)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(hides) == 0 {
		return fmt.Errorf("showing %s: it is not hidden: %w", post.Short(), ErrNotPossible)
	}
	return c.update(ctx, func(w *writing) error {
		for _, id := range hides {
			body := &proposal.Show{Of: id}
			if _, err := w.act(Draft{Kind: proposal.KindShow, Body: body, Deps: body.Deps()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetProfile says one's name, and a line about oneself.
func (c *Community) SetProfile(ctx context.Context, name, about *string) error {
	_, err := c.setProfile(ctx, name, about)
	return err
}

func (c *Community) setProfile(ctx context.Context, name, about *string) (op.ID, error) {
	account := c.Account()
	var now proposal.Profile
	var person authority.Person
	err := c.read(ctx, func(e *community.Engine, r Reader) (err error) {
		person, _ = e.Authority().Person(account)
		now, _, err = r.Profile(account)
		return err
	})
	if err != nil {
		return op.ID{}, err
	}
	body := &proposal.SetProfile{Name: now.Name, About: now.About, Replaces: now.Heads}
	if body.Name == "" {
		body.Name = person.Name
	}
	if name != nil {
		if body.Name, err = identity.CleanName(*name); err != nil {
			return op.ID{}, fmt.Errorf("your name: %w", err)
		}
	}
	if about != nil {
		body.About = *about
	}
	return c.say(ctx, proposal.KindProfile, body)
}

// Proposal reads one proposal's row.
func (c *Community) Proposal(ctx context.Context, id op.ID) (proposal.Proposal, error) {
	var p proposal.Proposal
	err := c.row(ctx, p.Table(), id, &p)
	return p, err
}
