package sample

// Decided: the polls that are over, with their outcomes and proofs.

import (
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// question is a poll on the agenda.
type question struct {
	// key names its texts.
	key, by, track string
	open           poll.Open
	// published and opened are days and hours before now, and closes when it closes; a poll without published has no proposal.
	published, opened, closes [3]int
	// openFor is how long it is open, where that is said instead of closes.
	openFor int64
	batches int
}

// asks puts a proposal, its poll and its ballots on the agenda.
func (s *script) asks(q question, list ...ballot) {
	title, text := s.say.titled(q.key)
	if q.published != [3]int{} {
		s.at(q.published[0], q.published[1], q.published[2], func() {
			s.proposals[q.key] = s.publish(s.p(q.by), q.track, title, text)
		})
	}
	opened := s.when(q.opened[0], q.opened[1], q.opened[2])
	closes := s.when(q.closes[0], q.closes[1], q.closes[2])
	if q.openFor > 0 {
		closes = opened + q.openFor
	}
	s.atMillis(opened, func() {
		o := q.open
		o.Title, o.Track, o.ClosesMillis = title, q.track, closes
		if id := s.proposals[q.key]; !id.IsZero() {
			o.Proposal, o.Revision = id, id
			if now := s.current[q.key]; !now.IsZero() {
				o.Revision = now
			}
		}
		s.polls[q.key] = s.opens(s.p(q.by), o)
	})
	s.tells(opened+2*minute, s.tellers()...)
	s.ballots(q.key, opened+hour, min(closes, s.hereMillis)-hour/2, max(q.batches, 2), list...)
	if settled := closes + 15*minute; settled < s.when(0, 18, 0) {
		s.tells(settled, s.tellers()...)
	}
}

// yesNo is what most old polls were.
func (s *script) yesNo(key, by, track string, closedDaysAgo, ayes, nays, abstentions int) {
	who := voters(closedDaysAgo%len(residents), ayes+nays+abstentions)
	list := answers(key, who, ayes, nays, abstentions)
	if key == "hive" {
		swap(list, "joaquim", "no")
	}
	s.asks(question{
		key: key, by: by, track: track, published: [3]int{-closedDaysAgo - 14, 18, 20}, opened: [3]int{-closedDaysAgo - 8, 19, 30},
		closes: [3]int{-closedDaysAgo, 20, 0},
	}, list...)
}

// swap has somebody say what the first other one said who did.
func swap(list []ballot, by, typed string) {
	mine := slices.IndexFunc(list, func(b ballot) bool { return b.by == by })
	other := slices.IndexFunc(list, func(b ballot) bool { return b.typed == typed })
	if mine >= 0 && other >= 0 {
		list[mine].typed, list[other].typed = list[other].typed, list[mine].typed
	}
}

// decided puts them on the agenda.
func (s *script) decided() {
	s.yesNo("study", "kenji", "money", 180, 30, 6, 2)
	s.winter()
	s.yesNo("pool", "elif", "garden", 120, 11, 20, 5)
	s.asks(question{
		key: "compost", by: "joaquim", track: "garden", published: [3]int{-106, 18, 0}, opened: [3]int{-101, 20, 0}, closes: [3]int{-94, 20, 0},
		open: poll.Open{Method: "irv", Options: s.say.lines("compost.options"), Seats: 1},
	}, append(ranked("compost", voters(3, 27), 3, 3), ballot{by: "joaquim", typed: "2 > 1"})...)
	s.yesNo("elm", "joaquim", "garden", 73, 29, 5, 2)
	s.at(-75, 12, 0, func() { s.votes(s.p(me), s.polls["elm"], "yes", "") })
	s.yesNo("fund", "marta", "money", 62, 33, 3, 2)
	s.yesNo("meter", "kenji", "garden", 55, 31, 4, 0)
	s.yesNo("scooters", "noah", "rules", 45, 12, 22, 4)
	s.yesNo("hive", "kenji", "garden", 32, 24, 11, 2)
	s.yesNo("carfree", "tereza", "rules", 20, 27, 9, 3)
	s.at(-19, 18, 12, func() { s.says(s.p("lars"), s.polls["carfree"], s.say.of("carfree.result.1")) })
	s.evening()
	s.council()
	s.followedUp()
}

// followedUp is what became of what was decided: most is done, and two milestones are still to come.
func (s *script) followedUp() {
	for _, f := range []struct {
		key, by             string
		plannedDay, doneDay int
		openDays            int
	}{
		{"study", "kenji", -178, -140, 0},
		{"elm", "joaquim", -71, -40, 0},
		{"fund", "marta", -60, -59, 0},
		{"meter", "kenji", -53, 0, 12},
		{"hive", "kenji", -30, 0, 25},
		{"carfree", "tereza", -19, -18, 0},
	} {
		var plan op.ID
		s.at(f.plannedDay, 20, 30, func() {
			due := s.when(f.doneDay, 12, 0)
			if f.openDays > 0 {
				due = s.when(f.openDays, 18, 0)
			}
			plan = s.plans(s.p(f.by), s.polls[f.key], s.say.of(f.key+".plan"), due)
		})
		if f.openDays == 0 {
			s.at(f.doneDay, 19, 0, func() { s.isDone(s.p(f.by), s.polls[f.key], plan) })
		}
	}
}

// winter is the budget of last winter, by equal shares.
func (s *script) winter() {
	costs := []uint64{190, 640, 1980, 1440, 2700, 3450, 3100, 1250, 2600}
	wanted := []int{25, 17, 19, 12, 20, 25, 11, 7, 13}
	// Drawn so that these counts fund the first six, as in the picture.
	strides, from := []int{3, 9, 1, 1, 17, 21, 9, 7, 37}, []int{1, 3, 37, 12, 35, 16, 5, 2, 23}
	who := append([]string{me}, voters(7, 39)...)
	list := each(who, func(i int) string {
		var picks []int
		for j, n := range wanted {
			if (i*strides[j]+from[j])%len(who) < n {
				picks = append(picks, j)
			}
		}
		if len(picks) == 0 {
			picks = []int{8}
		}
		return strings.Join(numbers(picks), ", ")
	})
	s.asks(question{
		key: "winter", by: "marta", track: "money", published: [3]int{-170, 19, 0}, opened: [3]int{-163, 19, 0}, closes: [3]int{-151, 20, 0},
		open: poll.Open{
			Method: "pb-equal-shares", Options: s.say.lines("winter.options"), Costs: costs, Budget: 12_000,
			Settings: []poll.Setting{{Name: "completion", Value: "none"}},
		},
	}, list...)
}

// evening is a circle: Thursday beats Tuesday, Tuesday Monday, and Monday Thursday.
func (s *script) evening() {
	const ballots = "UTWMS UTWMS TUWMS TUWMS UMTWS UMTWS MTSUW MTSUW TMUWS TMUWS STUMW STUMW MTWSU MTWSU UTMSW SUTMW TWSUM MTSWU WTUMS WMSTU TMSUW " +
		"UWMTS WTSUM MUWST MUSWT MSTUW TUMWS UMWST UTWSM SUMTW TSUMW SMTWU MUWTS SMTUW MTUWS WUMTS MWSTU TMWSU UMTSW"
	who := append([]string{me}, voters(11, 38)...)
	var typed []string
	for _, order := range strings.Fields(ballots) {
		var places []int
		for _, evening := range order {
			places = append(places, strings.IndexRune("MUWTS", evening))
		}
		typed = append(typed, strings.Join(numbers(places), " > "))
	}
	list := given(who, typed...)
	changed := given(who[3:8], "1", "2", "3", "4", "5")
	s.asks(question{
		key: "evening", by: "hannah", track: "rules", published: [3]int{-30, 19, 10}, opened: [3]int{-21, 19, 0}, closes: [3]int{-14, 20, 30}, batches: 6,
		open: poll.Open{Method: "schulze", Options: s.say.lines("evening.options"), Seats: 1},
	}, append(changed, list...)...)
}

// council is the election of this week: three seats of six.
func (s *script) council() {
	names := []string{"Samira Haddad", "Tomás Herrera", "Ingrid Solberg", "Wei Chen", "Kofi Mensah", "Rosa Delgado"}
	var typed []string
	for _, one := range []struct {
		many int
		vote string
	}{
		{3, "1>2>4"},
		{4, "1>3"},
		{3, "1>4"},
		{1, "1>5>2"},
		{1, "1>5>4"},
		{1, "1>6>4"},
		{5, "2>3"},
		{2, "2>4"},
		{1, "2"},
		{7, "3>1"},
		{5, "4>3"},
		{1, "5>2>3"},
		{1, "5>2>4"},
		{1, "5>2"},
		{1, "5>3"},
		{1, "6>3"},
		{1, "6>4"},
		{1, "6>5"},
	} {
		typed = append(typed, slices.Repeat([]string{one.vote}, one.many)...)
	}
	who := append([]string{me}, voters(2, 39)...)
	changed := given(who[1:3], "6", "5 > 6")
	s.asks(question{
		key: "council", by: "ruth", track: "elections", published: [3]int{-17, 20, 0}, opened: [3]int{-10, 18, 0}, closes: [3]int{0, 9, 30}, batches: 6,
		open: poll.Open{Method: "stv-scottish", Options: names, Seats: 3},
	}, append(changed, given(who, typed...)...)...)
	s.at(0, 9, 35, func() { // one came too late
		absent := slices.IndexFunc(residents, func(r resident) bool { return !slices.Contains(who, r.key) })
		s.votes(s.p(residents[absent].key), s.polls["council"], "3 > 4", "")
	})
}
