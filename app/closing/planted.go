package closing

// Planted bugs: subtle mistakes that tests make on purpose, one at a time, to see whether their checks find them. Nothing else plants one.
// While none is planted, each place costs the comparison of a byte.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// Planted names a bug.
type Planted uint8

// The bugs of this package.
const (
	NotPlanted Planted = iota
	// ClocksRunBack believes a receipt whose at is below an earlier one of its log.
	ClocksRunBack
	// FreezesHaveNoClock lets a receipt after a freeze be for the time before it.
	FreezesHaveNoClock
	// ForkedReceiptsDropped forgets what a forked teller received.
	ForkedReceiptsDropped
	// OneReceiptCertifies takes the word of one teller for a certificate.
	OneReceiptCertifies
	// OvertakenFreezes lets a moment be frozen that a later one has overtaken.
	OvertakenFreezes
	// FreezesOfOneTeller lets two freezes of one teller count as two.
	FreezesOfOneTeller
	// CountsWhatTheProposerSees counts the proposal's past instead of that of its freezes.
	CountsWhatTheProposerSees
	// SafeTooSoon calls a ballot safe one teller too early.
	SafeTooSoon
	// AnybodyReplaces lets a ballot take the place of somebody else's.
	AnybodyReplaces
	// FreezesBeforeItShows lets a teller freeze without citing what it knows of the others' logs.
	FreezesBeforeItShows
	// SilentAboutCertificates lets a teller know a certificate without ever showing it.
	SilentAboutCertificates
	// EndorsesAgain forgets, as after a bad restart, what the own log has endorsed in a view, and stores such a second endorsement.
	EndorsesAgain
	// HelpersWin lets what a helper entered count though the account has a ballot of its own.
	HelpersWin
)

var planted Planted

// Plant puts a bug into every poll of the process. Only tests call it; they take it out again with NotPlanted.
func Plant(bug Planted) { planted = bug }

// forgetting is what a teller said before, without what a planted bug forgets.
func forgetting(said []agreement.Message, of op.DeviceID) []agreement.Message {
	if planted != EndorsesAgain {
		return said
	}
	return slices.DeleteFunc(slices.Clone(said), func(m agreement.Message) bool { return m.Step == agreement.Endorse && m.Teller == of })
}
