package community

// Ingest: ops from anywhere into a replica, within one transaction.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Report says what became of the ops that were handed in, and of those that had waited for them.
type Report struct {
	// Stored are new here, in the order in which they were stored.
	Stored []op.ID
	// Known counts those that were here before, Waiting those that miss something of their past.
	Known, Waiting int
	// Refused are kept nowhere.
	Refused []Refusal
	// Dropped are branches of forked logs that are not kept any more.
	Dropped []op.ID
	// Found says that something which was said of earlier ops has changed.
	Found bool
}

// Refusal is an op that was not stored, with the reason.
type Refusal struct {
	ID  op.ID
	Err error
}

// Ingest adds ops whose signatures MUST have been verified, in the order given, and what waits for them. What is refused stands in the
// report. An error is the replica's: the transaction must be rolled back and the engine opened again.
func (e *Engine) Ingest(tx Tx, ops []*op.Op, report *Report) error {
	return e.using(tx, func() error {
		for _, o := range ops {
			if err := e.ingest(tx, o, report); err != nil {
				return fmt.Errorf("taking in the act %s: %w", o.ID.Short(), err)
			}
		}
		return nil
	})
}

func (e *Engine) ingest(tx Tx, o *op.Op, report *Report) error {
	queue := []*op.Op{o}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		released, err := e.ingestOne(tx, next, report)
		if err != nil {
			return err
		}
		queue = append(queue, released...)
	}
	return nil
}

// ingestOne returns the ops that had waited for this one.
func (e *Engine) ingestOne(tx Tx, o *op.Op, report *Report) ([]*op.Op, error) {
	changes, outcome, err := e.add(o, false)
	if outcome == Waits && changes.Wait[0].For != o.ID {
		changes, outcome, err = e.addWithBranch(tx, o, report, changes)
	}
	switch {
	case e.failed != nil:
		return nil, e.failed
	case err != nil && outcome == StoredNow:
		return nil, err
	case err != nil:
		report.Refused = append(report.Refused, Refusal{o.ID, err})
		return nil, nil
	case outcome == Known:
		report.Known++
		return nil, e.fillBody(tx, o)
	case outcome == Waits:
		report.Waiting++
		return nil, tx.Apply(changes)
	}
	report.Stored = append(report.Stored, o.ID)
	if err := e.keep(tx, changes, report); err != nil {
		return nil, err
	}
	return e.release(tx, o)
}

// keep writes the changes of a stored op, and what it changed about others.
func (e *Engine) keep(tx Tx, c Changes, report *Report) error {
	if err := tx.Apply(c); err != nil {
		return err
	}
	if c.found != nil {
		report.Found = true
		if err := e.settle(tx, c.found); err != nil {
			return err
		}
	}
	if !c.forked {
		return nil
	}
	return e.dropBranches(tx, report)
}

// dropBranches removes what is not kept of forked logs; authority is then worked out again without it.
func (e *Engine) dropBranches(tx Tx, report *Report) error {
	dropped, err := e.prune()
	if err != nil {
		return err
	}
	before := e.graph.Now()
	subjects := make(map[op.ID]bool)
	c := Changes{}
	for _, m := range dropped {
		c.Drop = append(c.Drop, m.ID)
		subjects[m.Subject] = true
		e.devices[m.Device].Ops--
		c.Devices = append(c.Devices, e.devices[m.Device].DeviceRecord)
	}
	delete(subjects, op.ID{})
	report.Dropped = append(report.Dropped, c.Drop...)
	if err := tx.Apply(c); err != nil {
		return err
	}
	if err := e.reload(tx); err != nil {
		return err
	}
	e.view = tx
	if err := e.deriveAll(tx, subjects); err != nil {
		return err
	}
	report.Found = true
	return e.settle(tx, before)
}

// release takes what waited for the op, or for a commit that it brought, out of the waiting room.
func (e *Engine) release(tx Tx, o *op.Op) ([]*op.Op, error) {
	if n, err := tx.WaitingCount(); n == 0 || err != nil {
		return nil, err
	}
	var waited []*op.Op
	collect := func(w *op.Op) bool {
		waited = append(waited, w)
		return true
	}
	if err := tx.Waiting(o.ID, collect); err != nil {
		return nil, err
	}
	if commit, ok := e.commitOf(o); ok {
		if err := tx.Waiting(commit, collect); err != nil {
			return nil, err
		}
	}
	if len(waited) == 0 {
		return nil, nil
	}
	c := Changes{}
	for _, w := range waited {
		c.Release = append(c.Release, w.ID)
	}
	return waited, tx.Apply(c)
}

// addWithBranch adds an op that misses branches of forked logs which lie waiting to be cited: they are kept because this op rests on them.
func (e *Engine) addWithBranch(tx Tx, o *op.Op, report *Report, waits Changes) (Changes, Outcome, error) {
	a := &arrival{op: o}
	if err := e.read(a); err != nil {
		return Changes{}, 0, err
	}
	if d := e.devices[o.Header.Device]; d != nil && d.Forked && e.liesOnUncitedBranch(a) {
		return waits, Waits, nil
	}
	branch, whole, err := e.waitingBranch(tx, a)
	if err != nil || !whole {
		return waits, Waits, err
	}
	for _, b := range branch {
		changes, outcome, err := e.add(b, true)
		if err != nil || outcome != StoredNow {
			return waits, Waits, err
		}
		changes.Release = []op.ID{b.ID}
		report.Stored = append(report.Stored, b.ID)
		if err := e.keep(tx, changes, report); err != nil {
			return Changes{}, StoredNow, err
		}
	}
	return e.add(o, false)
}

// waitingBranch collects the ops that an op misses and that wait to be cited, parents first; whole says that nothing else is missing.
func (e *Engine) waitingBranch(tx Tx, a *arrival) (branch []*op.Op, whole bool, err error) {
	seen := make(map[op.ID]bool)
	var collect func(a *arrival) (bool, error)
	collect = func(a *arrival) (bool, error) {
		for _, id := range a.cites {
			if _, ok := e.meta(id); ok || seen[id] {
				continue
			}
			seen[id] = true
			parent, err := e.waitingToBeCited(tx, id)
			if err != nil || parent == nil {
				return false, err
			}
			if whole, err := collect(parent); !whole || err != nil {
				return false, err
			}
			branch = append(branch, parent.op)
		}
		return true, nil
	}
	whole, err = collect(a)
	return branch, whole, err
}

func (e *Engine) waitingToBeCited(tx Tx, id op.ID) (*arrival, error) {
	var found *op.Op
	if err := tx.Waiting(id, func(o *op.Op) bool {
		if o.ID == id {
			found = o
		}
		return found == nil
	}); err != nil || found == nil {
		return nil, err
	}
	a := &arrival{op: found}
	return a, e.read(a)
}

// fillBody gives a stored op the body that it came without, unless somebody with the right to has let it be dropped.
func (e *Engine) fillBody(tx Tx, o *op.Op) error {
	m, _ := e.meta(o.ID)
	k, known := e.registry.Lookup(m.Kind)
	if m.HasBody || o.Body == nil || !known {
		return nil
	}
	if _, err := e.registry.Body(o); err != nil {
		return nil
	}
	dropped := false
	if err := e.view.Citing(o.ID, func(citing Meta) bool {
		by, known := e.registry.Lookup(citing.Kind)
		dropped = known && by.Drops && citing.Verdict == kind.Applied
		return !dropped
	}); err != nil || dropped {
		return err
	}
	if err := tx.Apply(Changes{Bodies: []*op.Op{o}}); err != nil {
		return errors.Join(err, fmt.Errorf("filling in the body of a %s", k.Name))
	}
	e.metas.forget(o.ID)
	return e.derive(tx, m.Subject)
}
