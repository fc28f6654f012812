package sim

// What members do in runs about polls: they open polls for tellers to close, vote, and change the community meanwhile.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/poll"
)

// voting are the honest laptops that are up and whose person is a member.
func (r *run) voting() []*laptop {
	return r.which(func(l *laptop) bool {
		return !l.down && !l.person.lies && l.started() && !l.engineForked() && l.mayWrite(l.me())
	})
}

func (r *run) somebodyOpensPoll() {
	if l, ok := pick(r.dice, r.voting()); ok {
		l.opensPollForTellers()
	}
}

// opensPollForTellers asks a question of those whom the tellers' receipts show, as the service does.
func (l *laptop) opensPollForTellers() {
	r := l.run
	span := int64(max(15, r.polling.spanMinutes/2+r.dice.IntN(r.polling.spanMinutes))) * minuteMillis
	draw := r.dice.IntN(10)
	var acts charter.Acts
	if draw >= 8 {
		acts = l.drawEnacted()
	}
	l.update(func(w *writing) error {
		g := w.engine.Authority()
		open := l.draftOpening(g.Now().Settled, l.clock()+span)
		switch {
		case draw < 4:
			open = l.draftOpeningOn(earlyTrack, poll.YesNo, g.Now().Settled, l.clock()+max(span, 6*r.polling.grid))
		case draw >= 8:
			open = l.draftOpeningOn(rulesTrack, poll.YesNo, g.Now().Settled, l.clock()+span)
			open.Enacts = &acts
			r.saw("poll that enacts")
		}
		past, err := w.engine.PastOfTip(w.tx, l.device())
		if err != nil {
			return err
		}
		cites := g.SettlingCites(open.On, past)
		rights := g.Relies(l.device(), l.person.id(), past)
		if err := w.engine.Elect(open, slices.Concat(cites, rights), past, l.clock()); err != nil {
			return err
		}
		id, err := w.act(draft{poll.KindOpen, open, cites[:min(len(cites), openingRoom)]})
		if err == nil {
			r.polling.openings = append(r.polling.openings, id)
			r.saw("poll for tellers")
		}
		return err
	})
}

// drawEnacted is what a poll shall change.
func (l *laptop) drawEnacted() (acts charter.Acts) {
	r := l.run
	acts = r.drawText()
	r.dice.choose(
		choice{3, func() {}},
		choice{1, func() { acts = charter.Acts{Tellers: some(r.dice, l.memberDevices(), r.polling.tellers)} }},
		choice{1, func() {
			if removal, ok := l.drawRemoval(); ok {
				acts = removal
			}
		}},
		choice{1, func() { acts = charter.Acts{Council: sortedAccounts(some(r.dice, l.members(), 1))} }},
	)
	return acts
}

func (r *run) somebodyVotes() {
	l, ok := pick(r.dice, r.which(func(l *laptop) bool { return !l.down && l.started() && !l.engineForked() && l.mayWrite(l.me()) }))
	if ok {
		l.votes()
	}
}

func (r *run) somebodyGoverns() {
	l, ok := pick(r.dice, r.which(func(l *laptop) bool { return !l.down && !l.person.lies && l.started() && l.me().Steward }))
	if !ok {
		return
	}
	r.saw("council acts while a poll runs")
	var acts charter.Acts
	drawn := true
	r.dice.choose(
		choice{2, func() { acts = r.drawText() }},
		choice{1, func() { acts, drawn = l.drawRemoval() }},
		choice{1, func() { acts, drawn = l.drawTellers(r.polling.tellers) }},
	)
	if drawn {
		l.update(func(w *writing) error { return w.proposeAndSign(authority.ByCouncil, acts) })
	}
}
