package app

// Nudges: who has not voted, as far as is known here, and when this laptop reminds its own person. There is no server, so nobody is ever reminded by
// anybody else's machine: each looks for itself, and only who has not voted is told.

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// settingRemind is how long before a close this person is reminded, by community.
const settingRemind = "remind/"

// RemindUnlessSaidMillis is how long before a close people are reminded who have set nothing: time enough to go online once more.
const RemindUnlessSaidMillis = 3 * 24 * 60 * 60 * 1000

// RemindMillis is how long before the close of a poll this person is reminded to vote; 0: never.
func (c *Community) RemindMillis() (int64, error) {
	noted, err := c.service.ports.Profile.Setting(settingRemind + c.ID().String())
	if err != nil {
		return 0, err
	}
	millis, err := strconv.ParseInt(noted, 10, 64)
	if err != nil || millis < 0 {
		return RemindUnlessSaidMillis, nil // never set, or a note that somebody else wrote
	}
	return millis, nil
}

// SetRemindMillis notes it in this install's profile. Nobody else hears of it.
func (c *Community) SetRemindMillis(millis int64) error {
	if millis < 0 {
		return fmt.Errorf("reminding %d milliseconds before a close: %w", millis, ErrNotPossible)
	}
	return c.service.ports.Profile.SetSetting(settingRemind+c.ID().String(), strconv.FormatInt(millis, 10))
}

// NotVoted lists who is in a poll's electorate and has no ballot that is known here, nor a delegation that finds one; ascending.
func (p *PollPage) NotVoted() []op.AccountID {
	voted := votersOf(p.Ballots)
	return slices.DeleteFunc(slices.Clone(p.Voters), func(account op.AccountID) bool {
		return voted[account] || p.Delegations.represents(account)
	})
}

// represents reports whether somebody votes for an account; nobody does where nobody has delegated.
func (d *PollDelegations) represents(account op.AccountID) bool {
	return d != nil && len(d.Paths[account]) > 0
}

// reminds reports whether this person is reminded of a poll in which they have no ballot: it closes soon, and nobody votes for them.
func (c *Community) reminds(e *community.Engine, r Reader, p poll.Poll, known []poll.Ballot, withinMillis int64) (bool, error) {
	if p.Opening.ClosesMillis-c.service.ports.NowMillis() > withinMillis {
		return false, nil
	}
	found, err := delegationsOf(e, r, p.ID, nil, known)
	return err == nil && !found.represents(c.Membership().Account), err
}

// ErrHasVoted says that somebody is not to be reminded: a ballot is known here, or they vote through somebody, or they may not vote.
var ErrHasVoted = fmt.Errorf("not one of those who have not voted: %w", ErrNotPossible)

// Nudge reads the page of a poll, for a word to somebody who has not voted. Errors: ErrNotFoundHere, *PollOverError, ErrHasVoted.
func (c *Community) Nudge(ctx context.Context, id op.ID, account op.AccountID) (PollPage, error) {
	page, err := c.Poll(ctx, id)
	if err != nil {
		return PollPage{}, err
	}
	var over *PollOverError
	if err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		over = overSince(e, page.Poll, c.service.ports.NowMillis())
		return nil
	}); err != nil {
		return page, err
	}
	if over != nil {
		return page, over
	}
	if !slices.Contains(page.NotVoted(), account) {
		return page, fmt.Errorf("reminding: %w", ErrHasVoted)
	}
	return page, nil
}
