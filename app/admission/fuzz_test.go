package admission

import (
	"bytes"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

// FuzzMessage: whatever comes, a message is read or refused, and what is read is said in the same bytes.
func FuzzMessage(f *testing.F) {
	for i, m := range messages() {
		frame, err := op.Encode(m.say)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(byte(i), frame)
	}
	all := messages()
	f.Fuzz(func(t *testing.T, which byte, frame []byte) {
		into := all[int(which)%len(all)].into()
		if Read(frame, into) != nil {
			return
		}
		again, err := op.Encode(into)
		if err != nil || !bytes.Equal(again, frame) {
			t.Fatalf("%x is said again as %x (%v)", frame, again, err)
		}
		if ops, is := into.(*Ops); is {
			for i := range ops.Ops {
				_, _ = ops.Ops[i].Open()
			}
		}
	})
}
