//go:build unix

package record_test

// What a verification costs, beside its floor: checking the same signatures in batches and nothing else.

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/app/statement"
)

const benchBallots = 10_000

// city is a record with a ballot of each of its people, and the community's id.
func city(b *testing.B, people int) ([]byte, op.CommunityID) {
	b.Helper()
	s := apptest.NewStory(b)
	ada := s.Founder("ada", apptest.Closing)
	tellers := []*apptest.Laptop{ada, s.Join(ada, "bob"), s.Join(ada, "cat"), s.Join(ada, "dan")}
	voters := s.Crowd(ada, people)
	s.Tellers(ada, tellers...)
	opening := tellers[1].OpenPoll(closesMillis)
	for i, l := range voters {
		cast(l, opening, []byte{byte(i % 2)}, op.ID{})
	}
	s.Close(opening, closesMillis-1, tellers...)
	s.Close(opening, settledClose, tellers...)
	return recordOf(b, s.Here, opening), s.Community()
}

// BenchmarkVerify: at most twice what its signatures cost, by the clock, as both cores work.
func BenchmarkVerify(b *testing.B) {
	file, com := city(b, benchBallots)
	signed := signaturesOf(b, file)
	var whole, floor, wholeCPU, floorCPU time.Duration
	for b.Loop() {
		begun, cpu := time.Now(), apptest.Spent(b)
		if _, err := record.Verify(b.Context(), bytes.NewReader(file), record.Check{Community: com, Random: zeros{}}); err != nil {
			b.Fatal(err)
		}
		whole, wholeCPU = whole+time.Since(begun), wholeCPU+apptest.Spent(b)-cpu
		begun, cpu = time.Now(), apptest.Spent(b)
		checkAll(b, signed)
		floor, floorCPU = floor+time.Since(begun), floorCPU+apptest.Spent(b)-cpu
	}
	b.ReportMetric(float64(whole.Milliseconds())/float64(b.N), "ms/record")
	b.ReportMetric(float64(floor.Milliseconds())/float64(b.N), "ms/signatures")
	b.ReportMetric(float64(whole)/float64(floor), "x-floor")
	b.ReportMetric(float64(wholeCPU)/float64(floorCPU), "x-floor-cpu")
	b.ReportMetric(float64(len(signed)), "signatures")
	b.ReportMetric(float64(len(file))/1e6, "MB")
}

// signature is one that a verification has to check.
type signature struct {
	key     [32]byte
	message []byte
	sig     op.Signature
}

// signaturesOf are those over the acts of a record, and those in its joins.
func signaturesOf(b *testing.B, file []byte) []signature {
	b.Helper()
	var all []signature
	for _, one := range blocksOf(b, file) {
		h := &one.op.Header
		all = append(all, signature{[32]byte(h.Device), op.HeaderMessage(one.op.Raw), one.op.Signature})
		var join authority.JoinBody
		if h.Kind == authority.KindJoin && op.Decode(one.op.Body, &join) == nil {
			message := statement.JoinMessage(h.Community, join.Key, join.Account, h.Device, join.Sealing)
			all = append(all, signature{[32]byte(join.Key), message, join.InviteProof}, signature{[32]byte(join.Account), message, join.AccountProof})
		}
	}
	return all
}

func checkAll(b *testing.B, all []signature) {
	b.Helper()
	verifier := op.NewVerifier()
	for from := 0; from < len(all); from += 512 {
		for _, s := range all[from:min(len(all), from+512)] {
			verifier.Add(s.key, s.message, s.sig)
		}
		if slices.Contains(verifier.Verify(zeros{}), false) {
			b.Fatal("a signature does not hold")
		}
	}
}
