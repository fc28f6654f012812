package bundle

// Other IPLD tools find their way through a bundle: from its root they reach every op by links alone.

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/ipfs/go-cid"
	gocar "github.com/ipld/go-car/v2"
	"github.com/ipld/go-ipld-prime/codec/dagcbor"
	"github.com/ipld/go-ipld-prime/datamodel"
	cidlink "github.com/ipld/go-ipld-prime/linking/cid"
	"github.com/ipld/go-ipld-prime/node/basicnode"
	"github.com/ipld/go-ipld-prime/traversal"
)

func TestOtherToolsFollowTheLinks(t *testing.T) {
	ops := village(t, "one", "-", "", "four")
	r, err := gocar.NewBlockReader(bytes.NewReader(write(t, manifestOf(ops), ops)))
	if err != nil {
		t.Fatal(err)
	}
	links := map[cid.Cid][]datamodel.Link{}
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		links[b.Cid()] = linksOf(t, b.RawData())
	}
	reached := map[cid.Cid]bool{}
	next := r.Roots
	for len(next) > 0 {
		c := next[0]
		next = next[1:]
		if reached[c] {
			continue
		}
		reached[c] = true
		for _, l := range links[c] {
			next = append(next, l.(cidlink.Link).Cid)
		}
	}
	for i, o := range ops {
		if !reached[o.ID.CID()] {
			t.Errorf("op %d is not reached", i)
		}
	}
	if want := 1 + 2*len(ops); len(links) != want || len(reached) != 1+len(ops) {
		t.Errorf("%d blocks, %d reached, want %d", len(links), len(reached), want)
	}
}

// linksOf also has the other implementation write the block again: its strict encoding is ours.
func linksOf(t *testing.T, raw []byte) []datamodel.Link {
	t.Helper()
	node := basicnode.Prototype.Any.NewBuilder()
	if err := dagcbor.Decode(node, bytes.NewReader(raw)); err != nil {
		t.Fatalf("%x: %v", raw, err)
	}
	var again bytes.Buffer
	if err := dagcbor.Encode(node.Build(), &again); err != nil || !bytes.Equal(again.Bytes(), raw) {
		t.Fatalf("%x is written as %x, %v", raw, again.Bytes(), err)
	}
	links, err := traversal.SelectLinks(node.Build())
	if err != nil {
		t.Fatal(err)
	}
	return links
}
