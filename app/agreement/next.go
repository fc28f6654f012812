package agreement

// The teller's part: what to say next. Events in, ops out; the caller writes each answer down before it sends it, and asks again.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// Teller is one teller's sight of one agreement: what its own next op's past would show.
type Teller struct {
	Board Board
	Me    op.DeviceID
	// Seen is everything said in the past of the op to be written, in the order in which this replica stored it; own messages included.
	Seen []Message
	// Candidate is what this teller would propose, if it had to choose; zero for nothing.
	Candidate op.ID
	// Accept says whether this teller endorses a value that is not prepared.
	Accept func(value op.ID) bool
	// OutOfPatience says that the teller's patience with its present view has run out.
	OutOfPatience bool
}

// Next is what the teller says next, or false for nothing. One answer at a time: the caller writes it down and asks again with it in Seen.
func (t Teller) Next() (Message, bool) {
	if !t.Board.Has(t.Me) || len(Sealed(t.Board, t.Seen)) > 0 {
		return Message{}, false
	}
	own := t.own()
	view := ViewOf(own)
	if to := t.followed(view); to > view {
		return Message{Teller: t.Me, Step: Turn, View: to}, true
	}
	if m, ok := t.inView(view, own); ok {
		return m, true
	}
	if t.OutOfPatience && t.Impatient() && view < MaxView {
		return Message{Teller: t.Me, Step: Turn, View: view + 1}, true
	}
	return Message{}, false
}

// View is the view that this teller is in.
func (t Teller) View() uint32 { return ViewOf(t.own()) }

// Impatient reports whether patience runs at all: from the first candidate or proposal in view 0, from a quorum of turns in a later one.
func (t Teller) Impatient() bool {
	if !t.Board.Has(t.Me) || len(Sealed(t.Board, t.Seen)) > 0 {
		return false
	}
	view := t.View()
	if view > 0 {
		return turned(t.Seen, view) >= t.Board.Quorum()
	}
	return !t.Candidate.IsZero() || len(t.Seen) > 0
}

func (t Teller) own() []Message {
	var own []Message
	for _, m := range t.Seen {
		if m.Teller == t.Me {
			own = append(own, m)
		}
	}
	return own
}

// followed is the highest view that f+1 others have reached.
func (t Teller) followed(view uint32) uint32 {
	reached := make(map[op.DeviceID]uint32)
	for _, m := range t.Seen {
		if m.Step == Turn && m.Teller != t.Me {
			reached[m.Teller] = max(reached[m.Teller], m.View)
		}
	}
	best := view
	for _, candidate := range reached {
		others := 0
		for _, v := range reached {
			if v >= candidate {
				others++
			}
		}
		if others > t.Board.Tolerated() {
			best = max(best, candidate)
		}
	}
	return best
}

func (t Teller) inView(view uint32, own []Message) (Message, bool) {
	if value, ok := t.toSeal(view); ok && !said(own, Seal, view) {
		return Message{Teller: t.Me, Step: Seal, View: view, Value: value}, true
	}
	if value, ok := t.toEndorse(view); ok && !said(own, Endorse, view) {
		return Message{Teller: t.Me, Step: Endorse, View: view, Value: value}, true
	}
	if value, ok := t.toPropose(view); ok && !said(own, Propose, view) {
		return Message{Teller: t.Me, Step: Propose, View: view, Value: value}, true
	}
	return Message{}, false
}

func (t Teller) toSeal(view uint32) (op.ID, bool) {
	for _, m := range t.Seen {
		if m.Step == Endorse && m.View == view && count(t.Seen, Endorse, view, m.Value) >= t.Board.Quorum() {
			return m.Value, true
		}
	}
	return op.ID{}, false
}

func (t Teller) toEndorse(view uint32) (op.ID, bool) {
	proposer, _ := t.Board.Proposer(view)
	for _, m := range t.Seen {
		if m.Step != Propose || m.View != view || m.Teller != proposer {
			continue
		}
		if prepared, ok := Prepared(t.Board, t.Seen, view); ok {
			return m.Value, prepared == m.Value
		}
		return m.Value, t.Accept(m.Value)
	}
	return op.ID{}, false
}

func (t Teller) toPropose(view uint32) (op.ID, bool) {
	proposer, ok := t.Board.Proposer(view)
	if !ok || proposer != t.Me || (view > 0 && turned(t.Seen, view) < t.Board.Quorum()) {
		return op.ID{}, false
	}
	if prepared, ok := Prepared(t.Board, t.Seen, view); ok {
		return prepared, true
	}
	return t.Candidate, !t.Candidate.IsZero() && t.Accept(t.Candidate)
}

func said(own []Message, step Step, view uint32) bool {
	for _, m := range own {
		if m.Step == step && m.View == view {
			return true
		}
	}
	return false
}
