package app

// How far the closing of a poll is, as its page shows it: receipts, what is safe, whom it waits for, and in the end the outcome.

import (
	"errors"
	"slices"

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
	// Standing is the state, and whom it waits for.
	Standing *PollStanding
	// Mine is how far this account's ballot is that counts so far; nil where it has none.
	Mine *closing.Progress
	// ClosesMillis is the close. With are the peers that are known to hold this account's ballot.
	ClosesMillis int64
	With         []string
	// MineBy are the tellers that have receipted it, and Lacking those that have not.
	MineBy, Lacking []op.DeviceID
	// MayEndEarly says that the track can end the poll before its close, without what was not receipted by then.
	MayEndEarly bool
	// Outcome is what was sealed; nil where nothing was, where two seals contradict each other, and where this version cannot count it.
	Outcome *poll.Outcome
	// Uncountable says why there is no outcome though something was sealed.
	Uncountable error
	// Counted are the ballots that the outcome counts, ascending.
	Counted []op.ID
	// Late lists ballots that the outcome does not count.
	Late []closing.Late
	// Forks name the tellers that contradicted themselves.
	Forks []closing.Fork
	// Enactable is from when on a pass is enacted, in milliseconds since 1970; 0 where passing changes nothing by itself. Enacted says that
	// it is settled.
	EnactableMillis int64
	Enacted         bool
	// FewToEnact warns: passing changes the charter, and one teller alone could lie about it.
	FewToEnact bool
}

// closingOf is nil for a poll that no tellers close.
func (c *Community) closingOf(e *community.Engine, p poll.Poll, mine *poll.Ballot) (*PollClosing, error) {
	if p.Opening.Electorate == nil {
		return nil, nil
	}
	closes, err := e.Closing(p.ID)
	if isUnclosable(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found := &PollClosing{State: closes.State(), Tellers: closes.Tellers(), Missing: closes.Missing(), Forks: closes.Forks(), ClosesMillis: closes.ClosesMillis()}
	_, found.Opened = closes.Opened()
	if mine != nil {
		if progress, ok := closes.Progress(mine.ID); ok {
			found.Mine, found.MineBy = &progress, closes.ReceiptedBy(mine.ID)
			found.Lacking = slices.DeleteFunc(closes.Tellers(), func(d op.DeviceID) bool { return slices.Contains(found.MineBy, d) })
		}
	}
	if found.Standing, err = c.standingOf(e, &p, closes); err != nil {
		return nil, err
	}
	g := e.Authority()
	rules, ok := g.StateAt(p.Opening.On)
	if track, has := rules.Charter.Track(p.Opening.Track); ok && has {
		found.MayEndEarly = track.ConfirmMillis > 0
	}
	if ok && p.Opening.MayEnact(&rules.Charter) {
		found.EnactableMillis, found.Enacted = e.EnactableMillis(p.ID), g.IsEnactedNow(p.ID)
		found.FewToEnact = !closing.EnoughToEnact(&rules.Charter)
	}
	if outcomes := closes.Outcomes(); len(outcomes) == 1 {
		found.Late = closes.Late(outcomes[0])
		found.Counted = outcomes[0].Count.IDs()
		outcome, err := e.Outcome(p.ID, outcomes[0])
		if err == nil {
			found.Outcome = &outcome
		}
		found.Uncountable = err
	}
	return found, nil
}

// isUnclosable reports whether no tellers can say anything about a poll.
func isUnclosable(err error) bool { return errors.Is(err, closing.ErrRule) }
