package authority

// Opening: what a poll's opening cites, so that its past shows that the commit is settled by which it is judged, and who was a member then.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// OpeningCites lists the acts that a poll's opening has to cite beyond what a past shows: seals that settle the commit that it is judged by,
// carriers of what it rests on that is not settled itself, and every admission known here. They can be more than one op can cite.
func (g *Graph) OpeningCites(on op.ID, past PastID) []op.ID {
	needed := g.settling(on, past)
	shown := g.within(g.pasts.byID(past).heads)
	for c := g.commits[on]; c != nil && c.parent != nil; c = c.parent {
		if !slices.Contains(g.settledOn(c.parent.id, nil), c.id) && !g.valid(c, shown) {
			needed = append(needed, g.showing(c)...)
		}
	}
	for _, admissions := range g.admits {
		if !slices.ContainsFunc(admissions, shown.has) {
			needed = append(needed, firstOf(admissions, g.now.applied)...)
		}
	}
	return g.newestIDs(needed)
}

// SettlingCites lists the seals that an opening has to cite where tellers' receipts say who may vote: they bring the admissions.
func (g *Graph) SettlingCites(on op.ID, past PastID) []op.ID {
	return g.newestIDs(g.settling(on, past))
}

// firstOf is the first of some acts that is as asked for, or nothing.
func firstOf(acts []int32, is func(int32) bool) []int32 {
	if i := slices.IndexFunc(acts, is); i >= 0 {
		return acts[i : i+1]
	}
	return nil
}

// settling is the seals that settle a commit, unless the past shows enough of them. There are none for the genesis.
func (g *Graph) settling(id op.ID, past PastID) []int32 {
	c := g.commits[id]
	if c == nil || c.parent == nil || g.SettledIn(id, past) {
		return nil
	}
	board := g.board(c.parent.id)
	views := make(map[uint32]map[op.DeviceID]int32)
	for _, at := range g.byBase[c.parent.id] {
		m := g.nodes[at].message()
		if m.Step != agreement.Seal || m.Value != id {
			continue
		}
		if views[m.View] == nil {
			views[m.View] = make(map[op.DeviceID]int32)
		}
		if _, again := views[m.View][m.Teller]; !again {
			views[m.View][m.Teller] = at
		}
		if len(views[m.View]) >= board.Quorum() {
			return valuesOf(views[m.View])
		}
	}
	return nil
}

func valuesOf(seals map[op.DeviceID]int32) []int32 {
	list := make([]int32, 0, len(seals))
	for _, at := range seals {
		list = append(list, at)
	}
	return list
}

// StateAt is what holds at a commit; false for one that nobody has carried here.
func (g *Graph) StateAt(id op.ID) (*State, bool) {
	if g.commits[id] == nil {
		return nil, false
	}
	return g.stateAt(id), true
}
