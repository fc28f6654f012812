package bundle

import (
	"bytes"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

func TestEnvelopesAreCutAsTheyAreEncoded(t *testing.T) {
	bodies := [][]byte{nil}
	for _, n := range []int{0, 1, 23, 24, 255, 256, 65_535, op.MaxBodyBytes} {
		bodies = append(bodies, bytes.Repeat([]byte{7}, n))
	}
	for _, body := range bodies {
		e := envelope{Signature: op.Signature{1, 63: 2}}
		if body != nil {
			e.Body = &body
		}
		raw := encoded(t, &e)
		cut, ok := cutEnvelope(raw)
		if !ok || cut.Signature != e.Signature || !bytes.Equal(cut.body(), body) || (cut.body() == nil) != (body == nil) {
			t.Errorf("a body of %d bytes: %v, %d bytes", len(body), ok, len(cut.body()))
		}
		for n := range min(len(raw), 200) {
			if _, ok := cutEnvelope(raw[:n]); ok {
				t.Errorf("a body of %d bytes, cut to %d: it was taken", len(body), n)
			}
		}
		if _, ok := cutEnvelope(append(raw, 0)); ok {
			t.Errorf("a body of %d bytes: a byte too many was taken", len(body))
		}
	}
}
