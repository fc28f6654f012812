package bundle

// The format as bytes: testdata/annotated.txt is a bundle for a second implementation to read and to write.

import (
	"bytes"
	"encoding/hex"
	"os"
	"slices"
	"strings"
	"testing"
)

func annotated(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var digits strings.Builder
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		for word := range strings.FieldsSeq(line) {
			digits.WriteString(word)
		}
	}
	raw, err := hex.DecodeString(digits.String())
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Three ops: with a body, with none at hand, with an empty one. The device's key is from the seed 61…61; the signatures are deterministic.
func TestAnnotatedBundle(t *testing.T) {
	want := annotated(t, "testdata/annotated.txt")
	ops := village(t, "-", "")
	if got := write(t, manifestOf(ops), ops); !bytes.Equal(got, want) {
		t.Errorf("written is\n%x\nthe file says\n%x", got, want)
	}
	m, got, err := read(bytes.NewReader(want))
	if err != nil || !slices.EqualFunc(got, ops, same) || m.Ops != 3 {
		t.Errorf("%v, %d ops of %d", err, len(got), m.Ops)
	}
}
