package app

// Delegations: giving one's vote to others, taking it back, and who votes for whom.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
)

// ErrNoDelegation says that the charter lets nobody vote for anybody else.
var ErrNoDelegation = errors.New("the charter lets nobody delegate")

// DelegateError says who cannot be on a list of delegates, and why.
type DelegateError struct {
	Account op.AccountID
	// Err is delegation.ErrSelf, or delegation.ErrStranger for somebody who is no member.
	Err error
}

func (e *DelegateError) Error() string { return fmt.Sprintf("delegating to %s: %v", e.Account, e.Err) }

func (e *DelegateError) Unwrap() error { return e.Err }

// NewDelegation is what somebody asks for: see delegation.Set.
type NewDelegation struct {
	To    []op.AccountID
	Track string
	// UntilMillis is in milliseconds since 1970; 0 for without an end.
	UntilMillis int64
}

// Delegate gives this account's vote to others, in place of what it has said before for the same thing. It holds in polls that are opened after
// enough tellers have receipted it. Errors: ErrNoDelegation, *DelegateError, *UnknownTrackError, *FormError, ErrNotPossible for an end that is past.
func (c *Community) Delegate(ctx context.Context, d NewDelegation) (op.ID, error) {
	before, err := c.ownDelegations(ctx, d.Track)
	if err != nil {
		return op.ID{}, err
	}
	var id op.ID
	err = c.update(ctx, func(w *writing) (err error) {
		id, err = w.delegate(d, before)
		return err
	})
	return id, err
}

// ownDelegations are what this account has said for one thing, and neither replaced nor taken back.
func (c *Community) ownDelegations(ctx context.Context, track string) ([]op.ID, error) {
	account := c.Account()
	var heads []op.ID
	err := c.Ask(ctx, func(r Reader) error {
		rows, err := r.Delegations()
		for _, row := range openDelegations(rows) {
			if row.From == account && row.Track == track {
				heads = append(heads, row.ID)
			}
		}
		return err
	})
	return heads, err
}

// openDelegations are those that their authors have neither replaced nor taken back.
func openDelegations(rows []delegation.Row) []delegation.Row {
	replaced := make(map[op.ID]bool, len(rows))
	for _, r := range rows {
		replaced[r.Replaces] = true
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r delegation.Row) bool { return replaced[r.ID] || !r.Ended.IsZero() })
}

func (w *writing) delegate(d NewDelegation, before []op.ID) (op.ID, error) {
	g := w.engine.Authority()
	if g == nil {
		return op.ID{}, ErrNotHereYet
	}
	rules := g.Now().HeadState().Charter
	if !rules.Delegation.Allowed || !rules.Has(charter.Closing) {
		return op.ID{}, ErrNoDelegation
	}
	if _, known := rules.Track(d.Track); d.Track != "" && !known {
		return op.ID{}, &UnknownTrackError{Track: d.Track, Known: trackIDs(Standing{State: *g.Now().HeadState()})}
	}
	if d.UntilMillis != 0 && d.UntilMillis <= w.community.service.ports.NowMillis() {
		return op.ID{}, fmt.Errorf("delegating until a time that is past: %w", ErrNotPossible)
	}
	body := &delegation.Set{To: d.To, Track: d.Track, UntilMillis: d.UntilMillis}
	if len(before) > 0 {
		body.Replaces = before[0]
	}
	deps, err := w.delegateDeps(body.To)
	if err != nil {
		return op.ID{}, err
	}
	if err := body.Check(); err != nil {
		return op.ID{}, &FormError{Kind: delegation.KindSet, Err: err}
	}
	id, err := w.act(Draft{Kind: delegation.KindSet, Body: body, Deps: append(deps, body.Deps()...)})
	if err != nil || len(before) < 2 {
		return id, err
	}
	// Two laptops that were apart leave two that nobody replaced, and one replaces one.
	for _, other := range before[1:] {
		if _, err := w.endDelegation(other); err != nil {
			return op.ID{}, err
		}
	}
	return id, nil
}

// delegateDeps are acts that show each delegate: without them in its past a delegation is refused.
func (w *writing) delegateDeps(to []op.AccountID) ([]op.ID, error) {
	g := w.engine.Authority()
	if len(to) > delegation.MaxRanked {
		to = to[:delegation.MaxRanked]
	}
	var deps []op.ID
	for _, account := range to {
		p, known := g.Person(account)
		switch {
		case account == w.community.Membership().Account:
			return nil, &DelegateError{Account: account, Err: delegation.ErrSelf}
		case !known || !p.Member:
			return nil, &DelegateError{Account: account, Err: delegation.ErrStranger}
		case !p.Admission.IsZero():
			deps = append(deps, p.Admission)
		}
	}
	return deps, nil
}

// EndDelegation takes an own delegation back. Errors: ErrNotFoundHere, ErrNotPossible where it is somebody else's or over already.
func (c *Community) EndDelegation(ctx context.Context, id op.ID) (op.ID, error) {
	var row delegation.Row
	if err := c.row(ctx, row.Table(), id, &row); err != nil {
		return op.ID{}, err
	}
	switch {
	case row.From != c.Account():
		return op.ID{}, fmt.Errorf("ending the delegation %s: the delegation is somebody else's: %w", id.Short(), ErrNotPossible)
	case !row.Ended.IsZero():
		return op.ID{}, fmt.Errorf("ending the delegation %s: it was taken back before: %w", id.Short(), ErrNotPossible)
	}
	var end op.ID
	err := c.update(ctx, func(w *writing) (err error) {
		end, err = w.endDelegation(id)
		return err
	})
	return end, err
}

func (w *writing) endDelegation(id op.ID) (op.ID, error) {
	body := &delegation.End{Of: id}
	return w.act(Draft{Kind: delegation.KindEnd, Body: body, Deps: body.Deps()})
}

// DelegationState says what a delegation is worth in a poll that is opened now.
type DelegationState string

// The states.
const (
	// DelegationHolds: it is in force.
	DelegationHolds DelegationState = "in_force"
	// DelegationUnreceipted: not enough tellers have receipted it yet, by what is known here.
	DelegationUnreceipted DelegationState = "not_receipted"
	// DelegationWaits: they have, and the charter's waiting time is not over.
	DelegationWaits DelegationState = "waiting"
	// DelegationExpired: its time is over.
	DelegationExpired DelegationState = "expired"
	// DelegationEnding: its author has taken it back or replaced it, and not enough tellers have receipted that; until then it is in force.
	DelegationEnding DelegationState = "ending"
	// DelegationOutdone: another of the same person for the same thing, from another laptop, was receipted later.
	DelegationOutdone DelegationState = "outdone"
	// DelegationNotAllowed: the charter lets nobody delegate any more. It holds again where a later charter does.
	DelegationNotAllowed DelegationState = "not_allowed"
)

// Delegated is a delegation of a member, and what it is worth.
type Delegated struct {
	delegation.Row
	State DelegationState
	// HoldsMillis is from when on it counts in polls that are opened; 0 where no receipts say that yet.
	HoldsMillis int64
}

// Delegations lists what members have said of their votes and not taken back, and what still holds of what they have, in the order in which it
// was stored here. Whether a poll's own list of delegations is the same its opening says.
func (c *Community) Delegations(ctx context.Context) ([]Delegated, error) {
	var list []Delegated
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		rows, err := r.Delegations()
		if err != nil || len(rows) == 0 {
			return err
		}
		times, err := e.ReceiptTimes()
		if err != nil {
			return err
		}
		list = delegatedNow(rows, times, e.Authority(), c.service.ports.NowMillis())
		return nil
	})
	return list, err
}

func delegatedNow(rows []delegation.Row, times map[op.ID]int64, g *authority.Graph, nowMillis int64) []Delegated {
	rules := g.Now().HeadState().Charter
	var said []delegation.Said
	ended := make(map[op.ID]bool)
	for _, r := range rows {
		if at, is := times[r.ID]; is {
			said = append(said, delegation.Said{Delegation: r.Delegation, Replaces: r.Replaces, ReceiptMillis: at})
		}
		_, ended[r.ID] = times[r.Ended]
	}
	holds := make(map[op.ID]bool)
	for _, d := range delegation.Held(said, ended, nowMillis-rules.WaitingMillis) {
		holds[d.ID] = true
	}
	isOpen := make(map[op.ID]bool)
	for _, r := range openDelegations(rows) {
		isOpen[r.ID] = true
	}
	var list []Delegated
	for _, r := range rows {
		if p, _ := g.Person(r.From); !p.Member || !isOpen[r.ID] && !holds[r.ID] {
			continue
		}
		d := Delegated{Row: r, State: DelegationHolds}
		at, receipted := times[r.ID]
		if receipted {
			d.HoldsMillis = at + rules.WaitingMillis
		}
		switch {
		case r.UntilMillis != 0 && r.UntilMillis <= nowMillis:
			d.State = DelegationExpired
		case !rules.Delegation.Allowed:
			d.State = DelegationNotAllowed
		case !receipted:
			d.State = DelegationUnreceipted
		case d.HoldsMillis > nowMillis:
			d.State = DelegationWaits
		case !holds[r.ID]:
			d.State = DelegationOutdone
		case !isOpen[r.ID]:
			d.State = DelegationEnding
		}
		list = append(list, d)
	}
	return list
}
