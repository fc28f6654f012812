package sim

// Runs about polls that close: a small community whose tellers vote with everybody else, while the network, the clocks, the power and some of
// the tellers themselves fail them.

import (
	"crypto/ed25519"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// polling is what a run about polls that close remembers.
type polling struct {
	// tellers is how many there are, deaths how many laptops never come back, and polls how many may be opened.
	tellers, deaths, polls int
	// steps is how many events there are until the world heals.
	steps int
	// spanMinutes is about how long polls are open.
	spanMinutes int
	// settle and patience are the charter's, and grid is how far apart the moments of its track with early passing are.
	settle, patience, grid int64
	// calms is how often everybody meets before the end.
	calms int
	// openings are those that were written by the rules.
	openings []op.ID
	// cast is when a ballot was really written.
	cast map[op.ID]int64
	// safe is who showed which ballot as safe first, and shown which manifests honest laptops ever showed as sealed, by poll.
	safe  map[op.ID]map[op.ID]*laptop
	shown map[op.ID]map[op.ID]*laptop
}

// newPolling draws the run. Mostly no more tellers lie or die than the polls can bear.
func newPolling(r *run) *polling {
	d := r.dice
	p := &polling{
		tellers: []int{1, 2, 3, 4, 4, 4, 4, 4, 4, 5, 7, 7}[d.IntN(12)],
		polls:   d.between(1, 2), steps: d.between(80, 200), calms: d.IntN(3),
		cast: make(map[op.ID]int64), safe: make(map[op.ID]map[op.ID]*laptop), shown: make(map[op.ID]map[op.ID]*laptop),
	}
	f := charter.Tolerated(p.tellers)
	r.temper.people = min(len(names), max(3, p.tellers)+d.IntN(2))
	r.temper.liars = []int{0, min(1, f), f, f, f, f + 1, 1}[d.IntN(7)]
	p.deaths = []int{0, 0, 0, 1, max(0, f-r.temper.liars), 2}[d.IntN(6)]
	r.temper.hurry = []int{2, 10, 60}[d.IntN(3)]
	p.spanMinutes = max(20, p.steps*r.temper.hurry/4)
	p.settle = []int64{0, 3 * minuteMillis, 10 * minuteMillis, hourMillis}[d.IntN(4)]
	p.patience = []int64{2 * minuteMillis, 20 * minuteMillis, 6 * hourMillis, dayMillis}[d.IntN(4)]
	p.grid = int64(max(4, p.spanMinutes/8)) * minuteMillis
	return p
}

// earlyTrack is the track on which polls may close early, rulesTrack the one on which they change the charter.
const (
	earlyTrack = "money"
	rulesTrack = "rules"
)

// writeRules makes polls of minutes lawful.
func (p *polling) writeRules(rules *charter.Charter) {
	rules.Features = []string{charter.Closing, charter.Core}
	rules.SettleMillis, rules.PatienceMillis = p.settle, p.patience
	for i := range rules.Tracks {
		t := &rules.Tracks[i]
		if t.DecisionMillis = minuteMillis; t.ID == earlyTrack {
			t.DecisionMillis, t.ConfirmMillis, t.GridMillis = 5*p.grid, p.grid, p.grid
		}
		if t.ID == rulesTrack {
			t.EnactAfterMillis = p.grid
		}
	}
}

// livePolls founds a community that is at peace, and lets it vote while it falls apart.
func (r *run) livePolls() {
	rough := r.temper
	r.temper.crash, r.temper.loss, r.temper.double = 0, 0, 0
	r.seatTellers()
	r.temper = rough
	for r.step < min(r.cfg.Steps, r.polling.steps) && r.failed == nil {
		r.step++
		r.now += int64(r.dice.IntN(r.temper.hurry)+1) * minuteMillis
		r.pollsGoOn()
	}
}

// seatTellers lets everybody join, and makes the liars and some others tellers.
func (r *run) seatTellers() {
	r.gather()
	ada := r.laptops[0]
	ada.invitesEverybody()
	for _, p := range r.people[1:] {
		r.joins(r.newLaptop(p, p.name), r.links[0])
	}
	if err := r.meetAmong(r.laptops); err != nil {
		r.fail("gathering: %w", err)
		return
	}
	board := slices.SortedStableFunc(slices.Values(shuffled(r.dice, r.laptops)), func(a, b *laptop) int { return lying(b) - lying(a) })
	var tellers []op.DeviceID
	for _, l := range shuffled(r.dice, board[:r.polling.tellers]) {
		tellers = append(tellers, l.device())
	}
	ada.update(func(w *writing) error {
		return w.proposeAndSign(authority.ByCouncil, charter.Acts{Tellers: tellers})
	})
	if err := r.meetAmong(r.laptops); err != nil {
		r.fail("seating the tellers: %w", err)
	}
}

// invitesEverybody creates one invite for the whole cast.
func (l *laptop) invitesEverybody() {
	key := l.run.dice.key()
	body := &authority.InviteBody{
		Key: op.InviteID(key.Public().(ed25519.PublicKey)), Uses: uint64(len(names)), ExpiresMillis: l.clock() + 400*dayMillis, Auto: true,
	}
	l.update(func(w *writing) error {
		id, err := w.act(draft{authority.KindInvite, body, nil})
		l.run.links = append(l.run.links, link{id, key})
		return err
	})
}

func lying(l *laptop) int {
	if l.person.lies {
		return 1
	}
	return 0
}

// meetAmong lets some exchange everything and do what is due, until nothing is new.
func (r *run) meetAmong(laptops []*laptop) error {
	for range maxRounds {
		before := r.written
		if err := r.exchangeAmong(laptops); err != nil {
			return err
		}
		for _, l := range laptops {
			if l.started() {
				l.tick()
			}
		}
		if before == r.written {
			return r.exchangeAmong(laptops)
		}
	}
	return errNoEnd
}

// pollsGoOn is one event.
func (r *run) pollsGoOn() {
	mayOpen, mayDie, mayCalm := 0, 0, 0
	if len(r.polling.openings) < r.polling.polls {
		mayOpen = 60
		if len(r.polling.openings) == 0 {
			mayOpen = 1000
		}
	}
	if r.polling.deaths > 0 {
		mayDie = 6
	}
	if r.polling.calms > 0 && len(r.polling.openings) > 0 {
		mayCalm = 25
	}
	r.dice.choose(
		choice{mayOpen, r.somebodyOpensPoll},
		choice{160, r.somebodyVotes},
		choice{380, r.postArrives},
		choice{90, r.twoMeet},
		choice{120, r.clockTicks},
		choice{90, r.somebodyLiesAsTeller},
		choice{r.temper.crash * 5, r.somebodyCrashes},
		choice{50, r.somebodyStarts},
		choice{25, r.networkDivides},
		choice{25, r.networkHeals},
		choice{6, r.clockJumps},
		choice{8, r.hoursPass},
		choice{4, r.somebodyGoverns},
		choice{mayDie, r.somebodyDies},
		choice{mayCalm, r.calmDown},
	)
}

func (r *run) hoursPass() {
	r.now += int64(r.dice.between(1, 40)) * hourMillis
	r.note("hours pass")
}

// postArrives delivers some of the letters to one laptop at once, so that none comes in order; those to the other side of a division wait.
func (r *run) postArrives() {
	to, ok := pick(r.dice, r.running())
	if !ok {
		return
	}
	var ops []*op.Op
	r.letters = slices.DeleteFunc(r.letters, func(mail letter) bool {
		if mail.to != to || r.side[mail.from] != r.side[to] || r.dice.chance(40) {
			return false
		}
		ops = append(ops, mail.ops...)
		return !r.dice.chance(r.temper.double / 2)
	})
	if len(ops) == 0 {
		return
	}
	report := to.take(shuffled(r.dice, ops))
	r.note("%s gets a post of %d (%d new)", to.name, len(ops), len(report.Stored))
}

// somebodyDies takes a laptop down for good. What it never sent is lost.
func (r *run) somebodyDies() {
	l, ok := pick(r.dice, r.honest())
	if !ok || len(r.honest()) < 2 {
		return
	}
	r.polling.deaths--
	l.gone = true
	r.note("%s dies", l.name)
	r.saw("teller dies")
	l.goDown()
}

// calmDown lets everybody honest meet in the middle of it.
func (r *run) calmDown() {
	r.polling.calms--
	r.note("a calm begins")
	rough := r.temper
	r.temper.crash, r.temper.loss = 0, 0
	clear(r.side)
	for _, l := range r.honest() {
		l.down, l.crashNext = false, false
	}
	if err := r.meetAmong(r.honest()); err != nil {
		r.fail("a calm: %w", err)
		return
	}
	r.checkCalm()
	r.note("the calm is over")
	r.temper = rough
}
