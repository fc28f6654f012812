//go:build unix

package main

// What closing costs per ballot: how much more there is to send and to keep, by how many tellers there are and how ballots come to them.

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/store"
)

const (
	closingVoters = 1000
	closesMillis  = int64(7 * 24 * 60 * 60 * 1000)
)

// BenchmarkClosingCost closes a poll of a thousand ballots. With together=1 the tellers hear of each ballot alone and of each other in between, as
// where everybody is online; with together=100 of a hundred at a time, as by a stick.
func BenchmarkClosingCost(b *testing.B) {
	for _, tellers := range []int{1, 4, 7, 13} {
		for _, together := range []int{1, 100} {
			b.Run(fmt.Sprintf("tellers=%d/together=%d", tellers, together), func(b *testing.B) {
				for b.Loop() {
					costOfClosing(b, tellers, together)
				}
			})
		}
	}
}

func costOfClosing(b *testing.B, tellers, together int) {
	s := apptest.NewStory(b)
	ada := s.Founder("ada", apptest.Closing)
	board := []*apptest.Laptop{ada}
	for i := 1; i < tellers; i++ {
		board = append(board, s.Join(ada, fmt.Sprint("teller ", i)))
	}
	voters := s.Crowd(ada, closingVoters)
	s.Tellers(ada, board...)
	o := ada.OpeningAt(0, closesMillis)
	ada.Publish(o)
	opening := o.ID
	before := len(s.Here.Ops())
	for i, l := range voters {
		l.Write(poll.KindCast, &poll.Cast{Poll: opening, Choice: []byte{byte(i % 2)}}, opening)
		if (i+1)%together == 0 {
			s.Close(opening, int64(i+1), board...)
		}
	}
	s.Close(opening, closesMillis+2*60*60*1000, board...)
	all := s.Here.Ops()
	var ballots []*op.Op
	var said, saidBytes int
	for _, o := range all[before:] {
		if strings.HasPrefix(o.Header.Kind, "ballot.") {
			ballots = append(ballots, o)
			continue
		}
		said++
		saidBytes += len(o.Raw) + len(o.Signature) + len(o.Body)
	}
	with, without := kept(b, s, all), kept(b, s, append(all[:before:before], ballots...))
	b.ReportMetric(float64(said)/closingVoters, "tellers'-ops/ballot")
	b.ReportMetric(float64(saidBytes)/closingVoters, "sent-B/ballot")
	b.ReportMetric(float64(with-without)/closingVoters, "kept-B/ballot")
}

// kept is how large a replica with these ops is.
func kept(b *testing.B, s *apptest.Story, ops []*op.Op) int64 {
	b.Helper()
	path := filepath.Join(b.TempDir(), "elm.db")
	r, err := store.Create(path, store.Config{})
	if err != nil {
		b.Fatal(err)
	}
	var e *community.Engine
	if err := r.View(b.Context(), func(v community.View) (err error) {
		e, err = community.Open(community.Config{Registry: s.Registry, Community: s.Community()}, v)
		return err
	}); err != nil {
		b.Fatal(err)
	}
	good, bad := community.Verify(op.NewVerifier(), bytes.NewReader(make([]byte, 32)), ops)
	var report community.Report
	if err := r.Update(b.Context(), func(tx community.Tx) error { return e.Ingest(tx, good, &report) }); err != nil || len(bad)+len(report.Refused) > 0 {
		b.Fatal(err, bad, report.Refused)
	}
	if err := r.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}
