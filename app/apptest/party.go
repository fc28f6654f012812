package apptest

// A replica in memory with the engine on it, as one install has them.

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
	p := &Party{
		T: t, Memory: NewMemory(), verifier: op.NewVerifier(),
		config: community.Config{Registry: registry, Community: com, Pin: pin},
	}
	p.Reopen()
	return p
}

// Reopen reads the engine anew from what is stored.
func (p *Party) Reopen() {
	p.T.Helper()
	p.View(func(v community.View) (err error) {
		p.Engine, err = community.Open(p.config, v)
		return err
	})
}

// ReopenWith goes on with other kinds, as after an upgrade.
func (p *Party) ReopenWith(registry *kind.Registry) {
	p.T.Helper()
	p.config.Registry = registry
	p.Reopen()
}

// View runs read on the replica; it must not fail.
func (p *Party) View(read func(community.View) error) {
	p.T.Helper()
	if err := p.Memory.View(context.Background(), read); err != nil {
		p.T.Fatal(err)
	}
}

// Ask asks the graph something that may look up stored ops.
func (p *Party) Ask(question func(*authority.Graph)) {
	p.T.Helper()
	p.View(func(v community.View) error {
		return p.Engine.Ask(v, func() error {
			question(p.Engine.Authority())
			return nil
		})
	})
}

// Inside asks the engine something that looks up stored ops; it must not fail.
func (p *Party) Inside(question func() error) {
	p.T.Helper()
	p.View(func(v community.View) error { return p.Engine.Ask(v, question) })
}

// Update runs write in a transaction; it must not fail.
func (p *Party) Update(write func(community.Tx) error) {
	p.T.Helper()
	if err := p.Memory.Update(context.Background(), write); err != nil {
		p.T.Fatal(err)
	}
}

// Take verifies ops and takes them in, in one transaction.
func (p *Party) Take(ops ...*op.Op) community.Report {
	p.T.Helper()
	var report community.Report
	good, bad := community.Verify(p.verifier, bytes.NewReader(make([]byte, 32)), ops)
	report.Refused = bad
	p.Update(func(tx community.Tx) error { return p.Engine.Ingest(tx, good, &report) })
	return report
}

// Ops are the stored ops in the order in which they were stored.
func (p *Party) Ops() []*op.Op {
	p.T.Helper()
	var ops []*op.Op
	p.View(func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			ops = append(ops, s.Op)
			return true
		})
	})
	return ops
}

// Verdicts are the verdicts of all stored ops, ascending by id.
func (p *Party) Verdicts() []community.VerdictChange {
	p.T.Helper()
	var all []community.VerdictChange
	p.View(func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			all = append(all, community.VerdictChange{ID: s.ID, Verdict: s.Verdict})
			return true
		})
	})
	slices.SortFunc(all, func(a, b community.VerdictChange) int { return a.ID.Compare(b.ID) })
	return all
}

// Verdict is what is said of one op; the zero verdict where it is not stored.
func (p *Party) Verdict(id op.ID) kind.Verdict {
	p.T.Helper()
	var verdict kind.Verdict
	p.View(func(v community.View) error {
		m, _, err := v.Meta(id)
		verdict = m.Verdict
		return err
	})
	return verdict
}

// Row reads a row.
func (p *Party) Row(table, key string) (row kind.Row, found bool) {
	p.T.Helper()
	p.View(func(v community.View) (err error) {
		row, found, err = v.Row(table, key)
		return err
	})
	return row, found
}

// Digest is the replica's state digest.
func (p *Party) Digest() [32]byte {
	p.T.Helper()
	digest, err := community.Digest(p.config.Registry, func(yield func(community.VerdictChange) bool) error {
		for _, v := range p.Verdicts() {
			if !yield(v) {
				return nil
			}
		}
		return nil
	})
	if err != nil {
		p.T.Fatal(err)
	}
	return digest
}

// Head is the commit that stands last.
func (p *Party) Head() op.ID { return p.Engine.Authority().Now().Head() }

func (p *Party) pastOfTip(device op.DeviceID) authority.PastID {
	p.T.Helper()
	var past authority.PastID
	p.View(func(v community.View) (err error) {
		past, err = p.Engine.PastOfTip(v, device)
		return err
	})
	return past
}
