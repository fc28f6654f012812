package admission

// Decide: from what is known of a peer to what it gets.

// Situation is what this install knows of a device that has proved that it is the peer's.
type Situation struct {
	// Empty says that the community's content has not come here yet.
	Empty bool
	// Member, Newcomer, Removed are what the device's account is at the head; none of them where nobody has certified the device.
	Member, Newcomer, Removed bool
	// Withdrawn says that another device of the account has withdrawn this one.
	Withdrawn bool
	// InviteOver says that a newcomer's invite is revoked or not valid; InviteSessions counts other newcomers here by the same invite.
	InviteOver     bool
	InviteSessions int
	// Relay says that the community has certified the device as a relay, or that this install came here by an invite that names the peer as one.
	Relay bool
	// Teller says that the charter at the head names the device; PollTeller that a poll does which is not sealed yet.
	Teller, PollTeller bool
}

// Decide says what a peer is. A stranger comes with the reason.
func Decide(s Situation) (Standing, Refusal) {
	switch {
	case s.Relay:
		return Relay, NotRefused
	case s.Empty:
		return Source, NotRefused
	case s.PollTeller, s.Teller:
		// A removal ends no teller's office: a commit does that.
		return Teller, NotRefused
	case s.Removed:
		return Stranger, Removed
	case s.Withdrawn:
		return Stranger, Withdrawn
	case s.Member:
		return Member, NotRefused
	case !s.Newcomer:
		return Stranger, NotMember
	case s.InviteOver:
		return Stranger, InviteOver
	case s.InviteSessions >= MaxInviteSessions:
		return Stranger, InviteFull
	}
	return Newcomer, NotRefused
}

// NeedsProof reports whether ops that the peer holds could make more of it than it is.
func NeedsProof(standing Standing, why Refusal) bool {
	return standing == Newcomer || standing == Stranger && (why == NotMember || why == InviteOver)
}

// Gossips reports whether somebody of this standing gets what is new as it comes.
func (s Standing) Gossips() bool { return s != Stranger && s != Source }

// ClockOff reports whether two clocks are so far apart that people should be told. Millis may be negative.
func ClockOff(millis int64) bool { return millis > MaxClockOffMillis || millis < -MaxClockOffMillis }
