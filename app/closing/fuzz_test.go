package closing_test

// What comes from elsewhere: bodies and notes. What is accepted writes back the same, and nothing panics.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

func FuzzBody(f *testing.F) {
	registry := kind.NewRegistry(closing.Kinds())
	_, device := deviceKey(1)
	header := &op.Header{Device: device, Deps: []op.ID{{1}}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, k := range registry.All() {
			body, err := k.Decode(header, raw)
			if err != nil {
				continue
			}
			again, err := op.Encode(body)
			if err != nil || string(again) != string(raw) {
				t.Fatalf("a %s reads back as %x: %v", k.Name, again, err)
			}
			w := seated(t, 4)
			_ = w.of('A').poll.Add(closing.Said{ID: op.ID{9}, Teller: op.DeviceID{'A'}, Body: body})
		}
	})
}

func FuzzSealText(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		s, err := closing.ParseSealText(text)
		if err == nil && s.String() != text {
			t.Fatalf("%q reads back as %q", text, s)
		}
	})
}

func FuzzNote(f *testing.F) {
	_, device := deviceKey(1)
	f.Fuzz(func(t *testing.T, text string) {
		seal := &closing.Seal{Note: text}
		if seal.Check(device) != nil {
			return
		}
		if said, err := seal.Text(); err != nil || said != aText() {
			t.Fatalf("a note that nobody signed: %q, %v", text, err)
		}
	})
}
