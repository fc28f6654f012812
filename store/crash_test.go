package store_test

// kill -9 at any moment: what was acknowledged is there afterwards, whole.

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/store/lite"
)

// opsPerAct is how many ops one acknowledged transaction of the child writes.
const opsPerAct = 7

func TestNothingAcknowledgedIsLostByKilling(t *testing.T) {
	rounds := 6
	if os.Getenv("FOLKMOOT_FULL") != "" {
		rounds = 100
	}
	path := filepath.Join(t.TempDir(), "elm.db")
	r, err := store.Create(path, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	total := 0
	for round := range rounds {
		acknowledged := killWhileWriting(t, path)
		total = max(total, acknowledged)
		checkAfterKill(t, round, path, total)
	}
	if total == 0 {
		t.Fatal("the child never acknowledged anything")
	}
}

// killWhileWriting runs the writer, kills it some moments after its first acknowledgement, and returns the last one.
func killWhileWriting(t *testing.T, path string) (acknowledged int) {
	t.Helper()
	child := exec.Command(os.Args[0], path)
	child.Env = append(os.Environ(), childEnv+"=write until killed")
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	moment := time.Duration(rand.IntN(120_000)) * time.Microsecond
	var kill *time.Timer
	for lines.Scan() {
		if acknowledged, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		if kill == nil {
			kill = time.AfterFunc(moment, func() { _ = child.Process.Kill() })
		}
	}
	_ = child.Wait() // killed, so it fails
	if kill == nil {
		t.Fatal("the child wrote nothing")
	}
	kill.Stop()
	return acknowledged
}

func checkAfterKill(t *testing.T, round int, path string, acknowledged int) {
	t.Helper()
	r, err := store.Open(path, toyConfig())
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	defer r.Close()
	err = r.View(t.Context(), func(v community.View) error {
		acts, ops := 0, 0
		if err := v.DeviceOps(deviceID(1), 0, func(m community.Meta) bool {
			if m.Seq != uint64(ops) {
				t.Errorf("round %d: number %d comes after %d ops", round, m.Seq, ops)
			}
			ops++
			return true
		}); err != nil {
			return err
		}
		acts = ops / opsPerAct
		if ops%opsPerAct != 0 {
			t.Errorf("round %d: %d ops, so half of an act was kept", round, ops)
		}
		if acts < acknowledged {
			t.Errorf("round %d: %d acts were acknowledged, %d are here", round, acknowledged, acts)
		}
		row, there, err := v.Row(apptest.NotesTable, "last")
		if err == nil && (!there || row.(*apptest.Note).Text != strconv.Itoa(acts)) {
			t.Errorf("round %d: the row says %+v after %d acts", round, row, acts)
		}
		return err
	})
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	checkIntegrity(t, path)
}

func checkIntegrity(t *testing.T, path string) {
	t.Helper()
	conn, err := lite.Open(path, lite.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Each("PRAGMA integrity_check", func(c lite.Row) (bool, error) {
		if c.Text(0) != "ok" {
			t.Error(c.Text(0))
		}
		return true, nil
	}); err != nil {
		t.Fatal(err)
	}
}

// writeUntilKilled goes on with the log of device 1, and prints the number of acts after each commit.
func writeUntilKilled(args []string) error {
	ctx := context.Background()
	r, err := store.Open(args[0], toyConfig())
	if err != nil {
		return err
	}
	prev, seq, err := tipOf(ctx, r)
	if err != nil {
		return err
	}
	for act := int(seq)/opsPerAct + 1; ; act++ {
		err := r.Update(ctx, func(tx community.Tx) error {
			for range opsPerAct {
				h := op.Header{Community: op.CommunityID{1}, Kind: "note.write", Seq: seq, Prev: prev, Auth: op.ID{1}}
				o, err := op.New(h, make([]byte, rand.IntN(3000)), deviceKey(1))
				if err != nil {
					return err
				}
				if err := tx.Apply(community.Changes{Store: []community.NewOp{plain(o)}}); err != nil {
					return err
				}
				prev, seq = o.ID, seq+1
			}
			return tx.Apply(community.Changes{Rows: []kind.Row{&apptest.Note{Name: "last", Of: op.ID{1}, Text: strconv.Itoa(act)}}})
		})
		if err != nil {
			return err
		}
		if _, err := fmt.Println(act); err != nil {
			return errors.Join(err, r.Close())
		}
	}
}

func tipOf(ctx context.Context, r *store.Replica) (tip op.ID, next uint64, err error) {
	err = r.View(ctx, func(v community.View) error {
		return v.DeviceOps(deviceID(1), 0, func(m community.Meta) bool {
			tip, next = m.ID, m.Seq+1
			return true
		})
	})
	return tip, next, err
}
