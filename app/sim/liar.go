package sim

// Liars: what a member does who knows the format and keeps none of the rules.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// somebodyLies lets one of the liars do harm.
func (r *run) somebodyLies() {
	l, ok := pick(r.dice, r.which(func(l *laptop) bool { return l.person.lies && !l.down && l.started() }))
	if !ok || l.me().Join.IsZero() {
		return
	}
	r.dice.choose(
		choice{22, l.forks},
		choice{6, l.beginsTwice},
		choice{22, l.oversteps},
		choice{12, l.knowsLess},
		choice{10, l.sendsRubbish},
		choice{6, l.showsHidden},
		choice{10, l.rivals},
		choice{4, l.splits},
		choice{14, l.contradictsAsTeller},
		choice{6, l.usurps},
	)
}

// forge signs an op that goes past its own replica, and sends it to some others.
func (l *laptop) forge(what string, h op.Header, body any) *op.Op {
	r := l.run
	h.Community, h.TimeMillis = r.com, max(0, l.clock()-int64(r.dice.IntN(1000))*hourMillis)
	if len(h.Deps) > op.MaxDeps {
		h.Deps = h.Deps[:op.MaxDeps]
	}
	o, err := l.sign(h, body)
	if err != nil {
		return nil // a liar's mistake is nobody's loss
	}
	r.written++
	l.forged = append(l.forged, o)
	r.saw(what)
	r.note("%s %s: %s  %s", l.name, what, r.christen(l, o), r.describe(o, body))
	l.whisper(o)
	return o
}

// whisper sends an op to some laptops only.
func (l *laptop) whisper(o *op.Op) {
	r := l.run
	for _, to := range some(r.dice, r.laptops, r.dice.between(1, len(r.laptops))) {
		if to != l {
			r.letters = append(r.letters, letter{l, to, []*op.Op{o}})
		}
	}
}

// ownOps are those of its log that its replica holds, and what it forged.
func (l *laptop) ownOps() []*op.Op {
	var list []*op.Op
	for _, s := range l.ops() {
		if s.Device == l.device() {
			list = append(list, s.Op)
		}
	}
	return append(list, slices.DeleteFunc(slices.Clone(l.forged), func(o *op.Op) bool { return o.Header.Device != l.device() })...)
}

// after is the header of an op that follows another one of the same log.
func (l *laptop) after(prev *op.Op, d draft, auth op.ID) op.Header {
	return op.Header{
		Kind: d.kind, Seq: prev.Header.Seq + 1, Prev: prev.ID, Auth: auth, Deps: ascending(d.deps),
	}
}

// someCommit is the head, or any other commit that the laptop knows of.
func (l *laptop) someCommit() op.ID {
	now := l.graph().Now()
	if l.run.dice.chance(50) {
		return now.Head()
	}
	known := slices.Clone(now.Commits)
	for _, p := range l.proposed() {
		if p.Carried {
			known = append(known, p.ID)
		}
	}
	id, _ := pick(l.run.dice, known)
	return id
}

// forks writes a second op of some number of its log, now and then with what its rights rest on.
func (l *laptop) forks() {
	prev, ok := pick(l.run.dice, l.ownOps())
	if !ok {
		return
	}
	d := l.drawDraft()
	h := l.after(prev, d, l.someCommit())
	if l.run.dice.chance(50) && l.engine != nil {
		h.Deps = ascending(d.deps, l.graph().Relies(l.device(), l.person.id(), authority.NoPast))
	}
	l.forge("forks", h, d.body)
}

// beginsTwice writes a second first op of its log: it joins once more, for this account or another one.
func (l *laptop) beginsTwice() {
	k, ok := pick(l.run.dice, l.run.links)
	if !ok {
		return
	}
	before := l.person.account
	if l.run.dice.chance(70) {
		if l.person.other == nil {
			l.person.other = l.run.dice.key()
		}
		l.person.account = l.person.other
	}
	body := l.joinBody(k)
	l.person.account = before
	l.forge("begins twice", l.joinHeader(k), body)
}

// oversteps writes an act that it may have no right to, as the next of its log.
func (l *laptop) oversteps() {
	if l.engineForked() {
		return
	}
	d := l.drawDraft()
	l.run.saw("oversteps")
	l.update(func(w *writing) error { return w.try(d, nil) })
}

// knowsLess writes an act as if it had not heard of the newest commits.
func (l *laptop) knowsLess() {
	if l.engineForked() {
		return
	}
	d, auth := l.drawDraft(), l.someCommit()
	l.run.saw("backdates")
	l.update(func(w *writing) error {
		return w.try(d, func(h *op.Header) {
			h.Auth = auth
			if l.run.dice.chance(50) {
				h.Deps = ascending(d.deps)
			}
		})
	})
}

// try writes what may well be refused.
func (w *writing) try(d draft, bend func(*op.Header)) error {
	h, err := w.header(d)
	if err != nil {
		return errNotApplied
	}
	if bend != nil {
		bend(&h)
	}
	o, err := w.laptop.sign(h, d.body)
	if err != nil || w.ingest(o) != nil {
		return errNotApplied
	}
	w.keep(o, d.body)
	return nil
}

// drawDraft thinks of an act of any kind, whoever may do that.
func (l *laptop) drawDraft() draft {
	d, body := l.run.dice, draft{}
	d.choose(
		choice{20, func() { body = l.draftPost() }},
		choice{20, func() { body = l.draftModeration() }},
		choice{15, func() { body = l.draftAdmission() }},
		choice{8, func() { body = l.draftInvite() }},
		choice{12, func() { body = l.draftApproval() }},
		choice{10, func() { body = l.draftWithdrawal() }},
		choice{6, func() { body = l.draftCertificate() }},
		choice{10, func() { body = l.draftStep() }},
		choice{8, func() { body = l.draftCarrier() }},
		choice{8, func() { body = l.draftVote() }},
	)
	if body.body == nil {
		return l.draftPost()
	}
	return body
}

// showsHidden lets go of what it had kept to itself.
func (l *laptop) showsHidden() {
	if len(l.hidden) == 0 {
		return
	}
	clear(l.hidden)
	l.run.note("%s shows what it had hidden", l.name)
	l.run.saw("shows hidden")
	if to, ok := pick(l.run.dice, l.run.running()); ok && to != l {
		l.run.hands(l, to, false)
	}
}

// rivals carries a commit on some parent with the signatures of all liars who sit in its council, and of nobody else.
func (l *laptop) rivals() {
	d := l.draftCarrier()
	prev, ok := pick(l.run.dice, l.ownOps())
	if d.body == nil || !ok {
		return
	}
	if l.run.dice.chance(50) && !l.engineForked() {
		l.run.saw("rival")
		l.update(func(w *writing) error { return w.try(d, nil) })
		return
	}
	l.forge("rival", l.after(prev, d, l.someCommit()), d.body)
}

func (l *laptop) draftCarrier() draft {
	content := authority.Content{
		Version: 1, Community: l.run.com, Type: authority.ByCouncil, Parent: l.someCommit(),
		Acts: l.run.drawText(), TimeMillis: l.clock(),
	}
	l.run.dice.choose(
		choice{4, func() {}},
		choice{3, func() {
			if acts, ok := l.drawRemoval(); ok {
				content.Acts = acts
			}
		}},
		choice{1, func() { content.Acts = charter.Acts{Tellers: []op.DeviceID{l.device()}} }},
		choice{1, func() { content.Type = authority.ByPetition }},
	)
	id, err := content.ID()
	if err != nil {
		return draft{}
	}
	l.run.christenCommit(id, &content)
	body := &authority.CarrierBody{Content: content, Signatures: l.conspire(id)}
	return draft{authority.KindCommit, body, l.graph().CertificatesOf(body.Signatures)}
}

// conspire collects the signatures of all liars' laptops.
func (l *laptop) conspire(id op.ID) []authority.Signed {
	var list []authority.Signed
	for _, other := range l.run.laptops {
		if other.person.lies {
			list = append(list, authority.Signed{Device: other.device(), Signature: other.signature(id)})
		}
	}
	slices.SortFunc(list, func(a, b authority.Signed) int { return a.Device.Compare(b.Device) })
	return slices.CompactFunc(list, func(a, b authority.Signed) bool { return a.Device == b.Device })
}
