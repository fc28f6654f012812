package outcome

// Pairs: every option against every other one, the strongest paths between them, and one pair spelled out.

import (
	"cmp"
	"encoding/hex"
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
	p.Sentence += why(w, p.tally)
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
