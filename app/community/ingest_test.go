package community_test

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func BenchmarkFold(b *testing.B) {
	registry := kind.NewRegistry(authority.Kinds(), proposal.Kinds())
	w := apptest.NewWorkload(50)
	ops := w.Take(b.N + 2000)
	memory := apptest.NewMemory()
	ctx := context.Background()
	var engine *community.Engine
	if err := memory.View(ctx, func(v community.View) (err error) {
		engine, err = community.Open(community.Config{Registry: registry, Community: w.Community()}, v)
		return err
	}); err != nil {
		b.Fatal(err)
	}
	verifier := op.NewVerifier()
	good, bad := community.Verify(verifier, rand.Reader, ops)
	if len(bad) > 0 {
		b.Fatal(bad[0].Err)
	}
	b.ResetTimer()
	for len(good) > 0 {
		chunk := good[:min(1000, len(good))]
		good = good[len(chunk):]
		var report community.Report
		if err := memory.Update(ctx, func(tx community.Tx) error { return engine.Ingest(tx, chunk, &report) }); err != nil {
			b.Fatal(err)
		}
		if len(report.Stored) != len(chunk) {
			b.Fatalf("stored %d of %d, refused %v", len(report.Stored), len(chunk), report.Refused)
		}
	}
}
