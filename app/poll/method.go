package poll

// Methods: what a poll says to package tally. An opening names everything; what its writer leaves out, Complete writes into it.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
)

// The names of two methods that other packages speak of.
const (
	YesNo    = "yes-no"
	Approval = "approval"
)

// The rules for ties.
const (
	// TieByOrder: the option that stands first in the opening wins.
	TieByOrder = "order"
	// TieByPrevious looks back at earlier rounds, then takes the order.
	TieByPrevious = "previous"
	// TieByDraw is a draw that nobody can choose alone.
	TieByDraw = "draw"
	// TieByPreviousThenDraw looks back at earlier rounds, then draws.
	TieByPreviousThenDraw = "previous,draw"
)

// TieRules lists them.
func TieRules() []string {
	return []string{TieByDraw, TieByOrder, TieByPrevious, TieByPreviousThenDraw}
}

// answers are the options of a poll by yes-no: the first two, three or four of them.
var answers = []string{tally.OptionYes: "yes", tally.OptionNo: "no", tally.OptionAbstain: "abstain", tally.OptionVeto: "veto"}

// usualAnswers are yes, no and abstain.
const usualAnswers = 3

// MethodOf finds a method by its name. The error wraps kind.ErrInvalid.
func MethodOf(name string) (tally.Method, error) {
	m, err := tally.MethodOf(name)
	if err != nil {
		return nil, fmt.Errorf("%w: no method is called %.40q", kind.ErrInvalid, name)
	}
	return m, nil
}

// MethodNames lists what openings can name, the plainest first.
func MethodNames() []string {
	var names []string
	for _, m := range tally.Methods() {
		names = append(names, m.Name())
	}
	return names
}

// Complete writes what is not named into an opening, so that nothing is silent: the answers of yes-no, the method's own settings, a draw for
// ties. Seats are for DefaultSeats. The error wraps kind.ErrInvalid.
func (b *Open) Complete() error {
	if b.Method == "" {
		b.Method = YesNo
	}
	m, err := MethodOf(b.Method)
	if err != nil {
		return err
	}
	if b.Tie == "" {
		b.Tie = TieByDraw
	}
	if m.Form() == tally.Choice && len(b.Options) == 0 {
		b.Options = slices.Clone(answers[:usualAnswers])
	}
	for _, p := range m.Params() {
		if !slices.ContainsFunc(b.Settings, func(s Setting) bool { return s.Name == p.Name }) {
			b.Settings = append(b.Settings, Setting{p.Name, p.Default})
		}
	}
	slices.SortStableFunc(b.Settings, func(x, y Setting) int { return strings.Compare(x.Name, y.Name) })
	return nil
}

// DefaultSeats is how many options win where nobody has said it: one, or none where a budget decides or there is one question.
func DefaultSeats(m tally.Method, budget uint64) uint64 {
	if budget > 0 || asksOneQuestion(m) || !TakesSeats(m) {
		return 0
	}
	return 1
}

// asksOneQuestion says that a method's options have no seats to win.
func asksOneQuestion(m tally.Method) bool {
	return m.Form() == tally.Choice || m.Form() == tally.Consents
}

// TakesSeats says whether options win seats: it asks the method itself, about a small election.
func TakesSeats(m tally.Method) bool {
	e := &tally.Election{Form: m.Form(), Options: make([]tally.Option, MinOptions), Seats: 1, Electorate: 1}
	return m.Fit(e, tally.Defaults(m)) == nil
}

// TakesMoney says whether a budget can decide.
func TakesMoney(m tally.Method) bool {
	e := &tally.Election{Form: m.Form(), Options: []tally.Option{{Cost: 1}, {Cost: 1}}, Budget: 1, Electorate: 1}
	return !asksOneQuestion(m) && m.Fit(e, tally.Defaults(m)) == nil
}

// SharesRanks says whether options can stand at one rank on a ballot. They cannot where the method itself has a setting for what becomes of
// such a ballot on paper: a screen can say so before it is cast.
func SharesRanks(m tally.Method) bool {
	return !slices.ContainsFunc(m.Params(), func(p tally.Param) bool { return p.Name == "overvoteRule" || p.Name == "equalRankings" })
}

// Election is the poll without its ballots. The question itself is the one option of a poll by consent.
func (b *Open) Election() *tally.Election {
	e := &tally.Election{Title: b.Title, Seats: int(b.Seats), Budget: int64(b.Budget)}
	if m, err := MethodOf(b.Method); err == nil {
		e.Form = m.Form()
	}
	for i, name := range b.Options {
		option := tally.Option{Name: name}
		if i < len(b.Costs) {
			option.Cost = int64(b.Costs[i])
		}
		e.Options = append(e.Options, option)
	}
	if e.Form == tally.Consents && len(e.Options) == 0 {
		e.Options = []tally.Option{{Name: b.Title}}
	}
	return e
}

// TallySettings are the settings by which the poll is counted; seed is a draw's.
func (b *Open) TallySettings(seed []byte) tally.Settings {
	s := tally.Settings{Params: make(map[string]string, len(b.Settings)), Ties: tally.Ties{Rule: tally.ByDraw, Seed: seed}}
	for _, setting := range b.Settings {
		s.Params[setting.Name] = setting.Value
	}
	switch b.Tie {
	case TieByOrder:
		s.Ties = tally.Ties{Rule: tally.ByOrder}
	case TieByPrevious:
		s.Ties = tally.Ties{Rule: tally.ByPrevious, Last: tally.ByOrder}
	case TieByPreviousThenDraw:
		s.Ties = tally.Ties{Rule: tally.ByPrevious, Last: tally.ByDraw, Seed: seed}
	}
	return s
}

// runningSeed draws in a running count: the poll's id alone. The draw that decides needs the first receipt, which nobody knows before.
func runningSeed(id op.ID) []byte { return id[:] }
