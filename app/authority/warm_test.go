package authority

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/op"
)

// A tree of commits is drawn, and each ancestor looked for along the parents.
func TestAncestorsAreFoundBySkips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		genesis := op.ID{1}
		g := New(Founding{Genesis: genesis}, op.ID{}, nil)
		all := []*commit{g.commits[genesis]}
		for i := range rapid.IntRange(1, 200).Draw(t, "commits") {
			parent := all[max(0, len(all)-1-rapid.IntRange(0, 3).Draw(t, "back"))]
			all = append(all, g.know(Carried{ID: op.ID{2, byte(i)}, Parent: parent.id}))
		}
		c := rapid.SampledFrom(all).Draw(t, "commit")
		want := c
		for depth := c.depth; depth >= 0; depth-- {
			if got := c.upTo(depth); got != want {
				t.Fatalf("at depth %d above %d it finds %v, want %v", depth, c.depth, got.id, want.id)
			}
			if want != c && (!g.isAncestor(want.id, c.id) || g.isAncestor(c.id, want.id)) {
				t.Fatalf("the commit at depth %d is no ancestor of that at %d", depth, c.depth)
			}
			want = want.parent
		}
	})
}

func TestADeepAncestorTakesFewSteps(t *testing.T) {
	const depth = 1 << 16
	genesis := op.ID{1}
	g := New(Founding{Genesis: genesis}, op.ID{}, nil)
	c := g.commits[genesis]
	for i := range depth {
		c = g.know(Carried{ID: op.ID{2, byte(i >> 16), byte(i >> 8), byte(i)}, Parent: c.id})
	}
	for _, want := range []int{0, 1, depth / 3, depth - 1} {
		steps := 0
		for at := c; at.depth > want; steps++ {
			if at.skip.depth >= want {
				at = at.skip
			} else {
				at = at.parent
			}
		}
		if steps > 64 {
			t.Errorf("%d steps from %d to %d", steps, depth, want)
		}
	}
}
