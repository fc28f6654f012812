package record_test

// Records taken apart and put together again, as a liar would.

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/car"
	"github.com/folkmoot/folkmoot/app/op"
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
