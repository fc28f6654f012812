//go:build unix

package store_test

// What a stored op costs, beside the floor: a plain insert of header, signature and body with an index of hashes, in transactions of as many.

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

const (
	benchDevices     = 50
	benchTopics      = 20
	benchTransaction = 1000
	benchOpBytes     = 500
)

// workload writes ops of 500 bytes by 50 devices, each naming one of 20 subjects and the op before it; nobody checks their signatures here.
type workload struct {
	random *rand.Rand
	tips   [benchDevices]community.NewOp
	topics []community.NewOp
	last   op.ID
	count  int
}

func newWorkload() *workload { return &workload{random: rand.New(rand.NewPCG(1, 2))} }

func (w *workload) next(tb testing.TB) community.NewOp {
	device := w.random.IntN(benchDevices)
	tip := w.tips[device]
	h := op.Header{
		Version: op.HeaderVersion, Community: op.CommunityID{1}, Kind: "comment.add", Auth: op.ID{1}, TimeMillis: int64(w.count),
		Device: op.DeviceID{byte(device), 7},
	}
	binary.BigEndian.PutUint64(h.BodyHash[:], uint64(w.count))
	if tip.Op != nil {
		h.Seq, h.Prev = tip.Seq+1, tip.ID
	}
	var subject op.ID
	if w.count >= benchTopics {
		subject = w.topics[w.count%benchTopics].ID
		h.Deps = append(h.Deps, subject)
		if w.last != subject && w.last != h.Prev {
			h.Deps = append(h.Deps, w.last)
		}
		slices.SortFunc(h.Deps, op.ID.Compare)
	}
	raw, err := op.Encode(&h)
	if err != nil {
		tb.Fatal(err)
	}
	h.BodyLen = uint32(benchOpBytes - len(raw) - 64 - 2)
	if raw, err = op.Encode(&h); err != nil {
		tb.Fatal(err)
	}
	o, err := op.Open(raw, op.Signature{byte(w.count)}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	o.Body = make([]byte, h.BodyLen)
	n := community.NewOp{Op: o, Account: op.AccountID{byte(device)}, Cites: h.Deps}
	if !h.Prev.IsZero() {
		n.Cites = append(n.Cites[:len(n.Cites):len(n.Cites)], h.Prev)
	}
	n.Meta = community.Meta{
		ID: o.ID, Device: h.Device, Seq: h.Seq, Prev: h.Prev, Kind: h.Kind,
		Past: authority.PastID(1 + w.count/5000), Subject: subject, Verdict: kind.Applied,
	}
	if subject.IsZero() {
		n.Subject = o.ID
		w.topics = append(w.topics, n)
	}
	w.tips[device], w.last = n, n.ID
	w.count++
	return n
}

func BenchmarkApply(b *testing.B) {
	for _, rows := range []int{0, 2} {
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) { benchmarkApply(b, rows) })
	}
}

func benchmarkApply(b *testing.B, rows int) {
	r := newReplica(b)
	w := newWorkload()
	b.StopTimer()
	done, cpu := 0, time.Duration(0)
	for done < b.N {
		n := min(benchTransaction, b.N-done)
		ops := make([]community.Changes, n)
		for i := range ops {
			o := w.next(b)
			ops[i] = community.Changes{Store: []community.NewOp{o}, Devices: []community.DeviceRecord{{Device: o.Device, Account: o.Account, Tip: o.ID}}}
			for k := range rows {
				name := fmt.Sprint(k, o.Subject.Short())
				if k == 0 {
					name = fmt.Sprint(done + i)
				}
				ops[i].Rows = append(ops[i].Rows, &apptest.Note{Name: name, Of: o.Subject, Text: "about forty characters of a comment's text"})
			}
		}
		b.StartTimer()
		before := cpuTime(b)
		if err := r.Update(b.Context(), func(tx community.Tx) error {
			for i, c := range ops {
				if _, there, err := tx.Meta(c.Store[0].ID); err != nil || there {
					return fmt.Errorf("op %d: %v %w", i, there, err)
				}
				if err := tx.Apply(c); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		cpu += cpuTime(b) - before
		done += n
	}
	report(b, r.Path(), cpu)
}

// report gives the size of the file, and the CPU time of both cores, which is steadier than the time on the wall.
func report(b *testing.B, path string, cpu time.Duration) {
	b.ReportMetric(float64(cpu.Nanoseconds())/float64(b.N), "cpu-ns/op")
	conn, err := lite.Open(path, lite.ReadOnly)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	pages, err := conn.Int("SELECT page_count FROM pragma_page_count")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(pages)*4096/float64(b.N), "file-B/op")
}

func BenchmarkFloor(b *testing.B) {
	path := filepath.Join(b.TempDir(), "floor.db")
	conn, err := lite.Open(path, lite.Create)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Script(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4096;
		CREATE TABLE ops (ord INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, header BLOB NOT NULL, signature BLOB NOT NULL, body BLOB) STRICT`); err != nil {
		b.Fatal(err)
	}
	w := newWorkload()
	b.StopTimer()
	cpu := time.Duration(0)
	for done := 0; done < b.N; done += benchTransaction {
		ops := make([]*op.Op, min(benchTransaction, b.N-done))
		for i := range ops {
			ops[i] = w.next(b).Op
		}
		b.StartTimer()
		before := cpuTime(b)
		if err := conn.Exec("BEGIN IMMEDIATE"); err != nil {
			b.Fatal(err)
		}
		for _, o := range ops {
			if err := conn.Exec("INSERT INTO ops (hash, header, signature, body) VALUES (?, ?, ?, ?)", o.ID[:], o.Raw, o.Signature[:], o.Body); err != nil {
				b.Fatal(err)
			}
		}
		if err := conn.Exec("COMMIT"); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		cpu += cpuTime(b) - before
	}
	report(b, path, cpu)
}

// BenchmarkLocalAct is one small transaction on a replica that holds b.N ops less, as a person's own act is.
func BenchmarkLocalAct(b *testing.B) {
	r := newReplica(b)
	w := newWorkload()
	for b.Loop() {
		n := w.next(b)
		if err := r.Update(b.Context(), func(tx community.Tx) error {
			return tx.Apply(community.Changes{Store: []community.NewOp{n}})
		}); err != nil {
			b.Fatal(err)
		}
	}
}

func cpuTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
