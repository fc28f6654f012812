package admission

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

var (
	alice = HashPeer("alice")
	bob   = HashPeer("bob")
	com   = op.CommunityID{1, 2, 3}
	key   = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))
	dev   = op.DeviceID(key.Public().(ed25519.PublicKey))
)

func sign(message []byte) op.Signature { return op.Signature(ed25519.Sign(key, message)) }

// A name is of one community, between two peers, in one direction.
func TestNames(t *testing.T) {
	names := map[Name]string{}
	for text, n := range map[string]Name{
		"as it is":          NameOf([16]byte{1}, alice, bob),
		"another community": NameOf([16]byte{2}, alice, bob),
		"the other way":     NameOf([16]byte{1}, bob, alice),
		"another peer":      NameOf([16]byte{1}, alice, HashPeer("carol")),
	} {
		if other, taken := names[n]; taken {
			t.Errorf("%s and %s have one name", text, other)
		}
		names[n] = text
	}
}

// A card is good for one challenge, between two peers, in one direction, in one community.
func TestCards(t *testing.T) {
	challenge := Challenge{9}
	card := NewCard(sign, dev, com, alice, bob, challenge, 1_800_000_000_000)
	if !card.Holds(com, alice, bob, challenge) {
		t.Fatal("a good card does not hold")
	}
	later := card
	later.TimeMillis++
	other := card
	other.Device[0] ^= 1
	for text, holds := range map[string]bool{
		"replayed":          card.Holds(com, alice, bob, Challenge{10}),
		"passed on":         card.Holds(com, alice, HashPeer("carol"), challenge),
		"by somebody else":  card.Holds(com, HashPeer("carol"), bob, challenge),
		"reflected":         card.Holds(com, bob, alice, challenge),
		"another community": card.Holds(op.CommunityID{4}, alice, bob, challenge),
		"another time":      later.Holds(com, alice, bob, challenge),
		"another device":    other.Holds(com, alice, bob, challenge),
	} {
		if holds {
			t.Errorf("%s: it holds", text)
		}
	}
}

// messages are one of each, with one that reads it.
func messages() []struct {
	name string
	say  any
	into func() Message
} {
	body := []byte("body")
	return []struct {
		name string
		say  any
		into func() Message
	}{
		{"hello", Hello{V: Version, Name: Name{1}, Challenge: Challenge{2}}, func() Message { return new(Hello) }},
		{"refusal", Reply{Refusal: Unknown}, func() Message { return new(Reply) }},
		{"reply", Reply{Card: Card{TimeMillis: 5, Device: dev}}, func() Message { return new(Reply) }},
		{"card", Card{TimeMillis: 5, Device: dev}, func() Message { return new(Card) }},
		{"ask", Ask{Proof: true}, func() Message { return new(Ask) }},
		{"offer", Offer{IDs: []op.ID{{1}, {2}}}, func() Message { return new(Offer) }},
		{"have", HaveOf([]bool{true, false, true}), func() Message { return new(Have) }},
		{"ops", Ops{Ops: []Packed{{Head: []byte("head"), Body: &body}, {Head: []byte("bare")}}, Last: true}, func() Message { return new(Ops) }},
		{"let in", Verdict{Standing: Member, Peers: []Introduced{{ID: "x", Addrs: []string{"/ip4/1.2.3.4"}}}}, func() Message { return new(Verdict) }},
		{"turned away", Verdict{Refusal: Removed, Peers: []Introduced{}}, func() Message { return new(Verdict) }},
	}
}

func TestMessagesAreReadAsTheyWereSaid(t *testing.T) {
	for _, m := range messages() {
		frame, err := op.Encode(m.say)
		if err != nil {
			t.Fatal(err)
		}
		into := m.into()
		if err := Read(frame, into); err != nil {
			t.Errorf("%s: %v", m.name, err)
			continue
		}
		if again, _ := op.Encode(into); !bytes.Equal(frame, again) {
			t.Errorf("%s: another one after reading", m.name)
		}
		for n := range frame {
			if err := Read(frame[:n], m.into()); !errors.Is(err, ErrMessage) {
				t.Fatalf("%s cut to %d bytes: %v", m.name, n, err)
			}
		}
	}
}

func TestBadMessagesAreRefused(t *testing.T) {
	for name, m := range map[string]struct {
		say  any
		into Message
	}{
		"another version":       {Hello{V: 2}, new(Hello)},
		"a clock before time":   {Card{TimeMillis: -1}, new(Card)},
		"a clock after time":    {Card{TimeMillis: op.MaxTimeMillis + 1}, new(Card)},
		"too many ids":          {Offer{IDs: make([]op.ID, MaxOfferIDs+1)}, new(Offer)},
		"too many answers":      {Have{Bits: make([]byte, MaxOfferIDs/8+1)}, new(Have)},
		"too many peers":        {Verdict{Standing: Member, Peers: make([]Introduced, MaxIntroduced+1)}, new(Verdict)},
		"too many addresses":    {Verdict{Standing: Member, Peers: []Introduced{{Addrs: make([]string, MaxIntroducedAddrs+1)}}}, new(Verdict)},
		"a long address":        {Verdict{Standing: Member, Peers: []Introduced{{ID: strings.Repeat("x", MaxAddrBytes+1)}}}, new(Verdict)},
		"neither in nor out":    {Verdict{}, new(Verdict)},
		"in and out":            {Verdict{Standing: Member, Refusal: Removed}, new(Verdict)},
		"a standing of its own": {Verdict{Standing: "king"}, new(Verdict)},
		"a reason in capitals":  {Reply{Refusal: "NO\x1b[31m"}, new(Reply)},
		"a long reason":         {Reply{Refusal: Refusal(strings.Repeat("a", 33))}, new(Reply)},
		"another message":       {Ask{}, new(Hello)},
	} {
		frame, err := op.Encode(m.say)
		if err != nil {
			t.Fatal(err)
		}
		if err := Read(frame, m.into); !errors.Is(err, ErrMessage) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Read(make([]byte, MaxFrameBytes+1), new(Ops)); !errors.Is(err, ErrMessage) {
		t.Errorf("a frame that is too large: %v", err)
	}
}

func TestAnswersAreBits(t *testing.T) {
	held := []bool{true, false, false, true, false, false, false, false, true}
	h := HaveOf(held)
	if !bytes.Equal(h.Bits, []byte{0b1001, 1}) {
		t.Errorf("%b", h.Bits)
	}
	for i, want := range held {
		if h.Held(i) != want {
			t.Errorf("%d: %v", i, !want)
		}
	}
	if h.Held(1000) {
		t.Error("holds what nobody asked about")
	}
}

func TestPackedOpsOpen(t *testing.T) {
	for name, body := range map[string][]byte{"a body": []byte("x"), "an empty body": {}} {
		o, err := op.New(op.Header{Kind: "x.y", Community: com, Auth: op.ID{1}, TimeMillis: 1}, body, key)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range []*op.Op{o, o.WithoutBody()} {
			packed := Pack(o)
			frame, err := op.Encode(packed)
			if err != nil {
				t.Fatal(err)
			}
			var again Packed
			if err := op.Decode(frame, &again); err != nil {
				t.Fatal(err)
			}
			got, err := again.Open()
			if err != nil || got.ID != o.ID || (got.Body == nil) != (o.Body == nil) || packed.Bytes() < len(frame)-64 {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		}
	}
}
