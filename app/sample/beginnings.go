package sample

// Beginnings: the founding, who moved in when, how the rules came to be what they are, and who votes for whom.

import (
	"crypto/ed25519"
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// settle is how long tellers wait after a close before they close their lists.
const settle = minute

// trackSmall is the track of polls that are over within minutes.
const trackSmall = "small"

// carried is how many votes beside their own anybody carries at most.
const carried = 5

// beginnings puts the years up to this spring on the agenda.
func (s *script) beginnings(nonce [16]byte) {
	founder := s.p(residents[0].key)
	founded := s.yearsAgo(residents[0].year)
	s.atMillis(founded, func() { s.found(founder, nonce, s.firstRules(founder)) })
	s.movingIn(founder)
	s.changes(founder)
	s.delegations()
}

func (s *script) yearsAgo(year int) int64 {
	return s.when(-daysSince(year, s.hereMillis), 18, 0)
}

// movingIn lets everybody in who lives here by now, by one link a year.
func (s *script) movingIn(founder *person) {
	links := make(map[int]invitation)
	uses := make(map[int]uint64)
	for i, r := range residents[1:] {
		p := s.p(r.key)
		uses[r.year]++
		s.atMillis(s.yearsAgo(r.year)+int64(i+1)*hour, func() {
			link, made := links[r.year]
			if !made {
				year := strconv.Itoa(r.year)
				link = s.invite(founder, s.inviteKey(year), authority.InviteBody{Uses: uses[r.year], ExpiresMillis: s.nowMillis + 7*day})
				links[r.year] = link
			}
			s.joins(p, link)
			s.admit(founder, p)
		})
	}
}

// firstRules are those of the founding.
func (s *script) firstRules(founder *person) charter.Charter {
	rules, err := charter.New("co-op", s.say.of("name"), founder.account, founder.device)
	s.fail(err)
	rules.Purpose, rules.Tracks = s.say.of("purpose"), s.tracks()[:1]
	rules.SettleMillis, rules.PatienceMillis = settle, hour
	rules.Delegation = charter.Delegation{}
	return rules
}

// tracks are those of now, in the order in which they came.
func (s *script) tracks() []charter.Track {
	track := func(id string, decision int64) charter.Track {
		title, about := s.say.titled("track." + id)
		return charter.Track{ID: id, Title: title, About: about, Opener: charter.OpenedByMembers, DecisionMillis: decision}
	}
	rules := track("charter", 14*day)
	rules.Charter, rules.Support, rules.EnactAfterMillis = true, charter.Always(charter.Parts/4), day
	lasting := track("commitments", 28*day)
	lasting.PrepareMillis, lasting.ConfirmMillis, lasting.GridMillis, lasting.EnactAfterMillis = 7*day, 4*day, day, 14*day
	lasting.Approval = charter.Curve{Kind: curve.Linear, Length: curve.One, Floor: curve.One / 2, Ceil: curve.One}
	lasting.Support = charter.Curve{Kind: curve.Reciprocal, Factor: curve.One * 55 / 1000, XOffset: curve.One / 10, YOffset: curve.One / 20}
	return []charter.Track{
		track("money", 7*day), track("rules", 5*day), track("garden", 5*day), track("elections", 7*day), lasting, rules, track(trackSmall, 3*minute),
	}
}

// changes are how the rules became what they are: six times, in eleven years.
func (s *script) changes(founder *person) {
	changed := func(daysAgo int, acts func() charter.Acts, stewards ...*person) {
		s.at(-daysAgo, 19, 0, func() {
			s.decides(acts(), stewards...)
			s.tell(founder)
		})
	}
	upTo := func(n int) *[]charter.Track { tracks := s.tracks()[:n]; return &tracks }
	changed(1585, func() charter.Acts { return charter.Acts{Tracks: upTo(4)} }, founder)
	changed(700, func() charter.Acts { return charter.Acts{Tracks: upTo(5)} }, founder)
	changed(545, func() charter.Acts {
		tracks := s.tracks()
		tracks[0].Support = charter.Always(charter.Parts / 3)
		text := s.say.of("rules")
		return charter.Acts{Tracks: &tracks, Text: &text}
	}, founder)
	s.at(-371, 18, 0, func() { s.certifyBox(founder) })
	changed(370, func() charter.Acts {
		var board []op.DeviceID
		for _, t := range s.tellers() {
			board = append(board, t.device)
		}
		return charter.Acts{
			Council: accounts(s.people("samira", "tomas", "hannah")), Tellers: board,
			Delegation: &charter.Delegation{Allowed: true, Cap: carried},
		}
	}, founder)
	s.tells(s.when(-370, 19, 30), s.tellers()...)
	council := s.people("samira", "hannah")
	s.at(-101, 19, 0, func() {
		admitters := accounts(s.people(me, "kofi"))
		s.decides(charter.Acts{Admitters: &admitters}, council...)
	})
	s.tells(s.when(-101, 19, 30), s.tellers()...)
	s.at(0, 9, 50, func() {
		s.decides(charter.Acts{Council: accounts(s.people("samira", "tomas", "ingrid"))}, council...)
	})
	s.tells(s.when(0, 9, 55), s.tellers()...)
}

// certifyBox lets the box in the cellar stand as a relay.
func (s *script) certifyBox(by *person) {
	machine := s.p(box.key)
	s.write(by, authority.KindRelay, &authority.RelayBody{
		Device: machine.device, Name: machine.name, At: []string{"/dns4/cellar.elm-street.example/tcp/4001"},
		Consent: op.Signature(ed25519.Sign(machine.deviceKey, statement.RelayMessage(machine.device))),
	})
}

func accounts(people []*person) []op.AccountID {
	var list []op.AccountID
	for _, p := range people {
		list = append(list, p.account)
	}
	slices.SortFunc(list, op.AccountID.Compare)
	return list
}

// delegations are who votes for whom: five for Marta on money, which is the most that the charter allows.
func (s *script) delegations() {
	s.at(-360, 20, 0, func() {
		for _, from := range []string{"bogdan", "fatou", "rosa", "pavel", "kenji"} {
			s.gives(s.p(from), "money", 0, s.p("marta"))
		}
		s.gives(s.p("linh"), "", 0, s.p("samira"))
		s.gives(s.p("milena"), "money", 0, s.p("samira"), s.p("hannah"))
		s.gives(s.p("elif"), "", 0, s.p("yusuf"))
		s.gives(s.p("kofi"), "rules", 0, s.p("wei"))
	})
	s.tells(s.when(-360, 20, 10), s.tellers()...)
	s.at(-128, 18, 30, func() { s.gives(s.p(me), "garden", s.when(231, 20, 0), s.p("joaquim"), s.p("kenji")) })
	s.tells(s.when(-128, 18, 40), s.tellers()...)
}
