package store_test

// Readers and writers beside each other.

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
)

func seen(t *testing.T, v community.View) int {
	t.Helper()
	n := 0
	if err := v.Ops(0, func(community.Stored) bool { n++; return true }); err != nil {
		t.Error(err)
	}
	return n
}

func TestViewsSeeOneMoment(t *testing.T) {
	r := newReplica(t)
	w := &log{device: 1}
	apply(t, r, community.Changes{Store: []community.NewOp{w.write(t, "before")}})
	err := r.View(t.Context(), func(v community.View) error {
		if n := seen(t, v); n != 1 {
			t.Errorf("%d ops at first", n)
		}
		err := r.Update(t.Context(), func(tx community.Tx) error {
			if err := tx.Apply(community.Changes{Store: []community.NewOp{w.write(t, "meanwhile")}}); err != nil {
				return err
			}
			return r.View(t.Context(), func(other community.View) error {
				if n := seen(t, other); n != 1 {
					t.Errorf("a view beside the transaction sees %d ops", n)
				}
				return nil
			})
		})
		if err != nil {
			return err
		}
		if n := seen(t, v); n != 1 {
			t.Errorf("the view moved on to %d ops", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := countOps(t, r); n != 2 {
		t.Fatalf("%d ops in the end", n)
	}
}

func TestReadersAndWritersTogether(t *testing.T) {
	r := newReplica(t)
	const writers, acts = 3, 15
	var all sync.WaitGroup
	for device := 1; device <= writers; device++ {
		w := &log{device: device}
		all.Go(func() {
			for range acts {
				pair := []community.NewOp{w.write(t, "a"), w.write(t, "b")}
				if err := r.Update(t.Context(), func(tx community.Tx) error { return tx.Apply(community.Changes{Store: pair}) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 2 * store.MaxReaders {
		all.Go(func() {
			last := 0
			for last < 2*writers*acts && !t.Failed() {
				if err := r.View(t.Context(), func(v community.View) error {
					n := seen(t, v)
					if n < last || n%2 != 0 {
						t.Errorf("%d ops after %d", n, last)
					}
					last = n
					return nil
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func TestAfterClose(t *testing.T) {
	r := newReplica(t)
	for range 2 {
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Update(t.Context(), func(community.Tx) error { return nil }); !errors.Is(err, store.ErrClosed) {
		t.Errorf("update: %v", err)
	}
	if err := r.View(t.Context(), func(community.View) error { return nil }); !errors.Is(err, store.ErrClosed) {
		t.Errorf("view: %v", err)
	}
	if _, err := r.IndexMore(t.Context(), 1); !errors.Is(err, store.ErrClosed) {
		t.Errorf("indexing: %v", err)
	}
}

func TestCloseWaits(t *testing.T) {
	r := newReplica(t)
	inside, goOn := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		if err := r.View(t.Context(), func(v community.View) error {
			close(inside)
			<-goOn
			if n := seen(t, v); n != 0 {
				t.Errorf("%d ops", n)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	})
	<-inside
	closed := make(chan error)
	go func() { closed <- r.Close() }()
	select {
	case err := <-closed:
		t.Fatalf("closed under a reader: %v", err)
	default:
	}
	close(goOn)
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	all.Wait()
}

func TestAReaderThatWaitsCanGiveUp(t *testing.T) {
	r := newReplica(t)
	ctx, cancel := context.WithCancel(t.Context())
	var nested func(depth int) error
	nested = func(depth int) error {
		if depth == store.MaxReaders {
			cancel()
			return r.View(ctx, func(community.View) error { return errors.New("one reader too many") })
		}
		return r.View(t.Context(), func(community.View) error { return nested(depth + 1) })
	}
	if err := nested(0); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
}

func TestATransactionThatEndedIsOver(t *testing.T) {
	r := newReplica(t)
	var kept community.Tx
	if err := r.Update(t.Context(), func(tx community.Tx) error {
		kept = tx
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := kept.Apply(community.Changes{Release: []op.ID{{1}}}); err == nil {
		t.Fatal("applied after the end")
	}
}
