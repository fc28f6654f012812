//go:build linux

package main

// Floods: what strangers and a member gone mad throw at an install, in a process of its own whose memory is read. It stays under a stated cap, and
// what an honest member writes meanwhile arrives.

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p"
	pb "github.com/libp2p/go-libp2p-pubsub/pb"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"google.golang.org/protobuf/proto"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/p2p"
)

const (
	// floodCap bounds all memory of the install's process at its peak: twice what it needs with a thousand ops and two peers, under floods or
	// without them.
	floodCap = 128 << 20
	// strangers connect, three of them at a time, and stay.
	strangers = 500
	// garbage is what the mad member gossips, in messages of garbageBytes: 60 MB that nobody can use.
	garbage, garbageBytes = 1000, 60 << 10
	// subscriptions are announced in rounds of as many as one peer may at once.
	subscriptionRounds, subscriptionsAtOnce = 100, 999
	honestActs                              = 20
)

func TestMemoryUnderFloods(t *testing.T) {
	w := apptest.NewWorkload(benchDevices)
	folder := t.TempDir()
	stick := filepath.Join(folder, "stick.car")
	if _, err := writeBundle(stick, 1000); err != nil {
		t.Fatal(err)
	}
	if err := writerOf(w, 1).makeFilled(t.Context(), folder, stick); err != nil {
		t.Fatal(err)
	}
	where, end := served(t, folder)
	victim, err := p2p.ParseAddr(where.Addr)
	if err != nil {
		t.Fatal(err)
	}
	honest := stand(t, guestOf(w), 1000, p2p.Config{}, spy{})
	mad := stand(t, writerOf(w, 2), 1000, p2p.Config{}, spy{})
	for _, s := range []*station{honest, mad} {
		if err := s.node.Dial(t.Context(), where.Addr); err != nil {
			t.Fatal(err)
		}
		awaitStanding(t, s)
	}
	var floods sync.WaitGroup
	floods.Go(func() { floodOfStrangers(t, victim) })
	floods.Go(func() { floodOfGossip(t, mad, victim.ID, invite.Topic(mad.c.Membership().Nonce, "gossip/1")) })
	floods.Go(func() { floodOfSubscriptions(t, mad, victim.ID) })
	topics := w.Topics()
	for range honestActs {
		if _, err := honest.c.Comment(t.Context(), proposal.AddComment{On: topics[0], Text: "Is anybody else still here?"}); err != nil {
			t.Fatal(err)
		}
	}
	floods.Wait()
	left, err := honest.node.Deliver(t.Context(), time.Minute)
	if err != nil || len(left.Unsent) != 0 {
		t.Errorf("what an honest member wrote did not arrive: %+v, %v", left, err)
	}
	digest, err := honest.c.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	made := end()
	if made.Digest != hex.EncodeToString(digest[:]) {
		t.Error("the replicas differ")
	}
	t.Logf("%d MB at the peak", made.PeakBytes>>20)
	if made.PeakBytes == 0 || made.PeakBytes > floodCap && !underRace {
		t.Errorf("%d bytes at the peak, where the cap is %d", made.PeakBytes, floodCap)
	}
}

// plainHost is somebody who is no Folkmoot.
func plainHost(t *testing.T) host.Host {
	t.Helper()
	h, err := libp2p.New(libp2p.NoListenAddrs, libp2p.DisableRelay(), libp2p.DisableMetrics(), libp2p.ResourceManager(&network.NullResourceManager{}))
	if err != nil {
		t.Error(err)
		return nil
	}
	t.Cleanup(func() { _ = h.Close() })
	return h
}

// floodOfStrangers opens connections that say the header of a gigabyte, or half a frame and nothing more, and keeps them as long as they are let.
func floodOfStrangers(t *testing.T, victim peer.AddrInfo) {
	says := [][]byte{{0x40, 0, 0, 0}, {0, 0, 0, 0x20, 0xa3}, {0, 0, 0, 4, 0xff, 0xff, 0xff, 0xff}}
	var dialling sync.WaitGroup
	for part, what := range says {
		dialling.Go(func() {
			for i := part; i < strangers; i += len(says) {
				h := plainHost(t)
				if h == nil {
					return
				}
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				if h.Connect(ctx, victim) == nil { // it may well be full
					if s, err := h.NewStream(ctx, victim.ID, p2p.ProtocolAdmit); err == nil {
						_, _ = s.Write(what)
					}
				}
				cancel()
			}
		})
	}
	dialling.Wait()
}

// gossipTo writes a gossip message to the victim as fast as it takes it, until all were written or it listens no more.
func gossipTo(t *testing.T, mad *station, victim peer.ID, rounds int, next func(i int) *pb.RPC) {
	s, err := mad.node.Host().NewStream(t.Context(), victim, "/meshsub/1.2.0")
	if err != nil {
		return // it has had enough already
	}
	defer func() { _ = s.Reset() }()
	for i := range rounds {
		raw, err := proto.Marshal(next(i))
		if err != nil {
			t.Error(err)
			return
		}
		_ = s.SetWriteDeadline(time.Now().Add(5 * time.Second))
		if _, err := s.Write(append(binary.AppendUvarint(nil, uint64(len(raw))), raw...)); err != nil {
			return
		}
	}
}

func floodOfGossip(t *testing.T, mad *station, victim peer.ID, topic string) {
	noise := rand.NewChaCha8([32]byte{1})
	gossipTo(t, mad, victim, garbage, func(int) *pb.RPC {
		data := make([]byte, garbageBytes)
		_, _ = noise.Read(data)
		return &pb.RPC{Publish: []*pb.Message{{Topic: &topic, Data: data}}}
	})
}

func floodOfSubscriptions(t *testing.T, mad *station, victim peer.ID) {
	subscribe := true
	noise := rand.NewChaCha8([32]byte{2})
	gossipTo(t, mad, victim, subscriptionRounds, func(int) *pb.RPC {
		var rpc pb.RPC
		for range subscriptionsAtOnce {
			var name [32]byte
			_, _ = noise.Read(name[:])
			text := hex.EncodeToString(name[:])
			rpc.Subscriptions = append(rpc.Subscriptions, &pb.RPC_SubOpts{Subscribe: &subscribe, Topicid: &text})
		}
		return &rpc
	})
}
