package op_test

import (
	"bytes"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

// Whatever arrives as a header either is refused, or is exactly what its fields encode to.
func FuzzOpen(f *testing.F) {
	o, err := op.New(header(), []byte("hello"), key(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(o.Raw, []byte("hello"))
	f.Add(bytes.Repeat([]byte{0x81}, 2000), []byte(nil))
	f.Fuzz(func(t *testing.T, raw, body []byte) {
		o, err := op.Open(raw, op.Signature{}, body)
		if err != nil {
			return
		}
		again, err := op.Encode(&o.Header)
		if err != nil || !bytes.Equal(again, raw) {
			t.Fatalf("%x re-encodes to %x, %v", raw, again, err)
		}
		if parsed, err := op.ParseID(o.ID.String()); err != nil || parsed != o.ID {
			t.Fatalf("id %s: %v", o.ID, err)
		}
	})
}
