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
		a.aside = true
		refused := in.place(a)
		a.aside = false
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
	if err := in.boundAside(); err != nil {
		return nil, err
	}
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
	body, is := e.seams.carrier(o)
	if !is {
		return op.ID{}, false
	}
	carried, err := authority.CarriedBy(o.ID, body)
	return carried.ID, err == nil
}

// noteAside remembers which commit a carrier brings that lies aside.
func (e *Engine) noteAside(o *op.Op) {
	commit, is := e.commitOf(o)
	if !is {
		return
	}
	if e.aside == nil {
		e.aside = make(asideCarriers)
	}
	e.aside.note(commit, o.ID)
	e.notedAside++
}

// asideCarriers finds the carriers that may lie aside by the commits that they carry.
type asideCarriers map[op.ID]map[op.ID]bool

func (c asideCarriers) note(commit, carrier op.ID) {
	if c[commit] == nil {
		c[commit] = make(map[op.ID]bool)
	}
	c[commit][carrier] = true
}

// of lists the carriers of a commit, ascending.
func (c asideCarriers) of(commit op.ID) []op.ID {
	return slices.SortedFunc(maps.Keys(c[commit]), op.ID.Compare)
}

// forget: a carrier was stored meanwhile, or had to make room.
func (c asideCarriers) forget(commit, carrier op.ID) {
	delete(c[commit], carrier)
	if len(c[commit]) == 0 {
		delete(c, commit)
	}
}

// readAside finds out anew which carriers lie aside.
func (e *Engine) readAside() error {
	e.aside, e.notedAside = make(asideCarriers), 0
	return e.view.AllWaiting(func(o *op.Op) bool {
		e.noteAside(o)
		return true
	})
}

// boundAside reads anew when many that were noted must be gone: no more can wait than the waiting room holds.
func (e *Engine) boundAside() error {
	if e.notedAside <= 2*MaxWaitingOps {
		return nil
	}
	return e.readAside()
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
	return stored, errors.Join(in.boundAside(), in.reassess(before, subjects))
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
	gone := make(map[op.ID]bool, len(ids))
	for _, id := range ids {
		gone[id] = true
	}
	in.report.Stored = slices.DeleteFunc(in.report.Stored, func(id op.ID) bool {
		came := gone[id]
		if came {
			gone[id] = false
			in.report.Waiting++
		}
		return came
	})
	for _, id := range ids {
		if gone[id] {
			in.report.Dropped = append(in.report.Dropped, id)
		}
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
		for _, id := range in.aside.of(commit) {
			a, err := in.lyingAside(id)
			if err != nil {
				return nil, err
			}
			if a == nil {
				in.aside.forget(commit, id)
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
