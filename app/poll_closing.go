package app

// How far the closing of a poll is, as its page shows it: receipts, what is safe, whom it waits for, and in the end the outcome.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// PollClosing is how far the closing of a poll is, by all that is known here.
type PollClosing struct {
	State closing.State
	// Tellers are in the order in which they propose; Opened says that t of them have received the opening.
	Tellers []op.DeviceID
	Opened  bool
	// Missing are those whose freeze is waited for, once the close has come.
	Missing []closing.Missing
	// Mine is how far this account's ballot is that counts so far; nil where it has none.
	Mine *closing.Progress
	// Outcome is what was sealed; nil where nothing was, where two seals contradict each other, and where this version cannot count it.
	Outcome *poll.Outcome
	// Uncountable says why there is no outcome though something was sealed.
	Uncountable error
	// Late lists ballots that the outcome does not count.
	Late []closing.Late
	// Forks name the tellers that contradicted themselves.
	Forks []closing.Fork
	// Enactable is from when on a pass is enacted, in milliseconds since 1970; 0 where passing changes nothing by itself. Enacted says that
	// it is settled.
	EnactableMillis int64
	Enacted         bool
}

// closingOf is nil for a poll that no tellers close.
func (c *Community) closingOf(e *community.Engine, p poll.Poll, mine *poll.Ballot) (*PollClosing, error) {
	if p.Opening.Electorate == nil {
		return nil, nil
	}
	closes, err := e.Closing(p.ID)
	if errors.Is(err, closing.ErrRule) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found := &PollClosing{State: closes.State(), Tellers: closes.Tellers(), Missing: closes.Missing(), Forks: closes.Forks()}
	_, found.Opened = closes.Opened()
	if mine != nil {
		if progress, ok := closes.Progress(mine.ID); ok {
			found.Mine = &progress
		}
	}
	g := e.Authority()
	if rules, ok := g.StateAt(p.Opening.On); ok && p.Opening.MayEnact(&rules.Charter) {
		found.EnactableMillis, found.Enacted = e.EnactableMillis(p.ID), g.IsEnactedNow(p.ID)
	}
	if outcomes := closes.Outcomes(); len(outcomes) == 1 {
		found.Late = closes.Late(outcomes[0])
		outcome, err := e.Outcome(p.ID, outcomes[0])
		if err == nil {
			found.Outcome = &outcome
		}
		found.Uncountable = err
	}
	return found, nil
}
