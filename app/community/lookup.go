package community

// What the fold looks up: stored ops by id, the last ones remembered.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// recent remembers metas in two generations: when the young one is full the old one goes.
type recent struct {
	young, old map[op.ID]Meta
}

func (r *recent) get(id op.ID) (Meta, bool) {
	if m, ok := r.young[id]; ok {
		return m, true
	}
	m, ok := r.old[id]
	return m, ok
}

func (r *recent) put(m Meta) {
	if r.young == nil || len(r.young) >= rememberedMetas {
		r.old, r.young = r.young, make(map[op.ID]Meta, rememberedMetas/8)
	}
	r.young[m.ID] = m
}

func (r *recent) forget(id op.ID) {
	delete(r.young, id)
	delete(r.old, id)
}

// meta finds a stored op. An error of the view is kept in e.failed and ends the call.
func (e *Engine) meta(id op.ID) (Meta, bool) {
	if m, ok := e.metas.get(id); ok {
		return m, true
	}
	m, ok, err := e.view.Meta(id)
	if err != nil {
		e.fail(err)
		return Meta{}, false
	}
	if ok {
		e.metas.put(m)
	}
	return m, ok
}

func (e *Engine) fail(err error) {
	if e.failed == nil && err != nil {
		e.failed, e.broken = err, true
	}
}

// pastOf is what an op sees of authority, itself included where it is an act of it.
func (e *Engine) pastOf(m Meta) authority.PastID {
	if e.graph != nil {
		if n, ok := e.graph.Node(m.ID); ok {
			return n.Past
		}
	}
	return m.Past
}

// lookup answers questions of kinds and of authority about other ops.
type lookup struct{ e *Engine }

func (l lookup) Opening(poll op.ID) (authority.Opening, bool) { return l.e.seams.polls.Opening(poll) }

func (l lookup) Passed(poll, manifest op.ID) bool { return l.e.seams.polls.Passed(poll, manifest) }

func (l lookup) Enders(poll op.ID) []op.ID { return l.e.seams.polls.Enders(poll) }

func (l lookup) Ends(ender, byManifest, poll, manifest op.ID) bool {
	return l.e.seams.polls.Ends(ender, byManifest, poll, manifest)
}

func (l lookup) Voters(poll op.ID) []op.AccountID { return l.e.seams.polls.Voters(poll) }

func (l lookup) MayRetire(poll op.ID) bool { return l.e.seams.polls.MayRetire(poll) }

func (l lookup) SubjectOf(id op.ID) (op.ID, bool) {
	m, ok := l.e.meta(id)
	return m.Subject, ok
}

func (l lookup) KindOf(id op.ID) (string, bool) {
	m, ok := l.e.meta(id)
	return m.Kind, ok
}

func (l lookup) AccountOf(id op.ID) (op.AccountID, bool) {
	m, ok := l.e.meta(id)
	if !ok {
		return op.AccountID{}, false
	}
	return l.e.accountOf(m)
}

// StandingAt asks the world that an op is judged by, as MemberAt does.
func (l lookup) StandingAt(account op.AccountID, id op.ID) kind.Standing {
	m, ok := l.e.meta(id)
	if !ok {
		return kind.Standing{}
	}
	past := l.e.pastOf(m)
	return l.e.electorateOf(m, past).world.StandingOf(account, past)
}

// WithdrawnAt asks the same world.
func (l lookup) WithdrawnAt(device op.DeviceID, account op.AccountID, id op.ID) bool {
	m, ok := l.e.meta(id)
	return ok && l.e.electorateOf(m, l.e.pastOf(m)).world.HasWithdrawn(device, account)
}

// KeptBody reads what is never dropped, so that all replicas give the same answer.
func (l lookup) KeptBody(id op.ID) any {
	m, ok := l.e.meta(id)
	if k, known := l.e.registry.Lookup(m.Kind); !ok || !known || !k.Keep {
		return nil
	}
	s, ok, err := l.e.view.Load(id)
	if err != nil || !ok {
		l.e.fail(err)
		return nil
	}
	body, err := l.e.seams.body(s.Op)
	if err != nil {
		return nil
	}
	return body
}

// accountOf is whom a stored op acts for. A log that forks at its very beginning may begin for two people: each branch then acts for its own,
// so that an op's author is a matter of its own past alone.
func (e *Engine) accountOf(m Meta) (op.AccountID, bool) {
	d, ok := e.devices[m.Device]
	if !ok {
		return op.AccountID{}, false
	}
	if !d.Forked || d.ForkSeq > 0 {
		return d.Account, true
	}
	for m.Seq > 0 {
		if m, ok = e.meta(m.Prev); !ok {
			return op.AccountID{}, false
		}
	}
	return e.beganFor(m)
}

// beganFor is whom the first op of a log acts for.
func (e *Engine) beganFor(first Meta) (op.AccountID, bool) {
	if account, ok := e.beginnings[first.ID]; ok {
		return account, true
	}
	s, ok, err := e.view.Load(first.ID)
	if err != nil || !ok {
		e.fail(err)
		return op.AccountID{}, false
	}
	a := &arrival{op: s.Op, past: s.Past}
	if err := e.read(a); err != nil {
		e.fail(err)
		return op.AccountID{}, false
	}
	if err := e.bindFirst(a); err != nil {
		return op.AccountID{}, false
	}
	e.beginnings[first.ID] = a.account
	return a.account, true
}

func judgedOn(body any) op.ID {
	if b, is := body.(authority.JudgedOn); is {
		return b.JudgedOn()
	}
	return op.ID{}
}

// Upto reports whether the op is `last`, or lies before it along prev.
func (l lookup) Upto(id op.ID, device op.DeviceID, seq uint64, last op.ID) bool {
	if id == last {
		return true
	}
	m, ok := l.e.meta(last)
	if !ok || m.Device != device || m.Seq < seq {
		return false
	}
	if d := l.e.devices[device]; d != nil && (!d.Forked || seq < d.ForkSeq || planted == CutByNumber) {
		return true
	}
	for m.Seq > seq {
		if m, ok = l.e.meta(m.Prev); !ok {
			return false
		}
	}
	return m.ID == id
}

// Carrier reads a carrier again: what it says is not held.
func (l lookup) Carrier(id op.ID) (*authority.CarrierBody, uint64, bool) {
	s, ok, err := l.e.view.Load(id)
	if err == nil && !ok {
		err = fmt.Errorf("reading the carrier %s again: it is not stored", id.Short())
	}
	if err != nil {
		l.e.fail(err)
		return nil, 0, false
	}
	body, is := l.e.seams.carrier(s.Op)
	if !is {
		l.e.fail(fmt.Errorf("reading the carrier %s again: it carries nothing", id.Short()))
	}
	return body, s.Order, is
}

// Filed yields proposals and signatures by what they belong to.
func (l lookup) Filed(commit op.ID, yield func(authority.Filed) bool) {
	err := l.e.view.SubjectOps(commit, func(s Stored) bool {
		if s.Kind != authority.KindPropose && s.Kind != authority.KindSign {
			return true
		}
		account, _ := l.e.accountOf(s.Meta)
		body, err := l.e.seams.body(s.Op)
		if err != nil {
			l.e.fail(fmt.Errorf("reading the stored act %s: %w", s.ID, err))
			return false
		}
		return yield(authority.Filed{Order: s.Order, Device: s.Device, Account: account, Body: body})
	})
	if err != nil {
		l.e.fail(err)
	}
}
