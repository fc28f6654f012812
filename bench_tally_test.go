//go:build unix

package main

// Goal 12: counting a poll of 100,000 ballots that lie in a replica, from reading them to the result.

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/store"
)

const benchVoters = 100_000

// BenchmarkTally: at most 0.2 s for yes-no and 1 s for the others, aim a tenth.
func BenchmarkTally(b *testing.B) {
	for _, method := range []string{"yes-no", "irv", "schulze", "stv-scottish", "star", "pb-greedy"} {
		b.Run(fmt.Sprintf("%s/ballots=%d", method, benchVoters), func(b *testing.B) {
			r, p := polled(b, method)
			b.ReportAllocs()
			before := apptest.Spent(b)
			for b.Loop() {
				var ballots []poll.Ballot
				if err := r.Read(b.Context(), func(r app.Reader) (err error) {
					ballots, err = app.BallotsOf(r, p.ID)
					return err
				}); err != nil {
					b.Fatal(err)
				}
				_, result, err := poll.Tally(p, poll.Counting(ballots), nil, benchVoters)
				if err != nil || result.Turnout.Cast != benchVoters {
					b.Fatal(result, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/count")
			b.ReportMetric(float64((apptest.Spent(b)-before).Milliseconds())/float64(b.N), "cpu-ms/count")
		})
	}
}

// polled is a replica that holds a poll by a method, with ten options where these are free, and a ballot of everybody.
func polled(b *testing.B, method string) (*store.Replica, *poll.Poll) {
	b.Helper()
	r, err := store.Create(filepath.Join(b.TempDir(), "elm.db"), store.Config{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = r.Close() })
	p := &poll.Poll{Opening: poll.Open{Title: "?", Track: "everyday", Method: method, On: op.ID{1}, ClosesMillis: 1}}
	m, err := tally.MethodOf(method)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 10 {
		if m.Form() == tally.Choice {
			break
		}
		p.Opening.Options = append(p.Opening.Options, fmt.Sprintf("Option %d", i))
		if method == "pb-greedy" {
			p.Opening.Budget, p.Opening.Costs = 500, append(p.Opening.Costs, uint64(100+i))
		}
	}
	p.Opening.Seats = poll.DefaultSeats(m, p.Opening.Budget)
	if err := p.Opening.Complete(); err != nil {
		b.Fatal(err)
	}
	if err := p.Opening.Fits(); err != nil {
		b.Fatal(err)
	}
	random, log := rand.New(rand.NewPCG(1, 2)), &benchLog{b: b}
	if err := r.Update(b.Context(), func(tx community.Tx) error {
		opening := log.next(poll.KindOpen, op.ID{})
		p.ID = opening.ID
		if err := tx.Apply(community.Changes{Store: []community.NewOp{opening}, Rows: []kind.Row{*p}}); err != nil {
			return err
		}
		for i := range benchVoters {
			choice, err := poll.Encode(&p.Opening, marked(random, p.Opening.Election()))
			if err != nil {
				return err
			}
			n := log.next(poll.KindCast, p.ID)
			row := poll.Ballot{ID: n.ID, Poll: p.ID, Account: op.AccountID{byte(i), byte(i >> 8), byte(i >> 16)}, Choice: choice}
			if err := tx.Apply(community.Changes{Store: []community.NewOp{n}, Rows: []kind.Row{row}}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	return r, p
}

// marked is a ballot by chance: a strict order of all options, a score for each, about half of them approved.
func marked(random *rand.Rand, e *tally.Election) tally.Ballot {
	ballot := tally.Ballot{Count: 1}
	switch e.Form {
	case tally.Choice:
		ballot.Picks = []int{random.IntN(len(e.Options))}
	case tally.Approvals:
		for o := range e.Options {
			if random.IntN(2) == 0 {
				ballot.Picks = append(ballot.Picks, o)
			}
		}
	case tally.Ranking:
		for _, o := range random.Perm(len(e.Options)) {
			ballot.Ranks = append(ballot.Ranks, []int{o})
		}
	default:
		for range e.Options {
			ballot.Values = append(ballot.Values, int64(random.IntN(6)))
		}
	}
	return ballot
}

// benchLog writes ops of one device, whose signatures nobody checks here.
type benchLog struct {
	b   *testing.B
	tip op.ID
	seq uint64
}

func (l *benchLog) next(kindName string, subject op.ID) community.NewOp {
	h := op.Header{
		Version: op.HeaderVersion, Community: op.CommunityID{1}, Kind: kindName, Auth: op.ID{1}, TimeMillis: 1, Device: op.DeviceID{7},
		Seq: l.seq, Prev: l.tip, BodyLen: 8,
	}
	body := binary.BigEndian.AppendUint64(nil, l.seq)
	copy(h.BodyHash[:], body)
	raw, err := op.Encode(&h)
	if err != nil {
		l.b.Fatal(err)
	}
	o, err := op.Open(raw, op.Signature{1}, nil)
	if err != nil {
		l.b.Fatal(err)
	}
	o.Body = body
	n := community.NewOp{Op: o, Account: op.AccountID{7}, Meta: community.Meta{
		ID: o.ID, Device: h.Device, Seq: h.Seq, Prev: h.Prev, Kind: kindName, Past: 1, Subject: subject, Verdict: kind.Applied,
	}}
	if subject.IsZero() {
		n.Subject = o.ID
	}
	l.tip, l.seq = o.ID, l.seq+1
	return n
}
