package store_test

// A full disk, a limit on files, a folder that may not be written: one clear error, nothing half done, and work goes on when there is room.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
)

func init() {
	children["write with a file limit"] = writeWithFileLimit
	children["write without rights"] = writeWithoutRights
}

func TestFullFile(t *testing.T) {
	config := toyConfig()
	config.MaxPages = 120
	r, err := store.Create(filepath.Join(t.TempDir(), "elm.db"), config)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	fillAndRecover(t, r, func() {})
}

func TestFullDisk(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("SKIPPED: a small tmpfs cannot be mounted here (%v), so a full disk is tested by limits alone", err)
	}
	defer func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	}()
	// Something else takes most of the room, and gives it back later.
	ballast := filepath.Join(folder, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := store.Create(filepath.Join(folder, "elm.db"), toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	fillAndRecover(t, r, func() {
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	})
}

func TestDiskIsFullFromTheBeginning(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("SKIPPED: a small tmpfs cannot be mounted here (%v)", err)
	}
	defer func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	}()
	_, err := store.Create(filepath.Join(folder, "elm.db"), toyConfig())
	if !errors.Is(err, store.ErrDiskFull) {
		t.Fatalf("got %v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Fatalf("left behind: %v, %v", left, err)
	}
}

func TestABackupThatDoesNotFit(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("SKIPPED: a small tmpfs cannot be mounted here (%v)", err)
	}
	defer func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	}()
	r := newReplica(t)
	someOps(t, r, 30)
	if err := r.Backup(t.Context(), filepath.Join(folder, "b.db"), nil); !errors.Is(err, store.ErrDiskFull) {
		t.Fatalf("got %v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Fatalf("left: %v, %v", left, err)
	}
}

// fillAndRecover writes until there is no room, makes room, and goes on with the same replica.
func fillAndRecover(t *testing.T, r *store.Replica, makeRoom func()) {
	t.Helper()
	w := &log{device: 1}
	stored := 0
	var failed error
	for failed == nil {
		before := w.tip
		var batch []community.NewOp
		for range 10 {
			batch = append(batch, w.write(t, strings.Repeat("x", 3000)))
		}
		failed = r.Update(t.Context(), func(tx community.Tx) error { return tx.Apply(community.Changes{Store: batch}) })
		if failed != nil {
			w.tip = before
		} else {
			stored += len(batch)
		}
		if stored > 5000 {
			t.Fatal("the disk never filled")
		}
	}
	if !errors.Is(failed, store.ErrDiskFull) {
		t.Fatalf("after %d ops: %v", stored, failed)
	}
	if got := countOps(t, r); got != stored {
		t.Fatalf("%d ops were acknowledged, %d are here", stored, got)
	}
	// A little may still fit, a lot may not; whatever fits is there.
	for range 3 {
		before := w.tip
		n := w.write(t, strings.Repeat("y", 60_000))
		if err := r.Update(t.Context(), func(tx community.Tx) error { return tx.Apply(community.Changes{Store: []community.NewOp{n}}) }); err == nil {
			stored++
		} else if w.tip = before; !errors.Is(err, store.ErrDiskFull) {
			t.Fatalf("the second time: %v", err)
		}
	}
	makeRoom()
	if drop := idsOf(t, r); len(drop) > 50 {
		apply(t, r, community.Changes{Drop: drop[:50]}) // in a file of bounded size this is what makes room
		stored -= 50
	}
	apply(t, r, community.Changes{Store: []community.NewOp{w.write(t, "after")}})
	if got := countOps(t, r); got != stored+1 {
		t.Fatalf("%d ops where %d were acknowledged", got, stored+1)
	}
	checkIntegrity(t, r.Path())
}

// idsOf lists all ops, the newest first, but for the newest of the log, which others follow.
func idsOf(t *testing.T, r *store.Replica) []op.ID {
	t.Helper()
	var ids []op.ID
	if err := r.View(t.Context(), func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			ids = append(ids, s.ID)
			return true
		})
	}); err != nil {
		t.Fatal(err)
	}
	return ids[:len(ids)-1]
}

func TestLimitOnFiles(t *testing.T) { runChild(t, "write with a file limit", t.TempDir()) }

func TestUnwritableFolder(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "elm.db")
	r, err := store.Create(path, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{filepath.Dir(folder), folder} {
		if err := os.Chmod(f, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	runChild(t, "write without rights", folder)
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Fatalf("the file changed (%v)", err)
	}
}

func runChild(t *testing.T, role string, args ...string) {
	t.Helper()
	child := exec.Command(os.Args[0], args...)
	child.Env = append(os.Environ(), childEnv+"="+role)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// writeWithFileLimit bounds the size of this process's files, fills them, and lifts the bound.
func writeWithFileLimit(args []string) error {
	r, err := store.Create(filepath.Join(args[0], "elm.db"), toyConfig())
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	bounded := limit
	bounded.Cur = 300 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &bounded); err != nil {
		return err
	}
	write := func(size int) error {
		o, err := op.New(op.Header{Community: op.CommunityID{1}, Kind: "note.write", Auth: op.ID{1}}, make([]byte, size), deviceKey(size%100))
		if err != nil {
			return err
		}
		return r.Update(context.Background(), func(tx community.Tx) error {
			return tx.Apply(community.Changes{Store: []community.NewOp{plain(o)}})
		})
	}
	size := 10_000
	for err == nil && size < 11_000 {
		size++
		err = write(size)
	}
	if !errors.Is(err, store.ErrDiskFull) {
		return fmt.Errorf("%d ops fit; then: %w", size-10_000, err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	for _, size := range []int{size, 20_000, 30_000} {
		if err := write(size); err != nil {
			return fmt.Errorf("after the limit was lifted: %w", err)
		}
	}
	return r.Close()
}

// writeWithoutRights becomes nobody, and tries what needs rights.
func writeWithoutRights(args []string) error {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			return err
		}
	}
	if r, err := store.Create(filepath.Join(args[0], "oak.db"), toyConfig()); !errors.Is(err, store.ErrReadOnly) {
		return fmt.Errorf("creating (%v): %w", r, err)
	}
	if r, err := store.Open(filepath.Join(args[0], "elm.db"), toyConfig()); !errors.Is(err, store.ErrReadOnly) {
		return fmt.Errorf("opening (%v): %w", r, err)
	}
	return nil
}
