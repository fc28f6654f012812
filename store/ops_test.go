package store_test

// Ops for the tests of this package.

import (
	"bytes"
	"crypto/ed25519"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
)

func deviceKey(n int) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{byte(n)}, ed25519.SeedSize))
}

func deviceID(n int) op.DeviceID {
	return op.DeviceID(deviceKey(n).Public().(ed25519.PublicKey))
}

// plain is an op as the fold would hand it to a replica, applied and its own subject.
func plain(o *op.Op) community.NewOp {
	n := community.NewOp{Op: o, Cites: slices.Clone(o.Header.Deps)}
	if !o.Header.Prev.IsZero() {
		n.Cites = append(n.Cites, o.Header.Prev)
	}
	n.Meta = community.Meta{
		ID: o.ID, Device: o.Header.Device, Seq: o.Header.Seq, Kind: o.Header.Kind, Past: 1, Subject: o.ID, Verdict: kind.Applied,
	}
	return n
}

// log writes the ops of one device, one after the other.
type log struct {
	device int
	tip    *op.Op
}

func (l *log) write(tb testing.TB, body string, deps ...op.ID) community.NewOp {
	tb.Helper()
	h := op.Header{Community: op.CommunityID{1}, Kind: "note.write", Auth: op.ID{1}, Deps: deps}
	slices.SortFunc(h.Deps, op.ID.Compare)
	if l.tip != nil {
		h.Seq, h.Prev = l.tip.Header.Seq+1, l.tip.ID
	}
	o, err := op.New(h, []byte(body), deviceKey(l.device))
	if err != nil {
		tb.Fatal(err)
	}
	l.tip = o
	return plain(o)
}

func apply(tb testing.TB, r *store.Replica, changes ...community.Changes) {
	tb.Helper()
	if err := r.Update(tb.Context(), func(tx community.Tx) error {
		for _, c := range changes {
			if err := tx.Apply(c); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		tb.Fatal(err)
	}
}

func countOps(tb testing.TB, r *store.Replica) int {
	tb.Helper()
	n := 0
	if err := r.View(tb.Context(), func(v community.View) error {
		return v.Ops(0, func(community.Stored) bool { n++; return true })
	}); err != nil {
		tb.Fatal(err)
	}
	return n
}
