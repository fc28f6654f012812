package authority_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// Whatever arrives as the body of an act of authority either is refused, or is exactly what its fields encode to, and naming what it relies
// on does not panic.
func FuzzBody(f *testing.F) {
	kinds := authority.Kinds()
	for i, k := range kinds {
		if raw, err := op.Encode(k.NewBody()); err == nil {
			f.Add(i, raw)
		}
	}
	f.Fuzz(func(t *testing.T, i int, raw []byte) {
		if i < 0 || i >= len(kinds) {
			return
		}
		k := kinds[i]
		body, err := k.Decode(&op.Header{Community: op.CommunityID{1}, Kind: k.Name}, raw)
		if err != nil {
			return
		}
		again, err := op.Encode(body)
		if err != nil || !bytes.Equal(again, raw) {
			t.Fatalf("%s: %x re-encodes to %x, %v", k.Name, raw, again, err)
		}
		if k.Names != nil && slices.ContainsFunc(k.Names(body), op.ID.IsZero) {
			t.Fatalf("%s names null", k.Name)
		}
	})
}
