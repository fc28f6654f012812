package sample

// Agenda: what happens when. A script is written poll by poll; what it says is done in the order of its hours, as everybody's clock goes one way.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

const (
	minute = int64(60_000)
	hour   = 60 * minute
	day    = 24 * hour
)

// script is a community in the making.
type script struct {
	*hall
	cast map[string]*person
	say  texts
	seed Seed
	// hereMillis is the moment at which it ends: now.
	hereMillis int64
	agenda     []entry
	// polls and proposals are what was made, by the keys of their texts.
	polls, proposals, topics, comments map[string]op.ID
	// current are the texts of proposals that were revised.
	current map[string]op.ID
}

type entry struct {
	atMillis int64
	do       func()
}

// p is somebody of the cast.
func (s *script) p(key string) *person {
	p := s.cast[key]
	if p == nil {
		panic("nobody is called " + key)
	}
	return p
}

func (s *script) people(keys ...string) []*person {
	var people []*person
	for _, k := range keys {
		people = append(people, s.p(k))
	}
	return people
}

// when is an instant as the script writes it: days from today, and a time of day, where now is 21:00 of day 0. What is to come falls on a full hour.
func (s *script) when(days, hours, minutes int) int64 {
	offset := int64(days)*day + int64(hours-21)*hour + int64(minutes)*minute
	at := s.hereMillis + offset
	if offset > 0 {
		at = (at + hour/2) / hour * hour
	}
	return at
}

// at puts something on the agenda.
func (s *script) at(days, hours, minutes int, do func()) {
	s.atMillis(s.when(days, hours, minutes), do)
}

func (s *script) atMillis(atMillis int64, do func()) {
	s.agenda = append(s.agenda, entry{atMillis, do})
}

// play does everything up to now.
func (s *script) play(ctx context.Context) {
	slices.SortStableFunc(s.agenda, func(a, b entry) int { return int(min(max(a.atMillis-b.atMillis, -1), 1)) })
	for _, e := range s.agenda {
		if s.fail(ctx.Err()); s.failed != nil {
			return
		}
		s.nowMillis = e.atMillis
		s.inside(e.do)
	}
}

// tellers are who tells since the council of three.
func (s *script) tellers() []*person { return s.people("box", "tomas", "ingrid", "wei") }

// tells lets some tellers do what is due at a moment.
func (s *script) tells(atMillis int64, tellers ...*person) {
	s.atMillis(atMillis, func() { s.tell(tellers...) })
}

// ballot is what somebody would type; "" for a member who does not vote.
type ballot struct {
	by            string
	typed, reason string
}

// ballots are cast in some batches between two moments, each receipted a few minutes later.
func (s *script) ballots(poll string, fromMillis, toMillis int64, batches int, list ...ballot) {
	last := s.when(0, 18, 12) // from then on two tellers are away
	size := (len(list) + batches - 1) / batches
	for i, from := 0, 0; from < len(list); i, from = i+1, from+size {
		batch := list[from:min(from+size, len(list))]
		at := fromMillis + (toMillis-fromMillis)*int64(2*i+1)/int64(2*batches)
		s.atMillis(at, func() {
			for n, b := range batch {
				s.nowMillis = at + int64(n)*minute/4
				s.votes(s.p(b.by), s.polls[poll], b.typed, b.reason)
			}
		})
		tellers := s.tellers()
		if at+hour/4 > last {
			tellers = tellers[:2]
		}
		s.tells(at+hour/4, tellers...)
	}
}
