//go:build unix

package main

// Nodes for benchmarks and for what is measured of a process: the workload's members on the network, on loopback.

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/p2p"
)

func addNetworkJobs() {
	jobs["serve"] = serveJob
	jobs["fetch"] = fetchJob
	jobs["relay"] = relayJob
}

var onLoopback = []string{"/ip4/127.0.0.1/udp/0/quic-v1", "/ip4/127.0.0.1/tcp/0"}

// station is an install on the network.
type station struct {
	service *app.Service
	c       *app.Community
	node    *p2p.Node
	spy     *spy
}

// spy stands between a service and its node, and tells when ops have come or gone.
type spy struct {
	app.Network
	// published and stored hear of it, where they are not nil. They must not block.
	published func([]*op.Op)
	stored    func(app.Stored)
}

func (s *spy) Publish(com op.CommunityID, ops []*op.Op) {
	if s.published != nil {
		s.published(ops)
	}
	s.Network.Publish(com, ops)
}

func (s *spy) Stored(com op.CommunityID, what app.Stored) {
	s.Network.Stored(com, what)
	if s.stored != nil {
		s.stored(what)
	}
}

// open brings a tenant's install on the network.
func (t tenant) open(ctx context.Context, folder string, cfg p2p.Config, watch spy) (*station, error) {
	service, c, err := t.openInstall(folder)
	if err != nil {
		return nil, err
	}
	if cfg.Listen == nil {
		cfg.Listen = onLoopback
	}
	cfg.Keys = &heldKeys{keys: map[string][]byte{}}
	node, err := p2p.Start(ctx, cfg, service)
	if err != nil {
		return nil, errors.Join(err, service.Close())
	}
	watch.Network = node
	s := &station{service: service, c: c, node: node, spy: &watch}
	service.SetNetwork(s.spy)
	return s, nil
}

func (s *station) close() error { return errors.Join(s.node.Close(), s.service.Close()) }

// stand is open for a test or benchmark, in an install that holds so many of the workload's ops.
func stand(tb testing.TB, t tenant, ops int, cfg p2p.Config, watch spy) *station {
	tb.Helper()
	folder := tb.TempDir()
	stick := filepath.Join(folder, "stick.car")
	_, err := writeBundle(stick, ops)
	if err == nil {
		err = t.makeFilled(tb.Context(), folder, stick)
	}
	if err != nil {
		tb.Fatal(err)
	}
	s, err := t.open(tb.Context(), folder, cfg, watch)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// awaitStanding waits until a station has been let in by its one peer, and has caught up with it.
func awaitStanding(tb testing.TB, s *station) {
	tb.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); <-time.After(5 * time.Millisecond) {
		for _, p := range s.node.Status().Peers {
			if len(p.Communities) > 0 && p.Communities[0].SyncedMillis > 0 {
				return
			}
		}
	}
	tb.Fatalf("not let in: %+v", s.node.Status())
}

// makeFilled makes an install that holds a bundle's ops.
func (t tenant) makeFilled(ctx context.Context, folder, stick string) error {
	if err := t.makeInstall(folder); err != nil {
		return err
	}
	service, c, err := t.openInstall(folder)
	if err != nil {
		return err
	}
	file, err := os.Open(stick)
	if err == nil {
		_, err = c.ImportBundle(ctx, file, "", nil)
		err = errors.Join(err, file.Close())
	}
	return errors.Join(err, service.Close())
}

// at is a running child's address, and where its memory is to be read.
type at struct {
	Addr string
	PID  int
}

// serveJob puts an install on the network as the workload's first writer until its input ends. It says where, and in the end what it has cost.
func serveJob(ctx context.Context, args []string) (any, error) {
	s, err := writerOf(apptest.NewWorkload(benchDevices), 1).open(ctx, args[0], p2p.Config{}, spy{})
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(os.Stdout).Encode(at{s.node.Addrs()[0], os.Getpid()}); err != nil {
		return nil, err
	}
	used := cpuSeconds()
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return nil, err
	}
	digest, err := s.c.Digest(ctx)
	made := cost{CPUSeconds: cpuSeconds() - used, PeakBytes: peakBytes(), Digest: hex.EncodeToString(digest[:])}
	return made, errors.Join(err, s.close())
}

// served runs serveJob in a child until end is called.
func served(tb testing.TB, folder string) (where at, end func() cost) {
	tb.Helper()
	cmd := child("serve", folder)
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	lines := json.NewDecoder(bufio.NewReader(out))
	ended := false
	end = func() (made cost) {
		tb.Helper()
		ended = true
		err := errors.Join(in.Close(), lines.Decode(&made))
		if err = errors.Join(err, cmd.Wait()); err != nil {
			tb.Fatal(err)
		}
		return made
	}
	tb.Cleanup(func() {
		if !ended {
			_ = in.Close()
			_ = cmd.Wait()
		}
	})
	if err := lines.Decode(&where); err != nil {
		tb.Fatal(err)
	}
	return where, end
}

// fetchJob makes an install in a folder, and has it fetch everything from an address, so many ops.
func fetchJob(ctx context.Context, args []string) (any, error) {
	var want int
	if _, err := fmt.Sscan(args[2], &want); err != nil {
		return nil, err
	}
	guest := guestOf(apptest.NewWorkload(benchDevices))
	if err := guest.makeInstall(args[0]); err != nil {
		return nil, err
	}
	came, all := 0, make(chan struct{})
	s, err := guest.open(ctx, args[0], p2p.Config{}, spy{stored: func(st app.Stored) { // told under the community's own lock, one by one
		before := came
		if came += st.Ops; before < want && came >= want {
			close(all)
		}
	}})
	if err != nil {
		return nil, err
	}
	began, used := time.Now(), cpuSeconds()
	if err := s.node.Dial(ctx, args[1]); err != nil {
		return nil, err
	}
	select {
	case <-all:
	case <-time.After(fetchPatience):
		return nil, fmt.Errorf("%d of %d ops came; %+v", came, want, s.node.Status())
	}
	made := cost{Ops: came, Seconds: time.Since(began).Seconds(), CPUSeconds: cpuSeconds() - used, PeakBytes: peakBytes()}
	digest, err := s.c.Digest(ctx)
	made.Digest = hex.EncodeToString(digest[:])
	return made, errors.Join(err, s.close())
}

// fetchPatience is more than a million ops take on a busy machine.
const fetchPatience = 10 * time.Minute
