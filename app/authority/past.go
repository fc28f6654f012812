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

// pasts interns pasts. Numbers are given in order; one that was taken back is given again.
type pasts struct {
	graph *Graph
	all   []*heldPast
	byKey map[string]PastID
	// unions remembers what was worked out last: most ops see what the op before them saw, and one more.
	unions map[union]PastID
	// fresh are those that the replica does not have yet.
	fresh []Past
}

// union is the question "what do two pasts see together, with a commit named".
type union struct {
	a, b   PastID
	naming op.ID
}

func newPasts(g *Graph) pasts {
	p := pasts{graph: g, byKey: make(map[string]PastID), unions: make(map[union]PastID)}
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

// Restore puts a past back that a replica has kept. Pasts come by ascending number. One that names acts or commits which are no longer kept
// belongs to no stored op, and is left out.
func (g *Graph) Restore(past Past) error {
	p := &g.pasts
	if int(past.ID) < len(p.all) {
		return fmt.Errorf("restoring past %d: numbers are not ascending", past.ID)
	}
	for len(p.all) < int(past.ID) {
		p.all = append(p.all, nil)
	}
	held := g.heldOf(past)
	p.all = append(p.all, held)
	if held == nil {
		return nil
	}
	p.byKey[held.key()] = past.ID
	if len(held.heads) == 1 && slices.Equal(held.names, g.nodes[held.heads[0]].names) {
		g.nodes[held.heads[0]].Past = past.ID
	}
	return nil
}

func (g *Graph) heldOf(past Past) *heldPast {
	held := &heldPast{names: past.Names}
	for _, id := range past.Heads {
		at, ok := g.index[id]
		if !ok {
			return nil
		}
		held.heads = append(held.heads, at)
	}
	if slices.ContainsFunc(past.Names, func(id op.ID) bool { return !g.Knows(id) }) {
		return nil
	}
	slices.Sort(held.heads)
	return held
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
		fresh.Heads = append(fresh.Heads, p.graph.nodes[at].ID)
	}
	p.fresh = append(p.fresh, fresh)
	return id
}

// Union is what some pasts see together, with one more commit named, which must be known.
func (g *Graph) Union(pasts []PastID, naming op.ID) PastID {
	distinct := slices.Clone(pasts)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	question := union{naming: naming}
	switch len(distinct) {
	case 0:
	case 1:
		question.a = distinct[0]
	case 2:
		question.a, question.b = distinct[0], distinct[1]
	default:
		return g.unite(distinct, naming)
	}
	if id, ok := g.pasts.unions[question]; ok {
		return id
	}
	id := g.unite(distinct, naming)
	if len(g.pasts.unions) >= maxRemembered {
		clear(g.pasts.unions)
	}
	g.pasts.unions[question] = id
	return id
}

func (g *Graph) unite(pasts []PastID, naming op.ID) PastID {
	var heads []int32
	names := []op.ID{naming}
	for _, past := range pasts {
		held := g.pasts.byID(past)
		heads = append(heads, held.heads...)
		names = append(names, held.names...)
	}
	return g.pasts.intern(g.newest(heads), g.deepest(names))
}

// Mark is what Forget goes back to.
func (g *Graph) Mark() PastID { return PastID(len(g.pasts.all)) }

// Forget takes back the pasts that were interned since the mark, for an op that is not stored: nobody's refused ops shall fill the memory.
func (g *Graph) Forget(mark PastID) {
	p := &g.pasts
	if int(mark) >= len(p.all) {
		return
	}
	for _, held := range p.all[mark:] {
		delete(p.byKey, held.key())
	}
	p.all = p.all[:mark]
	for question, id := range p.unions {
		if id >= mark {
			delete(p.unions, question)
		}
	}
	p.fresh = slices.DeleteFunc(p.fresh, func(past Past) bool { return past.ID >= mark })
	if g.now != nil {
		clear(g.now.authors) // they go by numbers of pasts, which are given again
	}
}

// newest is a set of acts, ascending, without those that another one sees.
func (g *Graph) newest(acts []int32) []int32 {
	slices.Sort(acts)
	acts = slices.Compact(acts)
	if len(acts) < 2 {
		return acts
	}
	seen := g.seenBy(acts)
	return slices.DeleteFunc(acts, func(at int32) bool { return seen[at] })
}

// seenBy says which of some acts, in ascending order, lie below another one of them.
func (g *Graph) seenBy(acts []int32) map[int32]bool {
	seen := make(map[int32]bool, len(acts))
	var below []int32
	for _, at := range acts {
		below = append(below, g.nodes[at].parents...)
	}
	g.walk(below, func(at int32) bool {
		if _, among := slices.BinarySearch(acts, at); among {
			seen[at] = true
		}
		return at > acts[0]
	})
	return seen
}

// deepest is a set of commits, ascending, without the ancestors of others.
func (g *Graph) deepest(commits []op.ID) []op.ID {
	slices.SortFunc(commits, op.ID.Compare)
	commits = slices.Compact(commits)
	if len(commits) < 2 {
		return commits
	}
	all := slices.Clone(commits)
	return slices.DeleteFunc(commits, func(id op.ID) bool {
		return slices.ContainsFunc(all, func(other op.ID) bool { return other != id && g.isAncestor(id, other) })
	})
}
