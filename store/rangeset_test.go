package store_test

// Sums of ranges are those of the ids that are there, whatever was stored and dropped since they were made.

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
	"github.com/folkmoot/folkmoot/store"
)

func TestSumsFollowTheOps(t *testing.T) {
	r := newReplica(t)
	all := someOps(t, r, 40)
	check := func(when string, held []community.NewOp) {
		t.Helper()
		var ids []op.ID
		for _, o := range held {
			ids = append(ids, o.ID)
		}
		slices.SortFunc(ids, op.ID.Compare)
		read(t, r, func(view app.Reader) {
			for _, bits := range []int{0, 1, 5, 16, 20, 64} {
				var ranges []reconcile.Range
				for _, id := range append(slices.Clone(ids), op.ID{}) {
					head := binary.BigEndian.Uint64(id[:8])
					free := ^uint64(0)
					if bits > 0 {
						free = 1<<(64-bits) - 1
					}
					ranges = append(ranges, reconcile.Range{Bits: bits, Prefix: head &^ free})
				}
				sums, err := view.RangeSums(ranges)
				if err != nil {
					t.Fatal(err)
				}
				for i, within := range ranges {
					want := slices.DeleteFunc(slices.Clone(ids), func(id op.ID) bool { return !within.Contains(id) })
					var sum reconcile.Sum
					for _, id := range want {
						sum.Add(id)
					}
					listed, err := view.RangeIDs(within, 1000)
					if err != nil || !slices.Equal(listed, want) || sums[i] != sum {
						t.Fatalf("%s: of %d bits: %d ids, %d listed, a sum of %d: %v", when, bits, len(want), len(listed), sums[i].Count, err)
					}
				}
			}
			if total, known, err := view.RangeTotal(); err != nil || !known || total.Count != uint64(len(ids)) {
				t.Fatalf("%s: %d in all, known %v, %v", when, total.Count, known, err)
			}
		})
	}
	read(t, r, func(view app.Reader) {
		if _, known, err := view.RangeTotal(); known || err != nil {
			t.Errorf("the total is known before anybody asked, %v", err)
		}
	})
	check("at first", all)
	more := &log{device: 9}
	for i := range 10 {
		n := more.write(t, fmt.Sprint("more ", i))
		apply(t, r, community.Changes{Store: []community.NewOp{n}})
		all = append(all, n)
	}
	check("after more", all)
	// The last ones are cited by nobody.
	gone := all[len(all)-3:]
	apply(t, r, community.Changes{Drop: []op.ID{gone[0].ID, gone[1].ID, gone[2].ID}})
	all = all[:len(all)-3]
	check("after a drop", all)
	again := (&log{device: 10}).write(t, "and again")
	apply(t, r, community.Changes{Store: []community.NewOp{again}})
	apply(t, r, community.Changes{Drop: []op.ID{again.ID}})
	check("after one that came and went", all)
}

func read(t *testing.T, r *store.Replica, ask func(app.Reader)) {
	t.Helper()
	if err := r.Read(t.Context(), func(view app.Reader) error {
		ask(view)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// What a sender reads: places in logs, ops at places, and the ops between two moments.
func TestPlacesOfOps(t *testing.T) {
	r := newReplica(t)
	all := someOps(t, r, 5)
	read(t, r, func(view app.Reader) {
		device := all[0].Device
		orders, err := view.LogOrders(device, 2, 2)
		if err != nil || !slices.Equal(orders, []uint64{7, 10}) {
			t.Errorf("%v, %v", orders, err)
		}
		picked, last, err := view.OrdersAfter(4, 6, func(d op.DeviceID, seq uint64) bool { return d == device && seq > 0 })
		if err != nil || last != 10 || !slices.Equal(picked, []uint64{7, 10}) {
			t.Errorf("%v up to %d, %v", picked, last, err)
		}
		var got []op.ID
		err = view.OpsAt([]uint64{3, 99, 5}, func(s community.Stored) bool {
			got = append(got, s.ID)
			return true
		})
		if err != nil || !slices.Equal(got, []op.ID{all[2].ID, all[4].ID}) {
			t.Errorf("%v, %v", got, err)
		}
		if end, err := view.LastOrder(); end != 15 || err != nil {
			t.Errorf("the last is %d, %v", end, err)
		}
		if bare, err := view.Bare(5); len(bare) != 0 || err != nil {
			t.Errorf("%v is bare, %v", bare, err)
		}
	})
	spoilt := all[3].ID
	if err := r.Update(t.Context(), func(tx community.Tx) error { return r.DropBody(tx, spoilt) }); err != nil {
		t.Fatal(err)
	}
	read(t, r, func(view app.Reader) {
		if bare, err := view.Bare(5); !slices.Equal(bare, []op.ID{spoilt}) || err != nil {
			t.Errorf("%v is bare, %v", bare, err)
		}
	})
}
