package admission

import "testing"

// Each situation, and what the peer gets.
func TestDecide(t *testing.T) {
	for _, c := range []struct {
		name string
		s    Situation
		want Standing
		why  Refusal
	}{
		{"nobody has heard of the device", Situation{}, Stranger, NotMember},
		{"a member", Situation{Member: true}, Member, NotRefused},
		{"a member whose laptop was withdrawn", Situation{Member: true, Withdrawn: true}, Stranger, Withdrawn},
		{"a removed member", Situation{Removed: true}, Stranger, Removed},
		{"a removed member on a withdrawn laptop", Situation{Removed: true, Withdrawn: true}, Stranger, Removed},
		{"a newcomer", Situation{Newcomer: true}, Newcomer, NotRefused},
		{"a newcomer by an invite that was revoked", Situation{Newcomer: true, InviteOver: true}, Stranger, InviteOver},
		{"the eighth newcomer of an invite", Situation{Newcomer: true, InviteSessions: MaxInviteSessions - 1}, Newcomer, NotRefused},
		{"the ninth newcomer of an invite", Situation{Newcomer: true, InviteSessions: MaxInviteSessions}, Stranger, InviteFull},
		{"a member does not count by an invite", Situation{Member: true, InviteSessions: 100}, Member, NotRefused},
		{"a relay", Situation{Relay: true}, Relay, NotRefused},
		{"nothing is here yet", Situation{Empty: true}, Source, NotRefused},
		{"nothing is here yet, and the invite names the peer as a relay", Situation{Empty: true, Relay: true}, Relay, NotRefused},
		{"a teller of the charter that is nobody's laptop", Situation{Teller: true}, Teller, NotRefused},
		{"a removed member whose laptop is a teller", Situation{Removed: true, Teller: true}, Teller, NotRefused},
		{"a teller of a poll that is not sealed, since replaced", Situation{Removed: true, PollTeller: true}, Teller, NotRefused},
	} {
		standing, why := Decide(c.s)
		if standing != c.want || why != c.why {
			t.Errorf("%s: %q, %q; want %q, %q", c.name, standing, why, c.want, c.why)
		}
		if (standing == Stranger) == (why == NotRefused) {
			t.Errorf("%s: %q with the reason %q", c.name, standing, why)
		}
	}
}

// A proof is asked for where it can help, and from nobody else: whoever was removed cannot make this install look through its replica.
func TestProofsAreAskedForWhereTheyHelp(t *testing.T) {
	for _, c := range []struct {
		standing Standing
		why      Refusal
		want     bool
	}{
		{Stranger, NotMember, true},
		{Stranger, InviteOver, true},
		{Newcomer, NotRefused, true},
		{Stranger, Removed, false},
		{Stranger, Withdrawn, false},
		{Stranger, InviteFull, false},
		{Member, NotRefused, false},
		{Source, NotRefused, false},
	} {
		if got := NeedsProof(c.standing, c.why); got != c.want {
			t.Errorf("%q, %q: %v", c.standing, c.why, got)
		}
	}
}

func TestWhoHearsGossip(t *testing.T) {
	for standing, want := range map[Standing]bool{Member: true, Newcomer: true, Relay: true, Teller: true, Source: false, Stranger: false} {
		if standing.Gossips() != want {
			t.Errorf("%q: %v", standing, !want)
		}
	}
}

func TestClocks(t *testing.T) {
	const most = MaxClockOffMillis
	for millis, want := range map[int64]bool{0: false, most: false, -most: false, most + 1: true, -most - 1: true, 365 * dayMillis: true} {
		if ClockOff(millis) != want {
			t.Errorf("%d ms apart: %v", millis, !want)
		}
	}
}
