// Package agreement is how tellers agree on one value: single-shot PBFT whose messages are ordinary ops, each judged by its own past.
//
// It promises that two values are sealed only where more than f tellers contradict themselves, each visibly, by a fork of its log; and that
// what one teller may have sealed in a view is what every later view proposes again. It does not know what a value is (a commit, a manifest),
// holds no state, and never reads a clock: the caller says when patience has run out.
// Source: M. Castro, B. Liskov, Practical Byzantine Fault Tolerance (OSDI 1999), with view changes that carry their evidence in their past.
package agreement

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

// Step is one of the four things that a teller can say in an agreement.
type Step uint8

// The steps, in the order in which a view goes through them; Turn ends a teller's part in its view.
const (
	Propose Step = iota + 1
	Endorse
	Seal
	Turn
)

var stepNames = [...]string{Propose: "propose", Endorse: "endorse", Seal: "seal", Turn: "turn"}

// String is the step as op kinds name it.
func (s Step) String() string {
	if int(s) < len(stepNames) && s != 0 {
		return stepNames[s]
	}
	return fmt.Sprintf("step %d", uint8(s))
}

// MaxView bounds views: patience doubles with each, so nobody honest gets past forty.
const MaxView = 1 << 20

// Message is one step of one teller. A Turn has no value, and its View is the one turned to.
type Message struct {
	Teller op.DeviceID
	Step   Step
	View   uint32
	Value  op.ID
}

// Board is the tellers of an agreement, in proposer order.
type Board []op.DeviceID

// Tolerated is f, how many of the tellers may lie: ⌊(n−1)/3⌋.
func (b Board) Tolerated() int { return max(0, (len(b)-1)/3) }

// Quorum is t, how many decide: ⌊(n+f)/2⌋+1, so that any two quorums share an honest teller.
func (b Board) Quorum() int { return (len(b)+b.Tolerated())/2 + 1 }

// Proposer is the teller that proposes in a view; false for an empty board.
func (b Board) Proposer(view uint32) (op.DeviceID, bool) {
	if len(b) == 0 {
		return op.DeviceID{}, false
	}
	return b[int(view)%len(b)], true
}

// Has reports whether the device is on the board.
func (b Board) Has(device op.DeviceID) bool {
	for _, d := range b {
		if d == device {
			return true
		}
	}
	return false
}

// ErrRule says that a message breaks a rule in its own past. Such an op is not stored, so a teller can contradict itself by a fork only.
var ErrRule = errors.New("breaks a rule of the agreement in its own past")

// Check judges a message by its own past: seen is what tellers said there, own is what the author said before along its log.
// Whether the value itself is valid is the caller's question.
func Check(b Board, m Message, seen, own []Message) error {
	if !b.Has(m.Teller) {
		return fmt.Errorf("%w: its author is no teller here", ErrRule)
	}
	if m.View > MaxView {
		return fmt.Errorf("%w: view %d", ErrRule, m.View)
	}
	view := ViewOf(own)
	if m.Step == Turn {
		if m.View <= view {
			return fmt.Errorf("%w: a turn to view %d from view %d", ErrRule, m.View, view)
		}
		return nil
	}
	if m.View != view {
		return fmt.Errorf("%w: a %s in view %d by a teller in view %d", ErrRule, m.Step, m.View, view)
	}
	for _, before := range own {
		if before.Step == m.Step && before.View == m.View {
			return fmt.Errorf("%w: a second %s in view %d", ErrRule, m.Step, m.View)
		}
	}
	return checkEvidence(b, m, seen)
}

func checkEvidence(b Board, m Message, seen []Message) error {
	switch m.Step {
	case Propose:
		return checkProposal(b, m, seen)
	case Endorse:
		if !proposed(b, seen, m.View, m.Value) {
			return fmt.Errorf("%w: nobody proposed what it endorses", ErrRule)
		}
	case Seal:
		if count(seen, Endorse, m.View, m.Value) < b.Quorum() {
			return fmt.Errorf("%w: fewer than %d endorsed what it seals", ErrRule, b.Quorum())
		}
	default:
		return fmt.Errorf("%w: unknown step", ErrRule)
	}
	return nil
}

func checkProposal(b Board, m Message, seen []Message) error {
	if proposer, _ := b.Proposer(m.View); proposer != m.Teller {
		return fmt.Errorf("%w: not the proposer of view %d", ErrRule, m.View)
	}
	if m.View > 0 && turned(seen, m.View) < b.Quorum() {
		return fmt.Errorf("%w: fewer than %d turned to view %d", ErrRule, b.Quorum(), m.View)
	}
	if prepared, ok := Prepared(b, seen, m.View); ok && prepared != m.Value {
		return fmt.Errorf("%w: another value is prepared", ErrRule)
	}
	return nil
}

// ViewOf is the view that a teller is in, by what it said itself: that of its newest turn, else 0.
func ViewOf(own []Message) uint32 {
	view := uint32(0)
	for _, m := range own {
		if m.Step == Turn {
			view = max(view, m.View)
		}
	}
	return view
}

// Prepared is the value that a quorum endorsed in the highest view below the given one. Of two in one view, which takes more than f liars,
// it is the smaller id.
func Prepared(b Board, seen []Message, below uint32) (op.ID, bool) {
	var value op.ID
	view, found := uint32(0), false
	for _, m := range seen {
		if m.Step != Endorse || m.View >= below || (found && m.View < view) || planted == PreparedForgotten {
			continue
		}
		if found && m.View == view && m.Value.Compare(value) >= 0 {
			continue
		}
		if count(seen, Endorse, m.View, m.Value) >= b.Quorum() {
			value, view, found = m.Value, m.View, true
		}
	}
	return value, found
}

// Sealed lists the values that a quorum sealed in one view, each once, in ascending order of their ids. More than one is the work of more
// than f liars.
func Sealed(b Board, seen []Message) []op.ID {
	var values []op.ID
	for _, m := range seen {
		if m.Step != Seal {
			continue
		}
		sealed := count(seen, Seal, m.View, m.Value)
		if planted == SealsOfViewsAddUp {
			sealed = countInAnyView(seen, Seal, m.Value)
		}
		if sealed >= b.Quorum() {
			values = insert(values, m.Value)
		}
	}
	return values
}

func insert(ids []op.ID, id op.ID) []op.ID {
	for i, have := range ids {
		switch c := have.Compare(id); {
		case c == 0:
			return ids
		case c > 0:
			return append(ids[:i], append([]op.ID{id}, ids[i:]...)...)
		}
	}
	return append(ids, id)
}

func proposed(b Board, seen []Message, view uint32, value op.ID) bool {
	proposer, _ := b.Proposer(view)
	for _, m := range seen {
		if m.Step == Propose && m.View == view && m.Value == value && m.Teller == proposer {
			return true
		}
	}
	return false
}

// count is how many different tellers said this step for this value in this view.
func count(seen []Message, step Step, view uint32, value op.ID) int {
	tellers := make(map[op.DeviceID]bool)
	for _, m := range seen {
		if m.Step == step && m.View == view && m.Value == value {
			tellers[m.Teller] = true
		}
	}
	return len(tellers)
}

// turned is how many different tellers turned to this very view.
func turned(seen []Message, view uint32) int { return count(seen, Turn, view, op.ID{}) }
