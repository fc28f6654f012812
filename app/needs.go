package app

// Needs: what waits for this person.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Looked at for what needs somebody: more than that many newer ones mean that an older one is out of mind.
const (
	needsPolls     = 500
	needsProposals = 500
)

// Needs is what waits for this account. Every list may be empty.
type Needs struct {
	// Polls are open, may be voted in, and have no ballot of mine.
	Polls []PollSummary
	// Entered are open polls in which a helper entered a ballot for me, and I have cast none.
	Entered []PollSummary
	// Reminders are those of Polls that close within the time that this person set.
	Reminders []PollSummary
	// Newcomers are people whom I may admit.
	Newcomers []authority.Person
	// Commits are proposed, can still come to stand, and lack my signature.
	Commits []authority.Proposed
	// Amendments are open ones on my proposals.
	Amendments []proposal.Amendment
	// FollowUpsLate counts follow-ups of which something is late by this laptop's clock, FollowUpsUnowned those that nobody sees to.
	FollowUpsLate, FollowUpsUnowned int
	// Disputed are settled or proposed commits of which this community has to choose, where it stands still because of them.
	Disputed []op.ID
	Stuck    authority.Stuck
}

// Count is how many things wait.
func (n Needs) Count() int {
	return len(n.Polls) + len(n.Newcomers) + len(n.Commits) + len(n.Amendments) + min(len(n.Disputed), 1)
}

// Needs says what needs this person.
func (c *Community) Needs(ctx context.Context) (Needs, error) {
	var n Needs
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		g := e.Authority()
		me, _ := g.Person(c.Membership().Account)
		if !me.Member {
			return nil
		}
		n.Disputed, n.Stuck = g.Now().Disputed, g.Now().Stuck
		n.Commits = unsigned(g, me)
		if me.Steward || me.Admitter {
			n.Newcomers = slices.DeleteFunc(g.People(), func(p authority.Person) bool { return !p.Newcomer })
		}
		var err error
		if err = c.fillPolls(&n, e, r); err != nil {
			return err
		}
		if n.Amendments, err = openAmendments(r, me.Account); err != nil {
			return err
		}
		return c.countFollowUps(&n, e, r)
	})
	return n, err
}

// unsigned lists the commits that ask for this person's signature, have not got it, and could still be helped by it.
func unsigned(g *authority.Graph, me authority.Person) []authority.Proposed {
	if !me.Member {
		return nil
	}
	return slices.DeleteFunc(g.Commits(), func(p authority.Proposed) bool {
		return !slices.Contains(p.Asked, me.Account) || p.Carried || p.Stands || !p.Current || slices.Contains(p.Signers, me.Account)
	})
}

// fillPolls finds the open polls in which I may vote, and have not.
func (c *Community) fillPolls(n *Needs, e *community.Engine, r Reader) error {
	polls, err := pages(needsPolls, r.Polls, func(p poll.Poll) op.ID { return p.ID })
	if err != nil {
		return err
	}
	remind, err := c.RemindMillis()
	if err != nil {
		return err
	}
	now := c.service.ports.NowMillis()
	for _, p := range polls {
		if now >= p.Opening.ClosesMillis {
			continue
		}
		s, counting, err := c.summary(e, r, p)
		if err != nil {
			return err
		}
		switch {
		case s.IsEnded, s.Closed:
		case s.MayVote && s.Mine == nil:
			n.Polls = append(n.Polls, s)
			reminds, err := c.reminds(e, r, p, counting, remind)
			if err != nil {
				return err
			}
			if reminds {
				n.Reminders = append(n.Reminders, s)
			}
		case s.MayVote && s.Mine.IsAssisted():
			n.Entered = append(n.Entered, s)
		}
	}
	return nil
}

func openAmendments(r Reader, me op.AccountID) ([]proposal.Amendment, error) {
	proposals, err := pages(needsProposals, r.Proposals, func(p proposal.Proposal) op.ID { return p.ID })
	if err != nil {
		return nil, err
	}
	var open []proposal.Amendment
	for _, p := range proposals {
		if p.Author != me || p.IsGone() {
			continue
		}
		list, err := r.Amendments(p.ID)
		if err != nil {
			return nil, err
		}
		for _, a := range list {
			if a.Status() == proposal.AmendmentOpen && !a.IsGone() {
				open = append(open, a)
			}
		}
	}
	return open, nil
}

// pages reads a list page by page, up to a number of entries; 0 means all.
func pages[T any](most int, list func(Page) ([]T, error), id func(T) op.ID) ([]T, error) {
	var all []T
	p := Page{Limit: MaxPage}
	for {
		if most > 0 {
			p.Limit = min(MaxPage, most-len(all))
		}
		next, err := list(p)
		if err != nil {
			return nil, err
		}
		all = append(all, next...)
		if len(next) < p.Limit || len(all) == most {
			return all, nil
		}
		p.After = id(next[len(next)-1])
	}
}
