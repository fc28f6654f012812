package store

// What only shows from inside: ids that begin alike, and where a header keeps its prev.

import (
	"bytes"
	"crypto/ed25519"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestPrevIsWhereItIsLookedFor(t *testing.T) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	id := rapid.Custom(func(rt *rapid.T) (id op.ID) {
		copy(id[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(rt, "id"))
		id[0] |= 1
		return id
	})
	rapid.Check(t, func(rt *rapid.T) {
		h := op.Header{
			Community: op.CommunityID{1}, Kind: rapid.StringMatching("[a-z]{1,9}\\.[a-z]{1,9}").Draw(rt, "kind"),
			Seq: uint64(rapid.IntRange(0, 3).Draw(rt, "seq")), Auth: id.Draw(rt, "auth"), TimeMillis: int64(rapid.IntRange(0, 1<<40).Draw(rt, "time")),
		}
		if h.Seq > 0 {
			h.Prev = id.Draw(rt, "prev")
		}
		if rapid.Bool().Draw(rt, "dep") {
			h.Deps = []op.ID{id.Draw(rt, "dep")}
		}
		if rapid.Bool().Draw(rt, "sealed") {
			h.Epoch = id.Draw(rt, "epoch")
		}
		o, err := op.New(h, []byte("x"), key)
		if err != nil {
			rt.Fatal(err)
		}
		if got := prevOf(o.Raw, h.Seq); got != h.Prev {
			rt.Fatalf("prev is %s, found %s", h.Prev, got)
		}
	})
}

func TestHeadsSortAsIDsDo(t *testing.T) {
	draw := rapid.Custom(func(rt *rapid.T) (id op.ID) {
		copy(id[:8], rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(rt, "head"))
		return id
	})
	rapid.Check(t, func(rt *rapid.T) {
		a, b := draw.Draw(rt, "a"), draw.Draw(rt, "b")
		if (a.Compare(b) < 0) != (headOf(a) < headOf(b)) {
			rt.Fatalf("%x and %x sort otherwise", a, b)
		}
	})
}

func TestIDsThatBeginAlike(t *testing.T) {
	r, err := Create(filepath.Join(t.TempDir(), "elm.db"), Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var ops []community.NewOp
	for i := range byte(3) {
		o, err := op.New(op.Header{Community: op.CommunityID{1}, Kind: "note.write", Auth: op.ID{1}}, []byte{i},
			ed25519.NewKeyFromSeed(bytes.Repeat([]byte{i + 1}, ed25519.SeedSize)))
		if err != nil {
			t.Fatal(err)
		}
		n := community.NewOp{Op: o}
		n.ID, n.Device, n.Kind = o.ID, o.Header.Device, o.Header.Kind
		ops = append(ops, n)
	}
	store := func(n community.NewOp) error {
		return r.Update(t.Context(), func(tx community.Tx) error { return tx.Apply(community.Changes{Store: []community.NewOp{n}}) })
	}
	// Nobody can make such ids in a test; so two others are stored under the head of the third.
	for twin, n := range ops[:2] {
		if err := store(n); err != nil {
			t.Fatal(err)
		}
		if err := r.update(t.Context(), func(tx *Tx) error {
			return tx.conn.Exec("UPDATE ops SET head = ?, twin = ? WHERE ord = ?", headOf(ops[2].ID), twin, twin+1)
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := store(ops[2]); err != nil {
		t.Fatal(err)
	}
	if err := r.read(t.Context(), func(s *Session) error {
		meta, there, err := s.Meta(ops[2].ID)
		if !there || meta.Order != 3 {
			t.Errorf("found %+v, %v", meta, there)
		}
		stored, there, err2 := s.Load(ops[2].ID)
		if err2 != nil || !there || stored.ID != ops[2].ID {
			t.Errorf("loaded %+v, %v, %v", stored.Meta, there, err2)
		}
		for size := 1; size < 5; size++ {
			var ids []op.ID
			if err := s.verdictsInParts(size, func(v community.VerdictChange) bool {
				ids = append(ids, v.ID)
				return true
			}); err != nil || len(ids) != 3 || ids[0].Compare(ids[1]) >= 0 || ids[1].Compare(ids[2]) >= 0 {
				t.Errorf("by id, %d at once: %v, %v", size, ids, err)
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := store(ops[2]); err == nil {
		t.Fatal("stored twice")
	}
}

func TestVerdictsInPartsOfAnySize(t *testing.T) {
	r, err := Create(filepath.Join(t.TempDir(), "elm.db"), Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	if err := r.Update(t.Context(), func(tx community.Tx) error {
		for i := range 20 {
			o, err := op.New(op.Header{Community: op.CommunityID{1}, Kind: "note.write", Auth: op.ID{1}}, []byte{byte(i)}, key)
			if err != nil {
				return err
			}
			n := community.NewOp{Op: o}
			n.ID, n.Device, n.Kind = o.ID, o.Header.Device, o.Header.Kind
			if err := tx.Apply(community.Changes{Store: []community.NewOp{n}}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := r.read(t.Context(), func(s *Session) error {
		for size := 1; size < 25; size++ {
			var last op.ID
			n := 0
			if err := s.verdictsInParts(size, func(v community.VerdictChange) bool {
				if v.ID.Compare(last) <= 0 {
					t.Errorf("%d at once: %s after %s", size, v.ID, last)
				}
				last = v.ID
				n++
				return true
			}); err != nil || n != 20 {
				t.Errorf("%d at once: %d verdicts, %v", size, n, err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestRemembering(t *testing.T) {
	r := newRecent[int, int](3)
	for i := range 5 {
		r.put(i, i)
	}
	if len(r.young) > 3 || len(r.old) > 3 {
		t.Fatalf("%d and %d entries", len(r.young), len(r.old))
	}
	if v, ok := r.get(1); !ok || v != 1 {
		t.Fatal("what was used in the last generation is forgotten")
	}
	r.forget(1)
	if _, ok := r.get(1); ok {
		t.Fatal("what was to be forgotten is remembered")
	}
	for i := range 6 {
		r.put(10+i, i)
	}
	if _, ok := r.get(2); ok {
		t.Fatal("what was not used for two generations is remembered")
	}
	r.clear()
	if _, ok := r.get(15); ok {
		t.Fatal("not cleared")
	}
}
