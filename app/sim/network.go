package sim

// The network: letters that get lost, come twice, late and out of order; meetings at which two laptops exchange what the other lacks; divisions.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// letter is one or more ops on their way.
type letter struct {
	from, to *laptop
	ops      []*op.Op
}

// send puts what a laptop has written on its way to all others: each op by itself, as gossip does.
func (r *run) send(from *laptop, ops []*op.Op) {
	for _, o := range ops {
		for _, to := range r.laptops {
			if to != from && !from.hidden[o.ID] && !r.dice.chance(r.temper.loss) {
				r.letters = append(r.letters, letter{from, to, []*op.Op{o}})
			}
		}
	}
}

// letterArrives delivers any of the letters, so that none comes in order. Those to the other side of a division wait, or are lost.
func (r *run) letterArrives() {
	if len(r.letters) == 0 {
		return
	}
	i := r.dice.IntN(len(r.letters))
	if r.dice.chance(40) {
		i = r.dice.IntN(min(len(r.letters), 10)) // mostly older ones first, else few things ever get done
	}
	mail := r.letters[i]
	switch {
	case mail.to.down || r.side[mail.from] != r.side[mail.to]:
		if r.dice.chance(r.temper.loss) {
			r.letters = slices.Delete(r.letters, i, i+1)
		}
		return
	case !r.dice.chance(r.temper.double):
		r.letters = slices.Delete(r.letters, i, i+1)
	default:
		r.saw("letter twice")
	}
	r.deliver(mail)
}

func (r *run) deliver(mail letter) {
	names := make([]op.ID, len(mail.ops))
	for i, o := range mail.ops {
		names[i] = o.ID
	}
	report := mail.to.take(mail.ops)
	if len(report.Stored)+report.Waiting > 0 {
		r.note("%s → %s: %s (%d new)", mail.from.name, mail.to.name, r.nameAll(names), len(report.Stored))
	}
}

// twoMeet lets two laptops exchange what the other lacks, by a session or by bundles; now and then one breaks off.
func (r *run) twoMeet() {
	from, ok := pick(r.dice, r.running())
	if !ok {
		return
	}
	to, ok := pick(r.dice, r.which(func(l *laptop) bool { return !l.down && l != from && r.side[l] == r.side[from] }))
	if !ok {
		return
	}
	if r.dice.chance(50) {
		r.twoCatchUp(from, to)
		return
	}
	r.hands(from, to, r.dice.chance(r.temper.short))
	if to.started() && !to.down {
		r.hands(to, from, r.dice.chance(r.temper.short))
	}
}

// hands gives a laptop what another one holds and it lacks.
func (r *run) hands(from, to *laptop, short bool) {
	ops := r.lacking(from, to)
	if short && len(ops) > 0 {
		ops = ops[:r.dice.IntN(len(ops))]
		r.saw("bundle cut short")
	}
	if len(ops) == 0 || from.down || to.down {
		return
	}
	report := to.take(ops)
	r.note("%s hands %s a bundle of %d (%d new)", from.name, to.name, len(ops), len(report.Stored))
}

// lacking is what one laptop holds and another does not, in causal order. What its author has withdrawn goes without its body.
func (r *run) lacking(from, to *laptop) []*op.Op {
	var ops []*op.Op
	gone := from.withdrawn()
	for _, s := range from.ops() {
		have, stored := to.meta(s.ID)
		bodyComes := stored && !have.HasBody && s.HasBody && !gone[s.ID]
		switch {
		case from.hidden[s.ID] || (stored && !bodyComes):
		case gone[s.ID]:
			ops = append(ops, s.Op.WithoutBody())
		default:
			ops = append(ops, s.Op)
		}
	}
	return ops
}

// withdrawn are the posts whose body this laptop hands on no more.
func (l *laptop) withdrawn() map[op.ID]bool {
	var gone map[op.ID]bool
	for _, s := range l.ops() {
		if s.Kind != proposal.KindWithdraw || s.Verdict != kind.Applied {
			continue
		}
		var body proposal.Withdraw
		if op.Decode(s.Op.Body, &body) != nil {
			continue
		}
		if gone == nil {
			gone = make(map[op.ID]bool)
		}
		gone[body.Of] = true
	}
	return gone
}

func (r *run) networkDivides() {
	if !r.temper.divided {
		return
	}
	sides := r.dice.between(2, 3)
	for _, l := range r.laptops {
		r.side[l] = r.dice.IntN(sides)
	}
	r.note("the network divides: %s", r.sides())
	r.saw("division")
}

func (r *run) networkHeals() {
	clear(r.side)
}

func (r *run) sides() string {
	text := ""
	for _, l := range r.laptops {
		text += " " + l.name + "=" + string(rune('a'+r.side[l]))
	}
	return text[1:]
}

// waitingOps are those that a laptop keeps aside.
func (l *laptop) waitingOps() []*op.Op {
	var ops []*op.Op
	l.view(func(v community.View) error {
		return v.AllWaiting(func(o *op.Op) bool {
			ops = append(ops, o)
			return true
		})
	})
	return ops
}
