package followup

// Marks: that a milestone, or the whole, is done or dropped, or open again.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// As is what something is marked as.
type As string

// The marks. What nobody marked is open.
const (
	Open    As = "open"
	Done    As = "done"
	Dropped As = "dropped"
)

// Mark is the body of followup.mark. The owner by the plan that it names writes it, and stewards.
type Mark struct {
	Poll op.ID `cbor:"poll"`
	// Set is the plan that the author had before the eyes.
	Set op.ID `cbor:"set"`
	// Milestone is the text of one of that plan; empty for the whole.
	Milestone string `cbor:"milestone"`
	// Replaces are the marks of the same thing whose place it takes, ascending.
	Replaces []op.ID `cbor:"replaces"`
	As       As      `cbor:"as"`
	// Why may be empty.
	Why string `cbor:"why"`
}

// Check checks the form.
func (b *Mark) Check() error {
	switch {
	case b.Poll.IsZero() || b.Set.IsZero():
		return fmt.Errorf("it names no poll, or no plan")
	case b.As != Open && b.As != Done && b.As != Dropped:
		return fmt.Errorf("it marks something as %.20q", string(b.As))
	}
	if b.Milestone != "" {
		if err := charter.CheckLine(b.Milestone, MaxMilestoneCharacters); err != nil {
			return fmt.Errorf("its milestone: %w", err)
		}
	}
	if b.Why != "" {
		if err := charter.CheckLine(b.Why, MaxWhyCharacters); err != nil {
			return fmt.Errorf("its word why: %w", err)
		}
	}
	return checkReplaces(b.Replaces)
}

// Names are the poll, the plan, and the marks whose place it takes.
func (b *Mark) Names() []op.ID { return ascending(append([]op.ID{b.Poll, b.Set}, b.Replaces...)...) }

// Marked is a row: one followup.mark.
type Marked struct {
	ID     op.ID
	Poll   op.ID
	Author op.AccountID
	// TimeMillis is the author's clock, to be shown only.
	TimeMillis int64
	Replaces   []op.ID
	Milestone  string
	As         As
	Why        string
}

// Table is "followup_marks".
func (Marked) Table() string { return "followup_marks" }

// Key is the op's id.
func (m Marked) Key() string { return m.ID.String() }

// Subject is the poll.
func (m Marked) Subject() op.ID { return m.Poll }

func markKind() kind.Kind {
	return declare(KindMark, maxMarkBytes, (*Mark).Check, (*Mark).Names, mayMark, applyMark)
}

func mayMark(w kind.World, e *kind.Entry, b *Mark) error {
	plan, is := w.KeptBody(b.Set).(*Set)
	if e.Author.Steward || (is && plan.Owner == e.Author.Account) {
		return nil
	}
	return fmt.Errorf("%w: only its owner and stewards may say that it is done, dropped, or open again", kind.ErrNoRight)
}

// applyMark rests on the plan's row, which is there where the plan is applied: so nobody becomes an owner by a plan that they had no right to.
func applyMark(rows kind.Rows, w kind.World, e *kind.Entry, b *Mark) ([]kind.Row, error) {
	raw, found, err := rows.Row(Plan{}.Table(), b.Set.String())
	if err != nil {
		return nil, err
	}
	plan, is := raw.(Plan)
	if !found || !is || plan.Poll != b.Poll {
		return nil, fmt.Errorf("%w: there is no such plan for this poll", kind.ErrInvalid)
	}
	if b.Milestone != "" && indexOf(plan.Milestones, b.Milestone) < 0 {
		return nil, fmt.Errorf("%w: the plan has no such milestone", kind.ErrInvalid)
	}
	for _, id := range b.Replaces {
		if before, is := w.KeptBody(id).(*Mark); !is || before.Poll != b.Poll || before.Milestone != b.Milestone {
			return nil, fmt.Errorf("%w: what it replaces marks something else", kind.ErrInvalid)
		}
	}
	return []kind.Row{Marked{
		ID: e.Op.ID, Poll: b.Poll, Author: e.Author.Account, TimeMillis: e.Op.Header.TimeMillis, Replaces: noneIfEmpty(b.Replaces),
		Milestone: b.Milestone, As: b.As, Why: b.Why,
	}}, nil
}
