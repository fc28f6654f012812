package sim

// Watching: what honest laptops show of polls while the world is still falling apart, and how they freeze. What they showed must hold in the end.

import (
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// lookAtPolls notes what an honest laptop shows of polls: ballots as safe, and what was sealed. It is asked inside of a transaction of it.
func (l *laptop) lookAtPolls(e *community.Engine) error {
	p := l.run.polling
	for _, opening := range p.openings {
		c, err := e.Closing(opening)
		if err != nil {
			continue // not here, or not to be closed
		}
		for _, ballot := range c.Safe() {
			note(p.safe, opening, ballot, l)
		}
		for _, o := range c.Outcomes() {
			note(p.shown, opening, o.ID, l)
		}
	}
	return nil
}

func note(of map[op.ID]map[op.ID]*laptop, opening, id op.ID, by *laptop) {
	if of[opening] == nil {
		of[opening] = make(map[op.ID]*laptop)
	}
	if of[opening][id] == nil {
		of[opening][id] = by
	}
}

// checkFreeze: a freeze shows all that its author holds of the other tellers' logs.
func (r *run) checkFreeze(l *laptop, o *op.Op) {
	opening := closing.PollOf(l.bodyOf(o))
	held := make(map[op.ID]*op.Op)
	for _, s := range l.ops() {
		held[s.ID] = s.Op
	}
	seen := make(map[op.ID]bool)
	stack := []op.ID{o.ID}
	for len(stack) > 0 {
		id := stack[len(stack)-1]
		if stack = stack[:len(stack)-1]; seen[id] || held[id] == nil {
			continue
		}
		seen[id] = true
		stack = append(append(stack, held[id].Header.Prev), held[id].Header.Deps...)
	}
	for _, s := range l.ops() {
		record, _ := l.engine.Device(s.Device)
		if s.Subject == opening && s.Device != l.device() && closing.Says(l.bodyOf(s.Op)) && !seen[s.ID] && !record.Forked {
			r.fail("%s freezes by %s, and does not show %s, which it holds", l.name, r.name(o.ID), r.name(s.ID))
		}
	}
}

// mayShow: this transaction of an honest laptop is one after which somebody looks at its polls.
func (l *laptop) mayShow(w *writing) bool {
	if l.run.polling == nil || l.person.lies || l.engine.Authority() == nil || (len(w.written) == 0 && !w.fed) {
		return false
	}
	return len(w.written) > 0 || l.run.dice.chance(20)
}

// noteWords remembers when ballots were cast, and looks at freezes.
func (r *run) noteWords(l *laptop, written []*op.Op) {
	for _, o := range written {
		switch o.Header.Kind {
		case poll.KindCast:
			r.polling.cast[o.ID] = r.now
		case closing.KindFreeze:
			r.checkFreeze(l, o)
		}
	}
}
