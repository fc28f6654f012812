package sample

// Running: the polls that are open now, one of each method that people use, and one that has just closed and waits for its tellers.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/poll"
)

// running puts them on the agenda.
func (s *script) running() {
	s.reserve()
	s.summer()
	s.energy()
	s.colour()
	s.asks(question{ // forty options
		key: "wall", by: "kenji", track: "garden", published: [3]int{-8, 18, 0}, opened: [3]int{0, 11, 0}, closes: [3]int{7, 20, 0}, batches: 2,
		open: poll.Open{Method: "stv-scottish", Options: s.say.lines("wall.options"), Seats: 5},
	}, ranked("wall", without(voters(20, 19), "joaquim", "kenji"), 40, 9)...)
	s.quiet()
	s.others()
	s.cap()
}

func without(keys []string, gone ...string) []string {
	return slices.DeleteFunc(keys, func(k string) bool { return slices.Contains(gone, k) })
}

// reserve is the poll that needs me first: 27 have voted, by a ranking that is compared two by two.
func (s *script) reserve() {
	s.at(-9, 18, 30, func() {
		_, text := s.say.titled("reserve.new")
		title := s.say.title("reserve.amendment")
		_, why := s.say.titled("reserve.amendment")
		s.proposals["reserve.amendment"] = s.amends(s.p("yusuf"), s.proposals["reserve"], s.proposals["reserve"], title, text, why)
	})
	s.at(-8, 20, 15, func() {
		title, text := s.say.titled("reserve.new")
		s.current["reserve"] = s.revises(s.p("marta"), s.proposals["reserve"], s.proposals["reserve"], s.proposals["reserve.amendment"], title, text, "")
	})
	s.at(-7, 19, 5, func() {
		_, text := s.say.titled("reserve.new")
		title, why := s.say.titled("reserve.amendment2")
		s.amends(s.p("sofia"), s.proposals["reserve"], s.current["reserve"], title, text+"\n\n"+why, why)
	})
	s.asks(question{
		key: "reserve", by: "marta", track: "money", published: [3]int{-16, 19, 40}, opened: [3]int{-6, 17, 30}, closes: [3]int{1, 18, 0}, batches: 7,
		open: poll.Open{Method: "schulze", Options: s.say.lines("reserve.options"), Seats: 1},
	}, ranked("reserve", without(voters(0, 34), "bogdan", "fatou", "rosa", "pavel", "kenji", "linh", "elif"), 5, 5)...)
}

// summer is a budget: 14 have voted.
func (s *script) summer() {
	costs := []uint64{4200, 2400, 1850, 980, 240, 1650, 760, 420, 5600}
	list := approved("summer", without(voters(9, 16), "kenji", "bogdan", "pavel"), 70, 50, 60, 45, 55, 35, 30, 40, 45)
	s.asks(question{
		key: "summer", by: "marta", track: "money", published: [3]int{-12, 18, 30}, opened: [3]int{-3, 12, 0}, closes: [3]int{10, 20, 0}, batches: 4,
		open: poll.Open{Method: "pb-equal-shares", Options: s.say.lines("summer.options"), Costs: costs, Budget: 12_000},
	}, affordable(list, 12_000, costs)...)
}

// quiet is by consent: all 42 may answer.
func (s *script) quiet() {
	who := without(voters(15, 14), "samira", "wei", "yusuf")[:8]
	list := each(who, func(i int) string {
		if i == 2 || i == 6 {
			return "stand-aside"
		}
		return "consent"
	})
	list[2].reason, list[6].reason = s.say.of("quiet.reason.1"), s.say.of("quiet.reason.2")
	s.asks(question{
		key: "quiet", by: "ingrid", track: "rules", published: [3]int{-5, 17, 0}, opened: [3]int{0, 10, 30}, closes: [3]int{5, 20, 0}, batches: 2,
		open: poll.Open{Method: "consent"},
	}, append(list, ballot{by: late.key, typed: "consent"})...)
}

// energy is on a track with curves: it is being confirmed since yesterday.
func (s *script) energy() {
	who := without(voters(1, 40), "linh", "elif")
	s.asks(question{
		key: "energy", by: "yusuf", track: "commitments", published: [3]int{-40, 18, 0}, opened: [3]int{-19, 9, 12}, openFor: 39 * day,
	})
	first, morning, then := answers("energy", who[:15], 11, 3, 1), answers("energy", who[15:20], 5, 0, 0), answers("more energy", who[20:], 2, 1, 2)
	begin := s.when(-12, 10, 0)
	s.ballots("energy", begin, s.when(-2, 8, 0), 9, first...)
	s.ballots("energy", s.when(-1, 6, 0), s.when(-1, 8, 30), 1, morning...)
	s.ballots("energy", s.when(-1, 12, 0), s.when(0, 17, 0), 3, then...)
	s.at(-2, 21, 35, func() { s.votes(s.p(me), s.polls["energy"], "yes", "") })
	s.tells(s.when(-2, 21, 50), s.tellers()...)
}

// colour has closed three hours ago: two of four tellers have signed, three must.
func (s *script) colour() {
	list := scored("colour", voters(4, 37), 5, 75, 60, 35, 20)
	changed := scored("colour before", voters(4, 4), 5, 20, 30, 70, 50)
	s.asks(question{
		key: "colour", by: "tereza", track: "rules", published: [3]int{-18, 18, 0}, opened: [3]int{-8, 19, 0}, closes: [3]int{0, 18, 0}, batches: 8,
		open: poll.Open{Method: "score", Options: s.say.lines("colour.options"), Seats: 1},
	}, slices.Concat(changed, list)...)
	s.at(-2, 19, 30, func() { s.votes(s.p(me), s.polls["colour"], "1=5 2=3 3=1 4=0", "") })
	s.at(0, 18, 4, func() { s.votes(s.p("ruth"), s.polls["colour"], "4=5", "") })
	s.at(0, 18, 10, func() { s.halfWay() })
}

// halfWay lets every teller close its list, three of them agree, and two of these sign.
func (s *script) halfWay() {
	here, away := s.people("box", "tomas"), s.people("ingrid", "wei")
	all := append(slices.Clone(here), away...)
	s.tellUntil(closing.KindFreeze, all...)
	s.tellUntil(closing.KindPropose, here[0])
	s.nowMillis += minute
	s.tellUntil(closing.KindEndorse, here[0], here[1], away[1])
	s.tellUntil(closing.KindSeal, here...)
}

// maxSteps of one teller from one kind of act to another.
const maxSteps = 20

// tellUntil lets some tellers speak until each has said something of a kind.
func (s *script) tellUntil(kind string, tellers ...*person) {
	for _, t := range tellers {
		for range maxSteps {
			if !s.tellOnce(t, 1) || s.ops[len(s.ops)-1].Header.Kind == kind {
				break
			}
		}
	}
}

// others are those in which I have voted already, and can change it.
func (s *script) others() {
	mine := func(key, typed string) {
		s.at(-2, 20, 20, func() { s.votes(s.p(me), s.polls[key], typed, "") })
	}
	open := func(key, by, track, method string, closes int, list []ballot) {
		o := poll.Open{Method: method, Options: s.say.lines(key + ".options"), Seats: 1}
		if method == "score" {
			o.Settings = []poll.Setting{{Name: "max", Value: "10"}, {Name: "total", Value: "mean"}, {Name: "blank", Value: "ignore"}}
		}
		s.asks(question{
			key: key, by: by, track: track, published: [3]int{-7, 18, 0}, opened: [3]int{-3, 12, 0}, closes: [3]int{closes, 20, 0}, batches: 3, open: o,
		}, list...)
	}
	open("nags", "siobhan", "rules", "quadratic", 9, spent("nags", voters(5, 16), 100, true, 5))
	mine("nags", "1=6 2=5 3=4 4=3 5=2")
	open("roof", "andres", "money", "star", 11, scored("roof", voters(12, 18), 5, 80, 75, 40, 25, 10))
	mine("roof", "1=5 2=4 3=2 4=1 5=0")
	open("heating", "jonas", "rules", "score", 8, scored("heating", voters(22, 21), 10, 80, 40, 85, 60, 50))
	mine("heating", "1=8 2=3 3=9 4=6")
	open("workshop", "bogdan", "rules", "cumulative", 13, spent("workshop", voters(17, 13), 10, false, 4))
	mine("workshop", "1=4 2=2 3=1")
	open("evenings", "priya", "rules", "approval", 12, approved("evenings", voters(30, 15), 60, 40, 70, 30))
	mine("evenings", "1, 3")
	open("floor", "mateus", "rules", "majority-judgment", 14, scored("floor", voters(26, 17), 5, 60, 75, 55, 30))
	mine("floor", "2=5 1=3 3=4 4=1")
}

// cap changes the charter where it passes.
func (s *script) cap() {
	s.asks(question{
		key: "cap", by: "bogdan", track: "charter", published: [3]int{-14, 18, 0}, opened: [3]int{-4, 19, 0}, closes: [3]int{12, 20, 0}, batches: 3,
		open: poll.Open{Enacts: &charter.Acts{Delegation: &charter.Delegation{Allowed: true, Cap: 7}}},
	}, append(answers("cap", voters(6, 19), 13, 4, 2), ballot{by: me, typed: "abstain"})...)
}
