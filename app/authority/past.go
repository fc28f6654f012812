package authority

// Past: what an op sees of authority, in a form that most ops share.

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// PastID numbers the interned pasts of one replica, from 1. It is local and means nothing elsewhere.
type PastID uint32

// Past is the part of an op's past that decides about rights: the acts of authority in it, and the commits that it names.
// Almost all ops share theirs with the op before, so pasts are interned and ops carry a number.
type Past struct {
	ID PastID
	// Heads are the newest acts of authority in the past, the op itself included where it is one: those that no other of them sees.
	Heads []op.ID
	// Names are the commits named, without those that are ancestors of another.
	Names []op.ID
}

// heldPast is a Past whose acts are numbers of this graph.
type heldPast struct {
	heads []int32
	names []op.ID
}

// pasts interns pasts. Numbers are given in order and never reused.
type pasts struct {
	graph *Graph
	all   []*heldPast
	byKey map[string]PastID
	// merged remembers unions, which come again and again.
	merged map[[2]PastID]PastID
	// fresh are those that the replica does not have yet.
	fresh []Past
}

func newPasts(g *Graph) pasts {
	p := pasts{graph: g, byKey: make(map[string]PastID), merged: make(map[[2]PastID]PastID)}
	p.all = []*heldPast{{}}
	return p
}

// NoPast sees nothing: the past of a genesis before it is there.
const NoPast PastID = 0

func (p *pasts) byID(id PastID) *heldPast {
	if int(id) >= len(p.all) || p.all[id] == nil {
		return p.all[NoPast]
	}
	return p.all[id]
}

// Restore puts a past back that a replica has kept. Pasts come by ascending number. One that names acts which are no longer kept belongs to
// no stored op, and is left out.
func (g *Graph) Restore(past Past) error {
	p := &g.pasts
	if int(past.ID) < len(p.all) {
		return fmt.Errorf("restoring past %d: numbers are not ascending", past.ID)
	}
	for len(p.all) < int(past.ID) {
		p.all = append(p.all, nil)
	}
	held := &heldPast{names: past.Names}
	for _, id := range past.Heads {
		at, ok := g.index[id]
		if !ok {
			p.all = append(p.all, nil)
			return nil
		}
		held.heads = append(held.heads, at)
	}
	slices.Sort(held.heads)
	p.all = append(p.all, held)
	p.byKey[held.key()] = past.ID
	if len(held.heads) == 1 && slices.Equal(held.names, g.nodes[held.heads[0]].names) {
		g.nodes[held.heads[0]].Past = past.ID
	}
	return nil
}

// TakeFresh returns the pasts that were interned since the last call: the replica keeps them.
func (g *Graph) TakeFresh() []Past {
	fresh := g.pasts.fresh
	g.pasts.fresh = nil
	return fresh
}

func (h *heldPast) key() string {
	out := make([]byte, 0, 4*len(h.heads)+32*len(h.names))
	for _, at := range h.heads {
		out = binary.BigEndian.AppendUint32(out, uint32(at))
	}
	out = append(out, '/')
	for _, id := range h.names {
		out = append(out, id[:]...)
	}
	return string(out)
}

// intern takes heads and names that are sorted and without any that another one sees.
func (p *pasts) intern(heads []int32, names []op.ID) PastID {
	held := &heldPast{heads: heads, names: names}
	key := held.key()
	if id, ok := p.byKey[key]; ok {
		return id
	}
	id := PastID(len(p.all))
	p.all = append(p.all, held)
	p.byKey[key] = id
	fresh := Past{ID: id, Names: names}
	for _, at := range heads {
		fresh.Heads = append(fresh.Heads, p.graph.idOf(at))
	}
	p.fresh = append(p.fresh, fresh)
	return id
}

// idOf also names the node that is being added.
func (g *Graph) idOf(at int32) op.ID { return g.nodes[at].ID }

// Merge is the union of what two ops see.
func (g *Graph) Merge(a, b PastID) PastID {
	if a == b || b == NoPast {
		return a
	}
	if a == NoPast {
		return b
	}
	key := [2]PastID{min(a, b), max(a, b)}
	if id, ok := g.pasts.merged[key]; ok {
		return id
	}
	x, y := g.pasts.byID(a), g.pasts.byID(b)
	id := g.pasts.intern(g.newest(x.heads, y.heads), g.deepest(x.names, y.names))
	if len(g.pasts.merged) >= maxMemory {
		clear(g.pasts.merged)
	}
	g.pasts.merged[key] = id
	return id
}

// Naming is the past with one more commit named.
func (g *Graph) Naming(past PastID, commit op.ID) PastID {
	held := g.pasts.byID(past)
	names := g.deepest(held.names, []op.ID{commit})
	if past != NoPast && slices.Equal(names, held.names) {
		return past
	}
	return g.pasts.intern(held.heads, names)
}

// newest is the union of two sets of heads, without those that another one sees.
func (g *Graph) newest(a, b []int32) []int32 {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	all = slices.Compact(all)
	var heads []int32
	for i, at := range all {
		if !g.sees(all[i+1:], at) {
			heads = append(heads, at)
		}
	}
	return heads
}

// deepest is the union of two sets of commits, without the ancestors of others.
func (g *Graph) deepest(a, b []op.ID) []op.ID {
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, op.ID.Compare)
	all = slices.Compact(all)
	return slices.DeleteFunc(slices.Clone(all), func(id op.ID) bool {
		return slices.ContainsFunc(all, func(other op.ID) bool { return other != id && g.isAncestor(id, other) })
	})
}
