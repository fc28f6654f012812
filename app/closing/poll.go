package closing

// Poll: the closing of one poll, as far as this replica knows what its tellers said.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// Ballot is what closing needs to know of one: whose it is, which it replaces, and whether another entered it. Hand in those alone that the poll can count: of this poll,
// by a voter of it, of its form. All three follow from the ballot's own past, so every replica hands in the same.
type Ballot struct {
	ID      op.ID
	Account op.AccountID
	// Replaces is zero for none.
	Replaces op.ID
	// Assisted says that a helper entered it for the account: it gives way to any that the account cast itself.
	Assisted bool
}

// share is whose part of a teller's log a ballot takes: what helpers enter for an account takes nothing from what that may cast itself.
type share struct {
	account  op.AccountID
	assisted bool
}

func (b *Ballot) share() share { return share{b.Account, b.Assisted} }

// Said is one op of a teller about the poll, with its past.
type Said struct {
	ID     op.ID
	Teller op.DeviceID
	// Previous is the newest op about the poll before it in its author's log; zero for none.
	Previous op.ID
	// Past are ops about the poll that cover its past: each one in the past is Previous, or one of these, or in the past of one of them.
	Past []op.ID
	// Body is one of *Receipt, *Freeze, *Propose, *Endorse, *Turn, *Seal, with its form checked.
	Body any
}

// none is the number of no node.
const none int32 = -1

// node is one op that was not refused. A node's number is larger than those of its past.
type node struct {
	id     op.ID
	teller int
	// previous is along its author's log.
	previous int32
	parents  []int32
	// effective is the largest at among it and the receipts and freezes before it in its line.
	effective int64
	receipt   bool
	ballots   []int32
	freeze    bool
	moment    int64
	// step is zero for receipts and freezes.
	step agreement.Message
	// frozen says that a freeze for the close stands before it in its line.
	frozen bool
}

// Poll is the state. It is made by New and grows by AddBallot and Add; all else reads. It is not safe for concurrent use.
type Poll struct {
	setup   Setup
	nodes   []node
	index   map[op.ID]int32
	ballots []Ballot
	ballot  map[op.ID]int32
	// receipts, freezes and steps are the numbers of such nodes, ascending.
	receipts, freezes, steps []int32
	manifests                map[op.ID]*proposal
	// taken counts, at the tip of each line, the ballots of a share that its receipts name.
	taken map[int32]map[share]map[int32]bool
	// forked are tellers with two nodes after the same one.
	forked map[int]bool
	// after lists what follows a node in its author's log.
	after map[lineEnd][]int32
	known *knowledge
}

// lineEnd is a place in a teller's log that something may follow; none stands for its beginning.
type lineEnd struct {
	teller int
	node   int32
}

// proposal is a manifest that was validly proposed, and what it counts.
type proposal struct {
	Manifest
	freezes []int32
	count   *Count
}

// New begins with nothing said. Errors wrap ErrSetup.
func New(s Setup) (*Poll, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	return &Poll{
		setup: s, index: make(map[op.ID]int32), ballot: make(map[op.ID]int32), manifests: make(map[op.ID]*proposal),
		taken: make(map[int32]map[share]map[int32]bool), forked: make(map[int]bool), after: make(map[lineEnd][]int32),
	}, nil
}

// AddBallot makes a ballot known, before the first receipt that names it. One that is known already changes nothing.
func (p *Poll) AddBallot(b Ballot) {
	if _, is := p.ballot[b.ID]; is {
		return
	}
	p.known = nil
	p.ballot[b.ID] = int32(len(p.ballots))
	p.ballots = append(p.ballots, b)
}

// Has reports whether a teller's op is known.
func (p *Poll) Has(id op.ID) bool {
	_, is := p.index[id]
	return is
}

// Add judges what a teller said by its own past, and takes it in. An error that wraps ErrRule refuses it for good, with all that rests on it;
// one that wraps ErrMissing says that something of its past was not added; in both cases nothing changed. One that is known already changes nothing.
func (p *Poll) Add(s Said) error {
	if p.Has(s.ID) {
		return nil
	}
	n, err := p.place(s)
	if err != nil {
		return err
	}
	var made *proposal
	switch body := s.Body.(type) {
	case *Receipt:
		err = p.judgeReceipt(&n, body)
	case *Freeze:
		err = p.judgeFreeze(&n, body)
	case *Propose:
		made, err = p.judgePropose(&n, body)
	case *Endorse:
		err = p.judgeEndorse(&n, body)
	case *Turn:
		err = p.judgeTurn(&n, body)
	case *Seal:
		err = p.judgeSeal(&n, body)
	default:
		err = fmt.Errorf("%w: nothing that a teller can say", ErrRule)
	}
	if err != nil {
		return fmt.Errorf("taking in %s: %w", s.ID.Short(), err)
	}
	p.file(n, made)
	return nil
}

// SaidBy puts an op about the poll into words for Add. Its past, as far as closing goes, is what its deps name of the poll and what the log says
// before; previous is the newest op about the poll below it in its log, on its branch. The op's kind has checked its body.
func (p *Poll) SaidBy(o *op.Op, body any, previous op.ID) Said {
	s := Said{ID: o.ID, Teller: o.Header.Device, Previous: previous, Body: body}
	for _, id := range o.Header.Deps {
		if p.Has(id) {
			s.Past = append(s.Past, id)
		}
	}
	return s
}

// place finds where an op stands.
func (p *Poll) place(s Said) (node, error) {
	n := node{id: s.ID, teller: slices.Index(p.setup.Tellers, s.Teller), previous: none, effective: -1}
	if n.teller < 0 {
		return n, fmt.Errorf("%w: its author is no teller of this poll", ErrRule)
	}
	if !s.Previous.IsZero() {
		at, is := p.index[s.Previous]
		if !is {
			return n, fmt.Errorf("%w: %s", ErrMissing, s.Previous.Short())
		}
		before := &p.nodes[at]
		if before.teller != n.teller {
			return n, fmt.Errorf("%w: it continues another's log", ErrRule)
		}
		n.previous, n.effective = at, before.effective
		n.frozen = before.frozen || (before.freeze && before.moment == p.setup.ClosesMillis)
		n.parents = append(n.parents, at)
	}
	for _, id := range s.Past {
		at, is := p.index[id]
		if !is {
			return n, fmt.Errorf("%w: %s", ErrMissing, id.Short())
		}
		n.parents = append(n.parents, at)
	}
	return n, nil
}

// file puts what was judged where it is looked for.
func (p *Poll) file(n node, made *proposal) {
	at := int32(len(p.nodes))
	p.nodes = append(p.nodes, n)
	p.index[n.id] = at
	p.known = nil
	end := lineEnd{n.teller, n.previous}
	if p.after[end] = append(p.after[end], at); len(p.after[end]) > 1 {
		p.forked[n.teller] = true
	}
	switch {
	case n.receipt:
		p.receipts = append(p.receipts, at)
	case n.freeze:
		p.freezes = append(p.freezes, at)
	default:
		p.steps = append(p.steps, at)
	}
	if made != nil && p.manifests[n.step.Value] == nil {
		p.manifests[n.step.Value] = made
	}
	p.carry(n, at)
}

// carry moves what a line has taken to its new tip. A fork works it out anew.
func (p *Poll) carry(n node, at int32) {
	taken, is := p.taken[n.previous]
	if n.previous == none || !is {
		taken = p.takenBefore(n.previous)
	}
	delete(p.taken, n.previous)
	for _, b := range n.ballots {
		of := p.ballots[b].share()
		if taken[of] == nil {
			taken[of] = make(map[int32]bool)
		}
		taken[of][b] = true
	}
	p.taken[at] = taken
}

// takenBefore is what a line has taken, up to a node.
func (p *Poll) takenBefore(at int32) map[share]map[int32]bool {
	if taken, is := p.taken[at]; is {
		return taken
	}
	taken := make(map[share]map[int32]bool)
	for ; at != none; at = p.nodes[at].previous {
		for _, b := range p.nodes[at].ballots {
			of := p.ballots[b].share()
			if taken[of] == nil {
				taken[of] = make(map[int32]bool)
			}
			taken[of][b] = true
		}
	}
	return taken
}

// scope is a set of nodes; nil is all of them.
type scope []bool

func (s scope) has(at int32) bool { return s == nil || (int(at) < len(s) && s[at]) }

// within is the past of an op with these parents; what it sees.
func (p *Poll) within(heads []int32) scope {
	in := make(scope, len(p.nodes))
	stack := slices.Clone(heads)
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if in[at] {
			continue
		}
		in[at] = true
		stack = append(stack, p.nodes[at].parents...)
	}
	return in
}

// line visits the ops before a node in its author's log, newest first, from the given one on.
func (p *Poll) line(from int32, visit func(n *node) bool) {
	for at := from; at != none && visit(&p.nodes[at]); {
		at = p.nodes[at].previous
	}
}

// messages is what was said of the agreement in a scope.
func (p *Poll) messages(in scope) []agreement.Message {
	var said []agreement.Message
	for _, at := range p.steps {
		if in.has(at) {
			said = append(said, p.nodes[at].step)
		}
	}
	return said
}

// own is what the author said of the agreement before, along that line of its log.
func (p *Poll) own(previous int32) []agreement.Message {
	var own []agreement.Message
	p.line(previous, func(n *node) bool {
		if n.step.Step != 0 {
			own = append(own, n.step)
		}
		return true
	})
	return own
}

// heads are the numbers of ops.
func (p *Poll) heads(ids []op.ID) ([]int32, error) {
	heads := make([]int32, len(ids))
	for i, id := range ids {
		at, is := p.index[id]
		if !is {
			return nil, fmt.Errorf("%w: %s", ErrMissing, id.Short())
		}
		heads[i] = at
	}
	return heads, nil
}

// broken wraps what the agreement found.
func broken(err error) error {
	if errors.Is(err, agreement.ErrRule) {
		return fmt.Errorf("%w: %w", ErrRule, err)
	}
	return err
}
