//go:build unix

package main

// The network's goals over real hosts on loopback: 1 (catch-up between two processes), 8 (live ops) and 14 (a relay's memory), as ratios to what
// is measured beside them in the same run. Goals 3 to 7 and 10: bench_test.go and bench_catchup_test.go.

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkNetworkCatchUp lets one process fetch a community from another one over libp2p: goal 1 (at least 0.5 x-floor, aim 0.75).
func BenchmarkNetworkCatchUp(b *testing.B) {
	all := make(beds)
	for _, ops := range benchSizes()[1:] {
		b.Run(fmt.Sprintf("ops=%d", ops), func(b *testing.B) {
			d := all.of(b, ops)
			install := d.installed(b)
			var ours, floor, server cost
			n := 0
			for b.Loop() {
				floor.add(d.takeInPlainly(b))
				here, there := d.fetched(b, install)
				ours.add(here)
				server.add(there)
				n++
			}
			total := float64(n) * float64(ops)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(total/ours.Seconds, "ops/s")
			b.ReportMetric(total/floor.Seconds, "floor-ops/s")
			b.ReportMetric(floor.Seconds/ours.Seconds, "x-floor")
			b.ReportMetric(floor.CPUSeconds/ours.CPUSeconds, "cpu-x-floor")
			b.ReportMetric(server.CPUSeconds/total*1e6, "server-cpu-µs/op")
			b.ReportMetric(float64(ours.PeakBytes)/1e6, "rss-MB")
			b.ReportMetric(float64(server.PeakBytes)/1e6, "server-rss-MB")
		})
	}
}

// fetched lets a new install fetch everything from one, two processes on loopback.
func (d *bed) fetched(b *testing.B, from string) (here, there cost) {
	b.Helper()
	fresh := filepath.Join(b.TempDir(), "fresh")
	if err := os.Mkdir(fresh, 0o700); err != nil {
		b.Fatal(err)
	}
	defer os.RemoveAll(fresh)
	where, end := served(b, from)
	here = ask[cost](b, "fetch", fresh, where.Addr, fmt.Sprint(d.ops))
	there = end()
	if here.Digest != there.Digest {
		b.Fatal("the replicas differ")
	}
	return here, there
}
