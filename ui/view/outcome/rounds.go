package outcome

// Rounds: a column a round, a bar a cell; who was in, who was out, and from whom votes came.

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Rounds is the picture of a count by transferable votes, or by a runoff.
type Rounds struct {
	Columns []Column
	Rows    []RoundRow
	// NoFurther are the votes that nobody took any more, a cell a column, "" for none; Shown says that there were any.
	NoFurther      []string
	NoFurtherShown bool
	Winners        []Winner
	// Legend says what the line is: "quota, 11 votes"; "" where it moves.
	Legend   string
	Sentence string
	Table    Table
}

// Column is a round.
type Column struct {
	Head string
	// Happened says it in a sentence.
	Happened string
	// Quota is what was needed, and QuotaPermille where its line stands; 0 for none.
	Quota         string
	QuotaPermille int
}

// RoundRow is an option through all rounds.
type RoundRow struct {
	Option int
	Name   string
	Won    bool
	Cells  []Cell
}

// Cell is an option in a round. An empty one is an option that is out.
type Cell struct {
	Shown bool
	Votes string
	// Held and Came are parts of the longest bar: what was there, and what came in this round.
	Held, Came int
	// State is "in" or "out" in the round where that happens; Word says it. Kept says that the option is in since an earlier round.
	State, Word string
	Kept        bool
	// From says from whom votes came; "" where nothing came, or the method does not say.
	From  string
	Label string
}

// Winner is a card above the chart.
type Winner struct {
	Option     int
	Name, Text string
}

// The states of a cell.
const (
	In  = "in"
	Out = "out"
)

// step is the rounds of a count that have the same number: they are one column.
type step struct {
	number     int
	votes      []*big.Rat
	quota      *big.Rat
	exhausted  *big.Rat
	elected    []int
	out        []int
	transfers  []tally.Transfer
	happenings []string
}

// roundMethods say whether the votes of a round are those before its transfers.
var roundMethods = map[string]bool{"irv": true, "stv-meek": true, "star": true, "stv-scottish": false}

// RoundsOf is nil where no rounds decide.
func RoundsOf(w view.Words, t view.Tally) *Rounds {
	before, decides := roundMethods[t.Result.Method]
	if !decides || len(t.Result.Rounds) == 0 {
		return nil
	}
	p := &picture{Rounds: &Rounds{Sentence: t.Verdict(w)}, words: w, tally: t, before: before}
	for i, said := range t.Rounds(w) {
		p.take(t.Result.Rounds[i], said.Heading)
	}
	p.scale()
	for i := range p.steps {
		p.column(i)
	}
	for _, o := range p.order() {
		p.row(o)
	}
	p.winners()
	for _, said := range append(t.Reasons(w), t.Ties(w)...) {
		p.Sentence += " " + said
	}
	p.table()
	return p.Rounds
}

// picture is one that is being made.
type picture struct {
	*Rounds
	words  view.Words
	tally  view.Tally
	before bool
	steps  []step
	most   *big.Rat
}

func (p *picture) take(r tally.Round, happened string) {
	if last := len(p.steps) - 1; last < 0 || p.steps[last].number != r.Number {
		p.steps = append(p.steps, step{number: r.Number})
	}
	s := &p.steps[len(p.steps)-1]
	s.votes, s.quota, s.exhausted = r.Votes, r.Quota, r.Exhausted
	s.elected, s.happenings = append(s.elected, r.Elected...), append(s.happenings, happened)
	if p.before {
		s.transfers = append(s.transfers, r.Transfers...)
	} else {
		s.transfers = r.Transfers
	}
	if r.Action != tally.Defeat {
		return
	}
	if at := len(p.steps) - 1; p.before || at == 0 {
		s.out = append(s.out, r.Options...)
	} else {
		p.steps[at-1].out = append(p.steps[at-1].out, r.Options...)
	}
}

// scale finds the longest bar or quota of all.
func (p *picture) scale() {
	p.most = new(big.Rat)
	for _, s := range p.steps {
		for _, v := range append(slices.Clone(s.votes), s.quota) {
			if v != nil && v.Cmp(p.most) > 0 {
				p.most = v
			}
		}
	}
}

func (p *picture) column(i int) {
	s, w := p.steps[i], p.words
	c := Column{Head: p.head(s.number), Happened: phrases(w, s.happenings)}
	if s.quota != nil {
		c.Quota, c.QuotaPermille = p.tally.Number(w, s.quota), permille(s.quota, p.most)
	}
	p.Columns = append(p.Columns, c)
	none := ""
	if s.exhausted != nil && s.exhausted.Sign() > 0 {
		none, p.NoFurtherShown = hundredths(w, s.exhausted, p.tally.Result.Places <= 0), true
	}
	p.NoFurther = append(p.NoFurther, none)
	same := !slices.ContainsFunc(p.steps, func(o step) bool { return o.quota == nil || s.quota == nil || o.quota.Cmp(s.quota) != 0 })
	if p.Legend = ""; same {
		p.Legend = w.Say.T("outcome.quota", map[string]any{"Quota": c.Quota})
	}
}

func (p *picture) head(number int) string {
	if number == 0 {
		return p.words.Say.T("outcome.first_votes", nil)
	}
	return p.words.Say.T("outcome.round", map[string]any{"Number": number})
}

// last is the column in which an option was seen last, -1 for none.
func (p *picture) last(option int) int {
	for i, s := range p.steps {
		if slices.Contains(s.out, option) {
			return i
		}
	}
	for i := len(p.steps) - 1; i >= 0; i-- {
		if v := p.steps[i].votes; option < len(v) && v[option] != nil {
			return i
		}
	}
	return -1
}

// order puts the elected first, in the order of their election, then those who stayed longest, with most votes.
func (p *picture) order() []int {
	winners := p.tally.Result.Winners
	order := slices.Clone(winners)
	var rest []int
	for o := range p.tally.Options {
		if !slices.Contains(winners, o) {
			rest = append(rest, o)
		}
	}
	votes := func(o int) *big.Rat {
		if at := p.last(o); at >= 0 && p.steps[at].votes[o] != nil {
			return p.steps[at].votes[o]
		}
		return new(big.Rat)
	}
	slices.SortStableFunc(rest, func(a, b int) int { return cmp.Or(cmp.Compare(p.last(b), p.last(a)), votes(b).Cmp(votes(a))) })
	return append(order, rest...)
}

func (p *picture) row(option int) {
	row := RoundRow{Option: option, Name: p.tally.Name(p.words, option), Won: slices.Contains(p.tally.Result.Winners, option)}
	last, kept := p.last(option), false
	for i, s := range p.steps {
		c := Cell{}
		if i <= last && option < len(s.votes) && s.votes[option] != nil {
			c = p.cell(i, option)
			c.Kept = kept
			kept = kept || c.State == In
			c.Label = p.label(row.Name, i, c)
		}
		row.Cells = append(row.Cells, c)
	}
	p.Rows = append(p.Rows, row)
}

func (p *picture) cell(i, option int) Cell {
	s := p.steps[i]
	votes, came := s.votes[option], new(big.Rat)
	if i > 0 && p.tally.Result.Method != "star" {
		if before := p.steps[i-1].votes; before[option] != nil && votes.Cmp(before[option]) > 0 {
			came = new(big.Rat).Sub(votes, before[option])
		}
	}
	c := Cell{Shown: true, Votes: hundredths(p.words, votes, i == 0 || p.tally.Result.Places <= 0), Came: permille(came, p.most)}
	c.Held = permille(votes, p.most) - c.Came
	switch {
	case slices.Contains(s.elected, option):
		c.State = In
	case slices.Contains(s.out, option):
		c.State = Out
	}
	if c.State != "" {
		c.Word = p.words.Say.T("outcome.state."+c.State, nil)
	}
	if came.Sign() > 0 {
		c.From = p.from(i, option)
	}
	return c
}

// from lists who gave: in the round before, where its votes are those before its transfers.
func (p *picture) from(i, option int) string {
	if p.before {
		i--
	}
	var said []string
	for _, t := range p.steps[i].transfers {
		if t.To == option && t.From >= 0 && t.Votes.Sign() > 0 {
			said = append(said, p.tally.Name(p.words, t.From)+" "+hundredths(p.words, t.Votes, true))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return p.words.Say.T("outcome.came_from", map[string]any{"Names": phrases(p.words, said)})
}

func (p *picture) label(name string, i int, c Cell) string {
	label := p.words.Say.T("outcome.cell", map[string]any{"Name": name, "Round": p.Columns[i].Head, "Votes": c.Votes})
	for _, more := range []string{c.Word, c.From} {
		if more != "" {
			label += p.words.Say.T("list.comma", nil) + more
		}
	}
	return label
}

func (p *picture) winners() {
	for _, o := range p.tally.Result.Winners {
		text := ""
		for i, s := range p.steps {
			if slices.Contains(s.elected, o) {
				text = p.words.Say.T("outcome.elected_in", map[string]any{"Round": p.Columns[i].Head})
				break
			}
		}
		p.Winners = append(p.Winners, Winner{Option: o, Name: p.tally.Name(p.words, o), Text: text})
	}
}

// table has all places of every number.
func (p *picture) table() {
	p.Table = Table{Title: p.Sentence, Head: []string{""}}
	for _, c := range p.Columns {
		p.Table.Head = append(p.Table.Head, c.Head)
	}
	for _, row := range p.Rows {
		line := []string{row.Name}
		for i, c := range row.Cells {
			said := ""
			if c.Shown {
				said = p.tally.Number(p.words, p.steps[i].votes[row.Option])
				if c.Word != "" {
					said += " " + c.Word
				}
				if c.From != "" {
					said += " (" + c.From + ")"
				}
			}
			line = append(line, said)
		}
		p.Table.Rows = append(p.Table.Rows, line)
	}
	quotas := []string{p.words.Say.T("outcome.quota_head", nil)}
	for _, c := range p.Columns {
		quotas = append(quotas, c.Quota)
	}
	p.Table.Rows = append(p.Table.Rows, quotas)
	if p.NoFurtherShown {
		p.Table.Rows = append(p.Table.Rows, append([]string{p.words.Say.T("outcome.no_further", nil)}, p.NoFurther...))
	}
}
