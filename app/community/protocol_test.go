package community_test

// PROTOCOL.md names what the code has: every kind, every key of its body, every verdict. What they mean, a reader has to check.

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestProtocolPageNamesEverything(t *testing.T) {
	raw, err := os.ReadFile("../PROTOCOL.md")
	must(t, err)
	page := string(raw)
	says := func(about, name string) {
		t.Helper()
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("PROTOCOL.md does not say `%s` (%s)", name, about)
		}
	}
	for _, k := range community.Kinds().All() {
		says("a kind", k.Name)
		for _, key := range keysOf(reflect.TypeOf(k.NewBody())) {
			says(k.Name, key)
		}
	}
	for about, of := range map[string]any{
		"the header": op.Header{}, "a link": invite.Link{}, "an offer": invite.Offer{}, "an answer": invite.Answer{}, "a relay": invite.RelayOffer{}, "a manifest": bundle.Manifest{},
	} {
		for _, key := range keysOf(reflect.TypeOf(of)) {
			says(about, key)
		}
	}
	for v := kind.Applied; v <= kind.Unknown; v++ {
		if row := fmt.Sprintf("| %d | %s |", v, v); !strings.Contains(page, row) {
			t.Errorf("PROTOCOL.md has no row %s", row)
		}
	}
}

// keysOf are the keys of a struct's encoding, and of what is inside of it.
func keysOf(of reflect.Type) []string {
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return keysOf(of.Elem())
	case reflect.Struct:
	default:
		return nil
	}
	var keys []string
	for field := range of.NumField() {
		f := of.Field(field)
		key, _, _ := strings.Cut(f.Tag.Get("cbor"), ",")
		keys = append(append(keys, key), keysOf(f.Type)...)
	}
	return keys
}
