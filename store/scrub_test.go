package store_test

// Flipped bits are found, every one, and only the right bytes repair them.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/store/lite"
)

func scrubAll(t *testing.T, r *store.Replica, limit int) (checked, damaged int) {
	t.Helper()
	for {
		n, bad, done, err := r.Scrub(t.Context(), limit)
		if err != nil {
			t.Fatal(err)
		}
		checked, damaged = checked+n, damaged+bad
		if done {
			return checked, damaged
		}
	}
}

func damagedOps(t *testing.T, r *store.Replica) (ids []op.ID) {
	t.Helper()
	if err := r.Read(t.Context(), func(r app.Reader) (err error) {
		ids, err = r.Damaged()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return ids
}

// someOps stores the logs of three devices that name each other.
func someOps(t *testing.T, r *store.Replica, each int) []community.NewOp {
	t.Helper()
	var all []community.NewOp
	logs := []*log{{device: 1}, {device: 2}, {device: 3}}
	for i := range each {
		for k, w := range logs {
			var deps []op.ID
			if len(all) > 0 {
				deps = append(deps, all[(i*7+k)%len(all)].ID)
			}
			n := w.write(t, fmt.Sprintf("the body of op %d of device %d", i, k), deps...)
			all = append(all, n)
			apply(t, r, community.Changes{Store: []community.NewOp{n}, Devices: []community.DeviceRecord{{Device: n.Device, Tip: n.ID, TipSeq: n.Seq}}})
		}
	}
	return all
}

func TestScrubGoesRoundInSteps(t *testing.T) {
	r := newReplica(t)
	if n, bad := scrubAll(t, r, 10); n != 0 || bad != 0 {
		t.Fatalf("an empty replica: %d, %d", n, bad)
	}
	someOps(t, r, 9)
	for range 2 {
		if n, bad := scrubAll(t, r, 10); n != 27 || bad != 0 {
			t.Fatalf("%d ops, %d damaged", n, bad)
		}
	}
	if n, _, done, err := r.Scrub(t.Context(), 10); n != 10 || done || err != nil {
		t.Fatalf("the first step of a round: %d, %v, %v", n, done, err)
	}
}

func TestEveryFlippedBitIsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "elm.db")
	r, err := store.Create(path, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	all := someOps(t, r, 10)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// One bit in each op: in its header, its signature or its body by turns, at another place each time.
	spoilt := bytes.Clone(whole)
	for i, n := range all {
		part := [][]byte{n.Op.Raw, n.Op.Signature[:], n.Op.Body}[i%3]
		at := bytes.Index(whole, part)
		if at < 0 || bytes.Count(whole, part) != 1 {
			t.Fatalf("op %d does not lie in the file in one piece", i)
		}
		spoilt[at+(i*31)%len(part)] ^= 1 << (i % 8)
	}
	if err := os.WriteFile(path, spoilt, 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err = store.Open(path, toyConfig()); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if n, bad := scrubAll(t, r, 7); n != len(all) || bad != len(all) {
		t.Fatalf("%d ops looked at, %d of %d damaged found", n, bad, len(all))
	}
	marked := damagedOps(t, r)
	if len(marked) != len(all) {
		t.Fatalf("%d of %d damaged ops are marked", len(marked), len(all))
	}
	for i, n := range all {
		if err := r.Repair(t.Context(), n.Op); err != nil {
			t.Fatalf("op %d: %v", i, err)
		}
	}
	if n, bad := scrubAll(t, r, 100); n != len(all) || bad != 0 || len(damagedOps(t, r)) != 0 {
		t.Fatalf("after the repair: %d ops, %d damaged", n, bad)
	}
	checkIntegrity(t, path)
	if err := r.View(t.Context(), func(v community.View) error {
		for i, n := range all {
			if s, there, err := v.Load(n.ID); err != nil || !there || s.Order != uint64(i+1) || !bytes.Equal(s.Op.Body, n.Op.Body) {
				return fmt.Errorf("op %d is %+v, %v, %w", i, s.Meta, there, err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// spoil changes a column of a stored op behind the replica's back.
func spoil(t *testing.T, path, change string, order int) {
	t.Helper()
	conn, err := lite.Open(path, lite.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Exec("UPDATE ops SET "+change+" WHERE ord = ?", order); err != nil {
		t.Fatal(err)
	}
}

func TestDamagedOpsAreNamedByTheirNeighbours(t *testing.T) {
	r := newReplica(t)
	all := someOps(t, r, 4)
	for order, change := range map[int]string{
		1:  "header = zeroblob(length(header))",
		5:  "header = substr(header, 2)",
		12: "header = x'00'", // a tip: nothing but its device's record names it
		2:  "body = x'00'",
		3:  "signature = zeroblob(64)",
		4:  "seq = 77, signature = x'01'",
		6:  "device = 1, body = NULL, signature = x''",
		7:  "signature = x''",
		8:  "device = 99, body = x'02'",
	} {
		spoil(t, r.Path(), change, order)
	}
	want := []op.ID{all[0].ID, all[1].ID, all[2].ID, all[3].ID, all[4].ID, all[5].ID, all[6].ID, all[7].ID, all[11].ID}
	if n, bad := scrubAll(t, r, 5); n != 12 || bad != len(want) {
		t.Fatalf("%d ops, %d damaged", n, bad)
	}
	got := damagedOps(t, r)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("named:\n%v\nwant:\n%v", got, want)
	}
	for _, n := range all {
		if err := r.Repair(t.Context(), n.Op); err != nil {
			t.Fatal(err)
		}
	}
	if _, bad := scrubAll(t, r, 5); bad != 0 {
		t.Fatalf("%d damaged after the repair", bad)
	}
	checkIntegrity(t, r.Path())
}

func TestADamagedIndexColumn(t *testing.T) {
	// The bits of head and seq flip in the table alone, not in the indexes: only the file's bytes can be changed like that.
	path := filepath.Join(t.TempDir(), "elm.db")
	r, err := store.Create(path, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	all := someOps(t, r, 2)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// In the row, the eight bytes of head come shortly before the header.
	at := bytes.Index(whole, all[2].Op.Raw)
	head := append([]byte{all[2].ID[0] ^ 0x80}, all[2].ID[1:8]...)
	from := bytes.LastIndex(whole[:at], head)
	if at < 0 || from < at-20 {
		t.Fatalf("the row does not lie as expected: %d, %d", at, from)
	}
	whole[from+3] ^= 4
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err = store.Open(path, toyConfig()); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for range 2 {
		if _, bad := scrubAll(t, r, 100); bad != 0 || len(damagedOps(t, r)) != 0 {
			t.Fatalf("%d damaged: the op itself tells its id", bad)
		}
	}
	checkIntegrity(t, path)
	if _, there := metaOf(t, r, all[2].ID); !there {
		t.Error("the op is not found by its id")
	}
}

// Where even the beginning of the id is gone, or an index column with it, what came again is known all the same.
func TestWhatIsMarkedCanBeRepaired(t *testing.T) {
	for name, change := range map[string]string{
		"the header":               "header = zeroblob(length(header))",
		"the header and the id":    "header = zeroblob(length(header)), head = 7",
		"the id and the signature": "head = 7, signature = x''",
		"the id and the device":    "head = 7, device = 99, signature = x''",
		"the id and the number":    "head = 7, seq = 1000, signature = x''",
		"the header and the place": "header = x'00', device = 99, seq = 1000",
		"all but the id":           "header = x'00', device = 99, seq = 1000, signature = x'', body = x'01'",
	} {
		for _, order := range []int{1, 5, 12} {
			for _, mark := range []string{"", "id = NULL", "id = x'0102'", "id = zeroblob(32)"} {
				t.Run(fmt.Sprintf("%s of %d, marked as %q", name, order, mark), func(t *testing.T) {
					r := newReplica(t)
					all := someOps(t, r, 4)
					spoil(t, r.Path(), change, order)
					if _, bad := scrubAll(t, r, 100); bad != 1 {
						t.Fatalf("%d damaged", bad)
					}
					if mark != "" {
						remark(t, r.Path(), mark)
					}
					if len(damagedOps(t, r)) != 1 {
						t.Fatal("it is not listed")
					}
					var ops []*op.Op
					for _, n := range all {
						ops = append(ops, n.Op)
					}
					if err := r.Repair(t.Context(), ops...); err != nil {
						t.Fatal(err)
					}
					if _, bad := scrubAll(t, r, 100); bad != 0 || len(damagedOps(t, r)) != 0 {
						t.Fatalf("%d damaged after the repair, %d marked", bad, len(damagedOps(t, r)))
					}
					checkIntegrity(t, r.Path())
				})
			}
		}
	}
}

func remark(t *testing.T, path, change string) {
	t.Helper()
	conn, err := lite.Open(path, lite.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Exec("UPDATE damaged SET " + change); err != nil {
		t.Fatal(err)
	}
}

// The other op at one place of a forked log is not put in place of the damaged one.
func TestRepairKeepsTheBranchesOfAForkApart(t *testing.T) {
	r := newReplica(t)
	mine, other := &log{device: 1}, &log{device: 1}
	first, second := mine.write(t, "this"), other.write(t, "that")
	apply(t, r, community.Changes{Store: []community.NewOp{first}, Devices: []community.DeviceRecord{{Device: first.Device, Tip: first.ID}}})
	spoil(t, r.Path(), "header = zeroblob(length(header))", 1)
	scrubAll(t, r, 100)
	if err := r.Repair(t.Context(), second.Op); err != nil {
		t.Fatal(err)
	}
	if len(damagedOps(t, r)) != 1 {
		t.Fatal("the other branch was put in its place")
	}
	if err := r.Repair(t.Context(), second.Op, first.Op); err != nil {
		t.Fatal(err)
	}
	if len(damagedOps(t, r)) != 0 {
		t.Fatal("it is damaged still")
	}
}

func TestRepairTakesNothingElse(t *testing.T) {
	r := newReplica(t)
	all := someOps(t, r, 2)
	spoil(t, r.Path(), "body = x'00'", 1)
	scrubAll(t, r, 100)
	forged := *all[0].Op
	forged.Signature[3] ^= 1
	otherBody := *all[0].Op
	otherBody.Body = []byte("another")
	otherHeader := *all[0].Op
	otherHeader.Raw = all[1].Op.Raw
	for name, situation := range map[string]struct {
		op   *op.Op
		want error
	}{
		"a forged signature":     {&forged, op.ErrSignature},
		"another body":           {&otherBody, op.ErrBody},
		"another op's header":    {&otherHeader, op.ErrBody},
		"without its body":       {all[0].Op.WithoutBody(), op.ErrBody},
		"a sound op":             {all[1].Op, nil},
		"an op that is not here": {(&log{device: 9}).write(t, "new").Op, nil},
	} {
		if err := r.Repair(t.Context(), situation.op); !errors.Is(err, situation.want) {
			t.Errorf("%s: %v", name, err)
		}
		if got := damagedOps(t, r); len(got) != 1 || got[0] != all[0].ID {
			t.Fatalf("%s: damaged are %v", name, got)
		}
	}
	if n := opCount(t, r); n != 6 {
		t.Fatalf("%d ops", n)
	}
	if err := r.View(t.Context(), func(v community.View) error {
		_, _, err := v.Load(all[0].ID)
		return err
	}); !errors.Is(err, store.ErrDamaged) {
		t.Fatalf("loading a damaged op: %v", err)
	}
	if err := r.Repair(t.Context(), all[0].Op); err != nil {
		t.Fatal(err)
	}
	if len(damagedOps(t, r)) != 0 {
		t.Fatal("still marked")
	}
}

func opCount(t *testing.T, r *store.Replica) (n int) {
	t.Helper()
	if err := r.Read(t.Context(), func(r app.Reader) (err error) {
		n, err = r.OpCount()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestDroppedBodies(t *testing.T) {
	r := newReplica(t)
	all := someOps(t, r, 1)
	secret := all[1].Op.Body
	if err := r.Update(t.Context(), func(tx community.Tx) error { return tx.(*store.Tx).DropBody(all[1].ID) }); err != nil {
		t.Fatal(err)
	}
	if err := r.View(t.Context(), func(v community.View) error {
		s, _, err := v.Load(all[1].ID)
		if s.HasBody || s.Op.Body != nil {
			t.Error("the body is there")
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, bad := scrubAll(t, r, 100); bad != 0 {
		t.Fatal("an op without its body counts as damaged")
	}
	if err := r.Update(t.Context(), func(tx community.Tx) error { return tx.(*store.Tx).DropBody(op.ID{1}) }); !errors.Is(err, store.ErrContract) {
		t.Fatalf("dropping the body of nothing: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(r.Path())
	if err != nil || bytes.Contains(content, secret) {
		t.Fatalf("the dropped body is still in the file (%v)", err)
	}
}
