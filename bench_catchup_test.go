//go:build unix

package main

// Catch-up between two installs over an in-memory pipe: goals 1, 4, 5, 6, 7 and 10 of PERFORMANCE.md, as ratios.

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/reconcile"
	"github.com/folkmoot/folkmoot/store/lite"
)

func addCatchUpJobs() {
	jobs["send"] = sendJob
	jobs["receive"] = receiveJob
	jobs["meet"] = meetJob
}

// drive carries a session's frames over a connection, each behind its length.
func drive(s *reconcile.Session, conn net.Conn) error {
	head := make([]byte, 4)
	for !s.Done() {
		for {
			frame, more, err := s.Next()
			if err != nil {
				return err
			}
			if !more {
				break
			}
			if _, err := conn.Write(append([]byte{byte(len(frame) >> 24), byte(len(frame) >> 16), byte(len(frame) >> 8), byte(len(frame))}, frame...)); err != nil {
				return err
			}
		}
		if s.Done() {
			return nil
		}
		if err := readFull(conn, head); err != nil {
			return err
		}
		frame := make([]byte, int(head[0])<<24|int(head[1])<<16|int(head[2])<<8|int(head[3]))
		if err := readFull(conn, frame); err != nil {
			return err
		}
		if err := s.Receive(frame); err != nil {
			return err
		}
	}
	return nil
}

func readFull(conn net.Conn, to []byte) error {
	for len(to) > 0 {
		n, err := conn.Read(to)
		if err != nil {
			return err
		}
		to = to[n:]
	}
	return nil
}

// catchUpCost is what one side's process says of a catch-up.
type catchUpCost struct {
	cost
	Result reconcile.Result
}

// sendJob answers one session over a socket, from an install in a folder.
func sendJob(ctx context.Context, args []string) (any, error) {
	service, c, err := guestOf(apptest.NewWorkload(benchDevices)).openInstall(args[0])
	if err != nil {
		return nil, err
	}
	defer service.Close()
	listener, err := net.Listen("unix", args[1])
	if err != nil {
		return nil, err
	}
	defer listener.Close()
	conn, err := listener.Accept()
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return runSession(ctx, c, reconcile.Responder, conn)
}

// receiveJob makes an install in a folder, and catches up with the one behind a socket.
func receiveJob(ctx context.Context, args []string) (any, error) {
	guest := guestOf(apptest.NewWorkload(benchDevices))
	if err := guest.makeInstall(args[0]); err != nil {
		return nil, err
	}
	service, c, err := guest.openInstall(args[0])
	if err != nil {
		return nil, err
	}
	defer service.Close()
	var conn net.Conn
	for range 3000 {
		if conn, err = net.Dial("unix", args[1]); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	made, err := runSession(ctx, c, reconcile.Initiator, conn)
	if err != nil {
		return nil, err
	}
	digest, err := c.Digest(ctx)
	made.Digest = hex.EncodeToString(digest[:])
	return made, err
}

func runSession(ctx context.Context, c *app.Community, role reconcile.Role, conn net.Conn) (catchUpCost, error) {
	began, used := time.Now(), cpuSeconds()
	session, end := c.NewSession(ctx, role)
	err := drive(session, conn)
	_, ended := end()
	made := catchUpCost{Result: session.Result()}
	made.Ops, made.Seconds = made.Result.Taken.Stored, time.Since(began).Seconds()
	made.CPUSeconds, made.PeakBytes = cpuSeconds()-used, peakBytes()
	return made, errors.Join(err, ended)
}

// BenchmarkCatchUp lets one process catch up with another one from nothing: goal 1 (at least 0.5 x-floor, aim 0.75), goal 4 (at most 1.08
// x-op-bytes, aim 0.8), and goal 10 (at least 0.5 x-100k, at most 10 % more memory on either side).
func BenchmarkCatchUp(b *testing.B) {
	all := make(beds)
	var rate, peak, sent []float64
	for _, ops := range benchSizes()[1:] {
		b.Run(fmt.Sprintf("ops=%d", ops), func(b *testing.B) {
			d := all.of(b, ops)
			install := d.installed(b)
			var ours, floor, sender cost
			var wire int64
			n := 0
			for b.Loop() {
				floor.add(d.takeInPlainly(b))
				here, there := d.catchUp(b, install)
				ours.add(here.cost)
				sender.add(there.cost)
				wire += here.Result.BytesIn + here.Result.BytesOut
				n++
			}
			total := float64(n) * float64(ops)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(total/ours.Seconds, "ops/s")
			b.ReportMetric(floor.Seconds/ours.Seconds, "x-floor")
			b.ReportMetric(floor.CPUSeconds/ours.CPUSeconds, "cpu-x-floor")
			b.ReportMetric(sender.CPUSeconds/total*1e6, "sender-cpu-µs/op")
			b.ReportMetric(float64(wire)/float64(n)/float64(d.bytes), "x-op-bytes")
			b.ReportMetric(float64(ours.PeakBytes)/1e6, "rss-MB")
			b.ReportMetric(float64(sender.PeakBytes)/1e6, "sender-rss-MB")
			rate, peak, sent = append(rate, total/ours.Seconds), append(peak, float64(ours.PeakBytes)), append(sent, float64(sender.PeakBytes))
			if len(rate) > 1 {
				b.ReportMetric(rate[1]/rate[0], "x-100k")
				b.ReportMetric(100*(peak[1]/peak[0]-1), "rss-growth-%")
				b.ReportMetric(100*(sent[1]/sent[0]-1), "sender-rss-growth-%")
			}
		})
	}
}

// catchUp lets a new install catch up with one, two processes joined by a socket.
func (d *bed) catchUp(b *testing.B, with string) (here, there catchUpCost) {
	b.Helper()
	fresh := filepath.Join(b.TempDir(), "fresh")
	if err := os.Mkdir(fresh, 0o700); err != nil {
		b.Fatal(err)
	}
	defer os.RemoveAll(fresh)
	socket := filepath.Join(b.TempDir(), "s")
	answered := make(chan catchUpCost, 1)
	go func() { answered <- ask[catchUpCost](b, "send", with, socket) }()
	here = ask[catchUpCost](b, "receive", fresh, socket)
	there = <-answered
	if here.Ops != d.ops || !here.Result.Equal || !there.Result.Equal {
		b.Fatalf("%d of %d ops came: %+v", here.Ops, d.ops, here.Result)
	}
	return here, there
}

// meeting is what one session needs besides the ops that it carries: what either side does to find out what differs.
type meeting struct {
	// Bytes are those of all frames but batches of ops; Seconds are those of both sides, each on one core.
	Bytes   int
	Seconds float64
	Sent    int
	Result  reconcile.Result
}

// kindOps begins the frames that carry ops.
const kindOps = 0x06

// between runs a session between two installs in this process. Where it stops at ops, what is sent is counted and not taken in.
func between(ctx context.Context, a, b *app.Community, stopAtOps bool) (m meeting, err error) {
	first, endFirst := a.NewSession(ctx, reconcile.Initiator)
	second, endSecond := b.NewSession(ctx, reconcile.Responder)
	defer func() {
		_, errFirst := endFirst()
		_, errSecond := endSecond()
		err = errors.Join(err, errFirst, errSecond)
	}()
	from, to := first, second
	taking := false
	for !first.Done() || !second.Done() {
		began := time.Now()
		frame, more, err := from.Next()
		if err != nil {
			return m, err
		}
		if !more {
			from, to = to, from
			continue
		}
		if frame[0] != kindOps {
			m.Bytes += len(frame)
			m.Seconds += time.Since(began).Seconds()
		} else if stopAtOps {
			taking = true
			continue
		}
		if taking {
			break
		}
		began = time.Now()
		if err := to.Receive(frame); err != nil {
			return m, err
		}
		if frame[0] != kindOps && to.Result().Received == 0 {
			m.Seconds += time.Since(began).Seconds() // else it waits for the ops to be taken in
		}
	}
	m.Sent, m.Result = first.Result().Sent+second.Result().Sent, first.Result()
	return m, nil
}

// meetings are what a child measured: with nothing to do; with an offline tail; with ops that are gone.
type meetings struct{ Nothing, Tail, Losses meeting }

// tailOps and lostOps are those of goals 6 and 7.
const (
	tailOps = 1000
	lostOps = 1000
)

// BenchmarkMeeting: goal 5 (nothing changed: 1 round trip, 512 bytes, aim 100; 1 ms CPU a side), goal 6 (a tail of 1,000 ops from 50 devices: at
// most 48 bytes a device and 256 besides the ops, 2 round trips, 5 ms CPU a side, at a million ops within 20 % of that at 100,000), and goal 7
// (1,000 scattered losses: at most 4 x-bound of 32 bytes each, aim 2; 100 ms CPU a side). What the ops themselves take is not counted.
func BenchmarkMeeting(b *testing.B) {
	all := make(beds)
	for _, ops := range benchSizes()[1:] {
		b.Run(fmt.Sprintf("ops=%d", ops), func(b *testing.B) {
			install, away := all.of(b, ops).installed(b), all.of(b, ops-tailOps).installed(b)
			var m meetings
			for b.Loop() {
				other, behind := filepath.Join(b.TempDir(), "other"), filepath.Join(b.TempDir(), "behind")
				if err := errors.Join(os.CopyFS(other, os.DirFS(install)), os.CopyFS(behind, os.DirFS(away))); err != nil {
					b.Fatal(err)
				}
				m = ask[meetings](b, "meet", install, other, behind)
				if err := errors.Join(os.RemoveAll(other), os.RemoveAll(behind)); err != nil {
					b.Fatal(err)
				}
			}
			if m.Tail.Sent != tailOps || m.Losses.Sent != lostOps {
				b.Fatalf("%+v", m)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(m.Nothing.Bytes), "nothing-bytes")
			b.ReportMetric(m.Nothing.Seconds/2*1e3, "nothing-ms/side")
			b.ReportMetric(float64(m.Tail.Bytes)/(benchDevices*48+256), "tail-x-bytes")
			b.ReportMetric(float64(m.Tail.Result.Turns), "tail-round-trips")
			b.ReportMetric(m.Tail.Seconds/2*1e3, "tail-ms/side")
			b.ReportMetric(float64(m.Losses.Bytes)/(lostOps*32), "losses-x-bound")
			b.ReportMetric(m.Losses.Seconds/2*1e3, "losses-ms/side")
		})
	}
}

// meetJob takes two installs that hold the same, and a third that lacks the newest ops. The last two are spoilt by it.
func meetJob(ctx context.Context, args []string) (any, error) {
	w := apptest.NewWorkload(benchDevices)
	if err := loseSome(args[1]); err != nil {
		return nil, err
	}
	var communities []*app.Community
	for _, folder := range args {
		service, c, err := guestOf(w).openInstall(folder)
		if err != nil {
			return nil, err
		}
		defer service.Close()
		communities = append(communities, c)
	}
	whole, lossy, away := communities[0], communities[1], communities[2]
	var m meetings
	var err error
	for range 4 { // the first times open the engines, and ask for bodies that nobody has
		if m.Nothing, err = between(ctx, whole, lossy, false); err != nil {
			return nil, err
		}
	}
	for range 4 {
		if _, err := between(ctx, away, away, false); err != nil {
			return nil, err
		}
	}
	if m.Tail, err = between(ctx, away, whole, false); err != nil {
		return nil, err
	}
	// The sums are made once in a process.
	for _, c := range []*app.Community{whole, lossy} {
		if err := c.Ask(ctx, func(r app.Reader) error {
			_, err := r.RangeSums([]reconcile.Range{{}})
			return err
		}); err != nil {
			return nil, err
		}
	}
	m.Losses, err = between(ctx, lossy, whole, true)
	return m, err
}

// loseSome makes rows of a replica's file go, here and there: comments, as nothing opens without acts of authority.
func loseSome(folder string) error {
	file, err := filepath.Glob(filepath.Join(folder, strings.Repeat("?", 64)+".db"))
	if err != nil || len(file) != 1 {
		return fmt.Errorf("%v: %w", file, err)
	}
	conn, err := lite.Open(file[0], lite.ReadWrite)
	if err != nil {
		return err
	}
	defer conn.Close()
	ops, err := conn.Int("SELECT count(*) FROM ops")
	if err != nil {
		return err
	}
	step := (ops - 500) / lostOps
	return conn.Exec("DELETE FROM ops WHERE ord > 300 AND ord % ? = 7 AND ord <= 300 + ? * ?", step, step, lostOps)
}
