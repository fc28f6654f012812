package app

// Exchange: ops from elsewhere into the replica, and out of it, whatever carries them.

import (
	"context"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

const (
	// verifyBatch signatures are checked together: cheaper from 256 on, and not much cheaper beyond this.
	verifyBatch = 1024
	// chunkOps and chunkBytes bound what one transaction takes in, and what is held of it: the pages of an index over random ids are written
	// once for the whole chunk, and a person's own act waits for a fifth of a second at most.
	chunkOps   = 4 * verifyBatch
	chunkBytes = 8 << 20
)

// Source hands out ops in causal order; io.EOF is not an error here: false ends it.
type Source func() (o *op.Op, ok bool, err error)

// Take verifies ops and takes them in, chunk by chunk: what a chunk stored stays when a later one fails, so that a stick that was pulled out
// leaves what was whole. While one chunk is written the next is read and verified. progress, if not nil, hears how many were taken in.
func (c *Community) Take(ctx context.Context, source Source, progress func(read int)) (Taken, error) {
	return c.take(ctx, source, nil, func(read int, _ *Taken) {
		if progress != nil {
			progress(read)
		}
	})
}

// take is Take whose progress also hears what became of what was taken in so far, and that charges a peer's device, where one is given.
func (c *Community) take(ctx context.Context, source Source, from *charge, progress func(read int, soFar *Taken)) (Taken, error) {
	ctx, stop := context.WithCancel(ctx)
	chunks := make(chan chunk)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(chunks)
		c.readChunks(ctx, source, chunks)
	}()
	defer func() {
		stop()
		<-done
	}()
	var taken Taken
	upTo, err := c.newest(ctx)
	if err != nil {
		return taken, err
	}
	read := 0
	for next := range chunks {
		taken.refuse(next.bad)
		if err := c.takeChunk(ctx, next, upTo, from, &taken); err != nil {
			return taken, fmt.Errorf("taking in what came: %w", err)
		}
		if next.err != nil {
			return taken, next.err
		}
		read += len(next.good) + len(next.bad)
		progress(read, &taken)
	}
	return taken, ctx.Err()
}

// chunk is some ops of a source, verified, with their bodies decoded.
type chunk struct {
	good   []*op.Op
	bodies community.Bodies
	bad    []community.Refusal
	// last says that the source ended after it, with err where it failed.
	last bool
	err  error
}

// readChunks reads, verifies and decodes until the source ends, or the context does. It owns the source and its verifier.
func (c *Community) readChunks(ctx context.Context, source Source, to chan<- chunk) {
	verifier := op.NewVerifier()
	for {
		next := c.readChunk(verifier, source)
		select {
		case to <- next:
		case <-ctx.Done():
			return
		}
		if next.last {
			return
		}
	}
}

func (c *Community) readChunk(verifier *op.Verifier, source Source) chunk {
	var next chunk
	ops, bytes := 0, 0
	for !next.last && ops < chunkOps && bytes < chunkBytes {
		batch, size, more, err := readBatch(source, chunkBytes-bytes)
		good, bad := community.Verify(verifier, c.service.ports.Random, batch)
		next.good, next.bad = append(next.good, good...), append(next.bad, bad...)
		next.last, next.err = !more, err
		ops, bytes = ops+len(batch), bytes+size
	}
	next.bodies = community.Decode(c.service.registry, next.good)
	return next
}

// readBatch reads as many ops as are verified together, or as room has bytes for; size is what they take.
func readBatch(source Source, room int) (batch []*op.Op, size int, more bool, err error) {
	for len(batch) < verifyBatch && size < room {
		o, ok, err := source()
		if err != nil || !ok {
			return batch, size, false, err
		}
		batch = append(batch, o)
		size += len(o.Raw) + len(o.Body)
	}
	return batch, size, true, nil
}

// newest is the place of the newest stored act in this replica's order.
func (c *Community) newest(ctx context.Context) (order uint64, err error) {
	err = c.replica.Read(ctx, func(r Reader) error {
		metas, err := r.Newest(Page{Limit: 1})
		for _, m := range metas {
			order = m.Order
		}
		return err
	})
	return order, err
}

// takeChunk ingests ops whose signatures hold in one transaction, then does what they make due. upTo is what was here before. Only
// what the gate lets through is charged; ErrOverRate comes after what fits is stored.
func (c *Community) takeChunk(ctx context.Context, next chunk, upTo uint64, from *charge, taken *Taken) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	good, overRate := from.take(c.sift(next.good))
	next.good = good
	if err := c.repair(ctx, good); err != nil {
		return err
	}
	var report community.Report
	var changed bool
	var stored []*op.Op
	err := c.updateLocked(ctx, func(w *writing) (err error) {
		report = community.Report{}
		if err := w.noteCopied(good); err != nil {
			return err
		}
		first, err := w.waitingFirst()
		if err != nil {
			return err
		}
		seen := newVerdictWatch(w.tx, upTo)
		if err := w.ingestAhead(seen, next, first, &report); err != nil {
			return err
		}
		if changed, err = seen.changed(); err != nil {
			return err
		}
		if stored, err = w.storedOf(good, report.Stored); err != nil {
			return err
		}
		return w.noteDrops(stored)
	})
	if err != nil {
		return err
	}
	taken.add(&report)
	c.kept(stored)
	c.tellStored(report.Stored, false)
	taken.count(stored, good)
	taken.Found = taken.Found || changed
	c.doDuties(ctx)
	return overRate
}

func (w *writing) ingestAhead(under community.Tx, next chunk, first *op.Op, report *community.Report) (err error) {
	tx := newAheadTx(under)
	defer func() { err = errors.Join(err, tx.Close()) }() // on a panic too: the transaction is about to be rolled back
	if err := w.engine.IngestDecoded(tx, next.good, next.bodies, report); err != nil {
		return err
	}
	return w.keepWaiting(tx, first)
}

// repair puts right what the scrub found damaged, where it comes along again. It comes before the engine is asked for, as that may be what the
// damage keeps from opening. The caller holds c.mu.
func (c *Community) repair(ctx context.Context, ops []*op.Op) error {
	var damaged []op.ID
	err := c.replica.Read(ctx, func(r Reader) (err error) {
		damaged, err = r.Damaged()
		return err
	})
	if err != nil || len(damaged) == 0 {
		return err
	}
	if err := c.replica.Repair(ctx, ops...); err != nil {
		c.service.ports.Log.Warn("damaged acts were not repaired", "community", c.Membership().Community, "error", err)
	}
	before := len(damaged)
	err = c.replica.Read(ctx, func(r Reader) (err error) {
		damaged, err = r.Damaged()
		return err
	})
	if len(damaged) != before {
		c.engine = nil
	}
	return err
}

// storedOf is the ops that were stored: some of those that came, and what had waited for them.
func (w *writing) storedOf(came []*op.Op, stored []op.ID) ([]*op.Op, error) {
	is := make(map[op.ID]bool, len(stored))
	for _, id := range stored {
		is[id] = true
	}
	var ops []*op.Op
	for _, o := range came {
		if is[o.ID] {
			ops = append(ops, o)
			delete(is, o.ID)
		}
	}
	for id := range is {
		s, ok, err := w.tx.Load(id)
		if err != nil {
			return nil, err
		}
		if ok {
			ops = append(ops, s.Op)
		}
	}
	return ops, nil
}

// waitingFirst is this device's first op, while it waits for the community's content; nil where it has none, or it is stored.
func (w *writing) waitingFirst() (*op.Op, error) {
	c := w.community
	if _, begun := w.engine.Device(c.Device()); begun {
		c.first = nil
		return nil, nil
	}
	if c.first != nil && c.first.Header.Device == c.Device() {
		return c.first, nil
	}
	c.first = nil
	err := w.tx.AllWaiting(func(o *op.Op) bool {
		if o.Header.Device == c.Device() {
			c.first = o
		}
		return c.first == nil
	})
	return c.first, err
}

// keepWaiting puts this device's first op back into the waiting room, where what came has pushed it out: the oldest goes first there, and nobody
// else may have it yet.
func (w *writing) keepWaiting(tx community.Tx, first *op.Op) error {
	if first == nil {
		return nil
	}
	if _, begun := w.engine.Device(first.Header.Device); begun {
		return nil
	}
	var again community.Report
	return w.engine.Ingest(tx, []*op.Op{first}, &again)
}

// AllOps yields every stored op of one moment in causal order, with its body where it is at hand. Whoever takes the ops may be slow.
func (c *Community) AllOps(ctx context.Context, yield func(*op.Op) bool) error {
	return c.Ask(ctx, func(r Reader) error {
		return r.Ops(0, func(s community.Stored) bool { return yield(s.Op) })
	})
}
