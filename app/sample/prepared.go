package sample

// Prepared: the proposals that are talked over, mine among them, and what waits for the council.

import (
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// prepared puts them on the agenda.
func (s *script) prepared() {
	s.bike()
	s.guests()
	s.at(0, 10, 5, func() {
		waiting := 14 * day
		s.propose(s.p("samira"), charter.Acts{WaitingMillis: &waiting})
	})
}

func (s *script) bike() {
	s.at(-8, 18, 45, func() {
		title, text := s.say.titled("bike")
		s.proposals["bike"] = s.publish(s.p("tomas"), "money", title, text)
	})
	s.conversation("bike", -7, "bike.talk", "siobhan", "noah", "tomas", "hannah", "tomas")
	for i, change := range []struct {
		by         string
		days, hour int
	}{{"andres", -1, 17}, {"tomas", 0, 12}} {
		s.at(change.days, change.hour, 5, func() {
			n := string(rune('1' + i))
			name, text := s.say.titled("bike.change." + n)
			note := proposal.NoteOf(name, s.say.of("bike.why."+n))
			s.amends(s.p(change.by), s.proposals["bike"], s.proposals["bike"], s.say.title("bike"), text, note)
		})
	}
}

// guests is mine, in its second version, and somebody proposes a change.
func (s *script) guests() {
	s.at(-6, 20, 10, func() {
		title, text := s.say.titled("guests")
		s.proposals["guests"] = s.publish(s.p(me), "rules", title, text)
	})
	s.at(-4, 18, 50, func() {
		title, text := s.say.titled("guests.new")
		s.current["guests"] = s.revises(s.p(me), s.proposals["guests"], s.proposals["guests"], op.ID{}, title, text, "")
	})
	s.at(-1, 19, 20, func() {
		name, text := s.say.titled("guests.change")
		note := proposal.NoteOf(name, s.say.of("guests.why"))
		s.proposals["guests.change"] = s.amends(s.p("bogdan"), s.proposals["guests"], s.current["guests"], s.say.title("guests.new"), text, note)
	})
	s.at(-1, 20, 5, func() {
		on := s.proposals["guests.change"]
		at := s.nowMillis
		say := func(by string, after int64, n, of string) {
			s.nowMillis = at + after*minute
			s.comments["guests."+n] = s.answers(s.p(by), on, s.comments["guests."+of], s.say.of("guests.talk."+n))
		}
		say("ingrid", 0, "1", "")
		say("bogdan", 26, "2", "1")
		say("ingrid", 35, "3", "2")
		s.agreed(s.comments["guests.1"], s.people("elif", "fatou", "sofia")...)
		s.agreed(s.comments["guests.2"], s.people("ingrid", "elif", "omar", "nadia", "wei")...)
		s.agreed(s.comments["guests.3"], s.people("bogdan")...)
	})
	s.at(0, 8, 15, func() {
		on, second := s.proposals["guests.change"], s.comments["guests.2"]
		insured := s.answers(s.p("wei"), on, second, s.say.of("guests.talk.4"))
		s.nowMillis += 20 * minute
		s.answers(s.p("noah"), on, insured, s.say.of("guests.talk.5"))
		s.nowMillis += 31 * minute
		s.answers(s.p("fatou"), on, insured, s.say.of("guests.talk.6"))
		s.agreed(insured, s.people("ingrid", "bogdan", "sofia", "ruth")...)
	})
	s.at(0, 12, 44, func() {
		offer := s.says(s.p("linh"), s.proposals["guests.change"], s.say.of("guests.talk.7"))
		s.agreed(offer, s.people("ingrid", "bogdan", "noah", "jonas", "priya", "kofi")...)
	})
}
