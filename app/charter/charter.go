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
	// Text holds rules that only people apply, in Markdown.
	Text string `cbor:"text"`
}

// Opener says who may open a poll on a track.
type Opener string

// The openers.
const (
	OpenedByMembers  Opener = "members"
	OpenedByStewards Opener = "stewards"
)

// Track is a class of proposals with its own rules.
type Track struct {
	// ID is short and stable, for example "money".
	ID string `cbor:"id"`
	// Title and About are for people.
	Title string `cbor:"title"`
	About string `cbor:"about"`
	// Opener says who may open a poll here.
	Opener Opener `cbor:"opener"`
	// DecisionMillis is how long a poll is open unless its opening says longer.
	DecisionMillis int64 `cbor:"decision_ms"`
	// Charter says that a poll that passes here changes the charter as its opening says.
	Charter bool `cbor:"charter,omitempty"`
	// ApprovalParts is how many parts of a billion of the ayes and noes the ayes must be, beyond being more; SupportParts how many of all voters
	// the ayes and abstentions together. 0 asks for nothing.
	ApprovalParts int64 `cbor:"approval,omitempty"`
	SupportParts  int64 `cbor:"support,omitempty"`
	// EnactAfterMillis is how long after the close what has passed is enacted.
	EnactAfterMillis int64 `cbor:"enact_after_ms,omitempty"`
}

// Parts is one, in the parts by which tracks count.
const Parts = 1_000_000_000

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
