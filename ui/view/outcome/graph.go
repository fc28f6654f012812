package outcome

// Graph: who votes for whom, laid out the same way on every laptop: whoever votes in the middle of a cell, those who gave their votes around.

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/ui/view"
)

// Graph is a picture of delegations. Places and radii are thousandths of its width.
type Graph struct {
	Nodes []Node
	Arcs  []Arc
	// Height is of the same unit as the places.
	Height int
	// Concentration is one bar and one sentence; Warning is said where a delegate carries as many as the charter allows.
	Concentration []Bar
	Sentence      string
	Warning       string
	Table         Table
	// Chosen is the node that the list and the graph have chosen; -1 for none.
	Chosen int
}

// Node is a person. Its area is the votes that it carries.
type Node struct {
	Account, Name string
	// Letters stand in its circle.
	Letters      string
	X, Y, Radius int
	// Carries is how many votes are cast here, the person's own one with them; 0 for whose vote goes on.
	Carries int
	// Count stands beside who carries others' votes; "" beside the rest.
	Count string
	Label string
}

// Arc points from who gives a vote to who takes it on, both numbers of nodes.
type Arc struct{ From, To int }

// The size of the picture.
const (
	smallRadius = 36
	mostRadius  = 84
	below       = 12
)

// GraphOf shows who votes through whom in a poll, and who is cap votes full; cap 0 is no cap. Nil where nobody votes for anybody.
func GraphOf(w view.Words, d *view.PollDelegations, cap uint64) *Graph {
	if d == nil || len(d.Through) == 0 {
		return nil
	}
	g := &grapher{Graph: &Graph{Chosen: -1}, words: w, at: map[string]int{}}
	for _, through := range d.Through {
		g.follow(through)
	}
	for i := range g.Nodes {
		g.Nodes[g.end(i)].Carries++
	}
	g.layOut()
	g.label()
	g.concentration(d, cap)
	g.table()
	return g.Graph
}

// Place lays out who votes for whom on one track, as the page of members has it; nil where nobody does.
func Place(w view.Words, d view.DelegationGraph) *Graph {
	if len(d.Edges) == 0 {
		return nil
	}
	g := &grapher{Graph: &Graph{Chosen: -1, Sentence: d.Text}, words: w, at: map[string]int{}}
	for _, n := range d.Nodes {
		g.node(n.Name)
	}
	for _, e := range d.Edges {
		if min(e.From, e.To) >= 0 && max(e.From, e.To) < len(d.Nodes) {
			g.lead(g.node(d.Nodes[e.From].Name), g.node(d.Nodes[e.To].Name))
		}
	}
	for i := range g.Nodes {
		g.Nodes[g.end(i)].Carries++
	}
	g.layOut()
	g.label()
	g.table()
	return g.Graph
}

type grapher struct {
	*Graph
	words view.Words
	at    map[string]int
	// next is where a node's vote goes; -1 for who casts it.
	next []int
}

func (g *grapher) node(n view.Name) int {
	if i, known := g.at[n.Account]; known {
		return i
	}
	g.at[n.Account] = len(g.Nodes)
	g.Nodes = append(g.Nodes, Node{Account: n.Account, Name: n.String(), Letters: n.Initials()})
	g.next = append(g.next, -1)
	return len(g.Nodes) - 1
}

// follow adds a vote's way, from its voter to who casts it.
func (g *grapher) follow(d view.Delegated) {
	at := g.node(d.Voter)
	for _, between := range append(slices.Clone(d.Between), *d.By) {
		to := g.node(between)
		g.lead(at, to)
		at = to
	}
}

// lead lets a vote go on, once, and never in a circle.
func (g *grapher) lead(from, to int) {
	if g.next[from] < 0 && g.end(to) != from {
		g.next[from] = to
	}
}

// end is who casts the vote of a node.
func (g *grapher) end(at int) int {
	for g.next[at] >= 0 {
		at = g.next[at]
	}
	return at
}

// clusters are who casts votes, the heaviest first, with those who gave to them, by name.
func (g *grapher) clusters() (heads []int, givers map[int][]int) {
	givers = map[int][]int{}
	for i := range g.Nodes {
		if end := g.end(i); end == i {
			heads = append(heads, i)
		} else {
			givers[end] = append(givers[end], i)
		}
	}
	byName := func(a, b int) int {
		return cmp.Or(strings.Compare(strings.ToLower(g.Nodes[a].Name), strings.ToLower(g.Nodes[b].Name)), strings.Compare(g.Nodes[a].Account, g.Nodes[b].Account))
	}
	slices.SortFunc(heads, func(a, b int) int { return cmp.Or(cmp.Compare(g.Nodes[b].Carries, g.Nodes[a].Carries), byName(a, b)) })
	for _, list := range givers {
		slices.SortFunc(list, byName)
	}
	return heads, givers
}

// layOut puts the clusters into a grid that is as wide as it is high, or one cell wider.
func (g *grapher) layOut() {
	heads, givers := g.clusters()
	columns := int(math.Ceil(math.Sqrt(float64(len(heads)))))
	cell := 1000 / columns
	most := 1
	for _, h := range heads {
		most = max(most, g.Nodes[h].Carries)
	}
	for i, h := range heads {
		x, y := cell/2+i%columns*cell, cell/2+i/columns*cell
		n := &g.Nodes[h]
		n.X, n.Y = x, y
		n.Radius = min(max(int(float64(min(mostRadius, cell/5))*math.Sqrt(float64(n.Carries)/float64(most))), smallRadius), cell/5)
		g.around(x, y, cell, givers[h])
	}
	for _, n := range g.Nodes {
		g.Height = max(g.Height, n.Y+n.Radius+below)
	}
	for from, to := range g.next {
		if to >= 0 {
			g.Arcs = append(g.Arcs, Arc{from, to})
		}
	}
}

// around puts givers on a ring, the first one above, then clockwise. Sine and cosine are rounded to thousandths, so that every machine gets the
// same places.
func (g *grapher) around(x, y, cell int, givers []int) {
	if len(givers) == 0 {
		return
	}
	// Where there are many, the ring is full of smaller ones.
	radius := min(smallRadius, max(cell/12, 4), max(cell*2/5*5/2/len(givers), 2))
	ring := cell * 2 / 5
	for i, at := range givers {
		angle := 2 * math.Pi * float64(i) / float64(len(givers))
		sine, cosine := int(math.Round(1000*math.Sin(angle))), int(math.Round(1000*math.Cos(angle)))
		n := &g.Nodes[at]
		n.X, n.Y, n.Radius = x+ring*sine/1000, y-ring*cosine/1000, radius
	}
}

func (g *grapher) label() {
	for i := range g.Nodes {
		n := &g.Nodes[i]
		if to := g.next[i]; to >= 0 {
			n.Carries = 0
			n.Label = g.words.Say.T("outcome.votes_through", map[string]any{"Name": n.Name, "Other": g.Nodes[to].Name})
		} else {
			n.Count = g.words.Say.Count(int64(n.Carries))
			n.Label = g.words.Say.N("outcome.carries", n.Carries, map[string]any{"Name": n.Name})
		}
	}
}

func (g *grapher) concentration(d *view.PollDelegations, cap uint64) {
	w := g.words
	for _, l := range d.Largest {
		row := Bar{
			Name: l.String(), Value: w.Say.N("outcome.votes", int(min(l.Votes, math.MaxInt32)), nil), Tone: Plain,
			Permille: permille(new(big.Rat).SetUint64(l.Votes), new(big.Rat).SetUint64(d.Votes)),
		}
		if cap > 0 && uint64(l.Delegations) >= cap {
			row.Tone = Alarm
			g.Warning = w.Say.T("outcome.at_the_cap", map[string]any{"Name": l.String(), "Cap": w.Say.Count(int64(min(cap, math.MaxInt32)))})
		}
		row.Label = row.Name + " " + row.Value
		g.Concentration = append(g.Concentration, row)
	}
	g.Sentence = w.Say.N("outcome.deciders", d.Deciders, map[string]any{"Votes": w.Say.Count(int64(min(d.Votes, math.MaxInt32)))})
}

func (g *grapher) table() {
	g.Table = Table{Title: g.Sentence, Head: []string{""}}
	for _, n := range g.Nodes {
		g.Table.Rows = append(g.Table.Rows, []string{n.Label})
	}
}

// Choose chooses a person in the list and the graph alike; "" chooses nobody.
func (g *Graph) Choose(account string) bool {
	g.Chosen = slices.IndexFunc(g.Nodes, func(n Node) bool { return n.Account == account })
	return g.Chosen >= 0
}

// Around are a node's arcs: what is lit up while it is chosen.
func (g *Graph) Around(node int) []Arc {
	var arcs []Arc
	for _, a := range g.Arcs {
		if a.From == node || a.To == node {
			arcs = append(arcs, a)
		}
	}
	return arcs
}
