package community

// What the fold looks up: stored ops by id, the last ones remembered.

import (
	"github.com/folkmoot/folkmoot/app/authority"
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
	if e.failed == nil {
		e.failed = err
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
	d, ok := l.e.devices[m.Device]
	if !ok {
		return op.AccountID{}, false
	}
	return d.Account, true
}

// MemberAt asks the world that an opening is judged by: its own past, with the settled commit that it names as the head. Nothing that comes
// later changes it.
func (l lookup) MemberAt(account op.AccountID, id op.ID) bool {
	m, ok := l.e.meta(id)
	if !ok {
		return false
	}
	past := l.e.pastOf(m)
	world, ok := l.e.electorates[id]
	if !ok {
		world = l.e.graph.AsOf(past, l.e.judgedAt(m))
		if len(l.e.electorates) >= rememberedElectorates {
			clear(l.e.electorates)
		}
		l.e.electorates[id] = world
	}
	return world.IsMember(account, past)
}

// judgedAt is the commit that an op names to be judged at, else the last that stands in its past.
func (e *Engine) judgedAt(m Meta) op.ID {
	s, ok, err := e.view.Load(m.ID)
	if err != nil || !ok {
		e.fail(err)
		return e.graph.Genesis()
	}
	body, err := e.registry.Body(s.Op)
	if err == nil {
		if on := judgedOn(body); !on.IsZero() && e.graph.Knows(on) {
			return on
		}
	}
	now := e.graph.Now()
	return now.Commits[now.PlaceOf(e.pastOf(m))]
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
	if d := l.e.devices[device]; d != nil && (!d.Forked || seq < d.ForkSeq) {
		return true
	}
	for m.Seq > seq {
		if m, ok = l.e.meta(m.Prev); !ok {
			return false
		}
	}
	return m.ID == id
}
