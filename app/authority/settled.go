package authority

// Settled by: what shows, in the past of an op, that a commit is settled.

import (
	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// SettledBy lists seals that settle a commit and that a past does not show: an op that names the commit as settled cites them. There are none for
// the genesis, and none for a commit that is not settled.
func (g *Graph) SettledBy(id op.ID, past PastID) []op.ID {
	c := g.commits[id]
	if c == nil || c.content == nil || g.settledIn(id, past) {
		return nil
	}
	board := g.board(c.content.Parent)
	views := make(map[uint32]map[op.DeviceID]int32)
	for _, at := range g.byBase[c.content.Parent] {
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
			return g.newestIDs(valuesOf(views[m.View]))
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
