package view

// Proposals: in lists, and as pages.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// proposals reads proposals of one community at one moment.
type proposals struct {
	reader app.Reader
	people *People
	me     op.AccountID
	rules  app.Standing
	// polls about the proposals, read before.
	polls map[op.ID][]Poll
}

func withProposals(ctx context.Context, c *app.Community, rows []proposal.Proposal, ask func(*proposals) error) error {
	p := &proposals{me: c.Account(), polls: make(map[op.ID][]Poll, len(rows))}
	var err error
	if p.people, err = LoadPeople(ctx, c); err != nil {
		return err
	}
	if p.rules, err = c.Stands(ctx); err != nil {
		return err
	}
	for _, row := range rows {
		polls, err := c.PollsOf(ctx, row.ID)
		if err != nil {
			return err
		}
		p.polls[row.ID] = p.people.polls(polls)
	}
	return c.Ask(ctx, func(r app.Reader) error {
		p.reader = r
		return ask(p)
	})
}

// Proposals lists proposals, newest first.
func Proposals(ctx context.Context, c *app.Community, page app.Page) ([]Proposal, error) {
	var rows []proposal.Proposal
	if err := c.Ask(ctx, func(r app.Reader) (err error) {
		rows, err = r.Proposals(page)
		return err
	}); err != nil {
		return nil, err
	}
	list := []Proposal{}
	err := withProposals(ctx, c, rows, func(p *proposals) error {
		for _, row := range rows {
			v, _, err := p.proposal(row, false)
			if err != nil {
				return err
			}
			v.Amendments = nil // they stand on the proposal's own page
			list = append(list, v)
		}
		return nil
	})
	return list, err
}

// ProposalPage is one proposal with everything about it. all also shows what is hidden.
func ProposalPage(ctx context.Context, c *app.Community, row proposal.Proposal, all bool) (Proposal, error) {
	var page Proposal
	err := withProposals(ctx, c, []proposal.Proposal{row}, func(p *proposals) error {
		v, t, err := p.proposal(row, all)
		if err != nil {
			return err
		}
		if v.Revisions, err = p.revisions(t, row); err != nil {
			return err
		}
		for _, r := range v.Revisions {
			if r.Current {
				v.Text = r.Text
			}
		}
		v.Thread, err = t.comments(p.reader, row.ID)
		page = v
		return err
	})
	return page, err
}

func (p *proposals) proposal(row proposal.Proposal, all bool) (Proposal, *thread, error) {
	t, err := loadThread(p.reader, p.people, p.me, row.ID, all)
	if err != nil {
		return Proposal{}, nil, err
	}
	v := Proposal{Post: t.post(row.Post), Track: row.Track, Revision: row.Current().String(), Rivals: []string{}, NeedsMe: []string{}}
	v.Title = v.readable(row.Title)
	if track, ok := p.rules.State.Charter.Track(row.Track); ok {
		v.TrackTitle = track.Title
	}
	if !row.Topic.IsZero() {
		v.Topic = row.Topic.String()
	}
	for _, rival := range row.Rivals() {
		v.Rivals = append(v.Rivals, rival.String())
	}
	if v.Comments, err = p.reader.CommentCount(row.ID); err != nil {
		return v, nil, err
	}
	if v.Amendments, err = p.amendments(t, row); err != nil {
		return v, nil, err
	}
	v.Polls = p.polls[row.ID]
	v.sayNeeds()
	return v, t, nil
}

// sayNeeds works out what I can do about a proposal.
func (v *Proposal) sayNeeds() {
	for _, a := range v.Amendments {
		if a.Status == string(proposal.AmendmentOpen) {
			v.OpenAmendments++
		}
	}
	if slices.ContainsFunc(v.Polls, func(p Poll) bool { return p.NeedsMe }) {
		v.NeedsMe = append(v.NeedsMe, NeedVote)
	}
	if v.Mine && v.OpenAmendments > 0 {
		v.NeedsMe = append(v.NeedsMe, NeedAmendments)
	}
}

func (p *proposals) revisions(t *thread, row proposal.Proposal) ([]Revision, error) {
	rows, err := p.reader.Revisions(row.ID)
	if err != nil {
		return nil, err
	}
	list := []Revision{}
	for _, r := range rows {
		v := Revision{Post: t.post(r.Post), Replaces: []string{}, Current: r.ID == row.Current()}
		v.Title, v.Text, v.Note = v.readable(r.Title), v.readable(r.Text), v.readable(r.Note)
		for _, id := range r.Replaces {
			v.Replaces = append(v.Replaces, id.String())
		}
		if !r.Amendment.IsZero() {
			v.Amendment = r.Amendment.String()
		}
		list = append(list, v)
	}
	return list, nil
}

func (p *proposals) amendments(t *thread, row proposal.Proposal) ([]Amendment, error) {
	rows, err := p.reader.Amendments(row.ID)
	if err != nil {
		return nil, err
	}
	list := []Amendment{}
	for _, a := range rows {
		list = append(list, t.amendment(a, row))
	}
	return list, nil
}

func (t *thread) amendment(a proposal.Amendment, row proposal.Proposal) Amendment {
	v := Amendment{
		Post: t.post(a.Post), Proposal: row.ID.String(), Revision: a.Revision.String(), Status: string(a.Status()),
		DecisionReason: a.Reason, Outdated: a.Revision != row.Current(),
	}
	v.Title, v.Text, v.Note = v.readable(a.Title), v.readable(a.Text), v.readable(a.Note)
	v.Name, v.why = proposal.ReadNote(v.Note)
	v.renames = v.IsReadable() && !v.Outdated && a.Title != row.Title
	if !a.TakenIn.IsZero() {
		v.TakenIn = a.TakenIn.String()
	}
	return v
}

// Amendments lists the amendments of a proposal. all also shows what is hidden.
func Amendments(ctx context.Context, c *app.Community, row proposal.Proposal, all bool) ([]Amendment, error) {
	var list []Amendment
	err := withProposals(ctx, c, nil, func(p *proposals) error {
		t, err := loadThread(p.reader, p.people, p.me, row.ID, all)
		if err != nil {
			return err
		}
		list, err = p.amendments(t, row)
		return err
	})
	return list, err
}
