package closing

// Receipts of what decides who may vote: admissions, delegations and their ends, receipted like ballots, in a closing that never closes (a
// Setup whose Poll is zero; the acts are its ballots). An opening names a cut over the tellers' logs, and these answer by it.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// CertifiedIn is what f+1 tellers had by a moment in the past of the given ops, and those themselves: a cut, say. It is in ascending order.
func (p *Poll) CertifiedIn(heads []op.ID, momentMillis int64) ([]Certificate, error) {
	from, err := p.heads(heads)
	if err != nil {
		return nil, err
	}
	return p.certificates(p.within(from), momentMillis), nil
}

// LeftOut is what a teller's own log showed certified by an instant, and a cut does not show certified by cutByMillis: an opening with such a cut it
// refuses, an hour having gone by. An op of that log shows the instant by its effective time.
func (p *Poll) LeftOut(teller op.DeviceID, cut []op.ID, byMillis, cutByMillis int64) ([]op.ID, error) {
	cutSees, err := p.CertifiedIn(cut, cutByMillis)
	if err != nil {
		return nil, err
	}
	var left []op.ID
	for _, c := range p.certificates(p.within(p.logUntil(teller, byMillis)), byMillis) {
		if _, in := slices.BinarySearchFunc(cutSees, c.Ballot, func(c Certificate, id op.ID) int { return c.Ballot.Compare(id) }); !in {
			left = append(left, c.Ballot)
		}
	}
	return left, nil
}

// logUntil are the newest ops of a teller's log up to an instant, one for each of its branches.
func (p *Poll) logUntil(teller op.DeviceID, byMillis int64) []int32 {
	var heads []int32
	for i := range p.nodes {
		if n := &p.nodes[i]; p.setup.Tellers[n.teller] == teller && n.effective <= byMillis {
			heads = append(heads, int32(i))
		}
	}
	return heads
}

// FirstOpening is the first teller in the poll's order that has said something about it, and the id of the first thing that it said: the receipt
// of the opening that a draw goes by. Of a forked log it is the smaller id.
func (p *Poll) FirstOpening(heads []op.ID) (op.ID, bool, error) {
	from, err := p.heads(heads)
	if err != nil {
		return op.ID{}, false, err
	}
	in := p.within(from)
	for i := range p.setup.Tellers {
		var first op.ID
		for _, at := range p.after[lineEnd{i, none}] {
			if id := p.nodes[at].id; in[at] && (first.IsZero() || id.Compare(first) < 0) {
				first = id
			}
		}
		if !first.IsZero() {
			return first, true, nil
		}
	}
	return op.ID{}, false, nil
}

// Opens reports whether an op is the first in its line that says a time: by it its teller has received the opening.
func (p *Poll) Opens(id op.ID) bool {
	at, is := p.index[id]
	if !is || !(p.nodes[at].receipt || p.nodes[at].freeze) {
		return false
	}
	first := true
	p.line(p.nodes[at].previous, func(n *node) bool {
		first = !n.receipt && !n.freeze
		return first
	})
	return first
}

// OpenedMillis is when the poll was open: the t-th smallest of the times at which its tellers first said something about it, in the past of the
// given ops. False where fewer than t have.
func (p *Poll) OpenedMillis(heads []op.ID) (int64, bool, error) {
	from, err := p.heads(heads)
	if err != nil {
		return 0, false, err
	}
	in := p.within(from)
	first := make(map[int]int64)
	for i := range p.nodes {
		n := &p.nodes[i]
		if have, has := first[n.teller]; in[i] && n.effective >= 0 && (!has || n.effective < have) {
			first[n.teller] = n.effective
		}
	}
	times := make([]int64, 0, len(first))
	for _, at := range first {
		times = append(times, at)
	}
	slices.Sort(times)
	t := p.setup.Tellers.Quorum()
	if len(times) < t {
		return 0, false, nil
	}
	return times[t-1], true, nil
}

// Tip is the newest op of a teller's log, one for each of its branches: what a cut over the logs names.
func (p *Poll) Tip(teller op.DeviceID) []op.ID {
	var tips []op.ID
	for i := range p.nodes {
		n := &p.nodes[i]
		if p.setup.Tellers[n.teller] == teller && len(p.after[lineEnd{n.teller, int32(i)}]) == 0 {
			tips = append(tips, n.id)
		}
	}
	return tips
}
