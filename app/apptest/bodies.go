package apptest

// Bodies: what every decoder of a kind's body owes, for the fuzz tests of the domains.

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// FuzzBodies feeds bytes to the decoder of one of the kinds, picked by number. Nothing may panic; what is refused is refused as kind.ErrForm;
// what decodes encodes to the same bytes. Seeds lie in the caller's testdata/fuzz.
func FuzzBodies(f *testing.F, kinds []kind.Kind) {
	slices.SortFunc(kinds, func(a, b kind.Kind) int { return bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	f.Fuzz(func(t *testing.T, pick uint8, raw []byte) {
		k := &kinds[int(pick)%len(kinds)]
		body, err := k.Decode(citingAll(k, raw), raw)
		if err != nil {
			if !errors.Is(err, kind.ErrForm) {
				t.Fatalf("%s: refused as another error: %v", k.Name, err)
			}
			return
		}
		again, err := op.Encode(body)
		if err != nil || !bytes.Equal(again, raw) {
			t.Fatalf("%s: %x came back as %x, %v", k.Name, raw, again, err)
		}
		if k.Names != nil {
			k.Names(body)
		}
		if k.Commits != nil {
			k.Commits(body)
		}
	})
}

// citingAll is a header whose deps hold whatever the body names, so that forms behind that check are reached.
func citingAll(k *kind.Kind, raw []byte) *op.Header {
	h := &op.Header{Version: op.HeaderVersion, Kind: k.Name}
	body := k.NewBody()
	if op.Decode(raw, body) != nil {
		return h
	}
	if citing, ok := body.(interface{ Deps() []op.ID }); ok {
		h.Deps = citing.Deps()
	}
	return h
}
