package view

// Carried: whose vote goes to whom on a track, as a graph, and how much of it lies in few hands.

import (
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
)

// DelegationGraph is who votes for whom on one track.
type DelegationGraph struct {
	// Nodes are those who gave or carry a vote, the heaviest first.
	Nodes []GraphNode
	Edges []GraphEdge
	// Text says it in sentences.
	Text string
}

// GraphNode is one person; the area of its circle is Votes.
type GraphNode struct {
	Account string
	Name    Name
	Votes   int
}

// GraphEdge leads from who gave a vote to who casts it, by their places among the nodes.
type GraphEdge struct{ From, To int }

// Hands is how much lies in few hands.
type Hands struct {
	// Label and Figure stand above the bar: "The three who carry most", "11 of 42 votes".
	Label, Figure string
	Parts         []HandPart
	Text          string
	// Warning is there where somebody carries as much as the charter allows.
	Warning string
}

// HandPart is one person's share, in billionths of all votes.
type HandPart struct {
	Name  Name
	Parts int64
}

// handsMost people are shown in the bar.
const handsMost = 3

// resolve is how votes would go on a track if everybody voted who has not given theirs away.
func (f memberFacts) resolve(track string, nowMillis int64) (delegation.Resolution, error) {
	inForce, err := delegation.InForce(f.delegations, track, nowMillis)
	if err != nil {
		return delegation.Resolution{}, err
	}
	p := delegation.Poll{Voters: map[op.AccountID]uint64{}, Ballots: map[op.AccountID]bool{}, Delegations: inForce}
	for _, person := range f.people.list {
		if person.State != StateMember {
			continue
		}
		p.Voters[person.id] = f.rules.WeightOf(person.id)
		if _, gave := inForce[person.id]; !gave {
			p.Ballots[person.id] = true
		}
	}
	return delegation.Resolve(p, delegation.Rules{Cap: int(f.rules.Delegation.Cap), Travels: f.rules.Delegation.Travels})
}

func (w Words) delegationGraph(f memberFacts, track string, resolved delegation.Resolution) DelegationGraph {
	var g DelegationGraph
	at := make(map[op.AccountID]int)
	node := func(account op.AccountID) int {
		i, known := at[account]
		if !known {
			i = len(g.Nodes)
			at[account] = i
			g.Nodes = append(g.Nodes, GraphNode{f.people.Name(account).Account, f.people.Name(account), max(int(resolved.Weights[account]), 1)})
		}
		return i
	}
	carriers := make([]op.AccountID, 0, len(resolved.Carried))
	for account := range resolved.Carried {
		carriers = append(carriers, account)
	}
	slices.SortFunc(carriers, func(a, b op.AccountID) int {
		if d := int(resolved.Weights[b]) - int(resolved.Weights[a]); d != 0 {
			return d
		}
		return a.Compare(b)
	})
	for _, account := range carriers {
		node(account)
	}
	for _, account := range carriers {
		for _, from := range resolved.Carried[account] {
			steps := append([]op.AccountID{from}, resolved.Paths[from]...)
			for i := range len(steps) - 1 {
				if edge := (GraphEdge{node(steps[i]), node(steps[i+1])}); !slices.Contains(g.Edges, edge) {
					g.Edges = append(g.Edges, edge)
				}
			}
		}
	}
	given := len(resolved.Paths) + len(resolved.Lost)
	if given == 0 {
		g.Text = w.Say.T("graph.nobody", map[string]any{"Track": f.trackTitle(track)})
		return g
	}
	voters := len(resolved.Weights) + given
	g.Text = w.Say.N("graph.given", given, map[string]any{"Voters": voters, "Track": f.trackTitle(track)}) + " " + w.Say.T("graph.back", nil)
	return g
}

func (w Words) hands(f memberFacts, resolved delegation.Resolution) Hands {
	var h Hands
	total := uint64(0)
	for _, weight := range resolved.Weights {
		total += weight
	}
	largest := resolved.Concentration(handsMost).Largest
	if len(largest) == 0 || total == 0 {
		return h
	}
	held, own := uint64(0), uint64(0)
	var said, full []string
	for _, d := range largest {
		held, own = held+d.Weight, own+f.rules.WeightOf(d.Account)
		name := f.people.Name(d.Account)
		h.Parts = append(h.Parts, HandPart{name, int64(d.Weight) * 1_000_000_000 / int64(total)})
		said = append(said, w.Say.T("hands.one", map[string]any{"Name": firstName(name.Name), "Votes": int64(d.Weight)}))
		if most := f.rules.Delegation.Cap; most > 0 && uint64(d.Delegations) >= most {
			full = append(full, firstName(name.Name))
		}
	}
	h.Label = w.some("carry_most", len(largest))
	h.Figure = w.Say.N("hands.figure", int(total), map[string]any{"Held": int64(held)})
	h.Text = w.Say.T("hands.text", map[string]any{"Who": strings.Join(said, w.Say.T("list.comma", nil)), "Own": int64(own), "Votes": int64(total)})
	if most := int(f.rules.Delegation.Cap); most > 0 {
		h.Text += " " + w.Say.N("hands.cap", most, nil)
	}
	if len(full) > 0 {
		h.Warning = w.Say.N("hands.full", len(full), map[string]any{"Names": w.Say.List(full)})
	}
	return h
}
