package app

// Again: saying under a new key what a fork of the old one made go.

import (
	"context"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// SaidAgain is what became of an act that was to be said again.
type SaidAgain struct {
	Old op.ID
	// New is the act that says it now; zero where Err says why there is none.
	New op.ID
	Err error
}

// SayAgain says lost acts again, in the order in which they were written; no ids mean all that can be. One that cannot be is left, and the others
// go on. What was said is forgotten at once: a crash in between leaves it on the list though it was said. Error: ErrNotFoundHere.
func (c *Community) SayAgain(ctx context.Context, ids ...op.ID) ([]SaidAgain, error) {
	lost, err := c.Lost(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(lost, func(l LostAct) bool { return l.Op.ID == id }) {
			return nil, fmt.Errorf("saying %s again: %w", id.Short(), ErrNotFoundHere)
		}
	}
	again := make(renamed)
	var said []SaidAgain
	for _, l := range lost {
		if ctx.Err() != nil {
			return said, ctx.Err()
		}
		if len(ids) > 0 && !slices.Contains(ids, l.Op.ID) || len(ids) == 0 && !l.Again {
			continue
		}
		one := SaidAgain{Old: l.Op.ID}
		if one.New, one.Err = c.sayAgain(ctx, l.Op, again); one.Err == nil {
			again[one.Old] = one.New
			if err := c.dropAside(one.Old); err != nil {
				return said, err
			}
		}
		said = append(said, one)
	}
	return said, nil
}

// ForgetLost forgets what was set aside, said again or not.
func (c *Community) ForgetLost() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.keepAside(nil)
}

func (c *Community) dropAside(id op.ID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept, err := c.aside()
	if err != nil {
		return err
	}
	return c.keepAside(slices.DeleteFunc(kept, func(o *op.Op) bool { return o.ID == id }))
}

// renamed are acts that were said again, by their old ids.
type renamed map[op.ID]op.ID

func (r renamed) of(id op.ID) op.ID {
	if now, was := r[id]; was {
		return now
	}
	return id
}

// sayable reports whether a body can be said again, and what it says.
func sayable(body any) (again bool, text string) {
	switch b := body.(type) {
	case *proposal.NewTopic:
		return true, b.Title
	case *proposal.AddComment:
		return true, b.Text
	case *proposal.Agree, *proposal.Withdraw:
		return true, ""
	case *proposal.Publish:
		return true, b.Title
	case *proposal.Revise:
		return true, b.Title
	case *proposal.ProposeAmendment:
		return true, b.Title
	case *proposal.SetProfile:
		return true, b.Name
	case *poll.Cast:
		return true, b.Reason
	case *poll.Assist:
		return true, b.Reason
	}
	return false, ""
}

// sayAgain says one act by the same ways as a person would, so that it fits what is here now.
func (c *Community) sayAgain(ctx context.Context, o *op.Op, again renamed) (op.ID, error) {
	body, err := c.service.registry.Body(o)
	if err != nil {
		return op.ID{}, fmt.Errorf("reading an act that was set aside: %w", err)
	}
	switch b := body.(type) {
	case *proposal.NewTopic:
		return c.NewTopic(ctx, *b)
	case *proposal.AddComment:
		return c.Comment(ctx, proposal.AddComment{On: again.of(b.On), Parent: again.of(b.Parent), Text: b.Text, Mentions: b.Mentions})
	case *proposal.Agree:
		return c.Agree(ctx, again.of(b.Of))
	case *proposal.Publish:
		return c.Publish(ctx, proposal.Publish{Title: b.Title, Text: b.Text, Track: b.Track, Topic: again.of(b.Topic)})
	case *proposal.Revise:
		return c.Revise(ctx, proposal.Revise{
			Proposal: again.of(b.Proposal), Title: b.Title, Text: b.Text, Note: b.Note, Amendment: again.of(b.Amendment),
		})
	case *proposal.ProposeAmendment:
		return c.ProposeAmendment(ctx, proposal.ProposeAmendment{Proposal: again.of(b.Proposal), Title: b.Title, Text: b.Text, Note: b.Note})
	case *proposal.Withdraw:
		return c.say(ctx, proposal.KindWithdraw, &proposal.Withdraw{Of: again.of(b.Of)})
	case *proposal.SetProfile:
		return c.setProfile(ctx, &b.Name, &b.About)
	case *poll.Cast:
		var p poll.Poll
		if err := c.row(ctx, p.Table(), b.Poll, &p); err != nil {
			return op.ID{}, err
		}
		return c.cast(ctx, p, poll.Cast{Poll: b.Poll, Choice: b.Choice, Reason: b.Reason})
	case *poll.Assist:
		var p poll.Poll
		if err := c.row(ctx, p.Table(), b.Poll, &p); err != nil {
			return op.ID{}, err
		}
		return c.assist(ctx, p, *b)
	}
	return op.ID{}, fmt.Errorf("saying a %s again: %w", o.Header.Kind, ErrNotSayable)
}
