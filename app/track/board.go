package track

// All proposals of a track together: who prepares, who queues, who holds a place.

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
)

// ID names a proposal; it also breaks what would otherwise be a tie.
type ID [32]byte

// Never is the moment of what has not happened.
const Never int64 = math.MaxInt64

// End is what a poll on a cancelling or killing track does to a proposal.
type End struct {
	// State is Cancelled or Killed.
	State    State
	AtMillis int64
}

// Proposal is what a track knows of one.
type Proposal struct {
	ID              ID
	SubmittedMillis int64
	// DepositMillis is when its deposit was laid down: the submission where the track wants none, Never where it is missing.
	DepositMillis int64
	// Standings in order of their moments, also those from before the decision: they decide who leaves the queue first.
	Standings []Standing
	// End is nil where nobody ended it.
	End *End
}

// Status is where a proposal stands on its track. The course is empty for one whose decision never began; of one that was ended, AtMillis
// is when.
type Status struct {
	ID ID
	Course
	// QueuePlace is 1 for the next to be decided; 0 outside of the queue.
	QueuePlace int
}

// Deposit is what becomes of the credits laid down for a proposal.
type Deposit string

// The fates of a deposit.
const (
	Held     Deposit = "held"
	Returned Deposit = "returned"
	Forfeit  Deposit = "forfeit"
)

// Deposit follows from the state: killing forfeits, every other end gives back.
func (s Status) Deposit() Deposit {
	switch {
	case s.State == Killed:
		return Forfeit
	case s.State.Final():
		return Returned
	default:
		return Held
	}
}

// entry is a proposal on its way.
type entry struct {
	Proposal
	Status
	readyMillis int64
}

type board struct {
	rules   Rules
	entries []*entry
	until   int64
}

// Board lays a track out as it is at untilMillis, in order of the ids. Proposals submitted later are not on it.
//
// At one moment, what is decided at it comes first, then what is ended, then places are filled, and at last what has waited too long times
// out: so a result stands before a cancellation of the same moment. Of those who queue, the one with most ayes goes first; then who was
// ready earlier, then the smaller id.
//
// An end does nothing to a proposal that has come to another by then. Errors are of ErrForm and name the proposal.
func (r Rules) Board(proposals []Proposal, untilMillis int64) ([]Status, error) {
	if err := checkMoment(untilMillis); err != nil {
		return nil, err
	}
	b := board{rules: r, until: untilMillis}
	if err := b.fill(proposals); err != nil {
		return nil, err
	}
	for at := int64(math.MinInt64); ; {
		next := b.next(at)
		if next > untilMillis {
			break
		}
		at = next
		b.step(at)
	}
	return b.statuses(), nil
}

func (b *board) fill(proposals []Proposal) error {
	if len(proposals) > MaxProposals {
		return fmt.Errorf("%w: %d proposals, where at most %d fit", ErrForm, len(proposals), MaxProposals)
	}
	for _, p := range proposals {
		if err := p.check(); err != nil {
			return fmt.Errorf("proposal %x: %w", p.ID[:4], err)
		}
		if p.SubmittedMillis > b.until {
			continue
		}
		ready := max(p.SubmittedMillis+b.rules.PrepareMillis, p.DepositMillis)
		b.entries = append(b.entries, &entry{Proposal: p, Status: Status{ID: p.ID, Course: Course{State: Preparing}}, readyMillis: ready})
	}
	slices.SortFunc(b.entries, func(x, y *entry) int { return bytes.Compare(x.Status.ID[:], y.Status.ID[:]) })
	for i := 1; i < len(b.entries); i++ {
		if b.entries[i].Status.ID == b.entries[i-1].Status.ID {
			return fmt.Errorf("%w: proposal %x is listed twice", ErrForm, b.entries[i].Status.ID[:4])
		}
	}
	return nil
}

func (p Proposal) check() error {
	if err := checkMoment(p.SubmittedMillis); err != nil {
		return err
	}
	if p.DepositMillis < p.SubmittedMillis {
		return fmt.Errorf("%w: a deposit at %d for what was submitted at %d", ErrForm, p.DepositMillis, p.SubmittedMillis)
	}
	if p.End != nil && p.End.State != Cancelled && p.End.State != Killed {
		return fmt.Errorf("%w: ended as %q", ErrForm, p.End.State)
	}
	if p.End != nil && p.End.AtMillis < p.SubmittedMillis {
		return fmt.Errorf("%w: ended at %d, submitted at %d", ErrForm, p.End.AtMillis, p.SubmittedMillis)
	}
	return checkStandings(p.Standings)
}

// next is the first moment after a given one at which something can change.
func (b *board) next(after int64) int64 {
	next := Never
	consider := func(at int64) {
		if at > after && at < next {
			next = at
		}
	}
	for _, e := range b.entries {
		if e.State.Final() {
			continue
		}
		if e.End != nil {
			consider(e.End.AtMillis)
		}
		if e.State.HoldsPlace() {
			consider(e.AtMillis)
			continue
		}
		consider(e.readyMillis)
		consider(e.SubmittedMillis + b.rules.TimeoutMillis)
	}
	return next
}

// step is one moment. Places are counted anew each time, by who holds one.
func (b *board) step(at int64) {
	deciding := 0
	var queue []*entry
	for _, e := range b.entries {
		b.conclude(e, at)
		switch {
		case e.State.HoldsPlace():
			deciding++
		case !e.State.Final() && e.readyMillis <= at:
			e.State = Queued
			queue = append(queue, e)
		}
	}
	if deciding < b.rules.MaxDeciding || len(queue) > MaxQueued {
		order(queue, at)
	}
	for len(queue) > 0 && deciding < b.rules.MaxDeciding {
		queue[0].Course = b.begin(queue[0], at)
		queue = queue[1:]
		deciding++
	}
	b.timeOut(at)
	for place, e := range queue {
		if place >= MaxQueued && e.SubmittedMillis+b.rules.TimeoutMillis <= at {
			e.State, e.AtMillis = TimedOut, at
		}
	}
}

// conclude ends what is decided by now, or ended by others.
func (b *board) conclude(e *entry, at int64) {
	if e.State.HoldsPlace() && e.AtMillis <= at {
		e.Course = b.rules.decide(e.SinceMillis, e.Standings, e.AtMillis)
		e.State = unDue(e.State)
	}
	if !e.State.Final() && e.End != nil && e.End.AtMillis <= at {
		e.State, e.AtMillis = e.End.State, at
	}
}

// begin gives an entry a place. Its AtMillis is when its decision will be over, which its standings already say.
func (b *board) begin(e *entry, at int64) Course {
	whole := b.rules.decide(at, e.Standings, at+b.rules.DecisionMillis+b.rules.ConfirmMillis)
	return Course{State: Deciding, SinceMillis: at, AtMillis: whole.AtMillis}
}

// timeOut ends what is neither ready nor decided in time.
func (b *board) timeOut(at int64) {
	for _, e := range b.entries {
		if e.State == Preparing && e.SubmittedMillis+b.rules.TimeoutMillis <= at {
			e.State, e.AtMillis = TimedOut, at
		}
	}
}

// unDue leaves it to the end of the layout to say whether an enactment is due.
func unDue(s State) State {
	if s == Due {
		return Passed
	}
	return s
}

// order puts those who go first to the front.
func order(queue []*entry, at int64) {
	ayes := make(map[*entry]int64, len(queue))
	for _, e := range queue {
		ayes[e] = standingAt(e.Standings, at).Ayes
	}
	slices.SortFunc(queue, func(x, y *entry) int {
		return cmp.Or(
			cmp.Compare(ayes[y], ayes[x]),
			cmp.Compare(x.readyMillis, y.readyMillis),
			bytes.Compare(x.Status.ID[:], y.Status.ID[:]),
		)
	})
}

// statuses says where everything is now.
func (b *board) statuses() []Status {
	var queue []*entry
	for _, e := range b.entries {
		switch {
		case e.State.HoldsPlace():
			e.Course = b.rules.decide(e.SinceMillis, e.Standings, b.until)
		case e.State == Passed && e.EnactFromMillis <= b.until:
			e.State = Due
		case e.State == Queued:
			queue = append(queue, e)
		case e.State == Preparing && e.SubmittedMillis+b.rules.PrepareMillis <= b.until:
			e.State = Waiting
		}
	}
	order(queue, b.until)
	for i, e := range queue {
		if e.QueuePlace = i + 1; i >= MaxQueued {
			e.State, e.QueuePlace = Waiting, 0
		}
	}
	all := make([]Status, len(b.entries))
	for i, e := range b.entries {
		all[i] = e.Status
	}
	return all
}
