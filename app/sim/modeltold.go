package sim

// What tellers say, by the model: rules 2 to 5 of how polls close, read once more. Each word is judged by its own past, which is a full set here
// too, among the ops about its poll.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// told is what a teller's op says, beside its body.
type told struct {
	// poll is zero for receipts of admissions.
	poll op.ID
	// before is the author's last word about the poll below this one; nil for the first.
	before *fact
	// past is the ops about the poll that it sees, itself included.
	past set
	// time is the largest at_ms of the receipts and freezes in the line up to here; -1 for none.
	time int64
	// step, view and value are of a step of the agreement; step is zero for receipts and freezes.
	step  agreement.Step
	view  uint32
	value op.ID
}

// hear reads what a fact tells of a poll; nil for all that tellers do not say.
func (m *model) hear(f *fact) *told {
	if !closing.Says(f.body) {
		return nil
	}
	t := &told{poll: closing.PollOf(f.body), time: -1, past: newSet(f.at + 1)}
	t.past.add(f.at)
	for g := f; g.op.Header.Seq > 0 && t.before == nil; {
		g = m.facts[m.index[g.op.Header.Prev]]
		if g.told != nil && g.told.poll == t.poll {
			t.before = g
			t.past.join(g.told.past)
			t.time = g.told.time
		}
	}
	for _, id := range f.op.Header.Deps {
		if g := m.facts[m.index[id]]; g.told != nil && g.told.poll == t.poll {
			t.past.join(g.told.past)
		}
	}
	t.read(f.body)
	return t
}

func (t *told) read(body any) {
	switch b := body.(type) {
	case *closing.Receipt:
		t.time = max(t.time, b.AtMillis)
	case *closing.Freeze:
		t.time = max(t.time, b.AtMillis)
	case *closing.Propose:
		t.step, t.view, t.value = agreement.Propose, b.View, b.Manifest().ID()
	case *closing.Endorse:
		t.step, t.view, t.value = agreement.Endorse, b.View, b.Manifest
	case *closing.Turn:
		t.step, t.view = agreement.Turn, b.View
	case *closing.Seal:
		if text, err := b.Text(); err == nil {
			t.step, t.view, t.value = agreement.Seal, text.View, text.Manifest
		}
	}
}

// mayTell: a teller's word breaks no rule in its own past.
func (m *model) mayTell(f *fact) bool {
	receipt, receives := f.body.(*closing.Receipt)
	if f.told.poll.IsZero() {
		return receives && !slices.ContainsFunc(receipt.Ballots, func(id op.ID) bool {
			return m.facts[m.index[id]].op.Header.Kind != authority.KindAdmit
		})
	}
	b := m.boxOf(f.told.poll)
	if b == nil || !slices.Contains(b.board, f.device()) {
		return false
	}
	if receives {
		return m.mayReceipt(f, b, receipt)
	}
	if freeze, is := f.body.(*closing.Freeze); is {
		return m.mayFreeze(f, b, freeze.MomentMillis)
	}
	return m.maySay(f, b)
}

// mayReceipt: ballots of voters of this poll, of one account at most 32 along a line.
func (m *model) mayReceipt(f *fact, b *box, receipt *closing.Receipt) bool {
	taken := make(map[op.ID]op.AccountID)
	for _, id := range receipt.Ballots {
		account, counts := m.voterOf(b, id)
		if !counts {
			return false
		}
		taken[id] = account
	}
	for g := f.told.before; g != nil && len(taken) > 0; g = g.told.before {
		if earlier, is := g.body.(*closing.Receipt); is {
			for _, id := range earlier.Ballots {
				taken[id] = m.author(m.facts[m.index[id]])
			}
		}
	}
	of := make(map[op.AccountID]int)
	for _, account := range taken {
		if of[account]++; of[account] > 32 {
			return false
		}
	}
	return true
}

// mayFreeze: not before the settle time is over, not for an early moment that the next one has overtaken, and once for each.
func (m *model) mayFreeze(f *fact, b *box, moment int64) bool {
	next, early := b.after(moment)
	return f.told.time >= moment+b.settle && (!early || f.told.time < next+b.settle) && freezeIn(f.told.before, moment) == nil
}

// freezeIn is the freeze for a moment in a line up to some op, or nil.
func freezeIn(f *fact, moment int64) *fact {
	for ; f != nil; f = f.told.before {
		if freeze, is := f.body.(*closing.Freeze); is && freeze.MomentMillis == moment {
			return f
		}
	}
	return nil
}

// maySay judges a step of the agreement.
func (m *model) maySay(f *fact, b *box) bool {
	t := f.told
	view, said := uint32(0), false
	for g := t.before; g != nil; g = g.told.before {
		if g.told.step == agreement.Turn {
			view = max(view, g.told.view)
		}
		said = said || (g.told.step == t.step && g.told.view == t.view)
	}
	if t.step == agreement.Turn {
		return t.view > view
	}
	if t.view != view || said {
		return false
	}
	past := slices.Clone(t.past)
	past[f.at/64] &^= 1 << (f.at % 64)
	switch body := f.body.(type) {
	case *closing.Propose:
		return b.proposer(view) == f.device() && (view == 0 || m.say(past, b, agreement.Turn, view, op.ID{}) >= b.quorum()) &&
			m.isManifest(past, b, body) && m.isRepeated(past, b, view, t.value)
	case *closing.Endorse:
		return m.mayEndorse(f, past, b)
	case *closing.Seal:
		return m.say(past, b, agreement.Endorse, view, t.value) >= b.quorum() && m.isRightSeal(past, b, body)
	}
	return false
}

// say counts the tellers that say a step in some past.
func (m *model) say(in set, b *box, step agreement.Step, view uint32, value op.ID) int {
	tellers := make(map[op.DeviceID]bool)
	for _, f := range m.heard[b.opening] {
		if t := f.told; m.counts(f, in) && t.step == step && t.view == view && t.value == value {
			tellers[f.device()] = true
		}
	}
	return len(tellers)
}

// isManifest: freezes for one moment in the past, by a quorum of different tellers; for an early moment they show that the poll passes.
func (m *model) isManifest(past set, b *box, p *closing.Propose) bool {
	tellers := make(map[op.DeviceID]bool)
	for _, id := range p.Freezes {
		f := m.facts[m.index[id]]
		freeze, is := f.body.(*closing.Freeze)
		if !is || !past.has(f.at) || f.told.poll != b.opening || freeze.MomentMillis != p.MomentMillis || tellers[f.device()] {
			return false
		}
		tellers[f.device()] = true
	}
	if len(tellers) < b.quorum() || p.MomentMillis == b.closes {
		return len(tellers) >= b.quorum()
	}
	_, early := b.after(p.MomentMillis)
	return early && m.passes(b, p.MomentMillis, m.certificates(m.behind(p.Freezes), b, p.MomentMillis))
}

// isRepeated: the value is the one prepared in the highest view below, if there is one.
func (m *model) isRepeated(past set, b *box, below uint32, value op.ID) bool {
	prepared, is := m.prepared(past, b, below)
	return !is || prepared == value
}

// prepared is the value that a quorum endorsed in the highest view below one; of two in one view the smaller.
func (m *model) prepared(in set, b *box, below uint32) (value op.ID, is bool) {
	highest := uint32(0)
	for _, f := range m.heard[b.opening] {
		t := f.told
		if !m.counts(f, in) || t.step != agreement.Endorse || t.view >= below || m.say(in, b, t.step, t.view, t.value) < b.quorum() {
			continue
		}
		if !is || t.view > highest || (t.view == highest && t.value.Compare(value) < 0) {
			value, highest, is = t.value, t.view, true
		}
	}
	return value, is
}

// mayEndorse: its view's proposer proposed it, and it counts what the own freeze shows certified, unless it is prepared.
func (m *model) mayEndorse(f *fact, past set, b *box) bool {
	var proposal *closing.Propose
	for _, g := range m.heard[b.opening] {
		if t := g.told; past.has(g.at) && t.step == agreement.Propose && t.view == f.told.view && t.value == f.told.value && g.device() == b.proposer(t.view) {
			proposal = g.body.(*closing.Propose)
		}
	}
	if proposal == nil {
		return false
	}
	prepared, is := m.prepared(past, b, f.told.view)
	own := freezeIn(f.told.before, proposal.MomentMillis)
	if own == nil || (is && prepared == f.told.value) {
		return true
	}
	shown := m.certificates(own.told.past, b, proposal.MomentMillis)
	counted := m.certificates(m.behind(proposal.Freezes), b, proposal.MomentMillis)
	for id := range shown {
		if _, counts := counted[id]; !counts {
			return false
		}
	}
	return true
}

// behind is the past of some freezes.
func (m *model) behind(freezes []op.ID) set {
	all := newSet(len(m.facts) + 1)
	for _, id := range freezes {
		all.join(m.facts[m.index[id]].told.past)
	}
	return all
}

// isRightSeal: it seals what its manifest counts.
func (m *model) isRightSeal(past set, b *box, seal *closing.Seal) bool {
	text, err := seal.Text()
	manifest := m.proposedIn(past, b, text.Manifest)
	if err != nil || manifest == nil {
		return false
	}
	c := m.count(manifest, b)
	return text.Counted == int64(len(c.counted)) && text.Root == rootOf(c.counted)
}

// proposedIn is a manifest that was proposed in some past, or nil.
func (m *model) proposedIn(in set, b *box, manifest op.ID) *closing.Propose {
	for _, f := range m.heard[b.opening] {
		if m.counts(f, in) && f.told.step == agreement.Propose && f.told.value == manifest {
			return f.body.(*closing.Propose)
		}
	}
	return nil
}
