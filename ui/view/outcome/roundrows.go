package outcome

// Rows of rounds: an option through all of them, a cell each, and the same as a table.

import (
	"cmp"
	"math/big"
	"slices"
)

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
