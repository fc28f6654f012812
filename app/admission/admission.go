// Package admission is how two installs that have met tell each other who they are in a community, and decide what the other gets.
//
// It promises that a decision is a pure function of a situation, that a message is bounded before it is read, and that what is signed here can be
// taken for nothing else. It does no I/O, reads no clock and knows no community: what the other's ops say is handed in. Formats: PROTOCOL.md,
// "On the wire".
package admission

// Standing is what a peer is in a community. The zero value has none.
type Standing string

// The standings.
const (
	// Stranger gets nothing.
	Stranger Standing = ""
	// Member is a certified device of an account that is a member.
	Member Standing = "member"
	// Newcomer has joined by an invite and is not admitted yet.
	Newcomer Standing = "newcomer"
	// Relay keeps and passes on a community's ops, and is named by the community or by the invite that this install came with.
	Relay Standing = "relay"
	// Teller is named by the charter, or by a poll that is not sealed yet.
	Teller Standing = "teller"
	// Source may hand over ops to an install that holds nothing yet and so can judge nobody. It gets what a stranger gets.
	Source Standing = "source"
)

// Refusal is why somebody is a stranger. It is told.
type Refusal string

// The reasons.
const (
	NotRefused Refusal = ""
	// Unknown: no community of that name is here, or the name is not one.
	Unknown Refusal = "unknown"
	// NotMember: nobody has certified the device, as far as is known here, and its proof has not shown it.
	NotMember Refusal = "not-member"
	// Removed: its account was removed.
	Removed Refusal = "removed"
	// Withdrawn: its device was withdrawn.
	Withdrawn Refusal = "withdrawn"
	// InviteFull: as many newcomers as may be are here by the same invite.
	InviteFull Refusal = "invite-full"
	// InviteOver: its invite is revoked, or was never valid.
	InviteOver Refusal = "invite-over"
	// BadProof: what it signed or handed over is not right.
	BadProof Refusal = "bad-proof"
)
