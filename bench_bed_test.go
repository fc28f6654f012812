//go:build unix

package main

// Beds: where a size is measured. Bundles and installs are made once and used by several benchmarks.

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/bundle"
)

// bed is where one size is measured: a bundle, and what was made of it.
type bed struct {
	ops    int
	bundle string
	// bytes are those of headers, signatures and bodies.
	bytes int64
	// install and floor hold the bundle's ops once something has asked for them.
	folder, install, floor string
	// rate, in ops a second, and peak, in bytes, are what ingests took; starts are what starting took.
	rate, peak []float64
	starts     []cost
}

// start is the median of something that starts took.
func (d *bed) start(what func(cost) float64) float64 {
	values := make([]float64, len(d.starts))
	for i, c := range d.starts {
		values[i] = what(c)
	}
	return median(values)
}

// beds are those made so far, by how many ops they hold.
type beds map[int]*bed

func (all beds) of(b *testing.B, ops int) *bed {
	if all[ops] == nil {
		folder := b.TempDir()
		made := &bed{ops: ops, folder: folder, bundle: filepath.Join(folder, "stick.car")}
		var err error
		if made.bytes, err = writeBundle(made.bundle, ops); err != nil {
			b.Fatal(err)
		}
		all[ops] = made
	}
	return all[ops]
}

func writeBundle(path string, ops int) (bytes int64, err error) {
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	w := apptest.NewWorkload(benchDevices)
	out, err := bundle.NewWriter(file, bundle.Manifest{Community: w.Community(), Ops: uint64(ops)})
	if err != nil {
		return 0, err
	}
	for range ops {
		o := w.Next()
		bytes += int64(len(o.Raw) + len(o.Signature) + len(o.Body))
		if err := out.Add(o); err != nil {
			return 0, err
		}
	}
	return bytes, out.Close()
}

// takeIn imports the bundle into a new install, in a process of its own. The last install is kept for what comes after.
func (d *bed) takeIn(b *testing.B) cost {
	b.Helper()
	fresh := d.fresh(b, &d.install, "install")
	if err := os.Mkdir(fresh, 0o700); err != nil {
		b.Fatal(err)
	}
	made := ask[cost](b, "take in", d.bundle, fresh)
	if made.Ops != d.ops || made.NotApplied != 0 {
		b.Fatalf("%d of %d ops were stored, %d of them not applied", made.Ops, d.ops, made.NotApplied)
	}
	return made
}

// takeInPlainly is the floor's turn.
func (d *bed) takeInPlainly(b *testing.B) cost {
	b.Helper()
	made := ask[cost](b, "floor", d.bundle, d.fresh(b, &d.floor, "floor"))
	if made.Ops != d.ops {
		b.Fatalf("the floor stored %d of %d ops", made.Ops, d.ops)
	}
	return made
}

// fresh deletes what lay at a path, and gives it a new one.
func (d *bed) fresh(b *testing.B, path *string, name string) string {
	b.Helper()
	*path = filepath.Join(d.folder, name)
	old, err := filepath.Glob(*path + "*")
	if err != nil {
		b.Fatal(err)
	}
	for _, o := range old {
		if err := os.RemoveAll(o); err != nil {
			b.Fatal(err)
		}
	}
	return *path
}

func (d *bed) installed(b *testing.B) string {
	if d.install == "" {
		d.takeIn(b)
	}
	return d.install
}

func (d *bed) floored(b *testing.B) string {
	if d.floor == "" {
		d.takeInPlainly(b)
	}
	return d.floor
}
