//go:build unix

package store_test

// What reading costs: all verdicts, all ballots of a poll, the search index.

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/store"
)

const benchHeld = 100_000

// filled is a replica that holds 100,000 ops, each with the row that a test makes of it.
func filled(b *testing.B, row func(i int, n community.NewOp) kind.Row) (*store.Replica, op.ID) {
	b.Helper()
	r, err := store.Create(filepath.Join(b.TempDir(), "elm.db"), store.Config{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = r.Close() })
	w := newWorkload()
	if err := r.Update(b.Context(), func(tx community.Tx) error {
		for i := range benchHeld {
			n := w.next(b)
			if err := tx.Apply(community.Changes{Store: []community.NewOp{n}, Rows: []kind.Row{row(i, n)}}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	return r, w.topics[0].ID
}

func BenchmarkVerdicts(b *testing.B) {
	r, _ := filled(b, func(_ int, n community.NewOp) kind.Row {
		return proposal.Withdrawal{ID: n.ID, Thread: n.Subject, Of: n.ID}
	})
	for b.Loop() {
		seen := 0
		if err := r.Read(b.Context(), func(r app.Reader) error {
			return r.Verdicts(func(community.VerdictChange) bool { seen++; return true })
		}); err != nil || seen != benchHeld {
			b.Fatal(seen, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchHeld, "ns/verdict")
}

func BenchmarkBallots(b *testing.B) {
	var in op.ID
	r, in := filled(b, func(i int, n community.NewOp) kind.Row {
		if i == 0 {
			in = n.ID
		}
		return poll.Ballot{ID: n.ID, Poll: in, Account: op.AccountID{byte(i), byte(i >> 8), byte(i >> 16)}, Choice: []byte{1}}
	})
	for b.Loop() {
		seen := 0
		if err := r.Read(b.Context(), func(r app.Reader) error {
			return r.Ballots(in, func(poll.Ballot) bool { seen++; return true })
		}); err != nil || seen != benchHeld {
			b.Fatal(seen, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchHeld, "ns/ballot")
}

func BenchmarkSearch(b *testing.B) {
	r, thread := filled(b, func(i int, n community.NewOp) kind.Row {
		return proposal.Comment{
			Post: proposal.Post{ID: n.ID, Thread: n.Subject, Author: op.AccountID{byte(i)}}, On: n.Subject,
			Text: fmt.Sprintf("Comment %d says that the garden needs water, tools and a plan, and that somebody should ask Bea about the key.", i),
		}
	})
	b.Run("indexing", func(b *testing.B) {
		for range b.N {
			b.StopTimer()
			if err := r.Update(b.Context(), store.ForgetSearch); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			for more := true; more; {
				var err error
				if more, err = r.IndexMore(b.Context(), 2000); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchHeld, "ns/text")
	})
	for name, words := range map[string]string{"rare": "77777", "everywhere": "garden", "short": "zz", "none": "xylophone"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := r.Search(b.Context(), words, 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("page of comments", func(b *testing.B) {
		for b.Loop() {
			if err := r.Read(b.Context(), func(r app.Reader) error {
				got, err := r.Comments(thread, app.Page{Limit: 50})
				if len(got) != 50 {
					return fmt.Errorf("%d comments: %w", len(got), err)
				}
				return err
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
