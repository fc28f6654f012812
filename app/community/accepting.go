package community

// Accepting: whether a teller receipts an opening, by its own log and its own clock.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// Refuses says why a teller receipts no opening: it is not applied, it is ahead of the teller's clock, it leaves out whom that had receipted
// an hour before, or there is no place for it; nil where it does. Who has said something about a poll goes on until another one ends it.
func (e *Engine) Refuses(opening op.ID, teller op.DeviceID, nowMillis int64) error {
	m, _ := e.meta(opening)
	open := e.openingAt(m)
	held, err := e.closingOf(opening)
	if err != nil || open == nil {
		return errors.Join(err, e.failed)
	}
	if err := e.checkEnded(opening, nowMillis); err != nil {
		return err
	}
	if len(held.Tip(teller)) > 0 {
		return nil
	}
	if err := e.refusal(opening, open, teller, nowMillis); err != nil {
		return err
	}
	return e.checkPlace(opening, open, teller, nowMillis)
}

// refusal is Refuses apart from places and ends.
func (e *Engine) refusal(opening op.ID, open *poll.Open, teller op.DeviceID, nowMillis int64) error {
	m, _ := e.meta(opening)
	switch {
	case m.Verdict != kind.Applied:
		return fmt.Errorf("%w: its opening is %s", ErrNotOpen, m.Verdict)
	case e.isGone(m):
		return fmt.Errorf("%w: its opener was removed", ErrNotOpen)
	case open.Electorate.AtMillis > nowMillis+openingAheadMillis:
		return fmt.Errorf("%w: it was opened later than now, by its word", ErrNotOpen)
	}
	rules, _ := e.graph.StateAt(open.On)
	left, err := e.leftOut(opening, open, &rules.Charter, teller, nowMillis-leftOutMillis)
	if err == nil && left > 0 {
		err = fmt.Errorf("%w: it leaves out %d of those receipted long before", ErrNotOpen, left)
	}
	return err
}

// leftOut counts what an opening passes over of what a teller's log showed by an instant: receipts that its cut does not show, or that had waited
// long enough by then and not by the opener's clock; and delegations in force that had expired. The opener's clock chooses no voters.
func (e *Engine) leftOut(opening op.ID, open *poll.Open, rules *charter.Charter, teller op.DeviceID, byMillis int64) (int, error) {
	receipted, err := e.Receipts(rules.Tellers)
	if err != nil {
		return 0, err
	}
	left, err := receipted.LeftOut(teller, open.Electorate.Cut, byMillis, forever)
	if err == nil && len(left) == 0 && rules.WaitingMillis > 0 {
		left, err = receipted.LeftOut(teller, open.Electorate.Cut, byMillis-rules.WaitingMillis, open.Electorate.AtMillis-rules.WaitingMillis)
	}
	if err != nil || !rules.Delegation.Allowed {
		return len(left), err
	}
	expired := 0
	inForce, err := e.InForce(opening)
	for _, d := range inForce {
		if d.UntilMillis != 0 && d.UntilMillis <= byMillis {
			expired++
		}
	}
	return len(left) + expired, err
}

// isGone reports whether an op's author is removed by now, or its device withdrawn.
func (e *Engine) isGone(m Meta) bool {
	account, _ := e.accountOf(m)
	person, ok := e.graph.Person(account)
	return !ok || person.Removed || slices.ContainsFunc(person.Devices, func(d authority.PersonDevice) bool { return d.Device == m.Device && d.Withdrawn })
}

// ErrNotOpen says that a teller does not receipt an opening.
var ErrNotOpen = errors.New("not an opening to receipt")
