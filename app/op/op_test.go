package op_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

func key(seed byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
}

func header() op.Header {
	return op.Header{
		Community: op.CommunityID{1}, Kind: "comment.add", Seq: 1, Prev: op.ID{9},
		Deps: []op.ID{{2}, {3}}, Auth: op.ID{1}, TimeMillis: 1_700_000_000_000,
	}
}

func TestWhatIsWrittenOpensAgain(t *testing.T) {
	wrote, err := op.New(header(), []byte("hello"), key(1))
	if err != nil {
		t.Fatal(err)
	}
	read, err := op.Open(wrote.Raw, wrote.Signature, wrote.Body)
	if err != nil {
		t.Fatal(err)
	}
	if read.ID != wrote.ID || !read.SignatureHolds() || read.Header.Prev != (op.ID{9}) || len(read.Header.Deps) != 2 {
		t.Fatalf("opened as %+v", read.Header)
	}
	if _, err := op.Open(wrote.Raw, wrote.Signature, []byte("hellO")); !errors.Is(err, op.ErrBody) {
		t.Fatalf("another body: %v", err)
	}
	bare, err := op.Open(wrote.Raw, wrote.Signature, nil)
	if err != nil || bare.ID != wrote.ID {
		t.Fatalf("without its body: %v", err)
	}
}

func TestHeadersThatAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*op.Header){
		"deps out of order":            func(h *op.Header) { h.Deps = []op.ID{{3}, {2}} },
		"a dep twice":                  func(h *op.Header) { h.Deps = []op.ID{{3}, {3}} },
		"a null dep":                   func(h *op.Header) { h.Deps = []op.ID{{}} },
		"17 deps":                      func(h *op.Header) { h.Deps = ascending(17) },
		"number 1 without prev":        func(h *op.Header) { h.Prev = op.ID{} },
		"number 0 with prev":           func(h *op.Header) { h.Seq = 0 },
		"no commit":                    func(h *op.Header) { h.Auth = op.ID{} },
		"a kind in capitals":           func(h *op.Header) { h.Kind = "Ballot" },
		"no kind":                      func(h *op.Header) { h.Kind = "" },
		"before 1970":                  func(h *op.Header) { h.TimeMillis = -1 },
		"no community, yet no genesis": func(h *op.Header) { h.Community = op.CommunityID{} },
	} {
		t.Run(name, func(t *testing.T) {
			h := header()
			spoil(&h)
			if _, err := op.New(h, nil, key(1)); !errors.Is(err, op.ErrMalformed) {
				t.Fatalf("got %v", err)
			}
		})
	}
}

func ascending(n int) []op.ID {
	ids := make([]op.ID, n)
	for i := range ids {
		ids[i] = op.ID{byte(i + 1)}
	}
	return ids
}

func TestBytesThatAreNotStrict(t *testing.T) {
	o, err := op.New(header(), nil, key(1))
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"nothing":          {},
		"trailing byte":    append(bytes.Clone(o.Raw), 0),
		"cut short":        o.Raw[:len(o.Raw)-1],
		"a longer integer": bytes.Replace(o.Raw, []byte("av\x01"), []byte("av\x18\x01"), 1),
		"indefinite map":   append(append([]byte{0xbf}, o.Raw[1:]...), 0xff),
		"undefined epoch":  bytes.Replace(o.Raw, []byte("bep\xf6"), []byte("bep\xf7"), 1),
		"tag 43":           bytes.Replace(o.Raw, []byte("dprev\xd8\x2a"), []byte("dprev\xd8\x2b"), 1),
		"nested deep":      bytes.Repeat([]byte{0x81}, 3000),
		"a key too many":   append(append([]byte{o.Raw[0] + 1}, o.Raw[1:]...), []byte("ezzzzz\x01")...),
	} {
		if bytes.Equal(raw, o.Raw) {
			t.Fatalf("%s: the test changed nothing", name)
		}
		if _, err := op.Open(raw, o.Signature, nil); !errors.Is(err, op.ErrMalformed) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := op.Open(make([]byte, op.MaxHeaderBytes+1), o.Signature, nil); !errors.Is(err, op.ErrTooLarge) {
		t.Errorf("5 KiB header: %v", err)
	}
}

func TestIDsAsPeopleSeeThem(t *testing.T) {
	id := op.ID{1, 2, 3}
	if got := id.String(); len(got) != 59 || got[:7] != "bafyrei" {
		t.Fatalf("text is %q", got)
	}
	back, err := op.ParseID(id.String())
	if err != nil || back != id {
		t.Fatalf("parsed as %v, %v", back, err)
	}
	if back, err := op.ParseID(strings.ToUpper(id.String())); err != nil || back != id {
		t.Fatalf("in capitals it is %v, %v", back, err)
	}
	// The last character has bits to spare: what differs in them alone would be read as the same digest.
	for _, last := range "bcd" {
		if typed := id.String()[:58] + string(last); !strings.HasSuffix(id.String(), "a") {
			t.Fatalf("%s ends otherwise than this test needs", id)
		} else if _, err := op.ParseID(typed); !errors.Is(err, op.ErrNotAnID) {
			t.Errorf("%s is read as an id: %v", typed, err)
		}
	}
	prefix, err := op.IDPrefix(" " + id.Short() + " ")
	if err != nil || prefix != id.String()[:15] {
		t.Fatalf("prefix %q, %v", prefix, err)
	}
	for _, bad := range []string{"", "abc", "bafyrei!", "b1089", "Qm"} {
		if _, err := op.IDPrefix(bad); !errors.Is(err, op.ErrNotAnID) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
