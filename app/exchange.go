package app

// Exchange: ops from elsewhere into the replica, and out of it, whatever carries them.

import (
	"context"
	"errors"
	"fmt"
	"slices"

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

// Taken says what became of ops that came from elsewhere.
type Taken struct {
	Stored, Known, Waiting int
	Refused                []community.Refusal
	// RefusedCount counts all refusals; Refused holds the first of them.
	RefusedCount int
	// Dropped counts acts of forked logs that are not kept any more.
	Dropped int
	// Found says that something said of earlier acts has changed.
	Found bool
}

// maxRefusalsKept bounds what a report says one by one.
const maxRefusalsKept = 20

func (t *Taken) add(r *community.Report) {
	t.Stored += len(r.Stored)
	t.Known += r.Known
	t.Waiting += r.Waiting
	t.Dropped += len(r.Dropped)
	t.Found = t.Found || r.Found
	t.refuse(r.Refused)
}

func (t *Taken) refuse(refused []community.Refusal) {
	t.RefusedCount += len(refused)
	room := max(0, maxRefusalsKept-len(t.Refused))
	t.Refused = append(t.Refused, refused[:min(room, len(refused))]...)
}

// Source hands out ops in causal order; io.EOF is not an error here: false ends it.
type Source func() (o *op.Op, ok bool, err error)

// Take verifies ops and takes them in, chunk by chunk: what a chunk stored stays when a later one fails, so that a stick that was pulled out
// leaves what was whole. While one chunk is written the next is read and verified. progress, if not nil, hears how many were taken in.
func (c *Community) Take(ctx context.Context, source Source, progress func(read int)) (Taken, error) {
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
	read := 0
	for next := range chunks {
		taken.refuse(next.bad)
		if err := c.takeChunk(ctx, next.good, next.bodies, &taken); err != nil {
			return taken, fmt.Errorf("taking in what came: %w", err)
		}
		if next.err != nil {
			return taken, next.err
		}
		read += len(next.good) + len(next.bad)
		if progress != nil {
			progress(read)
		}
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

// takeChunk ingests ops whose signatures hold in one transaction, then does what they make due.
func (c *Community) takeChunk(ctx context.Context, good []*op.Op, bodies community.Bodies, taken *Taken) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var report community.Report
	err := c.updateLocked(ctx, func(w *writing) (err error) {
		report = community.Report{}
		tx := newAheadTx(w.tx)
		defer func() { err = errors.Join(err, tx.Close()) }() // on a panic too: the transaction is about to be rolled back
		return w.engine.IngestDecoded(tx, good, bodies, &report)
	})
	if err != nil {
		return err
	}
	taken.add(&report)
	if err := c.noteCopied(good, report.Stored); err != nil {
		return err
	}
	if err := c.noteDrops(ctx, good); err != nil {
		return err
	}
	c.doDuties(ctx)
	return nil
}

// noteCopied remembers that this device's log has gone on without this install: it must not write again, or it would fork.
func (c *Community) noteCopied(ops []*op.Op, stored []op.ID) error {
	// The first op may have waited here for the community's content, and come back with it.
	own := slices.ContainsFunc(ops, func(o *op.Op) bool {
		return o.Header.Device == c.Device() && o.Header.Seq > 0 && slices.Contains(stored, o.ID)
	})
	if !own {
		return nil
	}
	return c.service.ports.Profile.SetSetting(settingCopied+c.membership.Community.String(), "1")
}

// settingCopied marks a community in which this device's key was used elsewhere.
const settingCopied = "copied/"

// AllOps yields every stored op in causal order, with its body where it is at hand.
func (c *Community) AllOps(ctx context.Context, yield func(*op.Op) bool) error {
	return c.read(ctx, func(_ *community.Engine, v Reader) error {
		return v.Ops(0, func(s community.Stored) bool { return yield(s.Op) })
	})
}
