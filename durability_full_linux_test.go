package main

// A disk that is full, as a small tmpfs is.

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

func TestDurableOnAFullDisk(t *testing.T) {
	durable(t)
	home := smallDisk(t, "size=4m")
	l := laptopAt(t, home).found()
	ballast := filepath.Join(home, "ballast")
	fill(t, ballast)
	for _, args := range [][]string{
		{"comment", "add", l.topic, "--text", "Is there room?"},
		{"topic", "new", "Is there room?"},
		{"bundle", "export", "--to", filepath.Join(home, "stick.car")},
		{"backup", filepath.Join(home, "copy")},
	} {
		out, err := l.run(args...)
		wantStorage(t, args[0], []byte(out), err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	id, _ := idIn(t, l.must("comment", "add", l.topic, "--text", "Now there is.", "--json"))
	l.must("bundle", "export", "--to", filepath.Join(home, "stick.car"))
	l.inspect([]op.ID{id})
}

// smallDisk mounts one, where that may be done.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, options); err != nil {
		t.Skipf("SKIPPED: a small tmpfs cannot be mounted here (%v), so a full disk is tested by limits alone", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// fill writes a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for err == nil {
		_, err = file.Write(make([]byte, 512))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
}
