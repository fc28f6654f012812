package sim

// Acting: what members do, by what they may, and how often.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// somebodyActs lets one of the cast do something that it has the right to.
func (r *run) somebodyActs() {
	if len(r.laptops) < r.temper.people && r.dice.chance(25) {
		r.somebodyJoins()
		return
	}
	l, ok := pick(r.dice, r.running())
	if !ok || l.engineForked() {
		return
	}
	l.actsAs(l.me())
}

// engineForked reports whether the laptop's own log has forked: it writes no more with that key.
func (l *laptop) engineForked() bool {
	l.graph()
	if l.engine == nil {
		return true
	}
	record, _ := l.engine.Device(l.device())
	return record.Forked
}

func (l *laptop) actsAs(me authority.Person) {
	switch {
	case !l.mayWrite(me):
		if me.Removed && l.run.dice.chance(20) {
			l.joinsAgain()
		}
	case me.Newcomer:
		l.run.dice.choose(choice{3, l.comments}, choice{2, l.opensTopic}, choice{2, l.setsProfile})
	case me.Steward && l.run.dice.chance(45):
		l.actsAsSteward()
	case me.Admitter && l.run.dice.chance(30):
		l.run.dice.choose(choice{5, l.invites}, choice{5, l.admits}, choice{1, l.revokesInvite})
	default:
		l.actsAsMember()
	}
}

// mayWrite: the person has joined and is not removed, and this laptop is one of its own that nobody has withdrawn.
func (l *laptop) mayWrite(me authority.Person) bool {
	if me.Removed || (!me.Member && !me.Newcomer) {
		return false
	}
	return slices.ContainsFunc(me.Devices, func(d authority.PersonDevice) bool {
		verdict, _ := l.engine.Authority().Now().VerdictOf(d.Certificate)
		return d.Device == l.device() && !d.Withdrawn && verdict == kind.Applied
	})
}

func (l *laptop) actsAsSteward() {
	invite := 4
	if len(l.run.links) < 2 || len(l.run.laptops) < l.run.temper.people {
		invite = 30
	}
	l.run.dice.choose(
		choice{40, l.governs},
		choice{35, l.moderates},
		choice{invite, l.invites},
		choice{8, l.admits},
		choice{2, l.revokesInvite},
		choice{12, l.approves},
	)
}

func (l *laptop) actsAsMember() {
	toy := 0
	if l.run.cfg.Act != nil {
		toy = 20
	}
	l.run.dice.choose(
		choice{30, l.comments},
		choice{12, l.opensTopic},
		choice{8, l.publishes},
		choice{20, l.worksOnText},
		choice{6, l.setsProfile},
		choice{6, l.withdrawsPost},
		choice{6, l.pairs},
		choice{4, l.withdrawsDevice},
		choice{7, l.opensPoll},
		choice{14, l.votes},
		choice{10, l.marks},
		choice{2, l.saysUnknown},
		choice{toy, func() { l.run.cfg.Act(&Actor{l}) }},
	)
}

// Actor is a laptop as Config.Act moves it.
type Actor struct{ laptop *laptop }

// Write writes an act, applied or not.
func (a *Actor) Write(kindName string, body any, deps ...op.ID) {
	a.laptop.update(func(w *writing) error {
		_, err := w.write(draft{kindName, body, deps})
		return err
	})
}

// Pick draws an applied op of a kind that the laptop holds; false where there is none.
func (a *Actor) Pick(kindName string) (op.ID, bool) {
	m, ok := a.laptop.pickOp(ofKind(kindName))
	return m.ID, ok
}
