package outcome

// Rounds: a column a round, a bar a cell; who was in, who was out, and from whom votes came.

import (
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
	p := &picture{Rounds: &Rounds{Sentence: t.Verdict(w) + "."}, words: w, tally: t, before: before}
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
	p.Sentence += why(w, t)
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
