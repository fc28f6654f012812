package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// replicaAhead is a replica in memory whose engine runs ahead of what is written, or does not.
type replicaAhead struct {
	memory *apptest.Memory
	engine *community.Engine
	ahead  bool
}

func newReplicaAhead(t interface{ Fatal(...any) }, com op.CommunityID, ahead bool) *replicaAhead {
	r := &replicaAhead{memory: apptest.NewMemory(), ahead: ahead}
	if err := r.memory.View(context.Background(), func(v community.View) (err error) {
		r.engine, err = community.Open(community.Config{Registry: community.Kinds(), Community: com}, v)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return r
}

// take ingests a chunk, and says what became of it.
func (r *replicaAhead) take(ops []*op.Op) (report community.Report, err error) {
	err = r.memory.Update(context.Background(), func(tx community.Tx) (err error) {
		if !r.ahead {
			return r.engine.Ingest(tx, ops, &report)
		}
		ahead := newAheadTx(tx)
		defer func() { err = errors.Join(err, ahead.Close()) }()
		return r.engine.IngestDecoded(ahead, ops, community.Decode(community.Kinds(), ops), &report)
	})
	return report, err
}

// lines say all that the replica holds.
func (r *replicaAhead) lines(t interface{ Fatal(...any) }) []string {
	var lines []string
	if err := r.memory.View(context.Background(), func(v community.View) error {
		failed := v.AllWaiting(func(o *op.Op) bool {
			lines = append(lines, "waits "+o.ID.String())
			return true
		})
		return errors.Join(failed, v.Ops(0, func(s community.Stored) bool {
			lines = append(lines, fmt.Sprintf("%+v", s.Meta))
			return true
		}))
	}); err != nil {
		t.Fatal(err)
	}
	for _, row := range r.memory.Rows() {
		lines = append(lines, fmt.Sprintf("%+v", row))
	}
	return lines
}

func TestAheadWritesTheSame(t *testing.T) {
	const length = 150
	w := apptest.NewWorkload(7)
	ops := w.Take(length)
	rapid.Check(t, func(t *rapid.T) {
		plain, ahead := newReplicaAhead(t, w.Community(), false), newReplicaAhead(t, w.Community(), true)
		arriving := slices.Clone(ops)
		for range rapid.IntRange(0, 20).Draw(t, "swaps") {
			a, b := rapid.IntRange(0, length-1).Draw(t, "a"), rapid.IntRange(0, length-1).Draw(t, "b")
			arriving[a], arriving[b] = arriving[b], arriving[a]
		}
		if again := rapid.IntRange(0, length).Draw(t, "again"); again > 0 {
			arriving = append(arriving, arriving[:again]...)
		}
		size := rapid.IntRange(1, length).Draw(t, "chunk")
		for chunk := range slices.Chunk(arriving, size) {
			want, errPlain := plain.take(chunk)
			got, errAhead := ahead.take(chunk)
			if errPlain != nil || errAhead != nil {
				t.Fatal(errPlain, errAhead)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("got %+v, want %+v", got, want)
			}
		}
		if got, want := ahead.lines(t), plain.lines(t); !slices.Equal(got, want) {
			t.Fatalf("%d lines, %d of the plain one", len(got), len(want))
		}
	})
}

// failingTx fails from one Apply on.
type failingTx struct {
	community.Tx
	left int
}

var errFull = errors.New("no room")

func (f *failingTx) Apply(c community.Changes) error {
	if f.left--; f.left < 0 {
		return errFull
	}
	return f.Tx.Apply(c)
}

// A failure of the disk comes out at the latest when the transaction ends, and nothing of it stays, wherever it happens.
func TestAheadFails(t *testing.T) {
	w := apptest.NewWorkload(3)
	ops := w.Take(300)
	for _, left := range []int{0, 1, 7, aheadBatch - 1, aheadBatch, aheadBatch + 1, len(ops) - 1} {
		r := newReplicaAhead(t, w.Community(), true)
		err := r.memory.Update(t.Context(), func(tx community.Tx) (err error) {
			ahead := newAheadTx(&failingTx{tx, left})
			defer func() { err = errors.Join(err, ahead.Close()) }()
			var report community.Report
			return r.engine.Ingest(ahead, ops, &report)
		})
		if !errors.Is(err, errFull) {
			t.Errorf("failing after %d: %v", left, err)
		}
		if lines := r.lines(t); len(lines) > 0 {
			t.Errorf("failing after %d: %d lines stayed", left, len(lines))
		}
	}
}

// What was applied is seen at once, whichever question is asked.
func TestAheadShowsWhatWasApplied(t *testing.T) {
	w := apptest.NewWorkload(3)
	ops := w.Take(200)
	r := newReplicaAhead(t, w.Community(), true)
	var report community.Report
	if err := r.memory.Update(t.Context(), func(tx community.Tx) (err error) {
		ahead := newAheadTx(tx)
		defer func() { err = errors.Join(err, ahead.Close()) }()
		for i, o := range ops {
			if err := r.engine.Ingest(ahead, []*op.Op{o}, &report); err != nil {
				return err
			}
			if err := showsLast(ahead, o, i); err != nil {
				return fmt.Errorf("after %d: %w", i, err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func showsLast(v community.View, o *op.Op, before int) error {
	seen := 0
	count := func() { seen++ }
	var err error
	switch before % 5 {
	case 0:
		if _, there, failed := v.Meta(o.ID); there {
			count()
			err = failed
		}
	case 1:
		if _, there, failed := v.Load(o.ID); there {
			count()
			err = failed
		}
	case 2:
		err = v.Ops(uint64(before), func(s community.Stored) bool { count(); return true })
	case 3:
		err = v.DeviceOps(o.Header.Device, o.Header.Seq, func(community.Meta) bool { count(); return true })
	default:
		err = v.Citing(o.Header.Prev, func(m community.Meta) bool {
			if m.ID == o.ID {
				count()
			}
			return true
		})
		if o.Header.Seq == 0 {
			count()
		}
	}
	if err == nil && seen != 1 {
		err = fmt.Errorf("%s is seen %d times", o.ID.Short(), seen)
	}
	return err
}
