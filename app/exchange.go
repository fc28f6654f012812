package app

// Exchange: ops from elsewhere into the replica, and out of it, whatever carries them.

import (
	"context"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// ingestChunk ops are verified together and written in one transaction: batches of signatures are cheap from 256 on, transactions from 1,000.
const ingestChunk = 1024

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
// leaves what was whole. progress, if not nil, hears how many were read.
func (c *Community) Take(ctx context.Context, source Source, progress func(read int)) (Taken, error) {
	var taken Taken
	read := 0
	for {
		chunk, sourceErr := nextChunk(source)
		if len(chunk) > 0 {
			if err := c.takeChunk(ctx, chunk, &taken); err != nil {
				return taken, fmt.Errorf("taking in what came: %w", err)
			}
			read += len(chunk)
			if progress != nil {
				progress(read)
			}
		}
		if sourceErr != nil || len(chunk) < ingestChunk {
			return taken, sourceErr
		}
	}
}

func nextChunk(source Source) ([]*op.Op, error) {
	var chunk []*op.Op
	for len(chunk) < ingestChunk {
		o, ok, err := source()
		if err != nil || !ok {
			return chunk, err
		}
		chunk = append(chunk, o)
	}
	return chunk, nil
}

func (c *Community) takeChunk(ctx context.Context, chunk []*op.Op, taken *Taken) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	good, bad := community.Verify(c.verifier, c.service.ports.Random, chunk)
	taken.refuse(bad)
	var report community.Report
	err := c.updateLocked(ctx, func(w *writing) error {
		report = community.Report{}
		if err := w.engine.Ingest(w.tx, good, &report); err != nil {
			return err
		}
		return w.duties()
	})
	if err != nil {
		return err
	}
	taken.add(&report)
	return c.noteCopied(good, report.Stored)
}

// noteCopied remembers that this device's log has gone on without this install: it must not write again, or it would fork.
func (c *Community) noteCopied(ops []*op.Op, stored []op.ID) error {
	own := slices.ContainsFunc(ops, func(o *op.Op) bool { return o.Header.Device == c.Device() && slices.Contains(stored, o.ID) })
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
