package sim

// What counts in a poll, by the model: rules 3, 5, 6 and 8 of how polls close.

import (
	"crypto/sha256"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// receiptTimes is, for each thing that tellers of a board receipted in some ops by a moment, when enough of them had it.
func (m *model) receiptTimes(receipts []*fact, board []op.DeviceID, momentMillis int64) map[op.ID]int64 {
	first := make(map[op.ID]map[op.DeviceID]int64)
	for _, f := range receipts {
		r, is := f.body.(*closing.Receipt)
		if !is || f.told.time > momentMillis {
			continue
		}
		for _, id := range r.Ballots {
			if first[id] == nil {
				first[id] = make(map[op.DeviceID]int64)
			}
			if at, has := first[id][f.device()]; !has || f.told.time < at {
				first[id][f.device()] = f.told.time
			}
		}
	}
	certified := make(map[op.ID]int64)
	for id, by := range first {
		if times := slices.Sorted(maps.Values(by)); len(times) > charter.Tolerated(len(board)) {
			certified[id] = times[charter.Tolerated(len(board))]
		}
	}
	return certified
}

// certificates are the receipt times of the ballots that some ops about a poll certify by a moment.
func (m *model) certificates(in set, b *box, moment int64) map[op.ID]int64 {
	var receipts []*fact
	for _, f := range m.heard[b.opening] {
		if m.counts(f, in) {
			receipts = append(receipts, f)
		}
	}
	return m.receiptTimes(receipts, b.board, moment)
}

// counted is what a manifest counts.
type counted struct {
	certified map[op.ID]int64
	// counted are ascending.
	counted []op.ID
}

func (m *model) count(p *closing.Propose, b *box) counted {
	c := counted{certified: m.certificates(m.behind(p.Freezes), b, p.MomentMillis)}
	replaced := make(map[op.ID]bool)
	of := make(map[op.AccountID]op.ID)
	for id := range c.certified {
		replaced[m.castOf(id).Replaces] = true
	}
	for id, at := range c.certified {
		account := m.author(m.facts[m.index[id]])
		have, has := of[account]
		newer := !has || at > c.certified[have] || (at == c.certified[have] && id.Compare(have) > 0)
		if !replaced[id] && newer {
			of[account] = id
		}
	}
	c.counted = slices.SortedFunc(maps.Values(of), op.ID.Compare)
	return c
}

func (m *model) castOf(ballot op.ID) *poll.Cast { return m.facts[m.index[ballot]].body.(*poll.Cast) }

// rootOf is the RFC 6962 root over some ids.
func rootOf(ids []op.ID) [32]byte {
	switch n := len(ids); n {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, ids[0][:]...))
	default:
		left := 1
		for left*2 < n {
			left *= 2
		}
		l, r := rootOf(ids[:left]), rootOf(ids[left:])
		return sha256.Sum256(slices.Concat([]byte{1}, l[:], r[:]))
	}
}

// sealed is a manifest with seals by a quorum in one view.
type sealed struct {
	manifest op.ID
	moment   int64
	counted
}

// closed is what the rules say of a poll, by all that is kept.
type closed struct {
	box       *box
	state     closing.State
	certified map[op.ID]int64
	safe      map[op.ID]bool
	sealed    []sealed
	forked    map[op.DeviceID]bool
}

// closedAs says how a poll has closed; nil for one that no tellers close.
func (m *model) closedAs(opening op.ID) *closed {
	b := m.boxOf(opening)
	if b == nil {
		return nil
	}
	c := &closed{box: b, certified: m.certificates(nil, b, b.closes), safe: m.safe(b), forked: m.forkedTellers(b)}
	for _, value := range m.sealedIn(nil, b) {
		if p := m.proposedIn(nil, b, value); p != nil {
			c.sealed = append(c.sealed, sealed{value, p.MomentMillis, m.count(p, b)})
		}
	}
	_, prepared := m.prepared(nil, b, 1<<20)
	frozen := slices.ContainsFunc(m.heard[opening], func(f *fact) bool {
		freeze, is := f.body.(*closing.Freeze)
		return is && freeze.MomentMillis == b.closes && m.kept.has(f.at)
	})
	switch {
	case len(c.sealed) > 1:
		c.state = closing.Contradicted
	case len(c.sealed) == 1:
		c.state = closing.Sealed
	case frozen || prepared:
		c.state = closing.Undecided
	default:
		c.state = closing.Open
	}
	return c
}

// sealedIn are the manifests with seals by a quorum in one view, ascending.
func (m *model) sealedIn(in set, b *box) []op.ID {
	found := make(map[op.ID]bool)
	for _, f := range m.heard[b.opening] {
		if t := f.told; m.counts(f, in) && t.step == agreement.Seal && m.say(in, b, t.step, t.view, t.value) >= b.quorum() {
			found[t.value] = true
		}
	}
	return slices.SortedFunc(maps.Keys(found), op.ID.Compare)
}

// safe are the ballots whose certificate n−t+f+1 tellers' logs show in the past of an op before their freeze or in that.
func (m *model) safe(b *box) map[op.ID]bool {
	by := make(map[op.ID]map[op.DeviceID]bool)
	for _, f := range m.heard[b.opening] {
		if !m.kept.has(f.at) || freezeIn(f.told.before, b.closes) != nil {
			continue
		}
		for id := range m.certificates(f.told.past, b, b.closes) {
			if by[id] == nil {
				by[id] = make(map[op.DeviceID]bool)
			}
			by[id][f.device()] = true
		}
	}
	safe := make(map[op.ID]bool)
	for id, tellers := range by {
		if len(tellers) >= len(b.board)-b.quorum()+charter.Tolerated(len(b.board))+1 {
			safe[id] = true
		}
	}
	return safe
}

// forkedTellers said two things after one.
func (m *model) forkedTellers(b *box) map[op.DeviceID]bool {
	type place struct {
		device op.DeviceID
		before *fact
	}
	next := make(map[place]bool)
	forked := make(map[op.DeviceID]bool)
	for _, f := range m.heard[b.opening] {
		if !m.kept.has(f.at) {
			continue
		}
		at := place{f.device(), f.told.before}
		if next[at] {
			forked[f.device()] = true
		}
		next[at] = true
	}
	return forked
}
