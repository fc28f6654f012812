package community

// Ingest: ops from anywhere into a replica, within one transaction.

import (
	"context"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Report says what became of the ops that were handed in, and of those that had waited for them.
type Report struct {
	// Stored are new here, in the order in which they were stored.
	Stored []op.ID
	// Known counts those that were here before, Waiting those that miss something of their past, or wait for somebody who rests on them.
	Known, Waiting int
	// Refused are kept nowhere.
	Refused []Refusal
	// Dropped are branches of forked logs that were stored before and are not kept any more.
	Dropped []op.ID
	// Found says that something which was said of earlier ops has changed.
	Found bool
}

// Refusal is an op that was not stored, with the reason. Reasons wrap ErrAnotherCommunity, ErrStranger, ErrRefused, ErrNoBody or kind.ErrForm.
type Refusal struct {
	ID  op.ID
	Err error
}

// Ingest adds ops whose signatures MUST have been verified, in the order given, and what waits for them. What is refused stands in the
// report, and has changed nothing. An error is the replica's: the transaction must be rolled back and the engine opened again.
func (e *Engine) Ingest(tx Tx, ops []*op.Op, report *Report) error {
	return e.IngestDecoded(tx, ops, nil, report)
}

// IngestUnder is Ingest that ends with the context's error, between two ops, where that is cancelled.
func (e *Engine) IngestUnder(ctx context.Context, tx Tx, ops []*op.Op, report *Report) error {
	return e.ingest(ctx, tx, ops, report)
}

// IngestDecoded is Ingest with bodies that were decoded before, of some of the ops or of all.
func (e *Engine) IngestDecoded(tx Tx, ops []*op.Op, bodies Bodies, report *Report) error {
	e.ahead = bodies
	defer func() { e.ahead = nil }()
	return e.ingest(context.Background(), tx, ops, report)
}

func (e *Engine) ingest(ctx context.Context, tx Tx, ops []*op.Op, report *Report) error {
	return e.using(tx, func() error {
		in := &intake{Engine: e, tx: tx, report: report, cancelled: ctx.Err}
		if e.outdated {
			if err := in.upgrade(); err != nil {
				return fmt.Errorf("applying what was not known before: %w", err)
			}
		}
		for _, o := range ops {
			if err := in.take(o); err != nil {
				return fmt.Errorf("taking in the act %s: %w", o.ID.Short(), err)
			}
		}
		return in.finish()
	})
}

// intake is one call of Ingest.
type intake struct {
	*Engine
	tx     Tx
	report *Report
	// cancelled is asked before each op; its error ends the call.
	cancelled func() error
	// waits are the ops that this intake counted as waiting: one that comes out of the waiting room again is not counted twice.
	waits map[op.ID]bool
	// mustPrune says that it has to be looked at what is kept of forked logs. It is done once for a call, as it costs as much as all branches.
	mustPrune bool
}

func (in *intake) countWaiting(o *op.Op) {
	if in.waits == nil {
		in.waits = make(map[op.ID]bool)
	}
	if !in.waits[o.ID] {
		in.waits[o.ID] = true
		in.report.Waiting++
	}
}

func (in *intake) countWoken(o *op.Op) {
	if in.waits[o.ID] {
		delete(in.waits, o.ID)
		in.report.Waiting--
	}
}

// take adds one op and, one after the other, what had waited for it.
func (in *intake) take(o *op.Op) error {
	queue := []*op.Op{o}
	for len(queue) > 0 {
		if err := in.cancelled(); err != nil {
			return err
		}
		next := queue[0]
		queue = queue[1:]
		woken, err := in.takeOne(next)
		if err = errors.Join(err, in.failed); err != nil {
			return err
		}
		queue = append(queue, woken...)
	}
	return nil
}

// takeOne returns the ops that had waited for this one.
func (in *intake) takeOne(o *op.Op) ([]*op.Op, error) {
	if o.Community() != in.com {
		return nil, in.refuse(o, ErrAnotherCommunity)
	}
	if m, known := in.stored(o); known {
		in.report.Known++
		return nil, in.fillBody(o, m)
	}
	a := &arrival{op: o}
	if err := in.read(a); err != nil {
		return nil, in.refuse(o, err)
	}
	if in.staysAside(a) {
		whole, missing, err := in.touching(a)
		if err != nil || !missing.IsZero() {
			return nil, in.waitFor(o, missing, err)
		}
		return in.leaveAside(a, whole)
	}
	branch, missing, err := in.closing(a)
	if err != nil || !missing.IsZero() {
		return nil, in.waitFor(o, missing, err)
	}
	return in.keep(append(branch, a))
}

// waitFor keeps an op that misses something, unless looking for that failed.
func (in *intake) waitFor(o *op.Op, missing op.ID, err error) error {
	if err != nil {
		return err
	}
	in.countWaiting(o)
	return in.tx.Apply(Changes{Wait: []WaitingOp{{Op: o, For: missing}}})
}

// stored finds an op that is here already. One beyond the end of an unforked log is not, which saves nearly every new op a search.
func (in *intake) stored(o *op.Op) (Meta, bool) {
	d := in.devices[o.Header.Device]
	if d == nil || (!d.Forked && o.Header.Seq > d.TipSeq) {
		return Meta{}, false
	}
	return in.meta(o.ID)
}

func (in *intake) refuse(o *op.Op, err error) error {
	in.report.Refused = append(in.report.Refused, Refusal{o.ID, fmt.Errorf("the act %s (%s): %w", o.ID.Short(), o.Header.Kind, err)})
	return nil
}

// keep stores arrivals whose past is there, parents first; all but the last lay aside, and are stored because the last one rests on them.
func (in *intake) keep(arrivals []*arrival) (woken []*op.Op, err error) {
	last := arrivals[len(arrivals)-1].op
	var stored []*op.Op
	in.mustPrune = in.mustPrune || len(arrivals) > 1
	for _, a := range arrivals {
		forks, refused, err := in.storeOne(a)
		if err != nil {
			return nil, err
		}
		if refused != nil {
			if a.op != last {
				// Another way to close the last one's gaps may be left.
				woken = append(woken, last)
			}
			if err := errors.Join(in.refuse(a.op, refused), in.tx.Apply(Changes{Release: []op.ID{a.op.ID}})); err != nil {
				return nil, err
			}
			break
		}
		stored = append(stored, a.op)
		in.mustPrune = in.mustPrune || forks || in.relieves(a)
	}
	more, err := in.wakeAll(stored)
	return append(woken, more...), err
}

func (in *intake) wakeAll(stored []*op.Op) (woken []*op.Op, err error) {
	for _, o := range stored {
		more, err := in.wake(o)
		if err != nil {
			return nil, err
		}
		woken = append(woken, more...)
	}
	return woken, nil
}

// finish prunes where that is due, and takes in what had waited for the ops that this has stored.
func (in *intake) finish() error {
	for in.mustPrune {
		in.mustPrune = false
		stored, err := in.prune()
		if err != nil {
			return fmt.Errorf("looking at what is kept of forked logs: %w", err)
		}
		woken, err := in.wakeAll(stored)
		if err != nil {
			return err
		}
		for _, o := range woken {
			if err := in.take(o); err != nil {
				return fmt.Errorf("taking in the act %s: %w", o.ID.Short(), err)
			}
		}
	}
	return nil
}

// storeOne judges an arrival by its past and stores it; refused says why it was not.
func (in *intake) storeOne(a *arrival) (forks bool, refused, err error) {
	mark := in.markPasts()
	if refused = in.place(a); refused != nil {
		in.forgetPasts(mark)
		return false, refused, in.failed
	}
	c, before, forks, err := in.store(a)
	if err != nil {
		return forks, nil, errors.Join(err, in.failed)
	}
	if n, err := in.tx.WaitingCount(); err != nil {
		return forks, nil, err
	} else if n > 0 {
		c.Release = []op.ID{a.op.ID}
	}
	if err := in.tx.Apply(c); err != nil {
		return forks, nil, err
	}
	in.report.Stored = append(in.report.Stored, a.op.ID)
	if before != nil {
		in.report.Found = true
		err = in.settle(in.tx, before)
	}
	return forks, nil, err
}

// wake takes what waited for an op, or for a commit that it brought, out of the waiting room.
func (in *intake) wake(o *op.Op) ([]*op.Op, error) {
	if n, err := in.tx.WaitingCount(); n == 0 || err != nil {
		return nil, err
	}
	var woken []*op.Op
	c := Changes{}
	collect := func(w *op.Op) bool {
		if w.ID != o.ID {
			in.countWoken(w)
			woken = append(woken, w)
			c.Release = append(c.Release, w.ID)
		}
		return true
	}
	if err := in.tx.Waiting(o.ID, collect); err != nil {
		return nil, err
	}
	if commit, ok := in.commitOf(o); ok {
		if err := in.tx.Waiting(commit, collect); err != nil {
			return nil, err
		}
	}
	if len(woken) == 0 {
		return nil, nil
	}
	return woken, in.tx.Apply(c)
}

// fillBody gives a stored op the body that it came without, unless somebody with the right to has let it be dropped.
func (in *intake) fillBody(o *op.Op, m Meta) error {
	if m.HasBody || o.Body == nil {
		return nil
	}
	if _, known := in.registry.Lookup(m.Kind); known {
		if _, err := in.seams.body(o); err != nil {
			return nil
		}
	}
	if dropped, err := in.isDropped(o.ID); err != nil || dropped {
		return err
	}
	if err := in.tx.Apply(Changes{Bodies: []*op.Op{o}}); err != nil {
		return fmt.Errorf("filling in the body of a %s: %w", m.Kind, err)
	}
	in.metas.forget(o.ID)
	if m.Subject.IsZero() {
		return nil
	}
	return in.derive(in.tx, m.Subject)
}

// dropper is a body that lets every replica drop the body of another op.
type dropper interface{ DropsOp() op.ID }

// isDropped reports whether an applied act lets the body of a post be dropped.
func (e *Engine) isDropped(post op.ID) (bool, error) {
	var failed error
	dropped := false
	err := e.view.Citing(post, func(citing Meta) bool {
		if citing.Verdict != kind.Applied {
			return true
		}
		s, ok, err := e.view.Load(citing.ID)
		if err != nil || !ok {
			failed = err
			return err == nil
		}
		body, err := e.seams.body(s.Op)
		by, is := body.(dropper)
		dropped = err == nil && is && by.DropsOp() == post
		return !dropped
	})
	return dropped, errors.Join(err, failed)
}
