package outcome

// Versus: one pair, chosen by mouse or by key, and its two paths spelled out.

import (
	"cmp"
)

// Choose chooses a pair. False for the diagonal and outside.
func (p *Pairs) Choose(row, column int) bool {
	if row == column || min(row, column) < 0 || max(row, column) >= len(p.Order) {
		return false
	}
	p.Row, p.Column = row, column
	return true
}

// Move moves the choice by the arrow keys; it steps over the diagonal, and stops at the edge.
func (p *Pairs) Move(down, right int) bool {
	return p.Choose(p.Row+down, p.Column+right) || p.Choose(p.Row+2*down, p.Column+2*right)
}

// Versus is a pair spelled out.
type Versus struct {
	Title, Explain string
	// Ways are from the row to the column, and back; a way without steps says so in its head.
	Ways []Way
	// Verdict says what that comes to.
	Verdict string
}

// Way is a strongest path.
type Way struct {
	Head  string
	Steps []Step
}

// Step is one defeat on a path. Weakest ones say how strong the path is.
type Step struct {
	From, To, Votes string
	Permille        int
	Weakest         bool
}

// Versus spells the chosen pair out.
func (p *Pairs) Versus() Versus {
	w := p.words
	a, b := p.Order[p.Row], p.Order[p.Column]
	cell := p.Cells[p.Row][p.Column]
	v := Versus{Title: w.Say.T("outcome.against", map[string]any{"Name": p.Names[p.Row], "Other": p.Names[p.Column]}), Verdict: cell.Label}
	paths := p.tally.Result.Pairwise.Paths
	if paths == nil {
		return v
	}
	v.Explain = w.Say.T("outcome.weakest_step", nil)
	v.Ways = []Way{p.way(a, b), p.way(b, a)}
	data := map[string]any{
		"Name": p.Names[p.Row], "Other": p.Names[p.Column], "For": w.Say.Count(paths[a][b]), "Against": w.Say.Count(paths[b][a]),
	}
	there, back := p.links.level[a][b], p.links.level[b][a]
	v.Verdict = w.Say.T("outcome.paths."+[]string{"lose", "level", "win"}[cmp.Compare(there, back)+1], data)
	return v
}

func (p *Pairs) way(a, b int) Way {
	w, prefer := p.words, p.tally.Result.Pairwise.Prefer
	data := map[string]any{"Name": p.tally.Name(w, a), "Other": p.tally.Name(w, b)}
	way := p.links.way(a, b)
	if len(way) == 0 {
		return Way{Head: w.Say.T("outcome.no_way", data)}
	}
	found := Way{Head: w.Say.T("outcome.over", data)}
	all := wholeRat(max(p.tally.Result.Turnout.Counted, 1))
	for i := 1; i < len(way); i++ {
		from, to := way[i-1], way[i]
		found.Steps = append(found.Steps, Step{
			From: p.tally.Name(w, from), To: p.tally.Name(w, to), Votes: w.Say.Count(prefer[from][to]),
			Permille: permille(wholeRat(prefer[from][to]), all), Weakest: p.links.direct[from][to] == p.links.level[a][b],
		})
	}
	return found
}
