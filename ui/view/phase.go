package view

// The phase of a poll: what state it is in without doubt, whom it waits for, and since when.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// PollPhase is the state of a poll that tellers close.
type PollPhase struct {
	// Phase is one of app's words, such as "open", "undecided" or "sealed"; "" where no tellers close the poll.
	Phase string `json:"phase,omitempty"`
	// Quorum is how many tellers it takes. Received, Frozen, Endorsed and Sealed is how many have come so far.
	Quorum   int `json:"teller_quorum,omitempty"`
	Received int `json:"tellers_received"`
	Frozen   int `json:"tellers_frozen"`
	Endorsed int `json:"tellers_endorsed"`
	Sealed   int `json:"tellers_sealed"`
	// WaitsFor are the tellers without whom it does not go on, SinceMillis since when.
	WaitsFor    []Awaited `json:"waits_for"`
	SinceMillis int64     `json:"waits_since_ms,omitempty"`
	// SettledMillis is when the tellers begin to close it.
	SettledMillis int64 `json:"settled_ms,omitempty"`
	// MayRetire says that the council may give it up.
	MayRetire bool `json:"may_retire"`
	// RetireMillis is when its time is over; 0 where that is not known yet.
	RetireMillis int64 `json:"retire_ms,omitempty"`
}

// Awaited is a teller that is waited for. HeardMillis is the newest time that it named in this poll; -1 where nothing was heard of it.
type Awaited struct {
	Name
	Device      string `json:"device"`
	HeardMillis int64  `json:"heard_ms"`
}

func (p *People) phase(s *app.PollStanding) PollPhase {
	v := PollPhase{WaitsFor: []Awaited{}}
	if s == nil {
		return v
	}
	v.Phase, v.Quorum, v.SinceMillis, v.SettledMillis, v.MayRetire = string(s.Phase), s.Quorum, s.SinceMillis, s.SettledMillis, s.MayRetire
	v.RetireMillis = s.RetireMillis
	v.Received, v.Frozen, v.Endorsed, v.Sealed = s.Received(), s.Frozen(), s.Endorsed(), s.Sealed()
	for _, d := range s.WaitsFor {
		v.WaitsFor = append(v.WaitsFor, Awaited{p.TellerName(d), d.String(), heardOf(s.Tellings, d)})
	}
	return v
}

func heardOf(tellings []closing.Telling, d op.DeviceID) int64 {
	for i := range tellings {
		if tellings[i].Teller == d {
			return tellings[i].HeardMillis
		}
	}
	return -1
}

// TellerName is how a teller is called: by its person, as a relay by its name, and else by the beginning of its key.
func (p *People) TellerName(device op.DeviceID) Name {
	if name, _, known := p.DeviceName(device); known {
		return name
	}
	if name := p.relays[device]; name != "" {
		return Name{Name: name}
	}
	return Name{Name: device.String()[:minKeyChars*2]}
}

func (p *People) tellerNames(devices []op.DeviceID) []Name {
	names := []Name{}
	for _, d := range devices {
		names = append(names, p.TellerName(d))
	}
	return names
}

// The reasons why a ballot is late.
const (
	// LateAfter: enough tellers had it, after the close.
	LateAfter = "after"
	// LateFew: too few tellers have it.
	LateFew = "too_few"
	// LateLeftOut: enough tellers had it in time, and what they agreed on does not show it.
	LateLeftOut = "left_out"
)

// LateBallot is a ballot that the outcome does not count.
type LateBallot struct {
	ID    string `json:"id"`
	Voter Name   `json:"voter"`
	// Why is one of the Late… words. AtMillis is when enough tellers had it; 0 where they had not.
	Why      string `json:"why"`
	AtMillis int64  `json:"received_ms,omitempty"`
}

func (p *People) late(c *app.PollClosing) []LateBallot {
	list := []LateBallot{}
	for _, late := range c.Late {
		v := LateBallot{ID: late.Ballot.String(), Voter: p.Name(late.Account), Why: LateFew}
		if late.Receipted {
			v.Why, v.AtMillis = LateAfter, late.ReceiptMillis
			if late.ReceiptMillis <= c.ClosesMillis {
				v.Why = LateLeftOut
			}
		}
		list = append(list, v)
	}
	return list
}
