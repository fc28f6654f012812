package bundle

// Whatever the bytes are, nothing panics, errors are of the kinds that the documentation names, and what is read writes itself again.

import (
	"bytes"
	"errors"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

func FuzzReader(f *testing.F) {
	f.Fuzz(func(t *testing.T, file []byte) {
		m, ops, err := read(bytes.NewReader(file))
		for _, o := range ops {
			if o.Community() != m.Community {
				t.Fatalf("%s is of another community", o.ID)
			}
			if _, err := op.Open(o.Raw, o.Signature, o.Body); err != nil {
				t.Fatalf("%s: %v", o.ID, err)
			}
		}
		if err != nil {
			checkFault(t, err, len(file), len(ops))
			return
		}
		if again := write(t, m, ops); !bytes.Equal(again, file) {
			t.Fatalf("%x came back as %x", file, again)
		}
	})
}

func checkFault(t *testing.T, err error, length, ops int) {
	t.Helper()
	if sentences(err) != 1 {
		t.Fatalf("refused as %v", err)
	}
	var cut *TruncatedError
	if errors.As(err, &cut) && (cut.Offset > int64(length) || cut.Ops != uint64(ops) || cut.Want != 0 && cut.Ops >= cut.Want) {
		t.Fatalf("%d bytes, %d ops: %+v", length, ops, cut)
	}
	var bad *DamagedError
	if errors.As(err, &bad) && (bad.Offset > int64(length) || bad.Ops != uint64(ops) || bad.Cause == nil) {
		t.Fatalf("%d bytes, %d ops: %+v", length, ops, bad)
	}
}
