package sim

// Sets of ops by their number in the model, and what the model drops.

import (
	"cmp"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// set is a set of small numbers; nil is the set of all.
type set []uint64

func newSet(size int) set { return make(set, (size+63)/64) }

func (s set) add(n int) { s[n/64] |= 1 << (n % 64) }

func (s set) has(n int) bool { return s == nil || (n/64 < len(s) && s[n/64]&(1<<(n%64)) != 0) }

// join adds another set, whose numbers fit.
func (s set) join(other set) {
	for i, word := range other {
		s[i] |= word
	}
}

// prune finds the forks, and what is kept: all ops of unforked logs; of a forked one those below its fork, the proof, and of a teller the
// smallest seal for each value and view; and the past of all these. Of a commit that something kept names, and nothing kept carries, the
// smallest carrier stays with its past.
func (m *model) prune() {
	m.findForks()
	m.kept = newSet(len(m.facts))
	seals := make(map[sealOf]*fact)
	for _, f := range m.facts {
		fork, forked := m.forks[f.device()]
		if !forked || f.op.Header.Seq < fork.seq || f.id() == fork.ids[0] || f.id() == fork.ids[1] {
			m.kept.join(f.past)
		}
		if body, is := f.body.(*authority.AgreementBody); is && forked && f.step() == agreement.Seal {
			key := sealOf{f.device(), *body}
			if seals[key] == nil || f.id().Compare(seals[key].id()) < 0 {
				seals[key] = f
			}
		}
		if forked && f.told != nil && f.told.step == agreement.Seal {
			key := sealOf{f.device(), authority.AgreementBody{Base: f.told.poll, View: f.told.view, Value: f.told.value}}
			if seals[key] == nil || f.id().Compare(seals[key].id()) < 0 {
				seals[key] = f
			}
		}
	}
	for _, f := range seals {
		m.kept.join(f.past)
	}
	for m.genesis != nil && m.keepCarriers() {
		// Each may bring others along.
	}
	m.bindDevices()
	for id, c := range m.claims {
		c.carriers = slices.DeleteFunc(c.carriers, func(at int) bool { return !m.kept.has(at) })
		if c.content != nil && len(c.carriers) == 0 {
			delete(m.claims, id)
		}
	}
}

// sealOf is what a seal says; that of a poll with the opening in place of a base.
type sealOf struct {
	device op.DeviceID
	body   authority.AgreementBody
}

func (m *model) findForks() {
	type place struct {
		device op.DeviceID
		seq    uint64
	}
	logs := make(map[place][]op.ID)
	for _, f := range m.facts {
		at := place{f.device(), f.op.Header.Seq}
		logs[at] = append(logs[at], f.id())
	}
	m.forks = make(map[op.DeviceID]proof)
	for at, ids := range logs {
		if fork, forked := m.forks[at.device]; len(ids) < 2 || (forked && fork.seq < at.seq) {
			continue
		}
		slices.SortFunc(ids, op.ID.Compare)
		m.forks[at.device] = proof{at.seq, [2]op.ID{ids[0], ids[1]}}
	}
}

// keepCarriers keeps one more carrier, of the commit nearest to the genesis that something kept names and nothing kept brings; it reports
// whether there was one.
func (m *model) keepCarriers() bool {
	brought := m.brought()
	named := make(map[op.ID]bool)
	for _, f := range m.facts {
		for _, id := range f.commits {
			named[id] = named[id] || m.kept.has(f.at)
		}
	}
	var missed []*claim
	for id, c := range m.claims {
		if named[id] && !brought[id] && slices.ContainsFunc(c.carriers, m.isDropped) {
			missed = append(missed, c)
		}
	}
	if len(missed) == 0 {
		return false
	}
	first := slices.MinFunc(missed, func(a, b *claim) int { return cmp.Or(cmp.Compare(a.depth, b.depth), a.id.Compare(b.id)) })
	m.kept.join(m.smallestCarrier(first, brought).past)
	return true
}

func (m *model) isDropped(at int) bool { return !m.kept.has(at) }

// brought is the commits that become known from the carriers alone that are kept.
func (m *model) brought() map[op.ID]bool {
	brought := map[op.ID]bool{m.genesis.id(): true}
	for changed := true; changed; {
		changed = false
		for id, c := range m.claims {
			if !brought[id] && slices.ContainsFunc(c.carriers, func(at int) bool { return m.kept.has(at) && m.brings(at, brought) }) {
				brought[id], changed = true, true
			}
		}
	}
	return brought
}

// brings reports whether a carrier makes its commit known to whoever knows these commits: its parent, and what its past names, are among them.
func (m *model) brings(at int, known map[op.ID]bool) bool {
	f := m.facts[at]
	return known[f.body.(*authority.CarrierBody).Content.Parent] && !slices.ContainsFunc(m.inPast(f), func(g *fact) bool {
		return !g.op.Header.Auth.IsZero() && !known[g.op.Header.Auth]
	})
}

// smallestCarrier is, of the carriers that are not kept, the smallest that brings the commit; the smallest of all, where none does.
func (m *model) smallestCarrier(c *claim, known map[op.ID]bool) *fact {
	left := slices.DeleteFunc(slices.Clone(c.carriers), m.kept.has)
	if bring := slices.DeleteFunc(slices.Clone(left), func(at int) bool { return !m.brings(at, known) }); len(bring) > 0 {
		left = bring
	}
	return m.facts[slices.MinFunc(left, func(a, b int) int { return m.facts[a].id().Compare(m.facts[b].id()) })]
}

// bindDevices notes the account of each device: that of the smallest of its first ops. Each branch acts for its own all the same.
func (m *model) bindDevices() {
	first := make(map[op.DeviceID]*fact)
	for _, f := range m.facts {
		have := first[f.device()]
		if f.op.Header.Seq == 0 && m.kept.has(f.at) && (have == nil || f.id().Compare(have.id()) < 0) {
			first[f.device()] = f
		}
	}
	for device, f := range first {
		m.accounts[device], _ = m.bind(f)
	}
}

// author is the account that an op acts for.
func (m *model) author(f *fact) op.AccountID {
	account, _ := m.bind(f)
	return account
}
