package sim

// Telling: a teller's part for polls, by the same code as the service's; and what a lying teller says instead.

import (
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// tell says all that is due. A liar's clock is what serves it.
func (w *writing) tell(nowMillis int64) error {
	l := w.laptop
	if w.isSilent() || (l.person.lies && l.run.dice.chance(30)) {
		return nil
	}
	if l.waits == nil {
		l.waits = make(map[op.ID]closing.Patience)
	}
	telling := &community.Telling{
		Teller:   closing.Teller{Me: l.device(), NowMillis: nowMillis, Signer: closing.NewSigner(l.key)},
		Patience: l.waits,
		Write: func(kindName string, body any, deps []op.ID) error {
			_, err := w.write(draft{kindName, body, deps})
			return err
		},
	}
	if err := w.engine.Tell(telling, maxDutiesAtOnce); err != nil {
		return err
	}
	return w.engine.Enact(telling)
}

// tellersClock is the clock by which it tells: of a liar now and then one that stands before the close, or far behind it.
func (l *laptop) tellersClock() int64 {
	if !l.person.lies || l.run.dice.chance(60) {
		return l.clock()
	}
	opening, ok := l.somePoll()
	if !ok {
		return l.clock()
	}
	l.run.saw("teller back-dates")
	if l.run.dice.chance(70) {
		return min(l.clock(), l.openingOf(opening).ClosesMillis-1)
	}
	return l.clock() + 2*dayMillis
}

// somePoll is a poll that tellers close, of those that the laptop holds.
func (l *laptop) somePoll() (op.ID, bool) {
	m, ok := l.pickOp(func(m community.Meta) bool {
		return ofKind(poll.KindOpen)(m) && m.Verdict == kind.Applied && l.openingOf(m.ID).Electorate != nil
	})
	return m.ID, ok
}

func (l *laptop) openingOf(id op.ID) (open poll.Open) {
	l.view(func(v community.View) error {
		s, _, err := v.Load(id)
		if err != nil {
			return err
		}
		return op.Decode(s.Op.Body, &open)
	})
	return open
}

// somebodyLiesAsTeller lets one of the liars do harm to a poll.
func (r *run) somebodyLiesAsTeller() {
	l, ok := pick(r.dice, r.which(func(l *laptop) bool { return l.person.lies && !l.down && l.started() }))
	if !ok || l.me().Join.IsZero() {
		return
	}
	r.dice.choose(
		choice{10, l.splits},
		choice{30, l.saysAgain},
		choice{40, l.saysMore},
		choice{10, l.showsHidden},
		choice{8, l.votesForOthers},
		choice{20, l.conspires},
		choice{4, l.forks},
		choice{4, l.sendsRubbish},
	)
}

// saysAgain says something else in a place of its log that is taken, or the like again: after the same op or after an earlier one.
func (l *laptop) saysAgain() {
	var words []*op.Op
	for _, o := range l.ownOps() {
		if closing.Says(l.bodyOf(o)) {
			words = append(words, o)
		}
	}
	said, ok := pick(l.run.dice, words)
	if !ok {
		return
	}
	body := l.bodyOf(said)
	poll := closing.PollOf(body)
	if l.run.dice.chance(70) {
		body = l.drawWord(poll)
	}
	if body == nil || poll.IsZero() {
		return
	}
	h := said.Header
	h.Kind = closing.KindOf(body)
	h.Deps = l.wordDeps(poll)
	l.forge("teller says again", h, body)
}

// saysMore says the next thing in its log, whatever the rules are.
func (l *laptop) saysMore() {
	opening, ok := l.somePoll()
	if !ok || l.engineForked() {
		return
	}
	body := l.drawWord(opening)
	if said, any := l.lastWord(opening); any && l.run.dice.chance(25) {
		body = said // as after a restart that has forgotten it
		l.run.saw("teller says twice")
	}
	if body == nil {
		return
	}
	l.run.saw("teller says anything")
	words := l.wordDeps(opening)
	l.update(func(w *writing) error { return w.try(draft{closing.KindOf(body), body, words}, nil) })
}

// lastWord is the last step that it has said about a poll.
func (l *laptop) lastWord(opening op.ID) (body any, ok bool) {
	for _, o := range l.ownOps() {
		b := l.bodyOf(o)
		if _, receipt := b.(*closing.Receipt); !receipt && closing.Says(b) && closing.PollOf(b) == opening {
			body, ok = b, true
		}
	}
	return body, ok
}

// votesForOthers casts a ballot in place of somebody else's.
func (l *laptop) votesForOthers() {
	opening, ok := l.somePoll()
	if !ok || l.engineForked() {
		return
	}
	other, ok := l.pickOp(func(m community.Meta) bool {
		return m.Kind == poll.KindCast && m.Subject == opening && m.Device != l.device()
	})
	if !ok {
		return
	}
	body := &poll.Cast{Poll: opening, Choice: l.mark(opening), Replaces: other.ID}
	l.run.saw("votes for others")
	l.update(func(w *writing) error { return w.try(draft{poll.KindCast, body, body.Deps()}, nil) })
}

func (l *laptop) bodyOf(o *op.Op) any {
	body, err := l.run.registry.Body(o)
	if err != nil {
		return nil
	}
	return body
}

// wordDeps are the opening and some words of others about the poll.
func (l *laptop) wordDeps(opening op.ID) []op.ID {
	var words []op.ID
	for _, s := range l.ops() {
		if s.Subject == opening && s.Device != l.device() && s.Kind != poll.KindCast && s.ID != opening {
			words = append(words, s.ID)
		}
	}
	most := op.MaxDeps - 6
	if last := len(words) - most; last > 0 && l.run.dice.chance(60) {
		words = words[last:]
	}
	return ascending([]op.ID{opening}, some(l.run.dice, words, most))
}

// drawWord thinks of anything that a teller can say about a poll; nil for nothing.
func (l *laptop) drawWord(opening op.ID) (body any) {
	if opening.IsZero() {
		return nil
	}
	d, open := l.run.dice, l.openingOf(opening)
	at := []int64{l.clock(), open.ClosesMillis - 1, open.ClosesMillis + l.run.polling.settle, 0}[d.IntN(4)]
	d.choose(
		choice{30, func() { body = l.drawReceipt(opening, at) }},
		choice{20, func() {
			body = &closing.Freeze{Poll: opening, MomentMillis: l.someMoment(&open), AtMillis: max(0, at)}
		}},
		choice{40, func() { body = l.drawStepFor(opening, l.someMoment(&open)) }},
		choice{6, func() { body = &closing.Turn{Poll: opening, View: uint32(d.between(1, 3))} }},
	)
	return body
}

// someMoment is the close, one on the grid of early ones, or one of none.
func (l *laptop) someMoment(open *poll.Open) int64 {
	d, back := l.run.dice, int64(0)
	if d.chance(50) && open.Track == earlyTrack {
		back = int64(d.between(1, 5)) * l.run.polling.grid
	} else if d.chance(15) {
		back = minuteMillis
	}
	return max(0, open.ClosesMillis-back)
}

func (l *laptop) drawReceipt(opening op.ID, at int64) any {
	var ballots []op.ID
	for _, s := range l.ops() {
		if s.Kind == poll.KindCast && (s.Subject == opening || l.run.dice.chance(5)) {
			ballots = append(ballots, s.ID)
		}
	}
	if l.run.dice.chance(60) {
		ballots = some(l.run.dice, ballots, l.run.dice.IntN(4))
	}
	ballots = ascending(ballots)
	return &closing.Receipt{Poll: opening, AtMillis: max(0, at), Ballots: append([]op.ID{}, ballots...)}
}

// drawStepFor is a step of the agreement about any manifest: one that was proposed, or one of freezes that were seen, twice of one teller even.
func (l *laptop) drawStepFor(opening op.ID, momentMillis int64) any {
	d := l.run.dice
	var freezes []op.ID
	var proposed []*closing.Propose
	for _, s := range l.ops() {
		if s.Subject != opening {
			continue
		}
		switch body := l.bodyOf(s.Op).(type) {
		case *closing.Freeze:
			if body.MomentMillis == momentMillis || d.chance(5) {
				freezes = append(freezes, s.ID)
			}
		case *closing.Propose:
			proposed = append(proposed, body)
		}
	}
	view := uint32([]int{0, 0, 0, 1, 1, 2}[d.IntN(6)])
	known, ok := pick(d, proposed)
	if !ok || d.chance(35) {
		if len(freezes) == 0 {
			return nil
		}
		named := min(len(freezes), closing.MaxTellers)
		if d.chance(40) {
			named = d.between(1, named)
		}
		return &closing.Propose{Poll: opening, View: view, MomentMillis: momentMillis, Freezes: ascending(some(d, freezes, named))}
	}
	if d.chance(60) {
		view = known.View
	}
	if d.chance(50) {
		return &closing.Endorse{Poll: opening, View: view, Manifest: known.Manifest().ID()}
	}
	return l.drawSeal(opening, view, known.Manifest().ID())
}

// drawSeal is a seal of a manifest, now and then of another number of ballots; nil where the poll cannot be sealed, or the manifest is nobody's.
func (l *laptop) drawSeal(opening op.ID, view uint32, manifest op.ID) (body any) {
	l.askPolls(func(e *community.Engine) error {
		p, err := e.Closing(opening)
		if err != nil {
			return nil
		}
		text, err := p.SealText(view, manifest)
		if err != nil {
			return nil
		}
		if l.run.dice.chance(15) {
			text.Counted++
		}
		if seal, err := closing.NewSeal(text, closing.NewSigner(l.key)); err == nil {
			body = seal
		}
		return nil
	})
	return body
}

// askPolls puts a question about polls to the engine.
func (l *laptop) askPolls(question func(e *community.Engine) error) {
	if l.graph() == nil {
		return
	}
	l.view(func(v community.View) error {
		return l.engine.Ask(v, func() error { return question(l.engine) })
	})
}
