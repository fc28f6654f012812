package followup

// Plan: who does what a poll has decided, and what is to be there by when.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// Set is the body of followup.set. Stewards write it, the opener of the poll, and the author of the proposal that it was about.
type Set struct {
	// Poll is the opening. The op's past shows seals by which it has passed.
	Poll op.ID `cbor:"poll"`
	// Replaces are the plans whose place it takes, ascending.
	Replaces []op.ID `cbor:"replaces"`
	// Owner sees to it that it is done.
	Owner op.AccountID `cbor:"owner"`
	// Milestones are in the order in which people see them, each with another text.
	Milestones []Milestone `cbor:"milestones"`
	// ReviewMillis is when the community looks at it again, in milliseconds since 1970; 0: at no certain time.
	ReviewMillis int64 `cbor:"review_ms"`
}

// Milestone is something that is to be there at some time. It is known by its text: one that a later plan names too keeps its marks.
type Milestone struct {
	Text string `cbor:"text"`
	// DueMillis is in milliseconds since 1970.
	DueMillis int64 `cbor:"due_ms"`
}

// Check checks the form.
func (b *Set) Check() error {
	switch {
	case b.Poll.IsZero():
		return fmt.Errorf("it names no poll")
	case b.Owner == (op.AccountID{}):
		return fmt.Errorf("it names no owner")
	case b.ReviewMillis < 0 || b.ReviewMillis > op.MaxTimeMillis:
		return fmt.Errorf("it is reviewed at %d", b.ReviewMillis)
	case len(b.Milestones) > MaxMilestones:
		return fmt.Errorf("%d milestones, where at most %d fit", len(b.Milestones), MaxMilestones)
	}
	for i, m := range b.Milestones {
		if err := charter.CheckLine(m.Text, MaxMilestoneCharacters); err != nil {
			return fmt.Errorf("its milestone %d: %w", i+1, err)
		}
		if m.DueMillis <= 0 || m.DueMillis > op.MaxTimeMillis {
			return fmt.Errorf("its milestone %d is due at %d", i+1, m.DueMillis)
		}
		if indexOf(b.Milestones[:i], m.Text) >= 0 {
			return fmt.Errorf("its milestone %d is there twice", i+1)
		}
	}
	return checkReplaces(b.Replaces)
}

func indexOf(milestones []Milestone, text string) int {
	return slices.IndexFunc(milestones, func(m Milestone) bool { return m.Text == text })
}

// Names are the poll, and the plans whose place it takes.
func (b *Set) Names() []op.ID { return ascending(append([]op.ID{b.Poll}, b.Replaces...)...) }

// Plan is a row: one followup.set.
type Plan struct {
	ID     op.ID
	Poll   op.ID
	Author op.AccountID
	// TimeMillis is the author's clock, to be shown only.
	TimeMillis   int64
	Replaces     []op.ID
	Owner        op.AccountID
	Milestones   []Milestone
	ReviewMillis int64
}

// Table is "followups".
func (Plan) Table() string { return "followups" }

// Key is the op's id.
func (p Plan) Key() string { return p.ID.String() }

// Subject is the poll.
func (p Plan) Subject() op.ID { return p.Poll }

func setKind() kind.Kind {
	return declare(KindSet, maxSetBytes, (*Set).Check, (*Set).Names, mayPlan, applySet)
}

// mayPlan: stewards, the opener, and the author of the proposal.
func mayPlan(w kind.World, e *kind.Entry, b *Set) error {
	if e.Author.Steward {
		return nil
	}
	if MayPlan(w, e.Author.Account, b.Poll) {
		return nil
	}
	return fmt.Errorf("%w: only stewards, who opened the poll, and the proposal's author may say who follows it up", kind.ErrNoRight)
}

// MayPlan reports whether somebody who is no steward may write a plan: who opened the poll, or wrote its proposal.
func MayPlan(w kind.World, account op.AccountID, opening op.ID) bool {
	open, is := w.KeptBody(opening).(*poll.Open)
	if !is {
		return false
	}
	opener, _ := w.AccountOf(opening)
	author, written := w.AccountOf(open.Proposal)
	return opener == account || (written && author == account)
}

func applySet(rows kind.Rows, w kind.World, e *kind.Entry, b *Set) ([]kind.Row, error) {
	raw, found, err := rows.Row(poll.Poll{}.Table(), b.Poll.String())
	if err != nil {
		return nil, err
	}
	p, is := raw.(poll.Poll)
	if !found || !is {
		return nil, fmt.Errorf("%w: there is no such poll", kind.ErrInvalid)
	}
	rules := w.StandingAt(e.Author.Account, b.Poll).Charter
	if rules != nil && p.Opening.MayEnact(rules) {
		return nil, fmt.Errorf("%w: the tellers do by themselves what this poll has decided", kind.ErrInvalid)
	}
	for _, id := range b.Replaces {
		if before, is := w.KeptBody(id).(*Set); !is || before.Poll != b.Poll {
			return nil, fmt.Errorf("%w: what it replaces is no plan for this poll", kind.ErrInvalid)
		}
	}
	return []kind.Row{Plan{
		ID: e.Op.ID, Poll: b.Poll, Author: e.Author.Account, TimeMillis: e.Op.Header.TimeMillis, Replaces: noneIfEmpty(b.Replaces),
		Owner: b.Owner, Milestones: noneIfEmpty(b.Milestones), ReviewMillis: b.ReviewMillis,
	}}, nil
}

// noneIfEmpty makes "none" one value, however it was decoded.
func noneIfEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return slices.Clone(list)
}
