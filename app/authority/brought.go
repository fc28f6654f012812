package authority

// Brought: which commits somebody comes to know who gets some of the acts alone.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// Bringing finds the commits that become known to whoever gets the kept acts alone, and takes each in once all that it sees is there, and the
// commits that it names are known. It goes on with acts that were added since it was last asked; each act is looked at once, and again when the
// last thing that it missed is there.
type Bringing struct {
	graph   *Graph
	kept    func(act *Node) bool
	brought map[op.ID]bool
	// missing counts what keeps an act from being taken in; taken is then -1.
	missing []int32
	// waiting are the acts that miss an act, or a commit.
	byAct    map[int32][]int32
	byCommit map[op.ID][]int32
}

// takenIn in place of a count says that the act was taken in, leftOut that it is not kept.
const (
	takenIn int32 = -1
	leftOut int32 = -2
)

// Bringing begins with the genesis. kept must say the same of an act each time.
func (g *Graph) Bringing(kept func(act *Node) bool) *Bringing {
	return &Bringing{
		graph: g, kept: kept, brought: map[op.ID]bool{g.founding.Genesis: true},
		byAct: make(map[int32][]int32), byCommit: make(map[op.ID][]int32),
	}
}

// Of reports whether this graph's acts are what it goes through.
func (b *Bringing) Of(g *Graph) bool { return b != nil && b.graph == g }

// Brings reports whether the commit becomes known.
func (b *Bringing) Brings(commit op.ID) bool {
	for at := len(b.missing); at < len(b.graph.nodes); at++ {
		b.missing = append(b.missing, 0)
		b.look(int32(at))
	}
	return b.brought[commit]
}

// look counts what a new act misses; its parents were looked at before.
func (b *Bringing) look(at int32) {
	n := b.graph.nodes[at]
	if !b.kept(n) {
		b.missing[at] = leftOut
		return
	}
	for _, parent := range n.parents {
		if b.missing[parent] != takenIn {
			b.missing[at]++
			b.byAct[parent] = append(b.byAct[parent], at)
		}
	}
	for _, commits := range [][]op.ID{n.names, n.restsOn()} {
		for _, id := range commits {
			if !b.brought[id] {
				b.missing[at]++
				b.byCommit[id] = append(b.byCommit[id], at)
			}
		}
	}
	b.takeIn(at)
}

// takeIn takes in an act that misses nothing, and what had missed it alone.
func (b *Bringing) takeIn(at int32) {
	ready := []int32{at}
	for len(ready) > 0 {
		at, ready = ready[len(ready)-1], ready[:len(ready)-1]
		if b.missing[at] != 0 {
			continue
		}
		b.missing[at] = takenIn
		ready = b.release(b.byAct[at], ready)
		delete(b.byAct, at)
		if commit, is := b.graph.nodes[at].Carries(); is && !b.brought[commit] {
			b.brought[commit] = true
			ready = b.release(b.byCommit[commit], ready)
			delete(b.byCommit, commit)
		}
	}
}

func (b *Bringing) release(waiting, ready []int32) []int32 {
	for _, at := range waiting {
		if b.missing[at]--; b.missing[at] == 0 {
			ready = append(ready, at)
		}
	}
	return ready
}

// Naming is what names one commit: acts whose bodies rest on it, and the pasts that name it, ascending. What names a descendant alone is not
// among them.
type Naming struct {
	Acts  []op.ID
	Pasts []PastID
}

// NamingsOf finds what names some commits. It goes through all acts and pasts, once.
func (g *Graph) NamingsOf(commits []op.ID) map[op.ID]Naming {
	found := make(map[op.ID]Naming, len(commits))
	for _, id := range commits {
		found[id] = Naming{}
	}
	for _, n := range g.nodes {
		for _, id := range n.restsOn() {
			if naming, asked := found[id]; asked {
				naming.Acts = append(naming.Acts, n.ID)
				found[id] = naming
			}
		}
	}
	for past, held := range g.pasts.all {
		if held == nil {
			continue
		}
		for _, id := range held.names {
			if naming, asked := found[id]; asked {
				naming.Pasts = append(naming.Pasts, PastID(past))
				found[id] = naming
			}
		}
	}
	return found
}
