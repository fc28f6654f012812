package app

// Ahead: while the engine judges an op, what it said of the ops before is written, on another core.

import (
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

const (
	// aheadBatch changes are handed over at once: a handover costs as much as writing a tenth of an op.
	aheadBatch = 64
	// aheadBatches may wait to be written.
	aheadBatches = 64
)

// aheadTx is a transaction that writes behind the back of whoever fills it. What is asked of it waits until everything is written, so it shows
// every Changes that was applied before, as View promises. The transaction below belongs to the writing goroutine while anything is handed over,
// and to the caller otherwise. It must be closed before the transaction is committed.
type aheadTx struct {
	under  community.Tx
	batch  []community.Changes
	handed chan handover
	// busy says that something was handed over since the last look at what became of it.
	busy bool
	// waiting is how many ops wait; -1 where that must be asked.
	waiting int
	// applied and asked count changes, and questions that had to wait for them; reading is set while an iterator runs.
	applied, asked int
	reading        bool
}

// handover is changes to write, or the question whether all of them are written.
type handover struct {
	changes []community.Changes
	written chan<- error
}

func newAheadTx(under community.Tx) *aheadTx {
	a := &aheadTx{under: under, handed: make(chan handover, aheadBatches), waiting: -1}
	go writeHanded(under, a.handed)
	return a
}

// writeHanded writes until the channel is closed. After an error it writes no more, and answers with it.
func writeHanded(under community.Tx, handed <-chan handover) {
	var failed error
	for h := range handed {
		for _, c := range h.changes {
			if failed == nil {
				failed = under.Apply(c)
			}
		}
		if h.written != nil {
			h.written <- failed
		}
	}
}

// Close waits until everything is written, and returns what it failed with.
func (a *aheadTx) Close() error {
	err := a.settle()
	close(a.handed)
	return err
}

// Apply implements community.Tx. An error may be that of an earlier call.
func (a *aheadTx) Apply(c community.Changes) error {
	if a.mustWriteNow(&c) {
		if err := a.settle(); err != nil {
			return err
		}
		a.waiting = -1
		return a.under.Apply(c)
	}
	a.applied++
	a.batch = append(a.batch, c)
	if len(a.batch) == aheadBatch {
		a.handOver()
	}
	return nil
}

// mustWriteNow: while ops wait they come and go with every change, and an ingest that asks nearly as often as it writes gains nothing.
func (a *aheadTx) mustWriteNow(c *community.Changes) bool {
	return a.reading || a.waiting != 0 || len(c.Wait)+len(c.Release) > 0 || 4*a.asked > a.applied+aheadBatch
}

func (a *aheadTx) handOver() {
	if len(a.batch) == 0 {
		return
	}
	a.handed <- handover{changes: a.batch}
	a.batch, a.busy = make([]community.Changes, 0, aheadBatch), true
}

// settle waits until everything is written: the transaction below is the caller's until the next handover.
func (a *aheadTx) settle() error {
	a.handOver()
	if !a.busy {
		return nil
	}
	written := make(chan error)
	a.handed <- handover{written: written}
	err := <-written
	a.busy = err != nil // an error is answered again
	a.asked++
	return err
}

// Row implements kind.Rows.
func (a *aheadTx) Row(table, key string) (kind.Row, bool, error) {
	if err := a.settle(); err != nil {
		return nil, false, err
	}
	return a.under.Row(table, key)
}

// Meta implements community.View.
func (a *aheadTx) Meta(id op.ID) (community.Meta, bool, error) {
	if err := a.settle(); err != nil {
		return community.Meta{}, false, err
	}
	return a.under.Meta(id)
}

// Load implements community.View.
func (a *aheadTx) Load(id op.ID) (community.Stored, bool, error) {
	if err := a.settle(); err != nil {
		return community.Stored{}, false, err
	}
	return a.under.Load(id)
}

// WaitingCount implements community.View. It is asked for every op, so it is remembered.
func (a *aheadTx) WaitingCount() (int, error) {
	if a.waiting >= 0 {
		return a.waiting, nil
	}
	if err := a.settle(); err != nil {
		return 0, err
	}
	n, err := a.under.WaitingCount()
	if err == nil {
		a.waiting = n
	}
	return n, err
}

// iterate runs an iterator; what is applied meanwhile is written at once.
func (a *aheadTx) iterate(run func() error) error {
	if err := a.settle(); err != nil {
		return err
	}
	outer := a.reading
	a.reading = true
	defer func() { a.reading = outer }()
	return run()
}

// Ops implements community.View, as do the iterators that follow.
func (a *aheadTx) Ops(after uint64, yield func(community.Stored) bool) error {
	return a.iterate(func() error { return a.under.Ops(after, yield) })
}

// DeviceOps implements community.View.
func (a *aheadTx) DeviceOps(device op.DeviceID, fromSeq uint64, yield func(community.Meta) bool) error {
	return a.iterate(func() error { return a.under.DeviceOps(device, fromSeq, yield) })
}

// ChainOps implements community.View.
func (a *aheadTx) ChainOps(yield func(community.Stored) bool) error {
	return a.iterate(func() error { return a.under.ChainOps(yield) })
}

// UnknownKinds implements community.View.
func (a *aheadTx) UnknownKinds(yield func(string) bool) error {
	return a.iterate(func() error { return a.under.UnknownKinds(yield) })
}

// Pasts implements community.View.
func (a *aheadTx) Pasts(yield func(authority.Past) bool) error {
	return a.iterate(func() error { return a.under.Pasts(yield) })
}

// Devices implements community.View.
func (a *aheadTx) Devices(yield func(community.DeviceRecord) bool) error {
	return a.iterate(func() error { return a.under.Devices(yield) })
}

// PastOps implements community.View.
func (a *aheadTx) PastOps(past authority.PastID, yield func(community.Meta) bool) error {
	return a.iterate(func() error { return a.under.PastOps(past, yield) })
}

// SubjectOps implements community.View.
func (a *aheadTx) SubjectOps(subject op.ID, yield func(community.Stored) bool) error {
	return a.iterate(func() error { return a.under.SubjectOps(subject, yield) })
}

// Citing implements community.View.
func (a *aheadTx) Citing(id op.ID, yield func(community.Meta) bool) error {
	return a.iterate(func() error { return a.under.Citing(id, yield) })
}

// Waiting implements community.View.
func (a *aheadTx) Waiting(id op.ID, yield func(*op.Op) bool) error {
	return a.iterate(func() error { return a.under.Waiting(id, yield) })
}

// WaitingOp implements community.View.
func (a *aheadTx) WaitingOp(id op.ID) (community.WaitingOp, bool, error) {
	if a.waiting == 0 {
		return community.WaitingOp{}, false, nil
	}
	if err := a.settle(); err != nil {
		return community.WaitingOp{}, false, err
	}
	return a.under.WaitingOp(id)
}

// AllWaiting implements community.View.
func (a *aheadTx) AllWaiting(yield func(*op.Op) bool) error {
	return a.iterate(func() error { return a.under.AllWaiting(yield) })
}
