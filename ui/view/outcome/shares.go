package outcome

// Shares: a budget by equal shares, a column a voter, its parts what the voter paid.

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// maxColumns of one voter each; where there are more, those who voted alike share one.
const maxColumns = 120

// Shares is the picture of a budget.
type Shares struct {
	// Paid is spent of Of, Left is left; the parts are the funded projects, of a thousand.
	Paid, Of, Left string
	Parts          []SharePart
	// Share is what each voter had; "" where nobody pays by himself, and there are no columns.
	Share    string
	Columns  []ShareColumn
	Projects []Project
	// Unfunded is the head above those that are not funded.
	Unfunded string
	Sentence string
	Table    Table
	// Chosen is the column that is read out.
	Chosen int
}

// SharePart is a project's part of a bar or a column, of a thousand.
type SharePart struct {
	Option, Permille int
	Amount           string
}

// ShareColumn is a voter, or several who voted alike.
type ShareColumn struct {
	Voters int64
	Mine   bool
	Parts  []SharePart
	// Sentence reads the column out.
	Sentence string
}

// Project is a row under the picture.
type Project struct {
	Option int
	Name   string
	// Wanted is "25 of 40 wanted it", Each "at most 7.60 each", HadLeft what its friends still had, of a thousand of its cost.
	Wanted, Each, HadLeft string
	HadPermille           int
	Cost, State           string
	Funded                bool
	Label                 string
}

// ledger is who paid what for which project, by ballot.
type ledger struct {
	words    view.Words
	tally    view.Tally
	election *tally.Election
	result   *tally.Result
	each     *big.Rat
	paid     []map[int]*big.Rat
	left     []*big.Rat
	voters   int64
}

// SharesOf is nil where no budget is spent. Mine is my own ballot, nil for none: a voter who marked the same comes first.
func SharesOf(w view.Words, e *tally.Election, r *tally.Result, mine *tally.Ballot) *Shares {
	if e == nil || r == nil || len(r.Projects) == 0 || e.Budget <= 0 {
		return nil
	}
	l := newLedger(w, e, r)
	s := &Shares{Of: w.Say.Count(e.Budget)}
	spent := int64(0)
	for _, p := range r.Projects {
		if p.Funded {
			cost := e.Options[p.Option].Cost
			spent += cost
			s.Parts = append(s.Parts, SharePart{p.Option, permille(wholeRat(cost), wholeRat(e.Budget)), w.Say.Count(cost)})
		}
	}
	s.Paid, s.Left = w.Say.Count(spent), w.Say.Count(e.Budget-spent)
	s.Sentence = w.Say.N("outcome.funded", len(s.Parts), map[string]any{"All": w.Say.Count(int64(len(e.Options))), "Left": s.Left, "Of": s.Of})
	if l.each != nil {
		s.Share = w.Say.T("outcome.share", map[string]any{"Share": l.amount(l.each)})
		s.Columns = l.columns(mine)
	}
	l.projects(s)
	s.table(w, l)
	return s
}

func newLedger(w view.Words, e *tally.Election, r *tally.Result) *ledger {
	l := &ledger{words: w, tally: view.NewTally("", e, r), election: e, result: r, voters: r.Turnout.Counted + r.Turnout.Empty}
	for _, round := range r.Rounds {
		if round.Action == tally.Refill {
			l.each = round.Quota
		}
	}
	pays := slices.ContainsFunc(r.Projects, func(p tally.Project) bool { return len(p.Payments) > 0 })
	if l.each == nil && pays && l.voters > 0 {
		l.each = big.NewRat(e.Budget, l.voters)
	}
	if !pays {
		l.each = nil
		return l
	}
	l.paid, l.left = make([]map[int]*big.Rat, len(e.Ballots)), make([]*big.Rat, len(e.Ballots))
	for i := range l.left {
		l.paid[i], l.left[i] = map[int]*big.Rat{}, new(big.Rat).Set(l.each)
	}
	for _, p := range r.Projects {
		for _, paid := range p.Payments {
			l.paid[paid.Ballot][p.Option] = paid.Each
			l.left[paid.Ballot].Sub(l.left[paid.Ballot], paid.Each)
		}
	}
	return l
}

func (l *ledger) amount(n *big.Rat) string { return hundredths(l.words, n, true) }

// columns puts mine first, then those who paid most.
func (l *ledger) columns(mine *tally.Ballot) []ShareColumn {
	order, own := make([]int, len(l.election.Ballots)), -1
	for i := range order {
		order[i] = i
		if mine != nil && own < 0 && slices.Equal(l.election.Ballots[i].Picks, mine.Picks) {
			own = i
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(-cmp.Compare(bit(a == own), bit(b == own)), l.left[a].Cmp(l.left[b]))
	})
	var columns []ShareColumn
	for _, i := range order {
		column := ShareColumn{Voters: l.election.Ballots[i].Count, Parts: l.parts(i)}
		said := l.said(i)
		if i == own {
			one := column
			one.Voters, one.Mine, one.Sentence = 1, true, l.words.Say.T("outcome.you_paid", map[string]any{"Paid": said})
			columns = append(columns, one)
			column.Voters--
		}
		column.Sentence = l.words.Say.N("outcome.voter_paid", 1, map[string]any{"Paid": said})
		if l.voters <= maxColumns {
			columns = append(columns, slices.Repeat([]ShareColumn{{Voters: 1, Parts: column.Parts, Sentence: column.Sentence}}, int(column.Voters))...)
		} else if column.Voters > 0 {
			column.Sentence = l.words.Say.N("outcome.voter_paid", int(column.Voters), map[string]any{"Paid": said})
			columns = append(columns, column)
		}
	}
	return columns
}

func bit(is bool) int {
	if is {
		return 1
	}
	return 0
}

// parts are in the order in which projects were bought, from the bottom.
func (l *ledger) parts(ballot int) []SharePart {
	var parts []SharePart
	for _, p := range l.result.Projects {
		if paid := l.paid[ballot][p.Option]; paid != nil {
			parts = append(parts, SharePart{p.Option, permille(paid, l.each), l.amount(paid)})
		}
	}
	return parts
}

func (l *ledger) said(ballot int) string {
	var said []string
	for _, part := range l.parts(ballot) {
		said = append(said, l.words.Say.T("outcome.amount_for", map[string]any{"Amount": part.Amount, "Name": l.tally.Name(l.words, part.Option)}))
	}
	if len(said) == 0 {
		return l.words.Say.T("outcome.paid_nothing", map[string]any{"Left": l.amount(l.left[ballot])})
	}
	if l.left[ballot].Sign() <= 0 {
		return l.words.Say.T("outcome.all_spent", map[string]any{"Paid": phrases(l.words, said)})
	}
	return l.words.Say.T("outcome.some_left", map[string]any{"Paid": phrases(l.words, said), "Left": l.amount(l.left[ballot])})
}

// projects are the funded ones in the order of the purchase, then the others.
func (l *ledger) projects(s *Shares) {
	order := slices.Clone(l.result.Projects)
	slices.SortStableFunc(order, func(a, b tally.Project) int { return cmp.Compare(bit(!a.Funded), bit(!b.Funded)) })
	for _, p := range order {
		cost := l.election.Options[p.Option].Cost
		row := Project{Option: p.Option, Name: l.tally.Name(l.words, p.Option), Cost: l.words.Say.Count(cost), Funded: p.Funded}
		wanted := int64(0)
		had := new(big.Rat)
		for i := range l.election.Ballots {
			if b := &l.election.Ballots[i]; slices.Contains(b.Picks, p.Option) {
				wanted += b.Count
				if l.left != nil {
					had.Add(had, new(big.Rat).Mul(l.left[i], wholeRat(b.Count)))
				}
			}
		}
		if l.election.Form == tally.Approvals {
			row.Wanted = l.words.Say.T("outcome.wanted", map[string]any{"Votes": wanted, "Voters": l.voters})
		}
		state := "no"
		if p.Funded {
			state = "yes"
			row.Each = l.mostPaid(p)
		} else {
			s.Unfunded = l.words.Say.T("outcome.unfunded_greedy", nil)
			if l.left != nil {
				s.Unfunded = l.words.Say.T("outcome.unfunded", nil)
				row.HadLeft, row.HadPermille = l.words.Say.T("outcome.had_left", map[string]any{"Money": l.amount(had)}), permille(had, wholeRat(cost))
			}
		}
		row.State = l.words.Say.T("outcome.is_funded."+state, nil)
		row.Label = phrases(l.words, nonEmpty(row.Name, row.Cost, row.State, row.Wanted, row.Each, row.HadLeft))
		s.Projects = append(s.Projects, row)
	}
}

func nonEmpty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

func (l *ledger) mostPaid(p tally.Project) string {
	most := new(big.Rat)
	for _, paid := range p.Payments {
		if paid.Each.Cmp(most) > 0 {
			most = paid.Each
		}
	}
	if most.Sign() == 0 {
		return ""
	}
	return l.words.Say.T("outcome.at_most_each", map[string]any{"Money": l.amount(most)})
}

func (s *Shares) table(w view.Words, l *ledger) {
	s.Table = Table{Title: s.Sentence, Head: []string{"", w.Say.T("outcome.head.cost", nil), "", "", ""}}
	for _, p := range s.Projects {
		s.Table.Rows = append(s.Table.Rows, []string{p.Name, p.Cost, p.State, p.Wanted, p.Each + p.HadLeft})
	}
	for _, c := range s.Columns {
		s.Table.Rows = append(s.Table.Rows, []string{c.Sentence})
	}
}

// Move reads the next column out, or the one before.
func (s *Shares) Move(by int) bool {
	at := max(0, min(s.Chosen+by, len(s.Columns)-1))
	moved := at != s.Chosen
	s.Chosen = at
	return moved
}

// Reading is the chosen column as a sentence; "" where there are no columns.
func (s *Shares) Reading() string {
	if s.Chosen < 0 || s.Chosen >= len(s.Columns) {
		return ""
	}
	return s.Columns[s.Chosen].Sentence
}
