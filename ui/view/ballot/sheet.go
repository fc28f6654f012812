// Package ballot is the ballot that somebody fills in: what is marked, what can be done next by mouse and by key, what is off and why, and what it
// says in words before it is signed.
//
// It promises that a sheet never holds a ballot that the poll's method refuses, that every ballot can be reached by keys alone, that every change
// can be undone, and that a sheet which is closed can be kept and taken up again. It draws nothing, publishes nothing, and knows no clock; a sheet
// belongs to one goroutine.
package ballot

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

// Kind is how a ballot looks and is filled in. Several methods share one.
type Kind string

// The kinds.
const (
	// Answer is one of yes, no, abstain and perhaps a veto.
	Answer Kind = "answer"
	// Consent is one of four gestures, two of them with words.
	Consent Kind = "consent"
	// Ticks mark any number of options, Budget those that the money lasts for.
	Ticks  Kind = "ticks"
	Budget Kind = "budget"
	// Ranking puts options in an order.
	Ranking Kind = "ranking"
	// Score grades with sliders, Stars with stars.
	Score Kind = "score"
	Stars Kind = "stars"
	// Dots spread points; Quadratic buys votes at a rising price.
	Dots      Kind = "dots"
	Quadratic Kind = "quadratic"
)

// mostStars that a row of stars has room for; a longer scale is a slider.
const mostStars = 10

// Sheet is one ballot in one poll.
type Sheet struct {
	open     *poll.Open
	election *tally.Election
	settings tally.Settings
	kind     Kind
	// now is what is marked; past and next are for undo and redo, the latest last.
	now        marks
	past, next []marks
	// typing says that the last change was a letter of the reason: the next one is undone with it.
	typing bool
	// focus is the option on which keys act.
	focus int
	lift  *lifted
	find  Finder
	// typed is what was typed into the focused row's box.
	typed typed
	// order is how the rows of a budget stand where its voter sorted them; nil as the poll lists them.
	order []int
	// offered is the option that was ticked and does not fit; -1 for none.
	offered int
}

// New is an empty sheet. The error wraps kind.ErrInvalid where this version does not know the method, or the opening does not fit it.
func New(open *poll.Open) (*Sheet, error) {
	m, err := poll.MethodOf(open.Method)
	if err != nil {
		return nil, err
	}
	if err := open.Fits(); err != nil {
		return nil, err
	}
	s := &Sheet{open: open, election: open.Election(), settings: open.TallySettings([]byte{0}), offered: none}
	s.kind = s.kindOf(m)
	s.now = s.empty()
	s.find = Finder{sheet: s}
	return s, nil
}

// none is no option.
const none = -1

func (s *Sheet) kindOf(m tally.Method) Kind {
	switch m.Form() {
	case tally.Choice:
		return Answer
	case tally.Consents:
		return Consent
	case tally.Approvals:
		if s.election.Budget > 0 {
			return Budget
		}
		return Ticks
	case tally.Ranking:
		return Ranking
	case tally.Points:
		return Dots
	case tally.Allocation:
		if s.settings.Params["counting"] == "votes" {
			return Quadratic
		}
		return Dots
	}
	if low, high := s.Scale(); m.Name() == "star" && high-low <= mostStars {
		return Stars
	}
	return Score
}

// Kind is how the sheet looks.
func (s *Sheet) Kind() Kind { return s.kind }

// Options is how many rows there are: the options, the answers, or the gestures.
func (s *Sheet) Options() int {
	if s.kind == Consent {
		return len(gestures)
	}
	return len(s.election.Options)
}

// Ballot is what is marked, as a method counts it.
func (s *Sheet) Ballot() tally.Ballot { return s.ballotOf(s.now) }

// Choice is the ballot as an op holds it. The error wraps poll.ErrChoice where nothing is marked and the method knows no blank ballot.
func (s *Sheet) Choice() ([]byte, error) { return poll.Encode(s.open, s.Ballot()) }

// Reason is what is said with the ballot.
func (s *Sheet) Reason() string { return s.now.Reason }

// Take begins with a ballot that was cast before: to change it. The reason is what was said with it. Errors wrap poll.ErrChoice; nothing is changed then.
func (s *Sheet) Take(b tally.Ballot, reason string) error {
	if _, err := poll.Encode(s.open, b); err != nil {
		return err
	}
	return s.begin(s.marksOf(b, reason))
}

// begin starts over from marks, with nothing to undo.
func (s *Sheet) begin(m marks) error {
	if err := s.check(m); err != nil {
		return err
	}
	s.now, s.past, s.next, s.lift, s.offered = m, nil, nil, nil, none
	return nil
}

// check says whether marks are a ballot, or an empty sheet.
func (s *Sheet) check(m marks) error {
	cast := poll.Cast{Poll: op.ID{1}, Reason: m.Reason}
	if err := cast.Check(); err != nil {
		return fmt.Errorf("%w: %w", poll.ErrChoice, err)
	}
	b := s.ballotOf(m)
	if s.election.Empty(&b) {
		return nil
	}
	_, err := poll.Encode(s.open, b)
	return err
}

// IsEmpty says that nothing is marked.
func (s *Sheet) IsEmpty() bool {
	b := s.Ballot()
	return s.election.Empty(&b)
}

// change does something to a copy of what is marked. It returns false, and nothing changes, where it comes to nothing or to no ballot.
func (s *Sheet) change(do func(m *marks)) bool {
	m := s.now.clone()
	do(&m)
	if m.equal(s.now) || s.check(m) != nil {
		return false
	}
	m.Blank = m.Blank && s.emptyOf(m)
	if s.past = append(s.past, s.now); len(s.past) > maxUndo {
		s.past = slices.Delete(s.past, 0, 1)
	}
	s.now, s.next, s.typing, s.offered = m, nil, false, none
	return true
}

func (s *Sheet) emptyOf(m marks) bool {
	b := s.ballotOf(m)
	return s.election.Empty(&b)
}

// Undo takes the last change back.
func (s *Sheet) Undo() bool { return s.travel(&s.past, &s.next) }

// Redo does again what Undo took back.
func (s *Sheet) Redo() bool { return s.travel(&s.next, &s.past) }

func (s *Sheet) travel(from, to *[]marks) bool {
	if len(*from) == 0 {
		return false
	}
	last := len(*from) - 1
	*to = append(*to, s.now)
	s.now, *from = (*from)[last], (*from)[:last]
	s.lift, s.typing, s.offered = nil, false, none
	return true
}

// Clear takes every mark away. What is left is a blank ballot, which can be cast where the method knows one.
func (s *Sheet) Clear() bool {
	return s.change(func(m *marks) { *m = s.cleared() })
}

func (s *Sheet) cleared() marks {
	m := s.empty()
	m.Blank = s.knowsBlank()
	return m
}

// knowsBlank says that a ballot without a mark can be cast: it counts among those who took part, and for nobody.
func (s *Sheet) knowsBlank() bool { return s.kind != Answer && s.kind != Consent }

// Focus puts the keys on an option's row.
func (s *Sheet) Focus(option int) {
	if option >= 0 && option < s.Options() {
		s.focus = option
	}
}

// Focused is the option on which keys act.
func (s *Sheet) Focused() int { return s.focus }

// Obstacle is why a ballot cannot be cast: one of the words of ballot.off.
type Obstacle string

// The obstacles.
const (
	// NothingMarked: something has to be marked, or the sheet cleared on purpose.
	NothingMarked Obstacle = "nothing_marked"
	// InHand: an option is lifted and not dropped.
	InHand Obstacle = "in_hand"
	// NoReason: an objection or a concern says why.
	NoReason Obstacle = "no_reason"
)

// Obstacle is why the ballot cannot be cast yet; "" where it can.
func (s *Sheet) Obstacle() Obstacle {
	switch {
	case s.lift != nil:
		return InHand
	case s.IsEmpty() && !s.now.Blank:
		return NothingMarked
	case s.NeedsReason() && !saysSomething(s.now.Reason):
		return NoReason
	}
	return ""
}
