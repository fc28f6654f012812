package view

// Closing: how far the tellers of a poll are, and what they have sealed.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/poll"
)

// Closing is how far a poll's closing is.
type Closing struct {
	// State is closing's word: "open", "undecided", "sealed" or "contradicted".
	State   string `json:"state"`
	Tellers []Name `json:"tellers"`
	// Opened says that enough tellers have received the opening.
	Opened bool `json:"opened"`
	PollPhase
	// Tellings are what is known of each teller, in the order in which they propose; none where the poll was read in a list.
	Tellings []TellerStand `json:"tellings"`
	// MyBallot is on its way; nil without a ballot.
	MyBallot *Way `json:"my_ballot,omitempty"`
	// Outcome is there once one is sealed, and can be counted here.
	Outcome *Outcome `json:"outcome,omitempty"`
	// Late lists the ballots that it does not count. WithLate is what it would have been with them, and LateChanges says that this is something
	// else.
	Late        []LateBallot `json:"late"`
	WithLate    *Outcome     `json:"with_late,omitempty"`
	LateChanges bool         `json:"late_changes"`
	// Contradicted names tellers that signed two things in one place.
	Contradicted []Name `json:"contradicted_themselves,omitempty"`
	// EnactableMillis is from when on a pass changes the charter; 0 where it changes nothing by itself.
	EnactableMillis int64 `json:"enactable_ms,omitempty"`
	Enacted         bool  `json:"enacted"`
	// FewToEnact warns that one teller alone could lie about what changes the charter.
	FewToEnact bool `json:"too_few_to_enact"`
}

// TellerStand is how far one teller is.
type TellerStand struct {
	Name
	Device string `json:"device"`
	// Relay says that it is no person's device.
	Relay    bool `json:"relay"`
	Received bool `json:"received"`
	Frozen   bool `json:"frozen"`
	Endorsed bool `json:"endorsed"`
	Sealed   bool `json:"sealed"`
	// Contradicted says that it signed two things in one place.
	Contradicted bool `json:"contradicted"`
	// HeardMillis is the newest time that it named in this poll; -1 where nothing was heard of it.
	HeardMillis int64 `json:"heard_ms"`
}

func (p *People) tellings(s *app.PollStanding) []TellerStand {
	list := []TellerStand{}
	for _, t := range s.Tellings {
		_, relay := p.relays[t.Teller]
		list = append(list, TellerStand{
			Name: p.TellerName(t.Teller), Device: t.Teller.String(), Relay: relay, Received: t.Opened, Frozen: t.Frozen, Endorsed: t.Endorsed,
			Sealed: t.Sealed, Contradicted: t.Forked, HeardMillis: t.HeardMillis,
		})
	}
	return list
}

// Outcome is what was sealed.
type Outcome struct {
	Counted    uint64 `json:"counted"`
	Electorate uint64 `json:"electorate"`
	// Decides says that the poll asks yes or no, and that what follows says something.
	Decides     bool   `json:"decides"`
	Passed      bool   `json:"passed"`
	NeedYes     uint64 `json:"needed_yes"`
	Support     uint64 `json:"support"`
	NeedSupport uint64 `json:"needed_support"`
	// Margin is how many more yes there were than needed; below zero, how many were lacking.
	Margin int64 `json:"margin"`
}

func (p *People) closing(c *app.PollClosing) *Closing {
	if c == nil {
		return nil
	}
	v := &Closing{
		State: c.State.String(), Opened: c.Opened, Late: p.late(c), EnactableMillis: c.EnactableMillis, Enacted: c.Enacted, FewToEnact: c.FewToEnact,
		Tellers: p.tellerNames(c.Tellers), PollPhase: p.phase(c.Standing), Tellings: []TellerStand{}, MyBallot: p.way(c),
	}
	if c.Standing != nil {
		v.Tellings = p.tellings(c.Standing)
	}
	for _, f := range c.Forks {
		v.Contradicted = append(v.Contradicted, p.TellerName(f.Teller))
	}
	v.Outcome, v.WithLate = outcomeOf(c.Outcome), outcomeOf(c.Standing.WithLate)
	v.LateChanges = c.Outcome != nil && c.Standing.WithLate != nil && app.LateChanges(c.Outcome, c.Standing.WithLate)
	return v
}

func outcomeOf(o *poll.Outcome) *Outcome {
	if o == nil {
		return nil
	}
	return &Outcome{
		Counted: o.Voters, Electorate: o.Electorate, Decides: o.Decides, Passed: o.Passed,
		NeedYes: o.NeedYes, Support: o.Support(), NeedSupport: o.NeedSupport, Margin: o.Margin(),
	}
}
