package view

// Tellers: who they are, what each of them said last, and the polls that they have still to close.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Board is the tellers that the charter names.
type Board struct {
	Tellers []TellerStatus `json:"tellers"`
	// Quorum is how many of them must agree, Tolerated how many of them may lie.
	Quorum    int `json:"teller_quorum"`
	Tolerated int `json:"tolerated_liars"`
	// Closing says that they close polls. FewToEnact warns: polls change the charter here, and one teller alone could lie about them.
	Closing    bool       `json:"closing_in_force"`
	FewToEnact bool       `json:"too_few_to_enact"`
	Polls      []PollDuty `json:"polls"`
}

// TellerStatus is one teller.
type TellerStatus struct {
	Teller
	Me    bool `json:"this_device"`
	Relay bool `json:"relay"`
	// LastKind is the kind of the newest act that is known of it, LastMillis its own word for when; "" and 0 where nothing was heard.
	LastKind   string `json:"last_kind,omitempty"`
	LastMillis int64  `json:"last_heard_ms,omitempty"`
	Forked     bool   `json:"forked"`
	Withdrawn  bool   `json:"withdrawn"`
}

// The duties of a teller in a poll, in this order.
const (
	// DutyReceive: it has not received the opening. DutyFreeze: it has not frozen, and it is time. DutySeal: it has not sealed what t agreed on.
	DutyReceive = "receive"
	DutyFreeze  = "freeze"
	DutySeal    = "seal"
)

// PollDuty is a poll that tellers have still to close.
type PollDuty struct {
	ID           string `json:"id"`
	Title        string `json:"title"`
	ClosesMillis int64  `json:"closes_ms"`
	PollPhase
	Tellers []TellerDuty `json:"tellers"`
	// Mine is what this device has still to do: a Duty… word; "" where nothing is due, or where it is no teller of the poll.
	Mine         string `json:"my_duty,omitempty"`
	Contradicted []Name `json:"contradicted_themselves,omitempty"`
}

// Short is the id as people see it.
func (d PollDuty) Short() string { return text.ShortID(d.ID) }

// TellerDuty is what one teller has done in a poll, and what is due.
type TellerDuty struct {
	Name
	Me       bool `json:"this_device"`
	Received bool `json:"received"`
	Ballots  int  `json:"ballots_receipted"`
	Frozen   bool `json:"frozen"`
	Endorsed bool `json:"endorsed"`
	Sealed   bool `json:"sealed"`
	// HeardMillis is the newest time that it named in the poll; -1 for none.
	HeardMillis int64 `json:"heard_ms"`
	// Due is a Duty… word; "" for nothing.
	Due string `json:"due,omitempty"`
}

// LoadBoard reads how the tellers are.
func LoadBoard(ctx context.Context, c *app.Community) (Board, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Board{}, err
	}
	b, err := c.Board(ctx)
	if err != nil {
		return Board{}, err
	}
	v := Board{
		Tellers: []TellerStatus{}, Quorum: b.Quorum, Tolerated: b.Tolerated, Closing: b.Closing, FewToEnact: b.Closing && b.Enacts && !b.Enough,
		Polls: []PollDuty{},
	}
	for _, t := range b.Tellers {
		v.Tellers = append(v.Tellers, TellerStatus{
			Teller: people.teller(t.Device), Me: t.Me, Relay: t.Relay, LastKind: t.LastKind, LastMillis: t.LastMillis,
			Forked: t.Forked, Withdrawn: t.Withdrawn,
		})
	}
	for _, d := range b.Polls {
		v.Polls = append(v.Polls, people.pollDuty(d, c))
	}
	return v, nil
}

func (p *People) pollDuty(d app.PollDuty, c *app.Community) PollDuty {
	v := PollDuty{
		ID: d.Poll.ID.String(), Title: d.Poll.Opening.Title, ClosesMillis: d.Poll.Opening.ClosesMillis, PollPhase: p.phase(d.Standing),
		Tellers: []TellerDuty{},
	}
	for _, told := range d.Standing.Tellings {
		duty := TellerDuty{
			Name: p.TellerName(told.Teller), Me: told.Teller == c.Device(), Received: told.Opened, Ballots: told.Ballots, Frozen: told.Frozen,
			Endorsed: told.Endorsed, Sealed: told.Sealed, HeardMillis: told.HeardMillis, Due: dueOf(d.Standing, &told),
		}
		if duty.Me {
			v.Mine = duty.Due
		}
		v.Tellers = append(v.Tellers, duty)
	}
	for _, f := range d.Forks {
		v.Contradicted = append(v.Contradicted, p.TellerName(f.Teller))
	}
	return v
}

// dueOf is what a teller has still to do by now.
func dueOf(s *app.PollStanding, told *closing.Telling) string {
	switch s.Phase {
	case app.PhaseUndecided, app.PhaseClosing:
		if !told.Frozen {
			return DutyFreeze
		}
		if !told.Sealed && s.Frozen() >= s.Quorum {
			return DutySeal
		}
	case app.PhaseNotOpen, app.PhaseOpen, app.PhasePassing:
		if !told.Opened {
			return DutyReceive
		}
	}
	return ""
}
