package op_test

// Vectors: headers that parse, and headers that do not, as testdata/vectors/headers.json says. A whole community lies beside them; package
// community checks it.

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

type headerVector struct{ About, Header, ID string }

func readHeaders(t *testing.T) (good, refused []headerVector) {
	t.Helper()
	raw, err := os.ReadFile("testdata/vectors/headers.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Good, Refused []headerVector }
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Good) == 0 || len(file.Refused) == 0 {
		t.Fatal("a kind of vectors is missing")
	}
	return file.Good, file.Refused
}

func TestHeaderVectors(t *testing.T) {
	good, refused := readHeaders(t)
	for _, v := range good {
		raw := unhex(t, v.Header)
		o, err := op.Open(raw, op.Signature{}, nil)
		if err != nil {
			t.Errorf("%s: %v", v.About, err)
			continue
		}
		if again, err := op.Encode(&o.Header); err != nil || !bytes.Equal(again, raw) || hex.EncodeToString(o.ID[:]) != v.ID {
			t.Errorf("%s: %s is written again as %x, %v", v.About, o.ID, again, err)
		}
	}
	for _, v := range refused {
		if _, err := op.Open(unhex(t, v.Header), op.Signature{}, nil); err == nil {
			t.Errorf("%s: it parses", v.About)
		}
	}
}
