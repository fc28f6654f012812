package p2p

import (
	"bytes"
	"crypto/ed25519"
	"testing"

	pb "github.com/libp2p/go-libp2p-pubsub/pb"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

func gossiped(t testing.TB, o *op.Op) []byte {
	t.Helper()
	data, err := op.Encode(admission.Pack(o))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func anOp(t testing.TB, body string) *op.Op {
	t.Helper()
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))
	o, err := op.New(op.Header{Kind: "x.y", Community: op.CommunityID{1}, Auth: op.ID{1}, TimeMillis: 1}, []byte(body), key)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// One op under two signatures, with its body or without, is one message; so nobody can flood with copies of it.
func TestAMessageIsNamedByItsOp(t *testing.T) {
	o := anOp(t, "x")
	bad := *o
	bad.Signature[0] ^= 1
	for name, same := range map[string]*op.Op{"as it is": o, "another signature": &bad, "no body": o.WithoutBody()} {
		if got := messageID(&pb.Message{Data: gossiped(t, same)}); got != string(o.ID[:]) {
			t.Errorf("%s: %x", name, got)
		}
	}
	if messageID(&pb.Message{Data: gossiped(t, anOp(t, "y"))}) == string(o.ID[:]) {
		t.Error("two ops with one name")
	}
	garbage := [][]byte{nil, []byte("x"), make([]byte, maxGossipBytes+1)}
	names := map[string]bool{}
	for _, data := range garbage {
		names[messageID(&pb.Message{Data: data})] = true
	}
	if len(names) != len(garbage) {
		t.Errorf("%d names for %d messages", len(names), len(garbage))
	}
}

// The largest op of all fits into a message.
func TestTheLargestOpIsGossiped(t *testing.T) {
	data := gossiped(t, anOp(t, string(make([]byte, op.MaxBodyBytes))))
	if room := op.MaxHeaderBytes; len(data)+room > maxGossipBytes {
		t.Errorf("%d bytes, with a header of %d more", len(data), room)
	}
	if _, err := openGossip(data); err != nil {
		t.Error(err)
	}
	if _, err := openGossip(make([]byte, maxGossipBytes+1)); err == nil {
		t.Error("a message that is too large was opened")
	}
}

// FuzzGossip: whatever is gossiped, it is an op or refused, and has a name.
func FuzzGossip(f *testing.F) {
	f.Add(gossiped(f, anOp(f, "x")))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := messageID(&pb.Message{Data: data})
		o, err := openGossip(data)
		if err == nil && name != string(o.ID[:]) {
			t.Fatalf("named %x, and is %s", name, o.ID)
		}
	})
}
