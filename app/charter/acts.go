package charter

// Acts: what an authority commit changes. A field that is absent leaves what was.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// Acts are the changes of one commit, applied together.
type Acts struct {
	// Council is the whole new council; Threshold is then ⌊size/2⌋+1 unless given.
	Council   []op.AccountID `cbor:"council,omitempty"`
	Threshold uint64         `cbor:"c,omitempty"`
	// Tellers is the whole new board.
	Tellers []op.DeviceID `cbor:"tellers,omitempty"`
	// Admitters is the whole new list; a pointer, because an empty list is a change too.
	Admitters *[]op.AccountID `cbor:"admitters,omitempty"`
	// Remove and EndOffice name accounts with their cuts.
	Remove    []Ending `cbor:"remove,omitempty"`
	EndOffice []Ending `cbor:"end_office,omitempty"`
	// Retire names openings of polls that shall not be enacted any more.
	Retire []op.ID `cbor:"retire,omitempty"`
	// Features are put in force in addition.
	Features []string `cbor:"features,omitempty"`
	// All that follow replace what was; pointers, because empty, zero and false are changes too.
	Name          *string  `cbor:"name,omitempty"`
	Purpose       *string  `cbor:"purpose,omitempty"`
	Text          *string  `cbor:"text,omitempty"`
	Tracks        *[]Track `cbor:"tracks,omitempty"`
	WaitingMillis *int64   `cbor:"waiting_ms,omitempty"`
	// SettleMillis, PatienceMillis and RetireAfterMillis hold for the polls that are opened by the commit or a later one.
	SettleMillis      *int64          `cbor:"settle_ms,omitempty"`
	PatienceMillis    *int64          `cbor:"patience_ms,omitempty"`
	RetireAfterMillis *int64          `cbor:"retire_after_ms,omitempty"`
	Delegation        *Delegation     `cbor:"delegation,omitempty"`
	Helpers           *[]op.AccountID `cbor:"helpers,omitempty"`
	Weights           *[]Weight       `cbor:"weights,omitempty"`
}

// TouchesVoting reports whether the acts change whose vote counts for how much, or how long tellers wait for it: what a council must not do
// by itself, as it could keep itself in office by it.
func (a *Acts) TouchesVoting() bool {
	return a.SettleMillis != nil || a.PatienceMillis != nil || a.RetireAfterMillis != nil ||
		a.Delegation != nil || a.Helpers != nil || a.Weights != nil
}

// Ending ends an account's membership or office, and says up to where its acts stand.
type Ending struct {
	Account op.AccountID `cbor:"account"`
	// Cut holds the last op that stands, for each device; a device that is not in it has none.
	Cut []Position `cbor:"cut"`
	// Reason is for people.
	Reason string `cbor:"reason,omitempty"`
}

// Position is the last op of one device that somebody has seen, or that stands.
type Position struct {
	Device op.DeviceID `cbor:"dev"`
	Op     op.ID       `cbor:"op"`
}
