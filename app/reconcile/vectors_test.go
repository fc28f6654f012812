package reconcile_test

// Vectors: whole sessions, frame by frame, for a second implementation to read and to answer.

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

var update = flag.Bool("update", false, "write the vectors anew")

// vector is a session between two replicas.
type vector struct {
	Name string `json:"name"`
	// Ops are all ops, each "header signature body" in hex; Initiator and Responder are who holds which, by their places.
	Ops       [][3]string `json:"ops"`
	Initiator []int       `json:"initiator"`
	Responder []int       `json:"responder"`
	// Frames are what is said, in order. A batch of ops stands here as it is when it is not packed.
	Frames []vectorFrame `json:"frames"`
}

type vectorFrame struct {
	From string `json:"from"`
	Hex  string `json:"hex"`
}

const vectorsFile = "testdata/vectors/sessions.json"

func TestVectors(t *testing.T) {
	if *update {
		writeVectors(t)
	}
	raw, err := os.ReadFile(filepath.FromSlash(vectorsFile))
	if err != nil {
		t.Fatal(err)
	}
	var vectors []vector
	if err := json.Unmarshal(raw, &vectors); err != nil || len(vectors) < 5 {
		t.Fatalf("%d vectors: %v", len(vectors), err)
	}
	for _, want := range vectors {
		t.Run(want.Name, func(t *testing.T) {
			var ops []*op.Op
			for _, o := range want.Ops {
				ops = append(ops, openHex(t, o))
			}
			got := played(t, ops, want.Initiator, want.Responder)
			if !slices.Equal(got, want.Frames) {
				t.Errorf("said is\n%v\nthe file has\n%v", got, want.Frames)
			}
		})
	}
}

func openHex(t *testing.T, parts [3]string) *op.Op {
	t.Helper()
	var raw [3][]byte
	for i, p := range parts {
		var err error
		if raw[i], err = hex.DecodeString(p); err != nil {
			t.Fatal(err)
		}
	}
	o, err := op.Open(raw[0], op.Signature(raw[1]), raw[2])
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// played runs a session, and answers its frames.
func played(t *testing.T, ops []*op.Op, initiator, responder []int) []vectorFrame {
	t.Helper()
	village := newVillage(t, 1)
	side := func(places []int) *apptest.Side {
		p := village.replica()
		for _, place := range places {
			p.Take(ops[place])
		}
		return sideOf(p)
	}
	var frames []vectorFrame
	first, second := reconcile.New(reconcile.Initiator, side(initiator)), reconcile.New(reconcile.Responder, side(responder))
	whole, err := apptest.Meet(first, second, math.MaxInt, func(fromInitiator bool, f []byte) [][]byte {
		from := "responder"
		if fromInitiator {
			from = "initiator"
		}
		plain, err := reconcile.Unpacked(f)
		if err != nil {
			t.Fatal(err)
		}
		frames = append(frames, vectorFrame{from, hex.EncodeToString(plain)})
		// What is not packed says the same.
		return [][]byte{plain}
	})
	if err != nil || !whole {
		t.Fatal(err)
	}
	if !first.Result().Equal || !second.Result().Equal {
		t.Errorf("%+v\n%+v", first.Result(), second.Result())
	}
	return frames
}

func writeVectors(t *testing.T) {
	v := newVillage(t, 1)
	bob := v.Join(v.people[0], "bob")
	v.people = append(v.people, bob)
	v.talk(2)
	ops := append(slices.Clone(v.Ops), v.fork(bob, v.of(bob)[2], 1)...)
	all := places(0, len(v.Ops))
	fork := len(ops) - 1
	vectors := []vector{
		{Name: "nothing changed", Initiator: all, Responder: all},
		{Name: "the initiator is new", Responder: all},
		{Name: "the responder was away", Initiator: all, Responder: places(0, 5)},
		{Name: "each has written", Initiator: without(all, len(v.Ops)-1), Responder: without(all, len(v.Ops)-2)},
		{Name: "a fork", Initiator: all, Responder: append(without(all, len(v.Ops)-1), fork)},
		{Name: "one waits for its parent", Initiator: append(places(0, 5), len(v.Ops)-1), Responder: all},
	}
	for i := range vectors {
		for _, o := range ops {
			vectors[i].Ops = append(vectors[i].Ops, [3]string{hex.EncodeToString(o.Raw), hex.EncodeToString(o.Signature[:]), hex.EncodeToString(o.Body)})
		}
		vectors[i].Frames = played(t, ops, vectors[i].Initiator, vectors[i].Responder)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(vectors); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(vectorsFile), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.FromSlash(vectorsFile), out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func places(from, to int) []int {
	var all []int
	for i := from; i < to; i++ {
		all = append(all, i)
	}
	return all
}

func without(all []int, place int) []int {
	return slices.DeleteFunc(slices.Clone(all), func(p int) bool { return p == place })
}
