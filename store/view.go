package store

// The iterators of community.View. Each reads a page ahead and hands it out with no statement open, so whoever iterates may read and write
// what he likes meanwhile; what he writes may or may not come up in the pages that follow.

import (
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// paging is one way to read a list: a query whose last parameter is the size of the page.
type paging[Part, Whole any] struct {
	query string
	// from are the other parameters, which name where the page begins; last is nil for the first page.
	from   func(last *Whole) []any
	read   func(lite.Row) Part
	bytes  func(Part) int
	finish func(Part) (Whole, error)
}

func (p paging[Part, Whole]) each(s *Session, yield func(Whole) bool) error {
	var last *Whole
	for size := firstPage; ; size = min(2*size, lastPage) {
		page, more, err := p.page(s, last, size)
		if err != nil {
			return explain(err)
		}
		for _, part := range page {
			whole, err := p.finish(part)
			if err != nil {
				return explain(err)
			}
			if !yield(whole) {
				return nil
			}
			last = &whole
		}
		if !more {
			return nil
		}
	}
}

func (p paging[Part, Whole]) page(s *Session, last *Whole, size int) (page []Part, more bool, err error) {
	bytes := 0
	err = s.conn.Each(p.query, func(r lite.Row) (bool, error) {
		part := p.read(r)
		page = append(page, part)
		bytes += p.bytes(part)
		more = bytes >= pageBytes || len(page) == size
		return !more, nil
	}, append(p.from(last), size)...)
	return page, more, err
}

func (s *Session) metaPages(query string, from func(*community.Meta) []any) paging[partMeta, community.Meta] {
	return paging[partMeta, community.Meta]{query, from, readPart, func(partMeta) int { return 0 }, s.complete}
}

func (s *Session) opPages(query string, args ...any) paging[partOp, community.Stored] {
	from := func(last *community.Stored) []any {
		if last == nil {
			return append(args, 0)
		}
		return append(args, last.Order)
	}
	return paging[partOp, community.Stored]{query, from, readPartOp, partOp.size, s.open}
}

func (p partOp) size() int { return len(p.header) + len(p.body) }

// byOrder goes on after the last Order.
func byOrder(args ...any) func(*community.Meta) []any {
	return func(last *community.Meta) []any {
		if last == nil {
			return append(args, 0)
		}
		return append(args, last.Order)
	}
}

// DeviceOps implements community.View. Of a forked number, what was stored first comes first.
func (s *Session) DeviceOps(device op.DeviceID, fromSeq uint64, yield func(community.Meta) bool) error {
	ref, err := s.findDevice(device)
	if err != nil || ref == 0 {
		return explain(err)
	}
	from := func(last *community.Meta) []any {
		if last == nil {
			return []any{ref, fromSeq, 0}
		}
		return []any{ref, last.Seq, last.Order}
	}
	return s.metaPages("SELECT "+metaColumns+" FROM ops WHERE device = ? AND (seq, ord) > (?, ?) ORDER BY seq, ord LIMIT ?", from).each(s, yield)
}

// ChainOps implements community.View.
func (s *Session) ChainOps(yield func(community.Stored) bool) error {
	return s.opPages("SELECT "+storedColumns+" FROM chain JOIN ops USING (ord) WHERE ord > ? ORDER BY ord LIMIT ?").each(s, yield)
}

// UnknownKinds implements community.View. What is not applied has an index; numbers of verdicts stand in app/kind/verdict.go.
func (s *Session) UnknownKinds(yield func(name string) bool) error {
	var refs []int64
	if err := s.conn.Each("SELECT DISTINCT kind FROM ops INDEXED BY ops_not_applied WHERE verdict <> 1 AND verdict = ?",
		func(r lite.Row) (bool, error) {
			refs = append(refs, r.Int(0))
			return true, nil
		}, int64(kind.Unknown)); err != nil {
		return explain(err)
	}
	for _, ref := range refs {
		name, err := s.kindName(ref)
		if err != nil {
			return explain(err)
		}
		if !yield(name) {
			break
		}
	}
	return nil
}

// Ops yields the stored ops that come after an Order, with their bytes: what a bundle, a log or a rebuild goes through.
func (s *Session) Ops(after uint64, yield func(community.Stored) bool) error {
	p := s.opPages("SELECT " + storedColumns + " FROM ops WHERE ord > ? ORDER BY ord LIMIT ?")
	first := p.from
	p.from = func(last *community.Stored) []any {
		if last == nil {
			return []any{after}
		}
		return first(last)
	}
	return p.each(s, yield)
}

// PastOps implements community.View.
func (s *Session) PastOps(past authority.PastID, yield func(community.Meta) bool) error {
	return s.metaPages("SELECT "+metaColumns+" FROM ops WHERE past = ? AND ord > ? ORDER BY ord LIMIT ?", byOrder(uint32(past))).each(s, yield)
}

// SubjectOps implements community.View.
func (s *Session) SubjectOps(subject op.ID, yield func(community.Stored) bool) error {
	var own []community.Stored
	self, there, err := s.Load(subject)
	if err != nil {
		return err
	}
	if there && self.Subject == subject {
		own = append(own, self)
	}
	ref, err := s.FindSubject(subject)
	if err != nil {
		return explain(err)
	}
	others := s.opPages("SELECT "+storedColumns+" FROM ops WHERE subject = ? AND subject > 0 AND ord > ? ORDER BY ord LIMIT ?", ref)
	return merge(own, func(m community.Stored) uint64 { return m.Order },
		func(yield func(community.Stored) bool) error { return others.each(s, yield) }, yield)
}

// Citing implements community.View. It yields in Order.
func (s *Session) Citing(id op.ID, yield func(community.Meta) bool) error {
	parent, there, err := s.Meta(id)
	if err != nil || !there {
		return err
	}
	following, err := s.following(parent)
	if err != nil {
		return err
	}
	linked := s.metaPages("SELECT "+metaColumns+" FROM links JOIN ops ON ord = child WHERE parent = ? AND child > ? ORDER BY child LIMIT ?",
		byOrder(parent.Order))
	return merge(following, func(m community.Meta) uint64 { return m.Order },
		func(yield func(community.Meta) bool) error { return linked.each(s, yield) }, yield)
}

// following are the ops that come after one in its own log: one, or the branches of a fork.
func (s *Session) following(parent community.Meta) ([]community.Meta, error) {
	var all []community.Meta
	err := s.DeviceOps(parent.Device, parent.Seq+1, func(m community.Meta) bool {
		if m.Seq == parent.Seq+1 && m.Prev == parent.ID {
			all = append(all, m)
		}
		return m.Seq == parent.Seq+1
	})
	return all, err
}

// merge puts a few, which are in order, between the many, which are too.
func merge[M any](few []M, order func(M) uint64, many func(func(M) bool) error, yield func(M) bool) error {
	stopped := false
	offer := func(m M) bool {
		stopped = stopped || !yield(m)
		return !stopped
	}
	err := many(func(m M) bool {
		for len(few) > 0 && order(few[0]) < order(m) {
			if !offer(few[0]) {
				return false
			}
			few = few[1:]
		}
		return offer(m)
	})
	for ; err == nil && !stopped && len(few) > 0; few = few[1:] {
		offer(few[0])
	}
	return err
}
