package apptest

// Party: a replica in memory with the engine on it, as one install has them.

import (
	"bytes"
	"context"
	"slices"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Party is one replica in memory with its engine.
type Party struct {
	T      rapid.TB
	Memory *Memory
	Engine *community.Engine

	config   community.Config
	verifier *op.Verifier
}

// NewParty makes an empty one.
func NewParty(t rapid.TB, registry *kind.Registry, com op.CommunityID, pin op.ID) *Party {
	t.Helper()
	r := &Party{
		T: t, Memory: NewMemory(), verifier: op.NewVerifier(),
		config: community.Config{Registry: registry, Community: com, Pin: pin},
	}
	r.Reopen()
	return r
}

// Reopen reads the engine anew from what is stored.
func (r *Party) Reopen() {
	r.T.Helper()
	r.View(func(v community.View) (err error) {
		r.Engine, err = community.Open(r.config, v)
		return err
	})
}

// ReopenWith goes on with other kinds, as after an upgrade.
func (r *Party) ReopenWith(registry *kind.Registry) {
	r.T.Helper()
	r.config.Registry = registry
	r.Reopen()
}

// View runs read on the replica; it must not fail.
func (r *Party) View(read func(community.View) error) {
	r.T.Helper()
	if err := r.Memory.View(context.Background(), read); err != nil {
		r.T.Fatal(err)
	}
}

// Update runs write in a transaction; it must not fail.
func (r *Party) Update(write func(community.Tx) error) {
	r.T.Helper()
	if err := r.Memory.Update(context.Background(), write); err != nil {
		r.T.Fatal(err)
	}
}

// Take verifies ops and takes them in, in one transaction.
func (r *Party) Take(ops ...*op.Op) community.Report {
	r.T.Helper()
	var report community.Report
	good, bad := community.Verify(r.verifier, bytes.NewReader(make([]byte, 32)), ops)
	report.Refused = bad
	r.Update(func(tx community.Tx) error { return r.Engine.Ingest(tx, good, &report) })
	return report
}

// Ops are the stored ops in the order in which they were stored.
func (r *Party) Ops() []*op.Op {
	r.T.Helper()
	var ops []*op.Op
	r.View(func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			ops = append(ops, s.Op)
			return true
		})
	})
	return ops
}

// Verdicts are the verdicts of all stored ops, ascending by id.
func (r *Party) Verdicts() []community.VerdictChange {
	r.T.Helper()
	var all []community.VerdictChange
	r.View(func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			all = append(all, community.VerdictChange{ID: s.ID, Verdict: s.Verdict})
			return true
		})
	})
	slices.SortFunc(all, func(a, b community.VerdictChange) int { return a.ID.Compare(b.ID) })
	return all
}

// Verdict is what is said of one op; the zero verdict where it is not stored.
func (r *Party) Verdict(id op.ID) kind.Verdict {
	r.T.Helper()
	var verdict kind.Verdict
	r.View(func(v community.View) error {
		m, _, err := v.Meta(id)
		verdict = m.Verdict
		return err
	})
	return verdict
}

// Digest is the replica's state digest.
func (r *Party) Digest() [32]byte {
	r.T.Helper()
	digest, err := community.Digest(r.config.Registry, func(yield func(community.VerdictChange) bool) error {
		for _, v := range r.Verdicts() {
			if !yield(v) {
				return nil
			}
		}
		return nil
	})
	if err != nil {
		r.T.Fatal(err)
	}
	return digest
}

// Head is the commit that stands last.
func (r *Party) Head() op.ID { return r.Engine.Authority().Now().Head() }

func (r *Party) pastOfTip(device op.DeviceID) authority.PastID {
	r.T.Helper()
	var past authority.PastID
	r.View(func(v community.View) (err error) {
		past, err = r.Engine.PastOfTip(v, device)
		return err
	})
	return past
}
