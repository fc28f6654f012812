package sample

// Joining: who has come this week, who asks to be let in, one of them under a name that looks like a member's, and the invites that are open.

import (
	"github.com/folkmoot/folkmoot/app/authority"
)

// joining puts it on the agenda.
func (s *script) joining() {
	var day1, flat invitation
	s.at(-6, 18, 0, func() {
		day1 = s.invite(s.p("kofi"), s.inviteKey("neighbours"), authority.InviteBody{
			Uses: 20, ExpiresMillis: s.when(10, 20, 0), Note: s.say.of("neighbours"),
		})
	})
	s.at(-1, 17, 0, func() {
		flat = s.invite(s.p(me), s.inviteKey("flat"), authority.InviteBody{
			Uses: 5, ExpiresMillis: s.when(30, 20, 0), Note: s.say.of("flat12"),
		})
	})
	s.at(0, 12, 20, func() {
		s.invite(s.p("samira"), s.inviteKey("stick"), authority.InviteBody{
			Uses: 1, ExpiresMillis: s.when(6, 20, 0), Auto: true, Note: s.say.of("stick"),
		})
	})
	s.at(-1, 18, 10, func() { s.joins(s.p(late.key), day1) })
	s.at(-1, 18, 30, func() { s.admit(s.p("kofi"), s.p(late.key)) })
	s.tells(s.when(-1, 18, 35), s.tellers()...)
	s.at(0, 16, 20, func() { s.joins(s.p(lookAlike.key), day1) })
	s.at(0, 19, 2, func() { s.joins(s.p(stranger.key), flat) })
	s.at(0, 19, 40, func() { s.says(s.p(stranger.key), s.topics["party"], s.say.of("zoe.hello")) })
}
