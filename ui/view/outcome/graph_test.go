package outcome

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/ui/view"
)

func person(name string) view.Name { return view.Name{Account: "key-" + name, Name: name} }

func TestAGraphIsTheSameEverywhere(t *testing.T) {
	w := speak(t, "en")
	by := func(voter, delegate string, between ...string) view.Delegated {
		d := view.Delegated{Voter: person(voter)}
		to := person(delegate)
		d.By = &to
		for _, name := range between {
			d.Between = append(d.Between, person(name))
		}
		return d
	}
	d := &view.PollDelegations{Votes: 12, Deciders: 2, Through: []view.Delegated{by("Ada", "Marta"), by("Bo", "Marta"), by("Cy", "Marta", "Bo"), by("Dan", "Eve")}, Largest: []view.LargestDelegate{
		{Name: person("Marta"), Delegations: 3, Votes: 4}, {Name: person("Eve"), Delegations: 1, Votes: 2},
	}}
	g := GraphOf(w, d, 3)
	if len(g.Nodes) != 6 || len(g.Arcs) != 4 || g.Warning != "Marta carries 3, the most that the charter allows" || g.Sentence != "2 people cast more than half of the 12 votes." {
		t.Fatalf("%+v", g)
	}
	if !g.Choose("key-Marta") || g.Nodes[g.Chosen].Carries != 4 || g.Nodes[g.Chosen].Label != "Marta casts 4 votes" || len(g.Around(g.Chosen)) != 2 {
		t.Errorf("%+v", g.Nodes)
	}
	if bo := g.Nodes[slices.IndexFunc(g.Nodes, func(n Node) bool { return n.Name == "Bo" })]; bo.Label != "Bo votes through Marta" || bo.Carries != 0 {
		t.Errorf("%+v", bo)
	}
	g.apart(t)
	again := GraphOf(w, d, 3)
	if fmt.Sprintf("%+v", g.Nodes) != fmt.Sprintf("%+v", again.Nodes) {
		t.Error("two layouts of one graph")
	}
	if GraphOf(w, nil, 0) != nil || GraphOf(w, &view.PollDelegations{}, 0) != nil {
		t.Error("a graph of nobody")
	}
}

// apart fails where a circle leaves the picture or lies on another one.
func (g *Graph) apart(t rapid.TB) {
	t.Helper()
	for i, a := range g.Nodes {
		if a.Radius < 1 || a.X < a.Radius || a.X > 1000-a.Radius || a.Y < a.Radius || a.Y > g.Height-a.Radius {
			t.Fatalf("%+v is outside of 1000 by %d", a, g.Height)
		}
		for _, b := range g.Nodes[:i] {
			if dx, dy, r := a.X-b.X, a.Y-b.Y, a.Radius+b.Radius; dx*dx+dy*dy < r*r {
				t.Fatalf("%+v lies on %+v", a, b)
			}
		}
	}
}

// Whoever votes for whom, circles included, everybody has a place of their own.
func TestEverybodyHasAPlace(t *testing.T) {
	w := speak(t, "en")
	rapid.Check(t, func(t *rapid.T) {
		d := view.DelegationGraph{}
		n := rapid.IntRange(2, 60).Draw(t, "people")
		for i := range n {
			d.Nodes = append(d.Nodes, view.GraphNode{Name: person(fmt.Sprint(i)), Votes: 1})
		}
		for range rapid.IntRange(1, n).Draw(t, "votes") {
			d.Edges = append(d.Edges, view.GraphEdge{From: rapid.IntRange(0, n-1).Draw(t, "from"), To: rapid.IntRange(0, n-1).Draw(t, "to")})
		}
		g := Place(w, d)
		g.apart(t)
		carried := 0
		for _, node := range g.Nodes {
			carried += node.Carries
			if node.Label == "" || (node.Carries > 0) != (node.Count != "") {
				t.Fatalf("%+v", node)
			}
		}
		if carried != n || len(g.Nodes) != n {
			t.Fatalf("%d votes of %d people, %d nodes", carried, n, len(g.Nodes))
		}
	})
}
