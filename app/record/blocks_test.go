package record_test

// Records taken apart and put together again, as a liar would.

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"testing"

	"github.com/ipfs/go-cid"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/car"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
)

// block is an act with its two blocks.
type block struct {
	op               *op.Op
	header, envelope []byte
}

// blocksOf takes a record apart.
func blocksOf(t testing.TB, file []byte) []block {
	t.Helper()
	r, err := car.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	next := func() []byte {
		b, err := r.Next()
		if err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		return b.Data
	}
	next() // the manifest
	var all []block
	for header := next(); header != nil; header = next() {
		b := block{header: header, envelope: next()}
		if b.op, err = bundle.Unwrap(b.header, b.envelope); err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}

// assembled writes a record of blocks that says of itself what is true of them: a liar who knows the format.
func assembled(t testing.TB, m record.Manifest, all []block) []byte {
	t.Helper()
	m.Ops = uint64(len(all))
	sum := sha256.New()
	for _, b := range all {
		for _, data := range [][]byte{b.header, b.envelope} {
			digest := sha256.Sum256(data)
			sum.Write(digest[:])
		}
	}
	m.Blocks = [32]byte(sum.Sum(nil))
	return written(t, m, all)
}

// written writes blocks under a manifest that may say anything.
func written(t testing.TB, m record.Manifest, all []block) []byte {
	t.Helper()
	raw, err := op.Encode(&m)
	if err != nil {
		t.Fatal(err)
	}
	return carOf(t, car.CIDOf(car.DagCBOR, raw), append([]block{{header: raw}}, all...))
}

func carOf(t testing.TB, root cid.Cid, all []block) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := car.NewWriter(&file, root)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		for _, data := range [][]byte{b.header, b.envelope} {
			if data == nil {
				continue
			}
			if _, err := w.Put(car.DagCBOR, data); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}
