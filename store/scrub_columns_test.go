package store_test

// Columns beside an op that is whole: the op itself says what belongs there.

import (
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
)

// Where the op is whole, what stands beside it is written anew: nothing has to come from elsewhere.
func TestDamagedColumnsAreMendedFromTheOp(t *testing.T) {
	for _, change := range []string{
		"kind = kind + 1", "kind = 99", "seq = 77", "device = 1", "device = 99", "head = 7", "head = 7, device = 99", "head = 7, seq = 1000, kind = 99",
	} {
		t.Run(change, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "elm.db")
			r, err := store.Create(path, toyConfig())
			if err != nil {
				t.Fatal(err)
			}
			all := someOps(t, r, 4)
			o, err := op.New(op.Header{Community: op.CommunityID{1}, Kind: "other.write", Auth: op.ID{1}}, []byte("x"), deviceKey(4))
			if err != nil {
				t.Fatal(err)
			}
			other := plain(o)
			apply(t, r, community.Changes{Store: []community.NewOp{other}, Devices: []community.DeviceRecord{{Device: other.Device, Tip: other.ID}}})
			want, _ := metaOf(t, r, all[5].ID)
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			spoil(t, path, change, 6)
			if r, err = store.Open(path, toyConfig()); err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			for range 2 {
				if _, bad := scrubAll(t, r, 5); bad != 0 || len(damagedOps(t, r)) != 0 {
					t.Fatalf("%d damaged, %d marked", bad, len(damagedOps(t, r)))
				}
			}
			if got, there := metaOf(t, r, all[5].ID); !there || got != want {
				t.Errorf("it is %+v, want %+v", got, want)
			}
			checkIntegrity(t, path)
		})
	}
}

func metaOf(t *testing.T, r *store.Replica, id op.ID) (m community.Meta, there bool) {
	t.Helper()
	if err := r.View(t.Context(), func(v community.View) (err error) {
		m, there, err = v.Meta(id)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return m, there
}
