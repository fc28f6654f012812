package outcome

// Pairs: every option against every other one, the strongest paths between them, and one pair spelled out.

import (
	"cmp"
	"encoding/hex"
	"math/bits"
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Pairs is a square of comparisons, rows and columns in the order of the outcome.
type Pairs struct {
	// Winner and Then are the head: who is first, and who follows; Drawn is said where a draw decided.
	Winner, Then, Drawn string
	Order               []int
	Names               []string
	// Cells has none of its own on the diagonal.
	Cells [][]Pair
	// Lots are the draw's numbers, the smallest first; nil where no draw is the rule.
	Lots     []Lot
	Sentence string
	Table    Table
	// Row and Column are the pair that is chosen; they differ.
	Row, Column int

	words view.Words
	tally view.Tally
	links links
}

// Pair is one row against one column.
type Pair struct {
	For, Against int64
	// Mark is 1 where the row beats the column, -1 where the column beats the row, 0 where they are level.
	Mark int
	// First and Second are the cell's two lines; Path says what the second one is about.
	First, Second string
	Path          PathKind
	Label         string
}

// PathKind is how the strongest path leads.
type PathKind string

// The kinds.
const (
	// NoPaths: the method compares none.
	NoPaths PathKind = ""
	NoPath  PathKind = "no_path"
	Direct  PathKind = "direct"
	// Around leads over others.
	Around PathKind = "around"
)

// Lot is an option's number in the draw.
type Lot struct {
	Place        int
	Name, Number string
}

// PairsOf is nil where no pairs are compared.
func PairsOf(w view.Words, t view.Tally) *Pairs {
	if t.Result.Pairwise == nil || t.Result.Method == "star" || len(t.Options) < 2 {
		return nil
	}
	p := &Pairs{words: w, tally: t, Column: 1, links: linksOf(t.Result)}
	p.order()
	for _, o := range p.Order {
		p.Names = append(p.Names, t.Name(w, o))
	}
	p.head()
	for a := range p.Order {
		row := make([]Pair, len(p.Order))
		for b := range p.Order {
			if a != b {
				row[b] = p.pair(a, b)
			}
		}
		p.Cells = append(p.Cells, row)
	}
	p.lots()
	p.table()
	return p
}

// order is the outcome's: the winners, then the rest as the method has them.
func (p *Pairs) order() {
	r := p.tally.Result
	p.Order = slices.Clone(r.Winners)
	for _, group := range r.Order {
		for _, o := range group {
			if !slices.Contains(p.Order, o) {
				p.Order = append(p.Order, o)
			}
		}
	}
	for o := range p.tally.Options {
		if !slices.Contains(p.Order, o) {
			p.Order = append(p.Order, o)
		}
	}
}

func (p *Pairs) head() {
	w, r := p.words, p.tally.Result
	p.Sentence = p.tally.Verdict(w) + "."
	if r.Pairwise.Condorcet < 0 {
		p.Sentence += " " + w.Say.T("outcome.nobody_beats_all", nil)
	}
	for _, said := range append(p.tally.Reasons(w), p.tally.Ties(w)...) {
		p.Sentence += " " + said
	}
	if len(r.Winners) == 0 {
		return
	}
	p.Winner = p.Names[0]
	p.Then = w.Say.T("outcome.then", map[string]any{"Names": phrases(w, p.Names[1:])})
	for _, tie := range r.Ties {
		if tie.By == string(tally.ByDraw) && slices.Contains(tie.Options, r.Winners[0]) {
			var others []string
			for _, o := range tie.Options {
				if o != r.Winners[0] {
					others = append(others, p.tally.Name(w, o))
				}
			}
			p.Drawn = w.Say.T("outcome.drawn", map[string]any{"Names": w.Say.List(others)})
		}
	}
}

func (p *Pairs) pair(row, column int) Pair {
	w, pairwise := p.words, p.tally.Result.Pairwise
	a, b := p.Order[row], p.Order[column]
	cell := Pair{For: pairwise.Prefer[a][b], Against: pairwise.Prefer[b][a]}
	cell.Mark = cmp.Compare(cell.For, cell.Against)
	cell.First = w.Say.T("outcome.to", map[string]any{"For": w.Say.Count(cell.For), "Against": w.Say.Count(cell.Against)})
	state := []string{"loses", "level", "wins"}[cell.Mark+1]
	cell.Label = w.Say.T("outcome.pair."+state, map[string]any{"Name": p.Names[row], "Other": p.Names[column], "Votes": cell.First})
	if pairwise.Paths != nil {
		way := p.links.way(a, b)
		switch {
		case len(way) == 0:
			cell.Path = NoPath
		case len(way) == 2:
			cell.Path = Direct
		default:
			cell.Path = Around
		}
		cell.Second = w.Say.T("outcome.path."+string(cell.Path), map[string]any{"Strength": w.Say.Count(pairwise.Paths[a][b])})
		cell.Label += w.Say.T("list.comma", nil) + w.Say.T("outcome.path_said."+string(cell.Path), map[string]any{"Strength": w.Say.Count(pairwise.Paths[a][b])})
	}
	return cell
}

func (p *Pairs) lots() {
	lots := p.tally.Result.Settings.Ties.Lots(len(p.tally.Options))
	order := slices.Clone(p.Order)
	if lots == nil {
		return
	}
	slices.SortStableFunc(order, func(a, b int) int { return slices.Compare(lots[a][:], lots[b][:]) })
	for i, o := range order {
		number := hex.EncodeToString(lots[o][:4])
		p.Lots = append(p.Lots, Lot{Place: i + 1, Name: p.tally.Name(p.words, o), Number: number[:4] + " " + number[4:] + " …"})
	}
}

func (p *Pairs) table() {
	p.Table = Table{Title: p.Sentence, Head: append([]string{p.words.Say.T("outcome.row_over_column", nil)}, p.Names...)}
	for i, cells := range p.Cells {
		line := []string{p.Names[i]}
		for j, c := range cells {
			said := "–"
			if i != j {
				if said = c.First; c.Second != "" {
					said += "; " + c.Second
				}
			}
			line = append(line, said)
		}
		p.Table.Rows = append(p.Table.Rows, line)
	}
}

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

// links are the defeats by how strong they are, as a number that grows with strength, and the strongest paths that they make. It follows the
// method's own setting for strength.
type links struct{ direct, level [][]int64 }

func linksOf(r *tally.Result) links {
	n, prefer := len(r.Pairwise.Prefer), r.Pairwise.Prefer
	type defeat struct{ over, under int }
	var all []defeat
	counts := slices.Concat(r.Order...) // what the method left out, by a quorum or as withdrawn, is on no path
	for _, a := range counts {
		for _, b := range counts {
			if prefer[a][b] > prefer[b][a] {
				all = append(all, defeat{a, b})
			}
		}
	}
	weaker := func(d, f defeat) int {
		return compareStrength(r.Settings.Params["strength"], prefer[d.over][d.under], prefer[d.under][d.over], prefer[f.over][f.under], prefer[f.under][f.over])
	}
	slices.SortStableFunc(all, weaker)
	l := links{square(n), square(n)}
	level := int64(0)
	for i, d := range all {
		if i == 0 || weaker(all[i-1], d) != 0 {
			level++
		}
		l.direct[d.over][d.under], l.level[d.over][d.under] = level, level
	}
	for via := range n {
		for a := range n {
			for b := range n {
				if a != b {
					l.level[a][b] = max(l.level[a][b], min(l.level[a][via], l.level[via][b]))
				}
			}
		}
	}
	return l
}

func square(n int) [][]int64 {
	rows := make([][]int64, n)
	for i := range rows {
		rows[i] = make([]int64, n)
	}
	return rows
}

// compareStrength is package tally's: by votes and then smaller opposition, by margin, or by ratio.
func compareStrength(by string, votes, against, otherVotes, otherAgainst int64) int {
	switch by {
	case "margin":
		return cmp.Compare(votes-against, otherVotes-otherAgainst)
	case "ratio":
		high, low := bits.Mul64(uint64(votes), uint64(otherAgainst))
		otherHigh, otherLow := bits.Mul64(uint64(otherVotes), uint64(against))
		if order := cmp.Or(cmp.Compare(high, otherHigh), cmp.Compare(low, otherLow)); order != 0 || against != 0 {
			return order
		}
		return cmp.Compare(votes, otherVotes)
	}
	return cmp.Or(cmp.Compare(votes, otherVotes), cmp.Compare(otherAgainst, against))
}

// way is a strongest path from a to b with the fewest steps, both ends included; nil where there is none.
func (l links) way(a, b int) []int {
	need := l.level[a][b]
	if need == 0 || a == b {
		return nil
	}
	before := slices.Repeat([]int{-1}, len(l.level))
	queue := []int{a}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for next, strength := range l.direct[at] {
			if strength >= need && next != a && before[next] < 0 {
				before[next] = at
				queue = append(queue, next)
			}
		}
	}
	way := []int{b}
	for at := b; at != a; {
		if at = before[at]; at < 0 {
			return nil
		}
		way = append(way, at)
	}
	slices.Reverse(way)
	return way
}
