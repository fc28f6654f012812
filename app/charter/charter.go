// Package charter is a community's rules as data: its offices, thresholds, tracks, tellers, limits and the features in force.
//
// It promises that a charter that passes Check is one that the rest of the core can work with, and that every change of it is data too (Acts).
// It never decides whether a change stands: package authority does.
package charter

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// Charter is the rules at one commit.
type Charter struct {
	// Name and Purpose are for people.
	Name    string `cbor:"name"`
	Purpose string `cbor:"purpose"`
	// Open says that content is readable by everybody whom a member lets near it.
	Open bool `cbor:"open"`
	// Council holds office, at most MaxCouncil accounts, ascending.
	Council []op.AccountID `cbor:"council"`
	// Threshold is how many of the council sign a commit: a strict majority at least.
	Threshold uint64 `cbor:"c"`
	// Tellers are the devices that say what they received and when, in proposer order; at most MaxTellers.
	Tellers []op.DeviceID `cbor:"tellers"`
	// Admitters may admit members beside the stewards, ascending.
	Admitters []op.AccountID `cbor:"admitters"`
	// Features are the groups of kinds in force, ascending.
	Features []string `cbor:"features"`
	// Tracks are the classes of proposals, in the order in which people see them.
	Tracks []Track `cbor:"tracks"`
	// WaitingMillis is how long a member must have been admitted before an opening to vote.
	WaitingMillis int64 `cbor:"waiting_ms"`
	// SettleMillis is how long after a close, or an early moment, tellers wait for what was underway before they freeze.
	SettleMillis int64 `cbor:"settle_ms"`
	// PatienceMillis is how long tellers wait for the proposal of a manifest in view 0; it doubles with each view.
	PatienceMillis int64 `cbor:"patience_ms"`
	// RetireAfterMillis is how long after its close an undecided poll may be retired.
	RetireAfterMillis int64 `cbor:"retire_after_ms"`
	// Delegation says who may vote for others.
	Delegation Delegation `cbor:"delegation"`
	// Helpers are sworn to enter the paper ballots of members without a device, ascending; nobody where it is empty.
	Helpers []op.AccountID `cbor:"helpers"`
	// Weights are the roles with more votes than one, ascending by role; where it is empty, each member has one vote.
	Weights []Weight `cbor:"weights"`
	// Text holds rules that only people apply, in Markdown.
	Text string `cbor:"text"`
}

// Track finds a track by its id.
func (c *Charter) Track(id string) (Track, bool) {
	for _, t := range c.Tracks {
		if t.ID == id {
			return t, true
		}
	}
	return Track{}, false
}

// Has reports whether a feature is in force.
func (c *Charter) Has(feature string) bool {
	for _, f := range c.Features {
		if f == feature {
			return true
		}
	}
	return false
}

// HasSteward reports whether the account holds a seat in the council.
func (c *Charter) HasSteward(account op.AccountID) bool { return contains(c.Council, account) }

// HasAdmitter reports whether the charter lets the account admit; stewards may in any case.
func (c *Charter) HasAdmitter(account op.AccountID) bool { return contains(c.Admitters, account) }

// HasTeller reports whether the device is a teller.
func (c *Charter) HasTeller(device op.DeviceID) bool { return contains(c.Tellers, device) }

func contains[T comparable](list []T, want T) bool {
	for _, have := range list {
		if have == want {
			return true
		}
	}
	return false
}

// Tolerated is f, how many of n tellers may lie: ⌊(n−1)/3⌋.
func Tolerated(n int) int { return max(0, (n-1)/3) }

// Quorum is t, how many of n tellers decide: ⌊(n+f)/2⌋+1, so that any two quorums share an honest teller.
func Quorum(n int) int { return (n+Tolerated(n))/2 + 1 }

// StrictMajority is the smallest number that is more than half of n.
func StrictMajority(n int) int { return n/2 + 1 }
