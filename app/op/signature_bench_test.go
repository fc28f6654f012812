package op_test

// What a verdict costs, beside what it costs in the standard library: goal 3 of the performance goals is 0.35 of that, in batches of 256 to 1024.

import (
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

const benchHeaderBytes = 450

func BenchmarkVerifyStdlib(b *testing.B) {
	all := manySigned(1024, 50, benchHeaderBytes)
	n := 0
	for b.Loop() {
		m := &all[n%len(all)]
		if !ed25519.Verify(m.key[:], m.message, m.sig[:]) {
			b.Fatal("a good signature is refused")
		}
		n++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/sig")
}

func BenchmarkVerifySingle(b *testing.B) {
	all := manySigned(1024, 50, benchHeaderBytes)
	n := 0
	for b.Loop() {
		m := &all[n%len(all)]
		if !op.Verify(m.key, m.message, m.sig) {
			b.Fatal("a good signature is refused")
		}
		n++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/sig")
}

// With 20,000 devices in turn every key is met anew: the worst case. "spoiled" has one bad signature in each batch.
func BenchmarkVerifyBatch(b *testing.B) {
	for _, devices := range []int{50, 1500, 20_000} {
		all := manySigned(max(devices, 4096), devices, benchHeaderBytes)
		for _, size := range []int{1, 8, 64, 256, 512, 1024} {
			b.Run(fmt.Sprintf("devices=%d/size=%d", devices, size), func(b *testing.B) { benchmarkBatch(b, all, size, true) })
		}
	}
	spoiled := manySigned(1024, 50, benchHeaderBytes)
	for i := range spoiled {
		if i%256 == 0 {
			spoiled[i].message[20] ^= 1
		}
	}
	b.Run("devices=50/size=256/spoiled", func(b *testing.B) { benchmarkBatch(b, spoiled, 256, false) })
}

func benchmarkBatch(b *testing.B, all []signedMessage, size int, firstValid bool) {
	v := op.NewVerifier()
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		for range size {
			m := &all[n%len(all)]
			v.Add(m.key, m.message, m.sig)
			n++
		}
		if verdicts := v.Verify(rand.Reader); verdicts[0] != firstValid || (size > 1 && !verdicts[1]) {
			b.Fatalf("verdicts %v", verdicts[:2])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/sig")
}
