package closing

// A teller's part in the agreement: which manifest it would propose, which it endorses, and how long it waits.

import (
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

const sealStep = agreement.Seal

// step is the next step of the agreement, nil for none, and the patience that goes with it.
func (t Teller) step(s sight) (any, Patience, error) {
	p := t.Poll
	if p.setup.Poll.IsZero() {
		return nil, Patience{}, nil
	}
	candidate, made := p.candidate(s)
	part := agreement.Teller{
		Board: p.setup.Tellers, Me: t.Me, Seen: p.messages(s.in), Candidate: candidate,
		Accept: func(value op.ID) bool {
			m := p.manifests[value]
			if value == candidate {
				m = made
			}
			if m == nil {
				return false
			}
			_, leavesOut := p.leavesOut(m, s.tip)
			return !leavesOut
		},
	}
	patience := t.wait(part)
	part.OutOfPatience = patience.Running && t.NowMillis-patience.SinceMillis >= p.setup.WaitMillis(patience.View)
	message, says := part.Next()
	if !says {
		return nil, patience, nil
	}
	body, err := t.body(message, made)
	return body, patience, err
}

// wait is the patience with the present view: it begins when that is first seen to run. A clock that was set back begins it anew, else it
// would last for as long.
func (t Teller) wait(part agreement.Teller) Patience {
	if !part.Impatient() {
		return Patience{}
	}
	view := part.View()
	if t.Patience.Running && t.Patience.View == view && t.Patience.SinceMillis <= t.NowMillis {
		return t.Patience
	}
	return Patience{Running: true, View: view, SinceMillis: t.NowMillis}
}

func (t Teller) body(m agreement.Message, made *proposal) (any, error) {
	poll := t.Poll.setup.Poll
	switch m.Step {
	case agreement.Propose:
		if made == nil || made.ID() != m.Value {
			made = t.Poll.manifests[m.Value]
		}
		return &Propose{Poll: poll, View: m.View, MomentMillis: made.MomentMillis, Freezes: made.Freezes}, nil
	case agreement.Endorse:
		return &Endorse{Poll: poll, View: m.View, Manifest: m.Value}, nil
	case agreement.Turn:
		return &Turn{Poll: poll, View: m.View}, nil
	}
	return t.seal(m.View, m.Value)
}

// candidate is the manifest that this teller would propose: for the earliest moment that t tellers have frozen for and whose freezes show what
// is asked of it, with one freeze of every teller that has one.
func (p *Poll) candidate(s sight) (op.ID, *proposal) {
	freezes := make(map[int64]map[int]op.ID)
	for _, at := range p.freezes {
		n := &p.nodes[at]
		if !s.in[at] {
			continue
		}
		if freezes[n.moment] == nil {
			freezes[n.moment] = make(map[int]op.ID)
		}
		if _, has := freezes[n.moment][n.teller]; !has {
			freezes[n.moment][n.teller] = n.id
		}
	}
	for _, moment := range slices.Sorted(maps.Keys(freezes)) {
		if len(freezes[moment]) < p.setup.Tellers.Quorum() {
			continue
		}
		m := Manifest{Poll: p.setup.Poll, MomentMillis: moment, Freezes: slices.SortedFunc(maps.Values(freezes[moment]), op.ID.Compare)}
		if made, err := p.manifest(m, s.in); err == nil {
			return m.ID(), made
		}
	}
	return op.ID{}, nil
}
