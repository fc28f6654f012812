package authority

// Electing: which admissions make voters.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Admissions lists the admissions that are applied now, in the order in which they came here.
func (g *Graph) Admissions() []op.ID {
	var list []op.ID
	for at, n := range g.nodes {
		if _, is := n.Body.(*AdmitBody); is && g.now.applied(int32(at)) {
			list = append(list, n.ID)
		}
	}
	return list
}

// MembersBy lists the founders, and whom some of these acts admit in this world, but for those removed at its head; ascending.
func (w *World) MembersBy(admissions []op.ID) []op.AccountID {
	members := slices.Clone(w.graph.founding.Members)
	for _, id := range admissions {
		at, ok := w.graph.index[id]
		if !ok || !w.applied(at) || !w.joinFits(at) {
			continue
		}
		if body, is := w.graph.nodes[at].Body.(*AdmitBody); is {
			members = append(members, body.Account)
		}
	}
	members = slices.DeleteFunc(members, w.head.IsRemoved)
	slices.SortFunc(members, op.AccountID.Compare)
	return slices.Compact(members)
}

// AdmissionsOf lists the admissions of one account that are applied now.
func (g *Graph) AdmissionsOf(account op.AccountID) []op.ID {
	var list []op.ID
	for _, at := range g.admits[account] {
		if g.now.applied(at) {
			list = append(list, g.nodes[at].ID)
		}
	}
	return list
}
