package bundle

// What a bundle costs beside what it is made of: opening the same ops, whose form is checked in either case, is the floor.

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

func benchmarkOps(b *testing.B) []*op.Op {
	b.Helper()
	bodies := make([]string, 1000)
	for i := range bodies {
		bodies[i] = strings.Repeat("a body of talk. ", 20)
	}
	return village(b, bodies...)
}

func BenchmarkRead(b *testing.B) {
	ops := benchmarkOps(b)
	file := write(b, manifestOf(ops), ops)
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			for _, o := range ops {
				if _, err := op.Open(o.Raw, o.Signature, o.Body); err != nil {
					b.Fatal(err)
				}
			}
		}
		perOp(b, len(ops))
	})
	b.Run("bundle", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := read(bytes.NewReader(file)); err != nil {
				b.Fatal(err)
			}
		}
		perOp(b, len(ops))
	})
}

func BenchmarkWrite(b *testing.B) {
	ops := benchmarkOps(b)
	m := manifestOf(ops)
	for b.Loop() {
		w, err := NewWriter(io.Discard, m)
		if err != nil {
			b.Fatal(err)
		}
		for _, o := range ops {
			if err := w.Add(o); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	perOp(b, len(ops))
}

func perOp(b *testing.B, ops int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(ops), "ns/op-of-ours")
}
