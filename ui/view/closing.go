package view

// Closing: how far the tellers of a poll are, and what they have sealed.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/closing"
)

// The stations of a ballot on its way, in this order.
const (
	// BallotHere is cast, and no teller is known to have it.
	BallotHere = "here"
	// BallotReceipted is received by some tellers.
	BallotReceipted = "receipted"
	// BallotCertified is proved to have come in time, and may still be left out.
	BallotCertified = "certified"
	// BallotSafe is counted by every result for the close.
	BallotSafe = "safe"
	// BallotCounted is in the result, BallotReplaced gave way to another of its voter, BallotLate is not in the result.
	BallotCounted  = "counted"
	BallotReplaced = "replaced"
	BallotLate     = "late"
)

// Closing is how far a poll's closing is.
type Closing struct {
	// State is closing's word: "open", "undecided", "sealed" or "contradicted".
	State   string `json:"state"`
	Tellers []Name `json:"tellers"`
	// Opened says that enough tellers have received the opening.
	Opened bool `json:"opened"`
	// WaitsFor are tellers whose word is missing once the close has come.
	WaitsFor []Name `json:"waits_for"`
	// MyBallot is one of the stations; "" without a ballot. Receipts is how many tellers have it.
	MyBallot string `json:"my_ballot_is,omitempty"`
	Receipts int    `json:"my_receipts"`
	// Outcome is there once one is sealed, and can be counted here.
	Outcome *Outcome `json:"outcome,omitempty"`
	Late    int      `json:"late"`
	// Contradicted names tellers that signed two things in one place.
	Contradicted []Name `json:"contradicted_themselves,omitempty"`
	// EnactableMillis is from when on a pass changes the charter; 0 where it changes nothing by itself.
	EnactableMillis int64 `json:"enactable_ms,omitempty"`
	Enacted         bool  `json:"enacted"`
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
		State: c.State.String(), Opened: c.Opened, Late: len(c.Late), EnactableMillis: c.EnactableMillis, Enacted: c.Enacted,
		Tellers: []Name{}, WaitsFor: []Name{},
	}
	for _, d := range c.Tellers {
		name, _, _ := p.DeviceName(d)
		v.Tellers = append(v.Tellers, name)
	}
	for _, m := range c.Missing {
		name, _, _ := p.DeviceName(m.Teller)
		v.WaitsFor = append(v.WaitsFor, name)
	}
	for _, f := range c.Forks {
		name, _, _ := p.DeviceName(f.Teller)
		v.Contradicted = append(v.Contradicted, name)
	}
	if c.Mine != nil {
		v.MyBallot, v.Receipts = stationOf(c.Mine, c.State), c.Mine.Receipts
	}
	if o := c.Outcome; o != nil {
		v.Outcome = &Outcome{
			Counted: o.Voters, Electorate: o.Electorate, Decides: o.Decides, Passed: o.Passed,
			NeedYes: o.NeedYes, Support: o.Support(), NeedSupport: o.NeedSupport, Margin: o.Margin(),
		}
	}
	return v
}

func stationOf(p *closing.Progress, state closing.State) string {
	switch {
	case p.Counted:
		return BallotCounted
	case p.Replaced:
		return BallotReplaced
	case state == closing.Sealed:
		return BallotLate
	case p.Safe:
		return BallotSafe
	case p.Certified:
		return BallotCertified
	case p.Receipts > 0:
		return BallotReceipted
	}
	return BallotHere
}
