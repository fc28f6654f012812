package record

// Plan: what a record of a poll will hold, by all that a replica holds.

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// Plan is a record before it is written.
type Plan struct {
	Manifest Manifest
	// ops are the acts in their order; text is the one whose body goes along though it may be dropped, zero for none.
	ops  []op.ID
	text op.ID
}

// NewPlan finds what proves the result of a poll. It is asked inside of Engine.Ask, of a replica that view shows. Errors: ErrNotSealed, ErrNewer where
// this version cannot count what was sealed, ErrTooLarge, the context's, and the view's.
func NewPlan(ctx context.Context, e *community.Engine, view community.View, opening op.ID) (*Plan, error) {
	p := &planner{ctx: ctx, engine: e, view: view, refs: make(map[op.ID]community.Refs), envelopes: make(map[op.ID][32]byte)}
	plan, err := p.plan(opening)
	if err != nil {
		return nil, fmt.Errorf("planning the record of %s: %w", opening.Short(), err)
	}
	return plan, nil
}

type planner struct {
	ctx    context.Context
	engine *community.Engine
	view   community.View
	text   op.ID
	// refs and envelopes are of the acts found so far; an envelope by its digest.
	refs      map[op.ID]community.Refs
	envelopes map[op.ID][32]byte
	bytes     int
}

func (p *planner) plan(opening op.ID) (*Plan, error) {
	if p.engine.NeedsNewer() {
		return nil, ErrNewer
	}
	open, err := p.opening(opening)
	if err != nil {
		return nil, err
	}
	closes, err := p.engine.Closing(opening)
	if err != nil {
		return nil, err
	}
	m := Manifest{Community: p.engine.Community(), Poll: opening}
	late, err := p.state(&m, closes)
	if err != nil {
		return nil, err
	}
	if p.text, err = p.decided(open); err != nil {
		return nil, err
	}
	if err := p.collect(slices.Concat(m.roots(), p.alone(late))); err != nil {
		return nil, err
	}
	ops, err := p.ordered(&m, late)
	if err != nil {
		return nil, err
	}
	p.finish(&m, ops)
	if err := m.check(); err != nil {
		return nil, err
	}
	return &Plan{Manifest: m, ops: ops, text: p.text}, nil
}

func (p *planner) opening(id op.ID) (*poll.Open, error) {
	s, ok, err := p.view.Load(id)
	if err != nil || !ok {
		return nil, errors.Join(err, fmt.Errorf("%w: it is not here", ErrNotSealed))
	}
	var open poll.Open
	if err := op.Decode(s.Op.Body, &open); err != nil || s.Kind != poll.KindOpen {
		return nil, fmt.Errorf("%w: it opens no poll", ErrNotSealed)
	}
	return &open, nil
}

// state fills in what was sealed, and returns the ballots that are late by all that is known here.
func (p *planner) state(m *Manifest, closes *closing.Poll) (late []closing.Late, err error) {
	outcomes := closes.Outcomes()
	if len(outcomes) == 0 {
		return nil, fmt.Errorf("%w: it is %s", ErrNotSealed, closes.State())
	}
	for _, o := range outcomes {
		m.Sealed = append(m.Sealed, sealedOf(o))
	}
	m.Counted, m.Late = []op.ID{}, []op.ID{}
	if len(outcomes) > 1 {
		return nil, nil
	}
	m.Counted = outcomes[0].Count.IDs()
	result, err := p.engine.Outcome(m.Poll, outcomes[0])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNewer, err)
	}
	m.Outcome = outcomeOf(&result)
	return closes.Late(outcomes[0]), nil
}

// decided is the text that was decided, where it may be handed on.
func (p *planner) decided(open *poll.Open) (op.ID, error) {
	if open.Revision.IsZero() {
		return op.ID{}, nil
	}
	gone, err := p.engine.MayDrop(p.view, open.Revision)
	if gone || err != nil {
		return op.ID{}, err
	}
	return open.Revision, nil
}

// alone are the late ballots that are taken along though the result does not rest on them: as many as have room, and none of a forked log,
// whose branches no record could make anybody keep.
func (p *planner) alone(late []closing.Late) []op.ID {
	var alone []op.ID
	for _, l := range late {
		m, ok, err := p.view.Meta(l.Ballot)
		if d, is := p.engine.Device(m.Device); err == nil && ok && is && !d.Forked && len(alone) < MaxLate {
			alone = append(alone, l.Ballot)
		}
	}
	return alone
}

// collect finds all that acts rest on, themselves included: what they name, and a carrier of each commit.
func (p *planner) collect(roots []op.ID) error {
	for stack := slices.Clone(roots); len(stack) > 0; {
		id := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if _, found := p.refs[id]; found {
			continue
		}
		refs, err := p.add(id)
		if err != nil {
			return fmt.Errorf("adding the act %s: %w", id.Short(), err)
		}
		stack = append(stack, refs.Ops...)
		for _, commit := range refs.Commits {
			carrier, ok := p.engine.Authority().Carrier(commit)
			if !ok {
				return fmt.Errorf("adding the act %s: the commit %s is not here", id.Short(), commit.Short())
			}
			stack = append(stack, carrier)
		}
	}
	return nil
}

func (p *planner) add(id op.ID) (community.Refs, error) {
	if err := p.ctx.Err(); err != nil {
		return community.Refs{}, err
	}
	if len(p.refs) == MaxOps {
		return community.Refs{}, fmt.Errorf("%w: more than %d acts", ErrTooLarge, MaxOps)
	}
	o, err := load(p.view, id, p.text)
	if err != nil {
		return community.Refs{}, err
	}
	envelope, err := bundle.Wrap(o)
	if err != nil {
		return community.Refs{}, err
	}
	if p.bytes += len(o.Raw) + len(envelope); p.bytes > MaxFileBytes {
		return community.Refs{}, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, MaxFileBytes)
	}
	p.envelopes[id] = sha256.Sum256(envelope)
	p.refs[id], err = p.engine.RefsOf(o, nil)
	return p.refs[id], err
}

// load reads an act as a record holds it: without its body where that may be dropped, but for the text that was decided.
func load(view community.View, id, text op.ID) (*op.Op, error) {
	s, ok, err := view.Load(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, errors.New("it is not here")
	}
	if leavesBody(s.Kind) && id != text {
		return s.Op.WithoutBody(), nil
	}
	return s.Op, nil
}

// kinds are what this build knows.
var kinds = community.Kinds()

// leavesBody reports whether acts of a kind go without their bodies: those of talk, whose headers prove the chain all the same.
func leavesBody(kindName string) bool {
	k, known := kinds.Lookup(kindName)
	return known && !k.Keep
}

// ordered puts what was collected into the one order, without what nothing rests on, and lists the late ballots among it. Where they have not all
// room in the manifest, those go that nothing rests on.
func (p *planner) ordered(m *Manifest, late []closing.Late) ([]op.ID, error) {
	a, err := p.asStored()
	if err != nil {
		return nil, err
	}
	for _, l := range late {
		if _, is := a.index[l.Ballot]; is {
			m.Late = append(m.Late, l.Ballot)
		}
	}
	in := a.walk(m.roots())
	if m.Late = lateIn(a, in, late); len(m.Late) > MaxLate {
		m.Late = []op.ID{}
		m.Late = lateIn(a, a.walk(m.roots()), late)
		m.Late = m.Late[:min(len(m.Late), MaxLate)]
		in = a.walk(m.roots())
	}
	ops := make([]op.ID, len(in))
	for i, at := range in {
		ops[i] = a.all[at].id
	}
	return ops, nil
}

// asStored are the acts in the order in which they were stored here: each came behind all that it rests on.
func (p *planner) asStored() (*acts, error) {
	type placed struct {
		id    op.ID
		order uint64
	}
	all := make([]placed, 0, len(p.refs))
	for id := range p.refs {
		m, ok, err := p.view.Meta(id)
		if err != nil || !ok {
			return nil, errors.Join(err, ErrChanged)
		}
		all = append(all, placed{id, m.Order})
	}
	slices.SortFunc(all, func(a, b placed) int { return cmp.Compare(a.order, b.order) })
	a := newActs()
	for _, one := range all {
		if err := a.add(one.id, p.refs[one.id]); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func lateIn(a *acts, in []int32, late []closing.Late) []op.ID {
	has := make([]bool, len(a.all))
	for _, at := range in {
		has[at] = true
	}
	listed := []op.ID{}
	for _, l := range late {
		if at, is := a.index[l.Ballot]; is && has[at] {
			listed = append(listed, l.Ballot)
		}
	}
	return listed
}

// finish fills in what the manifest says of the blocks.
func (p *planner) finish(m *Manifest, ops []op.ID) {
	m.Version, m.Kind, m.Ops = Version, Kind, uint64(len(ops))
	sum := newBlocks()
	for _, id := range ops {
		sum.op(id, p.envelopes[id])
	}
	m.Blocks = sum.digest()
}
