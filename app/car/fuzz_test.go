package car

// Whatever the bytes are, nothing panics, errors are of the kinds that the documentation names, and what is read writes itself again.

import (
	"bytes"
	"errors"
	"testing"
)

func FuzzReader(f *testing.F) {
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := NewReader(bytes.NewReader(file))
		if err != nil {
			if !isDocumented(err) {
				t.Fatalf("refused as %v", err)
			}
			return
		}
		var again bytes.Buffer
		w, err := NewWriter(&again, r.Roots()...)
		if err != nil {
			t.Fatal(err)
		}
		b, err := r.Next()
		for ; err == nil; b, err = r.Next() {
			if _, err := w.Put(b.Codec(), b.Data); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		good := file[:r.Offset()]
		if !bytes.Equal(again.Bytes(), good) {
			t.Fatalf("%x came back as %x", good, again.Bytes())
		}
		if complete := len(good) == len(file); complete == isDocumented(err) {
			t.Fatalf("%d of %d bytes are good, and the end is %v", len(good), len(file), err)
		}
	})
}

func isDocumented(err error) bool {
	var fault *FaultError
	if errors.As(err, &fault) {
		return errors.Is(err, ErrTruncated) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrForeign)
	}
	return errors.Is(err, ErrNotCAR)
}
