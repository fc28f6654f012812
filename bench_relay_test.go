//go:build unix

package main

// A relay with many communities and the people of each: goal 14, in full mode only, as it makes a thousand installs.

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/p2p"
	"github.com/folkmoot/folkmoot/store"
)

const (
	relayCommunities, relayPeers = 100, 10
	// relayPatience is more than they all need to be let in.
	relayPatience = 10 * time.Minute
)

// relayed is what the relay's process says first: where it is, and an invite for each community.
type relayed struct {
	at
	Invites []string
}

// freshInstall is one of a person with a phrase and no community.
func freshInstall(folder string) (*app.Service, error) {
	profile, err := store.CreateProfile(filepath.Join(folder, "profile.db"))
	if err != nil {
		return nil, err
	}
	s := app.New(app.Ports{
		Profile: profile, Keys: &heldKeys{keys: map[string][]byte{}}, Replicas: store.Folder{Path: folder},
		NowMillis: func() int64 { return time.Now().UnixMilli() }, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	})
	phrase, err := s.NewPhrase()
	if err == nil {
		err = s.KeepPhrase(phrase)
	}
	return s, err
}

// relayJob founds the communities, keeps them on the network as a relay does, until its input ends, and lends circuits.
func relayJob(ctx context.Context, args []string) (any, error) {
	service, err := freshInstall(args[0])
	if err != nil {
		return nil, err
	}
	var invites []string
	for i := range relayCommunities {
		c, err := service.Found(ctx, app.Founding{Name: fmt.Sprintf("Community %d", i), Person: "Relay", Template: "club"})
		if err != nil {
			return nil, err
		}
		link, _, err := c.CreateInvite(ctx, app.NewInvite{Uses: 2 * relayPeers, ForMillis: 86_400_000, Auto: true})
		if err != nil {
			return nil, err
		}
		text, err := link.Text()
		if err != nil {
			return nil, err
		}
		invites = append(invites, text)
	}
	node, err := p2p.Start(ctx, p2p.Config{
		Listen: onLoopback, Keys: &heldKeys{keys: map[string][]byte{}}, MaxPeers: 2 * relayCommunities * relayPeers,
		Relay: &p2p.RelayService{MaxReservations: relayCommunities * relayPeers},
	}, service)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(os.Stdout).Encode(relayed{at{node.Addrs()[0], os.Getpid()}, invites}); err != nil {
		return nil, err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return cost{PeakBytes: peakBytes()}, errors.Join(err, node.Close(), service.Close())
}

// BenchmarkRelayMemory: goal 14 (at most 512 MB RSS with 100 communities of 10 connected peers each, aim 256).
func BenchmarkRelayMemory(b *testing.B) {
	if os.Getenv("FOLKMOOT_BENCH_FULL") == "" {
		b.Skip("a thousand installs are made with FOLKMOOT_BENCH_FULL=1 only")
	}
	for b.Loop() {
		cmd := child("relay", b.TempDir())
		in, err := cmd.StdinPipe()
		if err != nil {
			b.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		var r relayed
		if err := json.NewDecoder(bufio.NewReader(out)).Decode(&r); err != nil {
			b.Fatal(err)
		}
		before := residentBytes(b, r.PID)
		crowd := gather(b, r)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(before)/1e6, "alone-rss-MB")
		b.ReportMetric(float64(residentBytes(b, r.PID))/1e6, "rss-MB")
		b.ReportMetric(float64(len(crowd)), "peers")
		var leaving sync.WaitGroup
		for _, s := range crowd {
			leaving.Go(func() { _ = s.close() })
		}
		leaving.Wait()
		if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
			b.Fatal(err)
		}
	}
}

// gather makes the peers of all communities, and waits until each has been let in and holds what the relay does.
func gather(b *testing.B, r relayed) []*station {
	b.Helper()
	crowd := make([]*station, len(r.Invites)*relayPeers)
	var joining sync.WaitGroup
	for part := range 4 {
		joining.Go(func() {
			for i := part; i < len(crowd); i += 4 {
				s, err := joinRelayed(b, r.Invites[i%len(r.Invites)], r.Addr)
				if err != nil {
					b.Errorf("peer %d: %v", i, err)
					return
				}
				crowd[i] = s
			}
		})
	}
	joining.Wait()
	if b.Failed() {
		b.FailNow()
	}
	for deadline := time.Now().Add(relayPatience); ; <-time.After(time.Second) {
		in := 0
		for _, s := range crowd {
			if peers := s.node.Status().Peers; len(peers) > 0 && len(peers[0].Communities) > 0 && peers[0].Communities[0].SyncedMillis > 0 {
				in++
			} else if len(peers) == 0 {
				_ = s.node.Dial(b.Context(), r.Addr) // too many came at once, and it was sent away
			}
		}
		if in == len(crowd) {
			return crowd
		}
		if time.Now().After(deadline) {
			b.Fatalf("%d of %d peers were let in", in, len(crowd))
		}
	}
}

// joinRelayed is one peer. It listens nowhere, so that the others of its community leave it alone.
func joinRelayed(b *testing.B, invitation, addr string) (*station, error) {
	link, err := invite.ParseLink(invitation)
	if err != nil {
		return nil, err
	}
	service, err := freshInstall(b.TempDir())
	if err != nil {
		return nil, err
	}
	c, err := service.Join(b.Context(), link, "Somebody")
	if err != nil {
		return nil, err
	}
	node, err := p2p.Start(b.Context(), p2p.Config{Listen: []string{}, Keys: &heldKeys{keys: map[string][]byte{}}}, service)
	if err != nil {
		return nil, err
	}
	return &station{service: service, c: c, node: node}, node.Dial(b.Context(), addr)
}

// residentBytes is the memory that a process holds now.
func residentBytes(b *testing.B, pid int) int64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, err := strconv.ParseInt(strings.Fields(rest + " 0")[0], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return kilobytes << 10
}
