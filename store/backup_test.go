package store_test

// A backup is whole, or it is not there.

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/store"
)

func TestABackupIsAReplica(t *testing.T) {
	h := newHall(t)
	_, rows := h.everyRow()
	h.put(rows...)
	if err := h.replica.UpdateLocal(t.Context(), func(l app.Local) error { return l.PutDraft(app.LocalDraft{ID: "mine"}) }); err != nil {
		t.Fatal(err)
	}
	var last, of int64
	to := filepath.Join(t.TempDir(), "backup.db")
	if err := h.replica.Backup(t.Context(), to, func(done, total int64) { last, of = done, total }); err != nil {
		t.Fatal(err)
	}
	if last != of || of == 0 {
		t.Errorf("progress ended at %d of %d", last, of)
	}
	checkIntegrity(t, to)
	copied, err := store.Open(to, store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if diff := cmp.Diff(dump(t, h.replica), dump(t, copied)); diff != "" {
		t.Fatal(diff)
	}
	if n := countOps(t, copied); n != countOps(t, h.replica) {
		t.Fatalf("%d ops", n)
	}
	if err := copied.Read(t.Context(), func(r app.Reader) error {
		_, there, err := r.Draft("mine")
		h.equal("the draft", err, there, true)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(schemaOf(t, h.replica.Path()), schemaOf(t, to)); diff != "" {
		t.Fatal(diff)
	}
}

func TestABackupBesideAWriter(t *testing.T) {
	r := newReplica(t)
	w := &log{device: 1}
	apply(t, r, community.Changes{Store: []community.NewOp{w.write(t, "committed")}})
	to := filepath.Join(t.TempDir(), "backup.db")
	if err := r.Update(t.Context(), func(tx community.Tx) error {
		if err := tx.Apply(community.Changes{Store: []community.NewOp{w.write(t, "not yet")}}); err != nil {
			return err
		}
		return r.Backup(t.Context(), to, nil)
	}); err != nil {
		t.Fatal(err)
	}
	copied, err := store.Open(to, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if n := countOps(t, copied); n != 1 {
		t.Fatalf("%d ops in the backup", n)
	}
}

func TestBackupsThatAreRefused(t *testing.T) {
	r := newReplica(t)
	someOps(t, r, 1)
	folder := t.TempDir()
	letter := filepath.Join(folder, "letter.txt")
	if err := os.WriteFile(letter, []byte("dear Bea"), 0o600); err != nil {
		t.Fatal(err)
	}
	older := filepath.Join(folder, "older.db")
	if err := r.Backup(t.Context(), older, nil); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, situation := range map[string]struct {
		backup func() error
		want   error
	}{
		"over a letter":            {func() error { return r.Backup(t.Context(), letter, nil) }, fs.ErrExist},
		"over a letter, told to":   {func() error { return r.BackupOver(t.Context(), letter, nil) }, store.ErrForeignFile},
		"over a backup":            {func() error { return r.Backup(t.Context(), older, nil) }, fs.ErrExist},
		"into no folder":           {func() error { return r.Backup(t.Context(), filepath.Join(folder, "none", "b.db"), nil) }, fs.ErrNotExist},
		"after the person gave up": {func() error { return r.Backup(cancelled, filepath.Join(folder, "b.db"), nil) }, context.Canceled},
	} {
		if err := situation.backup(); !errors.Is(err, situation.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 2 {
		t.Errorf("left: %v, %v", left, err)
	}
	if content, err := os.ReadFile(letter); err != nil || !bytes.Equal(content, []byte("dear Bea")) {
		t.Errorf("the letter says %q, %v", content, err)
	}
	someOps2 := (&log{device: 8}).write(t, "newer")
	apply(t, r, community.Changes{Store: []community.NewOp{someOps2}})
	if err := r.BackupOver(t.Context(), older, nil); err != nil {
		t.Fatal(err)
	}
	copied, err := store.Open(older, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if n := countOps(t, copied); n != 4 {
		t.Fatalf("%d ops in the new backup", n)
	}
}
