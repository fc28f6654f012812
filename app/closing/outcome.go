package closing

// What can be said of a poll's closing: its state, its seals, and who contradicted himself.

import (
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// State is how far a poll's closing is.
type State uint8

// The states.
const (
	// Open: nobody has frozen for the close, and nothing is prepared.
	Open State = iota + 1
	// Undecided: somebody has, and t tellers have not yet sealed one manifest in one view.
	Undecided
	// Sealed: one manifest is.
	Sealed
	// Contradicted: two are, by more than f lying tellers.
	Contradicted
)

var stateNames = [...]string{Open: "open", Undecided: "undecided", Sealed: "sealed", Contradicted: "contradicted"}

// String is the state as JSON output names it.
func (s State) String() string {
	if s == 0 || int(s) >= len(stateNames) {
		return "no state"
	}
	return stateNames[s]
}

// Outcome is a manifest with seals by t tellers in one view.
type Outcome struct {
	Manifest Manifest
	ID       op.ID
	// View is the lowest one with seals by t.
	View uint32
	// Signers sealed it in that view, in proposer order, and Seals are their ops.
	Signers []op.DeviceID
	Seals   []op.ID
	Count   *Count
	// Text is what they signed.
	Text SealText
}

// Missing is a teller whose freeze for the close is missing.
type Missing struct {
	Teller op.DeviceID
	// HeardMillis is the newest time that it named; -1 where nothing was heard of it.
	HeardMillis int64
}

// Fork is two ops of one teller in one place: it names who contradicted himself.
type Fork struct {
	Teller op.DeviceID
	// First and Second are the two smallest ids.
	First, Second op.ID
}

// knowledge is what follows from all that is known, each part worked out once it is asked for. What was not asked for is nil.
type knowledge struct {
	certified, anytime map[op.ID]int64
	safe               map[op.ID]bool
	outcomes           []Outcome
	sealed             bool
}

// all is the knowledge, which the next thing that is taken in makes void.
func (p *Poll) all() *knowledge {
	if p.known == nil {
		p.known = new(knowledge)
	}
	return p.known
}

func (p *Poll) allOutcomes() []Outcome {
	k := p.all()
	if !k.sealed {
		k.outcomes, k.sealed = p.workOutOutcomes(), true
	}
	return k.outcomes
}

// allCertified is the receipt time of whatever is certified by a moment.
func (p *Poll) allCertified(into *map[op.ID]int64, momentMillis int64) map[op.ID]int64 {
	if *into == nil {
		*into = make(map[op.ID]int64)
		for _, c := range p.certificates(nil, momentMillis) {
			(*into)[c.Ballot] = c.ReceiptMillis
		}
	}
	return *into
}

func (p *Poll) byTheClose() map[op.ID]int64 {
	return p.allCertified(&p.all().certified, p.setup.ClosesMillis)
}

func (p *Poll) atAnyTime() map[op.ID]int64 { return p.allCertified(&p.all().anytime, never-1) }

func (p *Poll) allSafe() map[op.ID]bool {
	k := p.all()
	if k.safe == nil {
		k.safe = p.workOutSafe()
	}
	return k.safe
}

// Outcomes lists the sealed manifests, ascending by id: none, one, or two and more where more than f tellers lied.
func (p *Poll) Outcomes() []Outcome { return slices.Clone(p.allOutcomes()) }

func (p *Poll) workOutOutcomes() []Outcome {
	var outcomes []Outcome
	for _, value := range agreement.Sealed(p.setup.Tellers, p.messages(nil)) {
		m := p.manifests[value]
		o := Outcome{Manifest: m.Manifest, ID: value, Count: p.countOf(m)}
		p.signers(&o)
		text, err := p.SealText(o.View, value)
		if err != nil {
			continue // no seal without this text was taken in
		}
		o.Text = text
		outcomes = append(outcomes, o)
	}
	return outcomes
}

// signers finds the lowest view in which t tellers sealed, and who they are.
func (p *Poll) signers(o *Outcome) {
	byView := make(map[uint32]map[int]op.ID)
	for _, at := range p.steps {
		n := &p.nodes[at]
		if n.step.Step != agreement.Seal || n.step.Value != o.ID {
			continue
		}
		if byView[n.step.View] == nil {
			byView[n.step.View] = make(map[int]op.ID)
		}
		if have, is := byView[n.step.View][n.teller]; !is || n.id.Compare(have) < 0 {
			byView[n.step.View][n.teller] = n.id
		}
	}
	for _, view := range slices.Sorted(maps.Keys(byView)) {
		if len(byView[view]) < p.setup.Tellers.Quorum() {
			continue
		}
		o.View = view
		for _, teller := range slices.Sorted(maps.Keys(byView[view])) {
			o.Signers = append(o.Signers, p.setup.Tellers[teller])
			o.Seals = append(o.Seals, byView[view][teller])
		}
		return
	}
}

// State is how far the closing is, by all that is known.
func (p *Poll) State() State {
	switch len(p.allOutcomes()) {
	case 0:
	case 1:
		return Sealed
	default:
		return Contradicted
	}
	if _, prepared := p.PreparedView(); prepared || len(p.frozen()) > 0 {
		return Undecided
	}
	return Open
}

// frozen are the tellers that have frozen for the close.
func (p *Poll) frozen() map[int]bool {
	frozen := make(map[int]bool)
	for _, at := range p.freezes {
		if n := &p.nodes[at]; n.moment == p.setup.ClosesMillis {
			frozen[n.teller] = true
		}
	}
	return frozen
}

// PreparedView is the highest view with a prepared manifest.
func (p *Poll) PreparedView() (uint32, bool) {
	said := p.messages(nil)
	view, found := uint32(0), false
	for _, m := range said {
		if m.Step != agreement.Endorse || (found && m.View <= view) {
			continue
		}
		by := make(map[op.DeviceID]bool)
		for _, other := range said {
			if other.Step == m.Step && other.View == m.View && other.Value == m.Value {
				by[other.Teller] = true
			}
		}
		if len(by) >= p.setup.Tellers.Quorum() {
			view, found = m.View, true
		}
	}
	return view, found
}

// Missing lists, once somebody has frozen for the close, the tellers whose freeze for it is missing, in proposer order: whom
// "undecided: waiting for …" names.
func (p *Poll) Missing() []Missing {
	frozen := p.frozen()
	if len(frozen) == 0 {
		return nil
	}
	heard := make(map[int]int64)
	for i := range p.nodes {
		n := &p.nodes[i]
		if have, is := heard[n.teller]; !is || n.effective > have {
			heard[n.teller] = n.effective
		}
	}
	var missing []Missing
	for i, teller := range p.setup.Tellers {
		if frozen[i] {
			continue
		}
		m := Missing{Teller: teller, HeardMillis: -1}
		if at, is := heard[i]; is {
			m.HeardMillis = at
		}
		missing = append(missing, m)
	}
	return missing
}

// Forks lists the tellers that contradicted themselves, in proposer order.
func (p *Poll) Forks() []Fork {
	var forks []Fork
	for i, teller := range p.setup.Tellers {
		if !p.forked[i] {
			continue
		}
		forks = append(forks, p.forkOf(i, teller))
	}
	return forks
}

func (p *Poll) forkOf(number int, teller op.DeviceID) Fork {
	var found []op.ID
	for end, next := range p.after {
		if end.teller != number || len(next) < 2 {
			continue
		}
		var ids []op.ID
		for _, at := range next {
			ids = append(ids, p.nodes[at].id)
		}
		slices.SortFunc(ids, op.ID.Compare)
		if found == nil || ids[0].Compare(found[0]) < 0 {
			found = ids[:2]
		}
	}
	return Fork{Teller: teller, First: found[0], Second: found[1]}
}

// TimeShown reports whether the past of an op, given by ops about the poll that cover it, shows by ops of f+1 tellers that it is later than an
// instant: when a commit may retire an undecided poll, for one. No f liars can make that alone.
func (p *Poll) TimeShown(heads []op.ID, instantMillis int64) (bool, error) {
	from, err := p.heads(heads)
	if err != nil {
		return false, err
	}
	in := p.within(from)
	later := make(map[int]bool)
	for i := range p.nodes {
		if n := &p.nodes[i]; in[i] && n.effective >= instantMillis {
			later[n.teller] = true
		}
	}
	return len(later) > p.setup.Tellers.Tolerated(), nil
}

// RetireShown is TimeShown for the instant from which on the poll may be retired while it is undecided.
func (p *Poll) RetireShown(heads []op.ID) (bool, error) {
	if p.setup.RetireMillis == 0 {
		return false, nil
	}
	return p.TimeShown(heads, p.setup.RetireMillis)
}
