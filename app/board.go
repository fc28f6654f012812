package app

// Board: the tellers that a charter names, members' devices and relays; whom it may name, and how each of them is.

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// BoardFault is why a charter should not name a device as a teller.
type BoardFault string

// The faults.
const (
	// TellerUnknown is nobody's device that is known here, and no relay's.
	TellerUnknown BoardFault = "unknown"
	// TellerGone was withdrawn, or is a device of somebody who was removed.
	TellerGone BoardFault = "gone"
	// TellerForked contradicted itself.
	TellerForked BoardFault = "forked"
	// TellerSameAccount is a second device of one person, TellerSameOperator a second relay at one place.
	TellerSameAccount  BoardFault = "same_account"
	TellerSameOperator BoardFault = "same_operator"
)

// BoardError says what is wrong with a list of tellers.
type BoardError struct {
	Fault BoardFault
	// Device is the one that should not be named; Other the one that it clashes with.
	Device, Other op.DeviceID
}

func (e *BoardError) Error() string {
	short := e.Device.String()[:8]
	switch e.Fault {
	case TellerSameAccount:
		return fmt.Sprintf("the tellers %s and %s are devices of one person, who could lie as both", short, e.Other.String()[:8])
	case TellerSameOperator:
		return fmt.Sprintf("the relays %s and %s are at one place, and whoever runs it could lie as both", short, e.Other.String()[:8])
	case TellerGone:
		return fmt.Sprintf("the teller %s is a device that was withdrawn, or whose person was removed", short)
	case TellerForked:
		return fmt.Sprintf("the teller %s has contradicted itself", short)
	}
	return fmt.Sprintf("the teller %s is no device of a member, and no relay of this community", short)
}

// checkBoard refuses tellers of whom two are of one account or operator, as far as this replica knows, and devices that can do no teller's duty.
// Those that the charter names already may stay as they are.
func (w *writing) checkBoard(tellers []op.DeviceID) error {
	g := w.engine.Authority()
	before := g.Now().HeadState().Charter
	accounts, places := make(map[op.AccountID]op.DeviceID), make(map[string]op.DeviceID)
	for _, d := range tellers {
		met := g.Meet(d)
		record, _ := w.engine.Device(d)
		switch {
		case before.HasTeller(d):
		case record.Forked:
			return &BoardError{Fault: TellerForked, Device: d}
		case met.Person.Removed || met.Withdrawn:
			return &BoardError{Fault: TellerGone, Device: d}
		case !met.Person.Member && !met.Relay:
			return &BoardError{Fault: TellerUnknown, Device: d}
		}
		if account := met.Person.Account; account != (op.AccountID{}) {
			if other, twice := accounts[account]; twice {
				return &BoardError{Fault: TellerSameAccount, Device: d, Other: other}
			}
			accounts[account] = d
		}
		for _, place := range placesOf(g, d) {
			if other, taken := places[place]; taken && other != d {
				return &BoardError{Fault: TellerSameOperator, Device: d, Other: other}
			}
			places[place] = d
		}
	}
	return nil
}

// placesOf is where a relay is: its public hosts and its peer ids, by which two of one operator show. It is empty for anything else.
func placesOf(g *authority.Graph, device op.DeviceID) []string {
	var places []string
	for _, r := range g.Relays() {
		if r.Device == device {
			for _, at := range r.At {
				places = append(places, placesIn(at)...)
			}
		}
	}
	return places
}

// placesIn reads a multiaddress as far as it says who answers there. Private addresses are the same in many places.
func placesIn(multiaddress string) []string {
	var places []string
	parts := strings.Split(multiaddress, "/")
	for i := 1; i < len(parts); i++ {
		switch parts[i-1] {
		case "ip4", "ip6":
			if ip, err := netip.ParseAddr(parts[i]); err == nil && ip.IsGlobalUnicast() && !ip.IsPrivate() {
				places = append(places, parts[i])
			}
		case "dns", "dns4", "dns6", "dnsaddr", "p2p":
			places = append(places, parts[i])
		}
	}
	return places
}

// Board is the tellers of the charter, and the polls that they have to close.
type Board struct {
	// Tellers are in the charter's order. Quorum is how many of them must agree, Tolerated how many of them may lie.
	Tellers           []TellerState
	Quorum, Tolerated int
	// Closing says that they close polls at all; Enacts that some track's polls change the charter.
	Closing, Enacts bool
	// Enough says that no one of them alone can lie about what is enacted.
	Enough bool
	Polls  []PollDuty
}

// TellerState is one teller.
type TellerState struct {
	Device op.DeviceID
	// Me says that it is this install's device. Account is its person's, zero for a relay's.
	Me      bool
	Account op.AccountID
	Relay   bool
	// Last is the newest act that is known of it, with its kind and its own word for when; zero where nothing was heard.
	Last       op.ID
	LastKind   string
	LastMillis int64
	Forked     bool
	// Withdrawn says that the device was withdrawn, its person removed, or the relay's certificate taken back: it stays a teller until a charter
	// names others.
	Withdrawn bool
}

// PollDuty is a poll that tellers have still to close. They are those of the charter that it was opened under.
type PollDuty struct {
	Poll     poll.Poll
	Standing *PollStanding
	Forks    []closing.Fork
	// Mine says that this install's device is one of its tellers.
	Mine bool
}

// Board says how the tellers are.
func (c *Community) Board(ctx context.Context) (Board, error) {
	var b Board
	err := c.read(ctx, func(e *community.Engine, r Reader) (err error) {
		rules := e.Authority().Now().HeadState().Charter
		b = Board{
			Quorum: charter.Quorum(len(rules.Tellers)), Tolerated: charter.Tolerated(len(rules.Tellers)), Closing: rules.Has(closing.Feature),
			Enacts: slices.ContainsFunc(rules.Tracks, func(t charter.Track) bool { return t.Charter }), Enough: closing.EnoughToEnact(&rules),
		}
		for _, d := range rules.Tellers {
			state, err := c.tellerState(e, r, d)
			if err != nil {
				return err
			}
			b.Tellers = append(b.Tellers, state)
		}
		b.Polls, err = c.pollDuties(e, r)
		return err
	})
	return b, err
}

func (c *Community) tellerState(e *community.Engine, r Reader, d op.DeviceID) (TellerState, error) {
	met := e.Authority().Meet(d)
	record, begun := e.Device(d)
	s := TellerState{
		Device: d, Me: d == c.Device(), Account: met.Person.Account, Forked: record.Forked,
		Relay: met.Person.Account == (op.AccountID{}), Withdrawn: met.Withdrawn || met.Person.Removed,
	}
	s.Withdrawn = s.Withdrawn || s.Relay && !met.Relay
	if !begun {
		return s, nil
	}
	if s.Last = record.Tip; record.Forked {
		s.Last = record.ForkOps[0]
	}
	o, here, err := r.Load(s.Last)
	if err != nil || !here {
		return s, err
	}
	s.LastKind, s.LastMillis = o.Kind, o.Op.Header.TimeMillis
	return s, nil
}

func (c *Community) pollDuties(e *community.Engine, r Reader) ([]PollDuty, error) {
	var duties []PollDuty
	for _, id := range e.RunningPolls() {
		row, known, err := r.Row(poll.Poll{}.Table(), id.String())
		p, is := row.(poll.Poll)
		if err != nil || !known || !is {
			if err != nil {
				return nil, err
			}
			continue
		}
		closes, err := e.Closing(id)
		if isUnclosable(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		standing, err := c.standingOf(e, &p, closes)
		if err != nil {
			return nil, err
		}
		if standing.Phase == PhaseRetired {
			continue
		}
		duties = append(duties, PollDuty{Poll: p, Standing: standing, Forks: closes.Forks(), Mine: closes.HasTeller(c.Device())})
	}
	return duties, nil
}

// ErrNotRetirable says that a poll's time is not shown to be over by enough tellers, or that it is sealed.
var ErrNotRetirable = fmt.Errorf("the poll cannot be given up: %w", ErrNotPossible)

// RetirePoll proposes to the council that an undecided poll is given up: what is sealed of it later is shown, and never enacted. Errors:
// ErrNotRetirable, and those of Propose.
func (c *Community) RetirePoll(ctx context.Context, id op.ID) (op.ID, error) {
	page, err := c.Poll(ctx, id)
	if err != nil {
		return op.ID{}, err
	}
	if page.Closing == nil || !page.Closing.Standing.MayRetire {
		return op.ID{}, fmt.Errorf("retiring %s: %w", id.Short(), ErrNotRetirable)
	}
	return c.Propose(ctx, authority.ByCouncil, charter.Acts{Retire: []op.ID{id}})
}
