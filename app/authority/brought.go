package authority

// Brought: which commits somebody comes to know who gets some of the acts alone.

import (
	"iter"
	"math"

	"github.com/folkmoot/folkmoot/app/op"
)

// Bringing finds the commits that become known to whoever gets the kept acts alone, and takes each in once all that it sees is there, and the
// commits that it names are known. It goes on with acts that were added since it was last asked. An act waits for the first thing that it misses,
// and then for the next: so what is held does not grow with how much acts name.
type Bringing struct {
	graph   *Graph
	kept    func(act *Node) bool
	brought map[op.ID]bool
	state   []bringingState
	// waiting are how far acts have come that miss an act, or a commit.
	waiting  map[int32]progress
	byAct    map[int32][]int32
	byCommit map[op.ID][]int32
}

// bringingState says what has become of an act.
type bringingState uint8

const (
	missing bringingState = iota
	takenIn
	leftOut
)

// progress is the first act and the first commit of an act's past that were not found there yet.
type progress struct{ act, commit int32 }

// Bringing begins with the genesis. kept must say the same of an act each time.
func (g *Graph) Bringing(kept func(act *Node) bool) *Bringing {
	return &Bringing{
		graph: g, kept: kept, brought: map[op.ID]bool{g.founding.Genesis: true},
		waiting: make(map[int32]progress), byAct: make(map[int32][]int32), byCommit: make(map[op.ID][]int32),
	}
}

// Of reports whether this graph's acts are what it goes through.
func (b *Bringing) Of(g *Graph) bool { return b != nil && b.graph == g }

// Brings reports whether the commit becomes known.
func (b *Bringing) Brings(commit op.ID) bool {
	for at := len(b.state); at < len(b.graph.nodes); at++ {
		b.state = append(b.state, missing)
		if b.kept(b.graph.nodes[at]) {
			b.takeIn(int32(at))
		} else {
			b.state[at] = leftOut
		}
	}
	return b.brought[commit]
}

// takeIn takes in an act that misses nothing, and what had waited for it alone.
func (b *Bringing) takeIn(at int32) {
	ready := []int32{at}
	for len(ready) > 0 {
		at, ready = ready[len(ready)-1], ready[:len(ready)-1]
		if b.waits(at) {
			continue
		}
		b.state[at] = takenIn
		ready = append(ready, b.byAct[at]...)
		delete(b.byAct, at)
		if commit, is := b.graph.nodes[at].Carries(); is && !b.brought[commit] {
			b.brought[commit] = true
			ready = append(ready, b.byCommit[commit]...)
			delete(b.byCommit, commit)
		}
	}
}

// waits reports whether an act misses something, and makes it wait for the first such thing. What was found there once stays there.
func (b *Bringing) waits(at int32) bool {
	n, p := b.graph.nodes[at], b.waiting[at]
	if parent, misses := n.parents.firstFrom(p.act, func(at int32) bool { return b.state[at] != takenIn }); misses {
		if b.state[parent] == missing {
			b.byAct[parent] = append(b.byAct[parent], at)
		}
		b.waiting[at] = progress{act: parent}
		return true
	}
	p.act = math.MaxInt32
	if c, misses := n.names.firstFrom(p.commit, func(c int32) bool { return !b.brought[b.graph.numbered[c].id] }); misses {
		p.commit = c
		b.waitFor(b.graph.numbered[c].id, at, p)
		return true
	}
	for _, id := range n.restsOn() {
		if !b.brought[id] {
			b.waitFor(id, at, progress{math.MaxInt32, math.MaxInt32})
			return true
		}
	}
	delete(b.waiting, at)
	return false
}

func (b *Bringing) waitFor(commit op.ID, at int32, p progress) {
	b.byCommit[commit] = append(b.byCommit[commit], at)
	b.waiting[at] = p
}

// Namings is what names some commits.
type Namings struct {
	graph *Graph
	acts  map[op.ID][]op.ID
	// named are all commits that some past names.
	named numbers
}

// NamingsOf finds what names some commits. It goes through all acts and pasts.
func (g *Graph) NamingsOf(commits []op.ID) *Namings {
	found := &Namings{graph: g, acts: make(map[op.ID][]op.ID, len(commits))}
	for _, id := range commits {
		found.acts[id] = nil
	}
	for _, n := range g.nodes {
		for _, id := range n.restsOn() {
			if acts, asked := found.acts[id]; asked {
				found.acts[id] = append(acts, n.ID)
			}
		}
	}
	for _, held := range g.pasts.all {
		if held != nil {
			found.named = found.named.union(held.names)
		}
	}
	return found
}

// Acts are those whose bodies rest on one of the commits.
func (n *Namings) Acts(commit op.ID) []op.ID { return n.acts[commit] }

// Pasts yields the pasts that name the commit, ascending. What names a descendant alone is not among them.
func (n *Namings) Pasts(commit op.ID) iter.Seq[PastID] {
	c := n.graph.commits[commit]
	return func(yield func(PastID) bool) {
		if c == nil || !n.named.has(c.number) {
			return
		}
		for past, held := range n.graph.pasts.all {
			if held != nil && held.names.has(c.number) && !yield(PastID(past)) {
				return
			}
		}
	}
}
