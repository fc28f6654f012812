package view

// Tally, step by step: rounds with transfers, pairs, projects, grades; and several methods side by side.

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/app/tally"
)

// TallyRound is one step of a count, as a page shows it.
type TallyRound struct {
	// Heading says what happened.
	Heading string
	// Figures are the quota, the exhausted and what rounding lost, where the method has them.
	Figures string
	Bars    []Bar
	// Transfers say where votes went, a line for each option that they came from.
	Transfers []string
}

// Rounds are the steps of the count.
func (t Tally) Rounds(w Words) []TallyRound {
	rounds := make([]TallyRound, len(t.Result.Rounds))
	for i, r := range t.Result.Rounds {
		data := map[string]any{"Number": r.Number, "Names": t.names(w, r.Options)}
		rounds[i] = TallyRound{
			Heading: w.Say.T("tally.round."+string(r.Action), data), Figures: t.figures(w, r),
			Bars: t.bars(w, r.Votes, r.Elected), Transfers: t.transfers(w, r),
		}
	}
	return rounds
}

func (t Tally) figures(w Words, r tally.Round) string {
	quota := "tally.figure.quota"
	switch r.Action {
	case tally.Fund:
		quota = "tally.figure.pays"
	case tally.Refill:
		quota = "tally.figure.has"
	}
	var said []string
	for _, figure := range []struct {
		key   string
		value *big.Rat
	}{
		{quota, r.Quota},
		{"tally.figure.exhausted", r.Exhausted},
		{"tally.figure.lost", r.Lost},
	} {
		if figure.value != nil && (figure.value.Sign() != 0 || figure.value == r.Quota) {
			said = append(said, w.Say.T(figure.key, nil)+" "+t.Number(w, figure.value))
		}
	}
	return join(w, said)
}

func join(w Words, said []string) string {
	joined := ""
	for i, s := range said {
		if i > 0 {
			joined += w.Say.T("list.comma", nil)
		}
		joined += s
	}
	return joined
}

// transfers groups by whom votes came from, the most first.
func (t Tally) transfers(w Words, r tally.Round) []string {
	moved := slices.Clone(r.Transfers)
	slices.SortStableFunc(moved, func(a, b tally.Transfer) int {
		return cmp.Or(cmp.Compare(a.From, b.From), b.Votes.Cmp(a.Votes))
	})
	var lines []string
	for len(moved) > 0 {
		from, to := moved[0].From, []string(nil)
		for len(moved) > 0 && moved[0].From == from {
			if moved[0].Votes.Sign() != 0 {
				to = append(to, t.Name(w, moved[0].To)+" "+t.Number(w, moved[0].Votes))
			}
			moved = moved[1:]
		}
		if len(to) > 0 {
			lines = append(lines, w.Say.T("tally.transfer", map[string]any{"Name": t.Name(w, from), "To": join(w, to)}))
		}
	}
	return lines
}

// Matrix is a square of numbers, with the options' numbers before rows and above columns.
type Matrix struct {
	Heading string
	Head    []string
	Rows    [][]string
}

// Matrices are the pairs, and the strongest paths where there are any.
func (t Tally) Matrices(w Words) []Matrix {
	p := t.Result.Pairwise
	if p == nil {
		return nil
	}
	matrices := []Matrix{t.matrix(w, w.Say.T("tally.pairs", nil), p.Prefer)}
	if p.Paths != nil {
		matrices = append(matrices, t.matrix(w, w.Say.T("tally.paths", nil), p.Paths))
	}
	return matrices
}

func (t Tally) matrix(w Words, heading string, values [][]int64) Matrix {
	m := Matrix{Heading: heading, Head: []string{""}}
	for a, row := range values {
		m.Head = append(m.Head, strconv.Itoa(a+1))
		cells := []string{strconv.Itoa(a+1) + " " + t.Name(w, a)}
		for b, value := range row {
			if a == b {
				cells = append(cells, "·")
			} else {
				cells = append(cells, w.Say.Count(value))
			}
		}
		m.Rows = append(m.Rows, cells)
	}
	return m
}

// Projects are rows of name, cost, support, what became of it, and who paid.
func (t Tally) Projects(w Words) [][]string {
	var rows [][]string
	for _, p := range t.Result.Projects {
		state := "tally.project.refused"
		if p.Funded {
			state = "tally.project.funded"
		}
		support := ""
		if p.Support != nil {
			support = t.Number(w, p.Support)
		}
		rows = append(rows, []string{w.Say.T(state, nil), w.Say.Count(t.Options[p.Option].Cost), support, t.payers(w, p), t.Name(w, p.Option)})
	}
	return rows
}

// payers says how many voters paid how much each, at least and at most.
func (t Tally) payers(w Words, p tally.Project) string {
	if len(p.Payments) == 0 {
		return ""
	}
	voters := int64(0)
	least, most := p.Payments[0].Each, p.Payments[0].Each
	for _, paid := range p.Payments {
		voters += t.counts[paid.Ballot]
		if paid.Each.Cmp(least) < 0 {
			least = paid.Each
		}
		if paid.Each.Cmp(most) > 0 {
			most = paid.Each
		}
	}
	data := map[string]any{"Voters": w.Say.Count(voters), "Least": t.Number(w, least), "Most": t.Number(w, most)}
	if least.Cmp(most) == 0 {
		return w.Say.T("tally.paid_alike", data)
	}
	return w.Say.T("tally.paid", data)
}

// Grades are rows of a name, the median, and how many gave each grade, the lowest first.
func (t Tally) Grades(w Words) [][]string {
	var rows [][]string
	for _, g := range t.Result.Grades {
		row := []string{t.Name(w, g.Option), w.Say.Count(g.Median)}
		for _, n := range g.Counts {
			row = append(row, w.Say.Count(n))
		}
		rows = append(rows, row)
	}
	return rows
}

// Comparison is one set of ballots counted by several methods.
type Comparison struct {
	File    string   `json:"file"`
	Title   string   `json:"title"`
	Counts  []Tally  `json:"counts"`
	Outcome []Camp   `json:"outcomes"`
	Agree   bool     `json:"agree"`
	Unfit   []string `json:"left_out"`
}

// Camp is an outcome, and the methods that come to it.
type Camp struct {
	Winners []int    `json:"winners"`
	Methods []string `json:"methods"`
}

// NewComparison groups counts by who wins, in whatever order, the largest group first.
func NewComparison(file, title string, counts []Tally, unfit []string) Comparison {
	c := Comparison{File: file, Title: title, Counts: counts, Unfit: unfit, Outcome: []Camp{}}
	for _, t := range counts {
		winners := slices.Sorted(slices.Values(t.Result.Winners))
		at := slices.IndexFunc(c.Outcome, func(o Camp) bool { return slices.Equal(o.Winners, winners) })
		if at < 0 {
			at = len(c.Outcome)
			c.Outcome = append(c.Outcome, Camp{Winners: winners})
		}
		c.Outcome[at].Methods = append(c.Outcome[at].Methods, t.Result.Method)
	}
	slices.SortStableFunc(c.Outcome, func(a, b Camp) int { return cmp.Compare(len(b.Methods), len(a.Methods)) })
	c.Agree = len(c.Outcome) <= 1
	return c
}

// Names are the winners of an outcome.
func (c Comparison) Names(w Words, o Camp) string {
	if len(o.Winners) == 0 {
		return w.Say.T("methods.nobody", nil)
	}
	return c.Counts[0].names(w, o.Winners)
}
