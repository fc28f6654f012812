package view

// Prepare: the index of search catches up while nobody waits for it, so that the first search need not.

import (
	"context"
	"time"
)

// Preparing lets an index catch up in small steps.
type Preparing struct {
	// More does a step, and reports whether another one is left. An error ends it until something changes: a search will say why.
	More func(context.Context) (bool, error)
	// Changed says that there may be more to do.
	Changed <-chan struct{}
	// Rest is how long it waits before it begins, at first and after a change.
	Rest time.Duration
}

// idleShare is how many times as long as a step took it rests after it: the machine is there for other things.
const idleShare = 4

// Run works until ctx ends.
func (p Preparing) Run(ctx context.Context) {
	for rests(ctx, p.Rest) {
		for more := true; more; {
			began := time.Now()
			var err error
			if more, err = p.More(ctx); err != nil || !rests(ctx, idleShare*time.Since(began)) {
				break
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-p.Changed:
		}
	}
}

// rests waits; false where ctx has ended.
func rests(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
