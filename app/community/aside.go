package community

// Aside: branches of forked logs that nobody rests on wait to be cited. They are no part of the replica's state, and may go when the waiting
// room is full; where somebody rests on them after all, they are stored then.

import (
	"errors"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// leaveAside keeps an op for the case that it is cited. whole says that its past is stored, so that it can be judged by it now.
func (in *intake) leaveAside(a *arrival, whole bool) ([]*op.Op, error) {
	if whole {
		mark := in.markPasts()
		refused := in.place(a)
		in.forgetPasts(mark)
		if refused != nil {
			return nil, in.refuse(a.op, refused)
		}
	}
	in.report.Waiting++
	if err := in.tx.Apply(Changes{Wait: []WaitingOp{{Op: a.op, For: a.op.ID}}}); err != nil {
		return nil, err
	}
	in.noteAside(a.op)
	return in.wake(a.op)
}

func (e *Engine) markPasts() authority.PastID {
	if e.graph == nil {
		return authority.NoPast
	}
	return e.graph.Mark()
}

func (e *Engine) forgetPasts(mark authority.PastID) {
	if e.graph != nil {
		e.graph.Forget(mark)
	}
}

// commitOf is the commit that an op carries.
func (e *Engine) commitOf(o *op.Op) (op.ID, bool) {
	if o.Header.Kind != authority.KindCommit {
		return op.ID{}, false
	}
	body, err := e.seams.body(o)
	if err != nil {
		return op.ID{}, false
	}
	carrier, is := body.(*authority.CarrierBody)
	if !is {
		return op.ID{}, false
	}
	id, err := carrier.Content.ID()
	return id, err == nil
}

// noteAside remembers which commit a carrier brings that lies aside.
func (e *Engine) noteAside(o *op.Op) {
	commit, is := e.commitOf(o)
	if !is {
		return
	}
	if e.aside == nil {
		e.aside = make(map[op.ID][]op.ID)
	}
	if !slices.Contains(e.aside[commit], o.ID) {
		e.aside[commit] = append(e.aside[commit], o.ID)
	}
}

// closing looks for what closes the gaps in an op's past among what lies aside. It returns that, parents first; or one op or commit that is
// really missing.
func (in *intake) closing(a *arrival) (branch []*arrival, missing op.ID, err error) {
	c := &closure{in: in, seen: make(map[op.ID]bool)}
	missing, err = c.close(a)
	return c.branch, missing, err
}

// closure is what lies aside and closes the gaps in one op's past.
type closure struct {
	in     *intake
	seen   map[op.ID]bool
	branch []*arrival
}

func (c *closure) close(a *arrival) (missing op.ID, err error) {
	ops, commits := c.in.gaps(a)
	for _, id := range ops {
		if whole, err := c.add(id); err != nil || !whole {
			return id, err
		}
	}
	for _, commit := range commits {
		carried := false
		for _, id := range c.in.aside[commit] {
			whole, err := c.add(id)
			if err != nil {
				return commit, err
			}
			carried = carried || whole
		}
		if !carried {
			return commit, nil
		}
	}
	return op.ID{}, nil
}

// add puts an op into the branch after its past; whole says that all of it lies aside, or is stored.
func (c *closure) add(id op.ID) (whole bool, err error) {
	if whole, seen := c.seen[id]; seen {
		return whole, nil
	}
	c.seen[id] = false
	parent, err := c.in.lyingAside(id)
	if err != nil || parent == nil {
		return false, err
	}
	missing, err := c.close(parent)
	if err != nil || !missing.IsZero() {
		return false, err
	}
	c.branch = append(c.branch, parent)
	c.seen[id] = true
	return true, nil
}

// lyingAside finds an op that waits to be cited; nil where there is none.
func (in *intake) lyingAside(id op.ID) (*arrival, error) {
	if in.forks == 0 {
		return nil, nil // only branches lie aside; and thousands may wait for one op, which would all be looked at for each that comes
	}
	var found *op.Op
	if err := in.tx.Waiting(id, func(o *op.Op) bool {
		if o.ID == id {
			found = o
		}
		return found == nil
	}); err != nil || found == nil {
		return nil, err
	}
	a := &arrival{op: found}
	return a, in.read(a)
}

// prune drops what is not kept of forked logs, and leaves it aside. It returns the ops that it stored.
func (in *intake) prune() ([]*op.Op, error) {
	stored, err := in.storeCarriersAside()
	if err != nil {
		return nil, err
	}
	dropped, err := in.unkept()
	if err != nil || len(dropped) == 0 {
		return stored, errors.Join(err, in.failed)
	}
	before := in.graph.Now()
	subjects := make(map[op.ID]bool)
	c := Changes{}
	for _, m := range dropped {
		s, ok, err := in.tx.Load(m.ID)
		if err != nil || !ok {
			return nil, errors.Join(err, in.failed)
		}
		c.Drop = append(c.Drop, m.ID)
		if len(c.Wait) < maxLeftAside {
			c.Wait = append(c.Wait, WaitingOp{Op: s.Op, For: m.ID})
		}
		subjects[m.Subject] = true
		in.devices[m.Device].Ops--
		c.Devices = append(c.Devices, in.devices[m.Device].DeviceRecord)
	}
	delete(subjects, op.ID{})
	in.noteDropped(c.Drop)
	if err := in.tx.Apply(c); err != nil {
		return nil, err
	}
	for _, w := range c.Wait {
		in.noteAside(w.Op)
	}
	return stored, in.reassess(before, subjects)
}

// reassess works authority out anew from what is stored, and brings the replica in line with it.
func (in *intake) reassess(before *authority.World, subjects map[op.ID]bool) error {
	if err := in.load(); err != nil {
		return err
	}
	if err := in.deriveAll(in.tx, subjects); err != nil {
		return err
	}
	in.report.Found = true
	return in.settle(in.tx, before)
}

// noteDropped reports what is not kept any more; what had come with this call was never there.
func (in *intake) noteDropped(ids []op.ID) {
	for _, id := range ids {
		if at := slices.Index(in.report.Stored, id); at >= 0 {
			in.report.Stored = slices.Delete(in.report.Stored, at, at+1)
			in.report.Waiting++
			continue
		}
		in.report.Dropped = append(in.report.Dropped, id)
	}
}

// storeCarriersAside stores carriers that lie aside, where a fork that has shown may have made them the last of their commit. Which of them
// stay is for prune to say.
func (in *intake) storeCarriersAside() ([]*op.Op, error) {
	var stored []*op.Op
	for _, commit := range slices.SortedFunc(maps.Keys(in.aside), op.ID.Compare) {
		if !in.mayBeLast(commit) {
			continue
		}
		for _, id := range in.aside[commit] {
			a, err := in.lyingAside(id)
			if err != nil {
				return nil, err
			}
			if a == nil {
				continue
			}
			more, err := in.storeAside(a)
			if err != nil {
				return nil, err
			}
			stored = append(stored, more...)
		}
	}
	return stored, nil
}

func (in *intake) storeAside(a *arrival) ([]*op.Op, error) {
	branch, missing, err := in.closing(a)
	if err != nil || !missing.IsZero() {
		return nil, err
	}
	var stored []*op.Op
	for _, b := range append(branch, a) {
		_, refused, err := in.storeOne(b)
		if err != nil || refused != nil {
			return stored, err
		}
		stored = append(stored, b.op)
	}
	return stored, nil
}
