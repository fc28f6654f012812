package authority

import (
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// pastWorld is a graph whose acts and commits are numbers: what the acts say does not matter here.
type pastWorld struct {
	*Graph
	genesis op.ID
}

func newPastWorld() *pastWorld {
	genesis := op.ID{1}
	return &pastWorld{Graph: New(Founding{Genesis: genesis}, op.ID{}, nil), genesis: genesis}
}

func numbered(first byte, n int) (id op.ID) {
	id[0] = first
	binary.BigEndian.PutUint32(id[1:], uint32(n))
	return id
}

func (w *pastWorld) commit(parent op.ID) op.ID {
	return w.know(Carried{ID: numbered(2, len(w.numbered)), Parent: parent}).id
}

// act is one that sees some pasts, and names a commit.
func (w *pastWorld) act(t rapid.TB, naming op.ID, sees ...PastID) *Node {
	o := &op.Op{ID: numbered(3, len(w.nodes))}
	n, err := w.Add(o, &kind.Kind{Name: "act"}, nil, op.AccountID{}, op.ID{}, w.Union(sees, naming))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// nodesHeld counts the nodes of the tries that all pasts hold together.
func (w *pastWorld) nodesHeld() int {
	counted := make(map[numbers]bool)
	var count func(numbers)
	count = func(s numbers) {
		if s.isEmpty() || counted[s] {
			return
		}
		counted[s] = true
		count(s.node.Value().left)
		count(s.node.Value().right)
	}
	for _, held := range w.pasts.all {
		count(held.heads)
		count(held.names)
	}
	return len(counted)
}

// growths are what a liar can write so that the sets of pasts grow: n ops each.
var growths = map[string]func(t rapid.TB, w *pastWorld, n int){
	"each names one commit more": func(_ rapid.TB, w *pastWorld, n int) {
		past := NoPast
		for range n {
			past = w.Union([]PastID{past}, w.commit(w.genesis))
		}
	},
	"each cites one act more": func(t rapid.TB, w *pastWorld, n int) {
		past := NoPast
		for range n {
			past = w.Union([]PastID{past, w.act(t, w.genesis).Past}, w.genesis)
		}
	},
	"acts that each name one commit more": func(t rapid.TB, w *pastWorld, n int) {
		past := NoPast
		for range n {
			past = w.act(t, w.commit(w.genesis), past).Past
		}
	},
	"each cites one act more of those that came last": func(t rapid.TB, w *pastWorld, n int) {
		acts := make([]PastID, n)
		for i := range acts {
			acts[i] = w.act(t, w.genesis).Past
		}
		past := NoPast
		for _, act := range slices.Backward(acts) {
			past = w.Union([]PastID{past, act}, w.genesis)
		}
	},
	"logs that cite each other, each with commits of its own": func(_ rapid.TB, w *pastWorld, n int) {
		pasts := make([]PastID, 3)
		for i := range n {
			next := (i + 1) % len(pasts)
			pasts[next] = w.Union([]PastID{pasts[i%len(pasts)], pasts[next]}, w.commit(w.genesis))
		}
	},
	"many logs begin with all of one log and some of another": func(_ rapid.TB, w *pastWorld, n int) {
		logs := [2][]PastID{{NoPast}, {NoPast}}
		for i := range n {
			log := logs[i%2]
			logs[i%2] = append(log, w.Union([]PastID{log[len(log)-1]}, w.commit(w.genesis)))
		}
		for _, some := range logs[0] {
			w.Union([]PastID{some, logs[1][len(logs[1])-1]}, w.genesis)
		}
	},
}

func TestPastsHoldWhatTheyAdd(t *testing.T) {
	for name, grow := range growths {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{500, 2_000, 8_000} {
				w := newPastWorld()
				grow(t, w, n)
				if len(w.pasts.all) < n {
					t.Fatalf("%d ops see %d pasts", n, len(w.pasts.all))
				}
				entries := 0
				for _, past := range w.TakeFresh() {
					entries += len(past.Parts) + len(past.Heads) + len(past.Names)
				}
				held := w.nodesHeld()
				t.Logf("%d ops: %d pasts, %d entries, %d nodes", n, len(w.pasts.all), entries, held)
				if entries > 3*len(w.pasts.all) {
					t.Errorf("%d pasts list %d entries", len(w.pasts.all), entries)
				}
				if held > 2*len(w.pasts.all)*bits.Len(uint(n)) {
					t.Errorf("%d pasts hold %d nodes", len(w.pasts.all), held)
				}
			}
		})
	}
}

// drawPasts draws acts and commits, and ops that see some of them.
func drawPasts(t *rapid.T) (w *pastWorld, interned []PastID, sees map[PastID]seen) {
	w = newPastWorld()
	commits, interned := []op.ID{w.genesis}, []PastID{NoPast}
	sees = map[PastID]seen{NoPast: {}}
	for range rapid.IntRange(1, 80).Draw(t, "ops") {
		pasts := rapid.SliceOfN(rapid.SampledFrom(interned), 0, 4).Draw(t, "cited")
		naming := rapid.SampledFrom(commits).Draw(t, "named")
		all := seen{acts: map[int32]bool{}, commits: map[int32]bool{w.commits[naming].number: true}}
		for _, past := range pasts {
			maps.Copy(all.acts, sees[past].acts)
			maps.Copy(all.commits, sees[past].commits)
		}
		past := w.Union(pasts, naming)
		if rapid.Bool().Draw(t, "act") {
			n := w.act(t, naming, pasts...)
			past = n.Past
			all.acts[w.index[n.ID]] = true
			if rapid.Bool().Draw(t, "carries") {
				parent := rapid.SampledFrom(commits).Draw(t, "parent")
				n.commit = w.commits[w.commit(parent)]
				commits = append(commits, n.commit.id)
			}
		}
		interned = append(interned, past)
		sees[past] = all
	}
	return w, interned, sees
}

// seen is all that a past sees.
type seen struct{ acts, commits map[int32]bool }

// naive is what a past shall hold, worked out anew.
func (w *pastWorld) naive(s seen) heldPast {
	heads, names := maps.Clone(s.acts), maps.Clone(s.commits)
	for at := range s.acts {
		for _, parent := range w.nodes[at].parents.list() {
			delete(heads, parent)
		}
	}
	for at := range s.commits {
		for c := w.numbered[at].parent; c != nil; c = c.parent {
			delete(names, c.number)
		}
	}
	return heldPast{setOf(slices.Sorted(maps.Keys(heads))), setOf(slices.Sorted(maps.Keys(names)))}
}

func TestPastsHoldTheNewestAndAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, interned, sees := drawPasts(t)
		for _, past := range interned {
			if got, want := *w.pasts.byID(past), w.naive(sees[past]); got != want {
				t.Fatalf("past %d holds acts %v and commits %v, want %v and %v",
					past, got.heads.list(), got.names.list(), want.heads.list(), want.names.list())
			}
		}
		again := newPastWorld()
		for _, c := range w.numbered[1:] {
			again.know(Carried{ID: c.id, Parent: c.parent.id})
		}
		fresh, restored := w.TakeFresh(), 0
		upTo := func(last PastID) {
			for ; restored < len(fresh) && fresh[restored].ID <= last; restored++ {
				if err := again.Restore(fresh[restored]); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, n := range w.nodes {
			before := w.pasts.byKey[heldPast{n.parents, n.names}]
			upTo(before)
			if err := again.RestoreNode(&op.Op{ID: n.ID}, n.Kind, nil, n.Account, op.ID{}, before); err != nil {
				t.Fatal(err)
			}
		}
		upTo(^NoPast)
		if !slices.EqualFunc(w.pasts.all, again.pasts.all, func(a, b *heldPast) bool { return *a == *b }) {
			t.Fatal("read again, the pasts hold something else")
		}
		for at, n := range again.nodes {
			if n.Past != w.nodes[at].Past {
				t.Fatalf("read again, the act %d sees past %d instead of %d", at, n.Past, w.nodes[at].Past)
			}
		}
	})
}

func TestPastsAreLeftOutThatGoOnFromWhatIsNotKept(t *testing.T) {
	w := newPastWorld()
	n := w.act(t, w.genesis)
	lost := []Past{{ID: 5, Heads: []op.ID{{9}}}, {ID: 6, Parts: []PastID{5}}, {ID: 7, Parts: []PastID{4}}, {ID: 8, Parts: []PastID{n.Past, 6}}, {ID: 9, Names: []op.ID{{9}}}}
	for _, past := range lost {
		if err := w.Restore(past); err != nil || w.pasts.all[past.ID] != nil {
			t.Errorf("past %d is restored: %v", past.ID, err)
		}
	}
	for _, past := range []Past{{ID: 8}, {ID: 10, Parts: []PastID{10}}} {
		if err := w.Restore(past); err == nil {
			t.Errorf("past %d is restored", past.ID)
		}
	}
}

// What acts bring is compared with going over all of them until nothing more is taken in.
func TestBringingTakesInAllThatItCan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _, _ := drawPasts(t)
		keep := rapid.SliceOfN(rapid.IntRange(0, 3), len(w.nodes), len(w.nodes)).Draw(t, "kept")
		kept := func(n *Node) bool { return keep[w.index[n.ID]] > 0 }
		taken, brought := make(map[int32]bool), map[op.ID]bool{w.genesis: true}
		misses := func(n *Node) bool {
			_, act := n.parents.firstFrom(0, func(at int32) bool { return !taken[at] })
			_, named := n.names.firstFrom(0, func(c int32) bool { return !brought[w.numbered[c].id] })
			return act || named || slices.ContainsFunc(n.restsOn(), func(id op.ID) bool { return !brought[id] })
		}
		for changed := true; changed; {
			changed = false
			for at, n := range w.nodes {
				if !taken[int32(at)] && kept(n) && !misses(n) {
					taken[int32(at)], changed = true, true
					if n.commit != nil {
						brought[n.commit.id] = true
					}
				}
			}
		}
		b := w.Bringing(kept)
		for _, c := range w.numbered {
			if got := b.Brings(c.id); got != brought[c.id] {
				t.Fatalf("commit %d is brought: %v", c.number, got)
			}
		}
		namings := w.NamingsOf([]op.ID{w.genesis})
		for _, c := range w.numbered {
			var want []PastID
			for past, held := range w.pasts.all {
				if held.names.has(c.number) {
					want = append(want, PastID(past))
				}
			}
			if got := slices.Collect(namings.Pasts(c.id)); !slices.Equal(got, want) {
				t.Fatalf("commit %d is named by %v, want %v", c.number, got, want)
			}
		}
	})
}
