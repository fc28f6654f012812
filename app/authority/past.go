package authority

// Past: what an op sees of authority, in a form that most ops share.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// PastID numbers the interned pasts of one replica, from 1. It is local and means nothing elsewhere.
type PastID uint32

// Past is the part of an op's past that decides about rights: the acts of authority in it, and the commits that it names.
// Almost all ops share theirs with the op before, so pasts are interned and ops carry a number. A past says what it has beyond others: so what
// a replica keeps of it is bounded by what the op names that saw it first.
type Past struct {
	ID PastID
	// Parts are the pasts that it goes on from, with smaller numbers: it sees all that they see.
	Parts []PastID
	// Heads are the acts of authority that it sees beyond them: at most the op itself, where it is one.
	Heads []op.ID
	// Names are the commits that it names beyond them: at most one.
	Names []op.ID
}

// heldPast is what a past sees: the newest acts of authority in it, those that no other of them sees, and the commits named, without those that
// are ancestors of another. Both are numbers of this graph.
type heldPast struct {
	heads, names numbers
}

// pasts interns pasts. Numbers are given in order; one that was taken back is given again.
type pasts struct {
	// all has nil for what is not kept any more.
	all   []*heldPast
	byKey map[heldPast]PastID
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

func newPasts() pasts {
	p := pasts{byKey: make(map[heldPast]PastID), unions: make(map[union]PastID)}
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
	if slices.ContainsFunc(past.Parts, func(part PastID) bool { return part >= past.ID }) {
		return fmt.Errorf("restoring past %d: it goes on from a later one", past.ID)
	}
	for len(p.all) < int(past.ID) {
		p.all = append(p.all, nil)
	}
	held := g.heldOf(past)
	p.all = append(p.all, held)
	if held == nil {
		return nil
	}
	p.byKey[*held] = past.ID
	if at, single := held.heads.single(); single && held.names == g.nodes[at].names {
		g.nodes[at].Past = past.ID
	}
	return nil
}

// heldOf works out what a past holds; nil where something of it is not kept.
func (g *Graph) heldOf(past Past) *heldPast {
	held := &heldPast{}
	for _, part := range past.Parts {
		if part == NoPast || g.pasts.all[part] == nil {
			return nil
		}
		*held = g.together(held, g.pasts.all[part])
	}
	for _, id := range past.Heads {
		at, ok := g.index[id]
		if !ok {
			return nil
		}
		held.heads = g.acts.unite(held.heads, only(at))
	}
	for _, id := range past.Names {
		c, ok := g.commits[id]
		if !ok {
			return nil
		}
		held.names = g.lines.unite(held.names, only(c.number))
	}
	return held
}

// together is what two pasts see.
func (g *Graph) together(a, b *heldPast) heldPast {
	return heldPast{g.acts.unite(a.heads, b.heads), g.lines.unite(a.names, b.names)}
}

// TakeFresh returns the pasts that were interned since the last call: the replica keeps them.
func (g *Graph) TakeFresh() []Past {
	fresh := g.pasts.fresh
	g.pasts.fresh = nil
	return fresh
}

// intern takes what was worked out; made says how, where it is new.
func (p *pasts) intern(held heldPast, made Past) PastID {
	if id, ok := p.byKey[held]; ok {
		return id
	}
	made.ID = PastID(len(p.all))
	p.all = append(p.all, &held)
	p.byKey[held] = made.ID
	p.fresh = append(p.fresh, made)
	return made.ID
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
	var held heldPast
	var made Past
	for _, past := range pasts {
		part := g.pasts.byID(past)
		switch both := g.together(&held, part); both {
		case held:
		case *part:
			held, made.Parts = both, partsOf(past)
		default:
			held, made.Parts = both, append(made.Parts, past)
		}
	}
	if c := g.commits[naming]; c != nil {
		if named := g.lines.unite(held.names, only(c.number)); named != held.names {
			held.names, made.Names = named, []op.ID{naming}
		}
	}
	return g.pasts.intern(held, made)
}

// partsOf is the parts of what goes on from one past.
func partsOf(past PastID) []PastID {
	if past == NoPast {
		return nil
	}
	return []PastID{past}
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
		delete(p.byKey, *held)
	}
	p.all = p.all[:mark]
	for question, id := range p.unions {
		if id >= mark {
			delete(p.unions, question)
		}
	}
	p.fresh = slices.DeleteFunc(p.fresh, func(past Past) bool { return past.ID >= mark })
	clear(g.lastSettled) // these too go by numbers that are given again
	if g.now != nil {
		clear(g.now.authors) // they go by numbers of pasts, which are given again
	}
}
