//go:build unix

package main

// The goals of PERFORMANCE.md, as ratios to what was measured beside them in the same run: on a noisy machine nothing else can be compared.
// FOLKMOOT_BENCH_FULL=1, which `make bench FULL=1` sets, adds a million ops: some minutes.

import (
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

func addBenchJobs() {
	jobs["take in"] = takeInJob
	jobs["floor"] = floorJob
	jobs["start"] = startJob
	jobs["act"] = actJob
	addCatchUpJobs()
	addNetworkJobs()
}

// benchSizes are how many ops a community holds. The second is what others are compared with.
func benchSizes() []int {
	sizes := []int{1_000, 100_000}
	if os.Getenv("FOLKMOOT_BENCH_FULL") != "" {
		sizes = append(sizes, 1_000_000)
	}
	return sizes
}

// BenchmarkReplica takes a bundle into an empty install, looks at what it takes on the disk, and starts and acts on it.
func BenchmarkReplica(b *testing.B) {
	all := make(beds)
	for _, ops := range benchSizes() {
		b.Run(fmt.Sprintf("ops=%d", ops), func(b *testing.B) {
			bed := all.of(b, ops)
			if ops > 1_000 {
				b.Run("ingest", func(b *testing.B) { benchmarkIngest(b, all, bed) })
				b.Run("storage", func(b *testing.B) { benchmarkStorage(b, bed) })
				b.Run("act", func(b *testing.B) { benchmarkAct(b, bed) })
			}
			b.Run("start", func(b *testing.B) { benchmarkStart(b, all, bed) })
		})
	}
}

// benchmarkIngest: goal 1, by bundle instead of by network (at least 0.5 x-floor, aim 0.75), and goal 10 (at least 0.5 x-100k, at most 10 %
// more memory).
func benchmarkIngest(b *testing.B, all beds, d *bed) {
	var ours, floor cost
	n := 0
	for b.Loop() {
		floor.add(d.takeInPlainly(b))
		one := d.takeIn(b)
		ours.add(one)
		d.rate, d.peak = append(d.rate, float64(d.ops)/one.Seconds), append(d.peak, float64(one.PeakBytes))
		n++
	}
	total := float64(n) * float64(d.ops)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(total/ours.Seconds, "ops/s")
	b.ReportMetric(total/floor.Seconds, "floor-ops/s")
	b.ReportMetric(floor.Seconds/ours.Seconds, "x-floor")
	b.ReportMetric(floor.CPUSeconds/ours.CPUSeconds, "cpu-x-floor")
	b.ReportMetric(ours.CPUSeconds/total*1e6, "cpu-µs/op")
	b.ReportMetric(float64(ours.PeakBytes)/1e6, "rss-MB")
	b.ReportMetric(float64(floor.PeakBytes)/1e6, "floor-rss-MB")
	if base := all[benchSizes()[1]]; base != d && base != nil && len(base.rate) > 0 {
		b.ReportMetric(median(d.rate)/median(base.rate), "x-100k")
		b.ReportMetric(100*(median(d.peak)/median(base.peak)-1), "rss-growth-%")
	}
}

// opTables hold what was received; all other tables are derived from it, local, or wait.
var opTables = []string{"ops", "links", "chain", "pasts", "devices", "kinds", "subjects"}

// benchmarkStorage: goal 9 (at most 1.45 x-op-bytes, projections excluded).
func benchmarkStorage(b *testing.B, d *bed) {
	file, err := filepath.Glob(filepath.Join(d.installed(b), strings.Repeat("?", 64)+".db"))
	if err != nil || len(file) != 1 {
		b.Fatalf("%v: %v", file, err)
	}
	conn, err := lite.Open(file[0], lite.ReadOnly)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	var held, whole int64
	for b.Loop() {
		tables := "'" + strings.Join(opTables, "', '") + "'"
		if held, err = conn.Int("SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN (" + tables + "))"); err != nil {
			b.Fatal(err)
		}
		if whole, err = conn.Int("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(d.bytes)/float64(d.ops), "op-bytes")
	b.ReportMetric(float64(held)/float64(d.bytes), "x-op-bytes")
	b.ReportMetric(float64(whole)/float64(d.bytes), "file-x-op-bytes")
}

// benchmarkAct: goal 11 (p95 at most 2 x-commit, aim 1.3): sign, commit, and see it in a query, beside the commit of one op by the floor.
func benchmarkAct(b *testing.B, d *bed) {
	install, floor := d.installed(b), d.floored(b)
	var times acts
	for b.Loop() {
		more := ask[acts](b, "act", install, floor)
		times.Act, times.Raw = append(times.Act, more.Act...), append(times.Raw, more.Raw...)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(quantile(times.Act, 0.5)*1e3, "p50-ms")
	b.ReportMetric(quantile(times.Act, 0.95)*1e3, "p95-ms")
	b.ReportMetric(quantile(times.Raw, 0.95)*1e3, "commit-p95-ms")
	b.ReportMetric(quantile(times.Act, 0.5)/quantile(times.Raw, 0.5), "p50-x-commit")
	b.ReportMetric(quantile(times.Act, 0.95)/quantile(times.Raw, 0.95), "p95-x-commit")
}

// benchmarkStart: from opening the profile to the first page of a topic, in a new process. It must not depend on how many ops there are.
func benchmarkStart(b *testing.B, all beds, d *bed) {
	install := d.installed(b)
	d.starts = nil
	for b.Loop() {
		d.starts = append(d.starts, ask[cost](b, "start", install))
	}
	seconds := func(c cost) float64 { return c.Seconds }
	heap := func(c cost) float64 { return float64(c.HeapBytes) }
	peak := func(c cost) float64 { return float64(c.PeakBytes) }
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(d.start(seconds)*1e3, "ms")
	b.ReportMetric(d.start(heap)/1e6, "heap-MB")
	b.ReportMetric(d.start(peak)/1e6, "rss-MB")
	if base := all[benchSizes()[0]]; base != d && base != nil && len(base.starts) > 0 {
		b.ReportMetric(d.start(seconds)/base.start(seconds), "x-1k")
		b.ReportMetric(d.start(heap)/base.start(heap), "heap-x-1k")
		b.ReportMetric(d.start(peak)/base.start(peak), "rss-x-1k")
	}
}

// BenchmarkVerification: goal 3 (at most 0.35 x-stdlib, aim 0.27): what verifying a chunk of catch-up costs one core for each op, beside one
// Verify of crypto/ed25519.
func BenchmarkVerification(b *testing.B) {
	ops := apptest.NewWorkload(benchDevices).Take(8 * floorBatch)
	verifier := op.NewVerifier()
	var batched, single float64
	n := 0
	for b.Loop() {
		for chunk := range slices.Chunk(ops, floorBatch) {
			used := cpuSeconds()
			good, _ := community.Verify(verifier, rand.Reader, chunk)
			batched += cpuSeconds() - used
			if len(good) != len(chunk) {
				b.Fatal("a signature does not hold")
			}
			used = cpuSeconds()
			for _, o := range chunk {
				if !ed25519.Verify(o.Header.Device[:], op.HeaderMessage(o.Raw), o.Signature[:]) {
					b.Fatal("a signature does not hold")
				}
			}
			single += cpuSeconds() - used
			n += len(chunk)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(batched/float64(n)*1e6, "µs/verified-op")
	b.ReportMetric(single/float64(n)*1e6, "stdlib-µs")
	b.ReportMetric(batched/single, "x-stdlib")
}

func median(values []float64) float64 { return quantile(values, 0.5) }

func quantile(values []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}
