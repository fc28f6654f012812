//go:build unix

package main

// Live ops between two installs on loopback, beside plain gossipsub between the same hosts: goal 8.

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"testing"
	"time"

	pubsub "github.com/libp2p/go-libp2p-pubsub"
	pb "github.com/libp2p/go-libp2p-pubsub/pb"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/p2p"
)

const (
	// liveActs are measured in one run: what a device may write in a burst, less those of warming up.
	liveActs, liveWarm = 250, 20
	// livePace lies between two of them: a hundred a second, as the plain figures of PERFORMANCE.md were measured.
	livePace = 10 * time.Millisecond
)

// BenchmarkLive: goal 8 (p95 at most 3 x-raw, aim 2): from the moment an op is on the sender's disk and handed to the network until it is verified,
// on the receiver's disk and seen by its queries. Plain gossipsub keeps nothing: x-raw-and-commit is beside a message and the plain commit of one
// op, without which nothing is durable.
func BenchmarkLive(b *testing.B) {
	var ours, raw, kept []float64
	for b.Loop() {
		t := liveTimes(b)
		ours, raw, kept = append(ours, t.ours...), append(raw, t.raw...), append(kept, t.kept...)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(quantile(ours, 0.5)*1e3, "p50-ms")
	b.ReportMetric(quantile(ours, 0.95)*1e3, "p95-ms")
	b.ReportMetric(quantile(raw, 0.5)*1e3, "raw-p50-ms")
	b.ReportMetric(quantile(raw, 0.95)*1e3, "raw-p95-ms")
	b.ReportMetric(quantile(kept, 0.95)*1e3, "raw-and-commit-p95-ms")
	b.ReportMetric(quantile(ours, 0.5)/quantile(raw, 0.5), "p50-x-raw")
	b.ReportMetric(quantile(ours, 0.5)/quantile(kept, 0.5), "p50-x-raw-and-commit")
	b.ReportMetric(quantile(ours, 0.95)/quantile(kept, 0.95), "p95-x-raw-and-commit")
	b.ReportMetric(quantile(ours, 0.95)/quantile(raw, 0.95), "p95-x-raw")
}

// live are the times of single acts, of plain messages beside them, and of those with a plain commit after each.
type live struct{ ours, raw, kept []float64 }

// liveTimes lets one install write and one receive, by turns with plain messages of the same size.
func liveTimes(b *testing.B) (t live) {
	b.Helper()
	floor, err := openFloor(filepath.Join(b.TempDir(), "floor"))
	if err != nil {
		b.Fatal(err)
	}
	defer floor.Close()
	w := apptest.NewWorkload(benchDevices)
	sent, came := make(chan time.Time, liveActs+liveWarm), make(chan time.Time, liveActs+liveWarm)
	from := stand(b, guestOf(w), 1000, p2p.Config{}, spy{published: func([]*op.Op) { sent <- time.Now() }})
	to := stand(b, writerOf(w, 1), 1000, p2p.Config{}, spy{stored: func(s app.Stored) {
		for range s.Ops {
			came <- time.Now()
		}
	}})
	if err := from.node.Dial(b.Context(), to.node.Addrs()[0]); err != nil {
		b.Fatal(err)
	}
	awaitStanding(b, from)
	plain := newRawPair(b, from.node.Host(), to.node.Host())
	topic := w.Topics()[0]
	pace := time.NewTicker(livePace)
	defer pace.Stop()
	for i := range liveActs + liveWarm {
		<-pace.C
		one := plain.send(b)
		commit, err := timed(func() error { return floorCommit(floor, w.Next()) })
		if err != nil {
			b.Fatal(err)
		}
		if _, err := from.c.Comment(b.Context(), proposal.AddComment{On: topic, Text: "The drill is back in the shed, with a new bit."}); err != nil {
			b.Fatal(err)
		}
		begun := <-sent
		select {
		case at := <-came:
			if i >= liveWarm {
				t.ours, t.raw, t.kept = append(t.ours, at.Sub(begun).Seconds()), append(t.raw, one), append(t.kept, one+commit)
			}
		case <-time.After(time.Minute):
			b.Fatalf("the act %d did not arrive", i)
		}
	}
	if here, there := stored(b, from), stored(b, to); here != there {
		b.Fatalf("%d ops here, %d there", here, there)
	}
	return t
}

func stored(b *testing.B, s *station) (n int) {
	b.Helper()
	if err := s.c.AllOps(b.Context(), func(*op.Op) bool { n++; return true }); err != nil {
		b.Fatal(err)
	}
	return n
}

// rawPair is gossipsub and nothing else between two hosts, under a protocol of its own.
type rawPair struct {
	topic *pubsub.Topic
	sub   *pubsub.Subscription
}

const rawMessageBytes = 500

func newRawPair(b *testing.B, from, to host.Host) rawPair {
	b.Helper()
	join := func(h host.Host) *pubsub.Topic {
		ps, err := pubsub.NewGossipSub(b.Context(), h,
			pubsub.WithGossipSubProtocols([]protocol.ID{"/raw/meshsub/1.2.0"}, func(pubsub.GossipSubFeature, protocol.ID) bool { return true }),
			pubsub.WithMessageSignaturePolicy(pubsub.StrictNoSign), pubsub.WithNoAuthor(), pubsub.WithFloodPublish(true),
			pubsub.WithMessageIdFn(func(m *pb.Message) string { return string(m.Data) }))
		if err != nil {
			b.Fatal(err)
		}
		topic, err := ps.Join("raw")
		if err != nil {
			b.Fatal(err)
		}
		return topic
	}
	here, there := join(from), join(to)
	sub, err := there.Subscribe()
	if err != nil {
		b.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); len(here.ListPeers()) == 0; <-time.After(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			b.Fatal("plain gossip does not hear of its peer")
		}
	}
	return rawPair{here, sub}
}

// send is one message's way. Each is another one, or gossip would take them for one.
func (p rawPair) send(b *testing.B) (seconds float64) {
	b.Helper()
	data := make([]byte, rawMessageBytes)
	if _, err := rand.Read(data); err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(b.Context(), time.Minute)
	defer cancel()
	begun := time.Now()
	if err := p.topic.Publish(ctx, data); err != nil {
		b.Fatal(err)
	}
	if _, err := p.sub.Next(ctx); err != nil {
		b.Fatal(err)
	}
	return time.Since(begun).Seconds()
}
