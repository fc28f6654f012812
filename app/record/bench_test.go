//go:build unix

package record_test

// What a verification costs, beside its floor: checking the same signatures in batches and nothing else.

import (
	"bytes"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
)

const benchBallots = 10_000

// city is a record with a ballot of each of its people, and the community's id.
func city(b *testing.B, people int) ([]byte, op.CommunityID) {
	b.Helper()
	s := apptest.NewStory(b)
	ada := s.Founder("ada", apptest.Closing)
	tellers := []*apptest.Laptop{ada, s.Join(ada, "bob"), s.Join(ada, "cat"), s.Join(ada, "dan")}
	invite := ada.Invite("bench")
	voters := make([]*apptest.Laptop, people)
	for i := range voters {
		l := s.Stranger(fmt.Sprint("voter ", i))
		l.At = ada.At
		l.Publish(l.JoinBy(invite, apptest.KeyOf("bench")))
		ada.Write(authority.KindAdmit, &authority.AdmitBody{Join: l.Join, Account: l.Account}, l.Join)
		voters[i] = l
	}
	s.Tellers(ada, tellers...)
	opening := tellers[1].OpenPoll(closesMillis)
	for i, l := range voters {
		cast(l, opening, []byte{byte(i % 2)}, op.ID{})
	}
	s.Close(opening, closesMillis-1, tellers...)
	s.Close(opening, settledClose, tellers...)
	return recordOf(b, s.Here, opening), s.Community()
}

// BenchmarkVerify: at most twice what its signatures cost.
func BenchmarkVerify(b *testing.B) {
	file, com := city(b, benchBallots)
	var ops []*op.Op
	for _, block := range blocksOf(b, file) {
		ops = append(ops, block.op)
	}
	var whole, floor time.Duration
	for b.Loop() {
		begun := spent(b)
		if _, err := record.Verify(b.Context(), bytes.NewReader(file), record.Check{Community: com, Random: zeros{}}); err != nil {
			b.Fatal(err)
		}
		verified := spent(b)
		verifier := op.NewVerifier()
		for from := 0; from < len(ops); from += 512 {
			if _, bad := community.Verify(verifier, zeros{}, ops[from:min(len(ops), from+512)]); len(bad) > 0 {
				b.Fatal(bad[0].Err)
			}
		}
		whole, floor = whole+verified-begun, floor+spent(b)-verified
	}
	b.ReportMetric(float64(whole.Milliseconds())/float64(b.N), "ms/record")
	b.ReportMetric(float64(floor.Milliseconds())/float64(b.N), "ms/signatures")
	b.ReportMetric(float64(whole)/float64(floor), "x-floor")
	b.ReportMetric(float64(len(ops)), "acts")
	b.ReportMetric(float64(len(file))/1e6, "MB")
}

// spent is the processor time of this process, which a busy machine changes less than the clock's.
func spent(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
