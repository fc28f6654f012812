package app

// Polls as pages and lists show them: what is asked, what the ballots known here say so far, and whether I may vote.

import (
	"context"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/tally"
)

// PollSummary is a poll as a list shows it.
type PollSummary struct {
	poll.Poll
	// Running counts the ballots that are known here. It is no outcome: what counts in the end, the tellers say.
	Running poll.Running
	// Closed says that tellers have closed the poll.
	Closed bool
	// Over says that the time to vote is past, by this laptop's clock.
	Over bool
	// Ending is how another poll ends this one; nil for not at all. IsEnded says that it has, by this laptop's clock.
	Ending  *community.Ending
	IsEnded bool
	// Mine is the ballot of this account that counts so far; nil where it has cast none.
	Mine *poll.Ballot
	// MayVote says whether this account is in the electorate, and WhyNot why it is not.
	MayVote bool
	WhyNot  error
	// Standing is its state, where tellers close it; a page says more of it.
	Standing *PollStanding
}

// PollPage is a poll with everything that its page shows.
type PollPage struct {
	PollSummary
	// Election and Result are the count by the poll's method, and with Running of what was sealed, once there is an outcome. Both are nil where
	// this version does not know it; Result alone where the method cannot count what there is.
	Election *tally.Election
	Result   *tally.Result
	// Text is the revision that is decided about, where the poll is about a proposal and the revision is applied here.
	Text *proposal.Revision
	// TextHidden says that a steward has hidden the proposal or that text.
	TextHidden bool
	// Voters may vote, ascending.
	Voters []op.AccountID
	// Ballots are those that count so far, one of each account, ascending by account.
	Ballots []poll.Ballot
	// HiddenReasons are the hides of ballots' reasons by ballot. These reasons are blank here.
	HiddenReasons map[op.ID]proposal.Hiding
	// With are the peers that are known to hold this account's ballot.
	With []string
	// Closing is how far the tellers are; nil for a poll that no tellers close.
	Closing *PollClosing
	// Course is how it stands on its track; nil where that says nothing. Place is how it waits for a place on it; nil where it does not.
	Course *PollCourse
	Place  *community.Place
	// Delegations is who votes for whom; nil where nobody has delegated.
	Delegations *PollDelegations
	// FollowUp is what became of what the poll has decided; nil where there is nothing to follow up.
	FollowUp *FollowUp
	// NeedsNewer says that this version cannot say everything about this poll.
	NeedsNewer bool
}

// ListPolls lists polls, the newest first.
func (c *Community) ListPolls(ctx context.Context, p Page) ([]PollSummary, error) {
	var list []PollSummary
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		polls, err := r.Polls(p)
		if err != nil {
			return err
		}
		list, err = c.summaries(e, r, polls)
		return err
	})
	return list, err
}

// PollsOf lists the polls about a proposal.
func (c *Community) PollsOf(ctx context.Context, id op.ID) ([]PollSummary, error) {
	var list []PollSummary
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		polls, err := r.PollsOf(id)
		if err != nil {
			return err
		}
		list, err = c.summaries(e, r, polls)
		return err
	})
	return list, err
}

func (c *Community) summaries(e *community.Engine, r Reader, polls []poll.Poll) ([]PollSummary, error) {
	list := make([]PollSummary, 0, len(polls))
	for _, p := range polls {
		s, _, err := c.summary(e, r, p)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// summary also returns the ballots that count. The caller holds c.mu.
func (c *Community) summary(e *community.Engine, r Reader, p poll.Poll) (PollSummary, []poll.Ballot, error) {
	s := PollSummary{Poll: p, Over: c.service.ports.NowMillis() >= p.Opening.ClosesMillis, Closed: e.Authority().IsSealed(p.ID)}
	if s.Ending = endingOf(e, p); s.Ending != nil {
		s.IsEnded = s.Ending.AtMillis <= c.service.ports.NowMillis()
	}
	ballots, err := BallotsOf(r, p.ID)
	if err != nil {
		return s, nil, err
	}
	counting := poll.Counting(ballots)
	weights, err := runningWeights(e, p.ID, counting)
	if err != nil {
		return s, nil, err
	}
	s.Running = poll.Count(&p.Opening, ballots, weights)
	if i := slices.IndexFunc(counting, func(b poll.Ballot) bool { return b.Account == c.Membership().Account }); i >= 0 {
		s.Mine = &counting[i]
	}
	s.WhyNot, err = whyNotVote(e, r, c.Membership().Account, p.ID)
	s.MayVote = s.WhyNot == nil
	if err != nil {
		return s, nil, err
	}
	s.Standing, err = c.standingInList(e, &p)
	return s, counting, err
}

// Poll reads a poll's page. Errors: ErrNotFoundHere; *InvalidPollError where something was opened that is no poll.
func (c *Community) Poll(ctx context.Context, id op.ID) (PollPage, error) {
	var page PollPage
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		if err := invalidPoll(e, r, id); err != nil {
			return err
		}
		row, found, err := r.Row(poll.Poll{}.Table(), id.String())
		if err != nil {
			return err
		}
		p, is := row.(poll.Poll)
		if !found || !is {
			return fmt.Errorf("the poll %s: %w", id.Short(), ErrNotFoundHere)
		}
		page, err = c.page(e, r, p)
		return err
	})
	return page, err
}

func (c *Community) page(e *community.Engine, r Reader, p poll.Poll) (PollPage, error) {
	page := PollPage{NeedsNewer: e.NeedsNewer()}
	var err error
	if page.PollSummary, page.Ballots, err = c.summary(e, r, p); err != nil {
		return page, err
	}
	if page.HiddenReasons, err = hideReasons(r, p.ID, page.Ballots); err != nil {
		return page, err
	}
	if page.Voters, err = e.Electorate(r, p.ID); err != nil {
		return page, err
	}
	if page.Closing, err = c.closingOf(e, p, page.Mine); err != nil {
		return page, err
	}
	if err := page.count(e, &p); err != nil {
		return page, err
	}
	if page.Mine != nil {
		if page.With, err = heldBy(r, page.Mine.ID); err != nil {
			return page, err
		}
	}
	if page.Closing != nil {
		page.Closing.With = page.With
	}
	if page.Course, err = c.courseOf(e, p, page.Closing); err != nil {
		return page, err
	}
	if page.Closing != nil {
		page.Closing.Standing.passEarly(page.Course)
	}
	page.Place = c.placeOf(e, p)
	if page.Delegations, err = delegationsOf(e, r, p.ID, page.Closing, page.Ballots); err != nil {
		return page, err
	}
	if page.FollowUp, err = c.followUpOf(e, r, p); err != nil {
		return page, err
	}
	if p.Opening.Proposal.IsZero() {
		return page, nil
	}
	row, ok, err := r.Row(proposal.Revision{}.Table(), p.Opening.Revision.String())
	if err != nil {
		return page, err
	}
	if text, is := row.(proposal.Revision); ok && is {
		page.Text = &text
	}
	page.TextHidden, err = isHidden(r, p.Opening.Proposal, p.Opening.Proposal, p.Opening.Revision)
	return page, err
}

// count counts by the poll's method: what was sealed, once there is an outcome, and until then what is known here.
func (page *PollPage) count(e *community.Engine, p *poll.Poll) error {
	if page.Closing != nil && page.Closing.Outcome != nil {
		sealed := page.Closing.Outcome
		page.Running, page.Election, page.Result = sealed.Running, sealed.Election, sealed.Result
		return nil
	}
	weights, err := runningWeights(e, p.ID, page.Ballots)
	if err != nil {
		return err
	}
	votes := max(e.Votes(p.ID), uint64(len(page.Voters)))
	page.Election, page.Result, _ = poll.Tally(p, page.Ballots, weights, int(votes)) // what cannot be counted yet has no result
	if page.Election == nil {
		page.NeedsNewer = true
	}
	return nil
}

// hideReasons blanks the reasons of ballots that a steward has hidden.
func hideReasons(r Reader, id op.ID, ballots []poll.Ballot) (map[op.ID]proposal.Hiding, error) {
	list, err := r.Hidden(id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	hidden := make(map[op.ID]proposal.Hiding)
	for _, h := range list {
		hidden[h.Of] = h
	}
	for i := range ballots {
		if _, is := hidden[ballots[i].ID]; is {
			ballots[i].Reason = ""
		}
	}
	return hidden, nil
}

// isHidden reports whether a steward has hidden one of some posts of a thread.
func isHidden(r Reader, thread op.ID, posts ...op.ID) (bool, error) {
	list, err := r.Hidden(thread)
	return slices.ContainsFunc(list, func(h proposal.Hiding) bool { return slices.Contains(posts, h.Of) }), err
}

// BallotsOf reads all ballots of a poll, those that are replaced among them. Its room doubles: a poll can have a hundred thousand.
func BallotsOf(r Reader, id op.ID) ([]poll.Ballot, error) {
	var ballots []poll.Ballot
	err := r.Ballots(id, func(b poll.Ballot) bool {
		if len(ballots) == cap(ballots) {
			ballots = slices.Grow(ballots, max(16, len(ballots)))
		}
		ballots = append(ballots, b)
		return true
	})
	return ballots, err
}
