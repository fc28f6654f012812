package invite_test

// Each decoder, with texts as they come, and with any bytes under a check that is right, which no fuzzer would find by itself.

import (
	"crypto/sha256"
	"encoding/base64"
	"testing"

	"github.com/folkmoot/folkmoot/app/invite"
)

type writer interface{ Text() (string, error) }

func fuzzTexts(f *testing.F, prefix string, parse func(string) (writer, error)) {
	f.Fuzz(func(t *testing.T, pasted string, raw []byte) {
		if read, err := parse(pasted); err == nil {
			written := mustWrite(t, read)
			again, err := parse(written)
			if err != nil {
				t.Fatalf("%q came from %q, and is refused: %v", written, pasted, err)
			}
			if mustWrite(t, again) != written {
				t.Fatalf("%q came back as another text", written)
			}
		}
		sum := sha256.Sum256(append([]byte(prefix), raw...))
		checked := prefix + base64.RawURLEncoding.EncodeToString(append(raw, sum[:4]...))
		if read, err := parse(checked); err == nil && mustWrite(t, read) != checked {
			t.Fatalf("%q came back as another text", checked)
		}
	})
}

func mustWrite(t *testing.T, read writer) string {
	t.Helper()
	written, err := read.Text()
	if err != nil {
		t.Fatalf("what parses is not written again: %v", err)
	}
	return written
}

func FuzzLink(f *testing.F) {
	fuzzTexts(f, "folkmoot:join/1/", func(s string) (writer, error) { return invite.ParseLink(s) })
}

func FuzzOffer(f *testing.F) {
	fuzzTexts(f, "folkmoot:pair/1/", func(s string) (writer, error) { return invite.ParseOffer(s) })
}

func FuzzAnswer(f *testing.F) {
	fuzzTexts(f, "folkmoot:device/1/", func(s string) (writer, error) { return invite.ParseAnswer(s) })
}

func FuzzRelayOffer(f *testing.F) {
	fuzzTexts(f, "folkmoot:relay/1/", func(s string) (writer, error) { return invite.ParseRelayOffer(s) })
}
