package admission

// Messages: what the two sides say, in the order in which they say it. Each is one frame of strict DAG-CBOR.

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// ErrMessage says that a frame is not the message that has to come now. It is wrapped with what is wrong.
var ErrMessage = errors.New("not the message that has to come now")

// ErrVersion says that the other speaks another version of these messages. It is an ErrMessage.
var ErrVersion = fmt.Errorf("%w: another version", ErrMessage)

// Version is what these messages are.
const Version = 1

// Challenge is 32 random bytes that nobody has used before.
type Challenge [32]byte

// Name says which community somebody means, to whoever knows the community, and between these two peers alone.
type Name [32]byte

// NameOf is HMAC-SHA256 under the genesis nonce over the hashes of both peer ids, the opener's first.
func NameOf(nonce [16]byte, opener, answerer PeerHash) (name Name) {
	mac := hmac.New(sha256.New, nonce[:])
	mac.Write([]byte("folkmoot/admit-name/v1\x00"))
	mac.Write(opener[:])
	mac.Write(answerer[:])
	mac.Sum(name[:0])
	return name
}

// PeerHash is the SHA-256 of a peer id's bytes: ids differ in length, signed messages must not.
type PeerHash [32]byte

// HashPeer hashes a peer id.
func HashPeer(id string) PeerHash { return sha256.Sum256([]byte(id)) }

// Hello begins an admission: the opener names the community.
type Hello struct {
	V         uint64    `cbor:"v"`
	Name      Name      `cbor:"name"`
	Challenge Challenge `cbor:"challenge"`
}

// Reply answers a Hello: a refusal, or the answerer's own challenge and card.
type Reply struct {
	Refusal   Refusal   `cbor:"refusal"`
	Challenge Challenge `cbor:"challenge"`
	Card      Card      `cbor:"card"`
}

// Card says who a peer is: a device's signature over the other's challenge, with the device's clock.
type Card struct {
	TimeMillis int64        `cbor:"t"`
	Device     op.DeviceID  `cbor:"dev"`
	Signature  op.Signature `cbor:"sig"`
}

// NewCard signs with the device's key.
func NewCard(sign func(message []byte) op.Signature, device op.DeviceID, com op.CommunityID, own, other PeerHash, c Challenge, nowMillis int64) Card {
	return Card{
		TimeMillis: nowMillis, Device: device,
		Signature: sign(statement.AdmitMessage(com, own, other, c, nowMillis)),
	}
}

// Holds reports whether the card answers the challenge, from that peer to this one.
func (card Card) Holds(com op.CommunityID, own, other PeerHash, c Challenge) bool {
	return op.Verify([32]byte(card.Device), statement.AdmitMessage(com, own, other, c, card.TimeMillis), card.Signature)
}

// Ask says whether the other has to prove its standing.
type Ask struct {
	Proof bool `cbor:"proof"`
}

// Offer names ops of the way to a standing, the newest first. An empty one ends the offers: the ops follow.
type Offer struct {
	IDs []op.ID `cbor:"ids"`
}

// Have answers an offer: a bit for each id, the first one the lowest of the first byte; set where the op is held.
type Have struct {
	Bits []byte `cbor:"bits"`
}

// HaveOf packs the answers.
func HaveOf(held []bool) Have {
	bits := make([]byte, (len(held)+7)/8)
	for i, is := range held {
		if is {
			bits[i/8] |= 1 << (i % 8)
		}
	}
	return Have{bits}
}

// Held is the answer about the i-th id.
func (h Have) Held(i int) bool { return i/8 < len(h.Bits) && h.Bits[i/8]&(1<<(i%8)) != 0 }

// Ops are ops of a proof, in causal order.
type Ops struct {
	Ops  []Packed `cbor:"ops"`
	Last bool     `cbor:"last"`
}

// Packed is an op with all that belongs to it: also what is gossiped.
type Packed struct {
	Signature op.Signature `cbor:"sig"`
	// Body is nil where it is not at hand.
	Body *[]byte `cbor:"body"`
	Head []byte  `cbor:"head"`
}

// Pack makes one of an op.
func Pack(o *op.Op) Packed {
	p := Packed{Signature: o.Signature, Head: o.Raw}
	if o.Body != nil {
		p.Body = &o.Body
	}
	return p
}

// Bytes is about what it takes on the wire.
func (p *Packed) Bytes() int {
	n := len(p.Head) + len(p.Signature) + 32
	if p.Body != nil {
		n += len(*p.Body)
	}
	return n
}

// Open takes the op apart; its signature is not checked.
func (p *Packed) Open() (*op.Op, error) {
	switch {
	case p.Body == nil:
		return op.Open(p.Head, p.Signature, nil)
	case *p.Body == nil:
		return op.Open(p.Head, p.Signature, []byte{})
	}
	return op.Open(p.Head, p.Signature, *p.Body)
}

// Verdict is what the other is here. Somebody who is let in also hears of others to turn to.
type Verdict struct {
	Standing Standing     `cbor:"standing"`
	Refusal  Refusal      `cbor:"refusal"`
	Peers    []Introduced `cbor:"peers"`
}

// Introduced is a peer with standing in the community.
type Introduced struct {
	ID    string   `cbor:"id"`
	Addrs []string `cbor:"addrs"`
}

// Message is one of the messages of this package.
type Message interface{ check() error }

// Read decodes a frame and checks what every message must be. Errors wrap ErrMessage.
func Read(frame []byte, into Message) error {
	if len(frame) > MaxFrameBytes {
		return fmt.Errorf("%w: %d bytes", ErrMessage, len(frame))
	}
	if err := op.Decode(frame, into); err != nil {
		return fmt.Errorf("%w: %w", ErrMessage, err)
	}
	if err := into.check(); err != nil {
		return fmt.Errorf("%w: %w", ErrMessage, err)
	}
	return nil
}

func (h *Hello) check() error {
	if h.V != Version {
		return fmt.Errorf("%w: %d", ErrVersion, h.V)
	}
	return nil
}

func (r *Reply) check() error {
	if r.Refusal != NotRefused {
		return r.Refusal.check()
	}
	return r.Card.check()
}

func (card *Card) check() error {
	if card.TimeMillis < 0 || card.TimeMillis > op.MaxTimeMillis {
		return fmt.Errorf("a clock at %d", card.TimeMillis)
	}
	return nil
}

func (*Ask) check() error { return nil }

func (o *Offer) check() error { return atMost("offered ids", len(o.IDs), MaxOfferIDs) }

func (h *Have) check() error { return atMost("bytes of answers", len(h.Bits), MaxOfferIDs/8) }

func (o *Ops) check() error { return atMost("ops", len(o.Ops), MaxOfferIDs) }

func (v *Verdict) check() error {
	if err := atMost("peers", len(v.Peers), MaxIntroduced); err != nil {
		return err
	}
	for _, p := range v.Peers {
		if err := atMost("addresses", len(p.Addrs), MaxIntroducedAddrs); err != nil {
			return err
		}
		for _, text := range append([]string{p.ID}, p.Addrs...) {
			if err := atMost("bytes of an address", len(text), MaxAddrBytes); err != nil {
				return err
			}
		}
	}
	if (v.Standing == Stranger) == (v.Refusal == NotRefused) {
		return errors.New("neither let in nor refused")
	}
	if v.Standing == Stranger {
		return v.Refusal.check()
	}
	return v.Standing.check()
}

func (s Standing) check() error {
	switch s {
	case Member, Newcomer, Relay, Teller, Source:
		return nil
	}
	return fmt.Errorf("a standing of %.20q", string(s))
}

// A reason that this build does not know is a reason all the same, where it is a short word.
func (r Refusal) check() error {
	for _, c := range []byte(r) {
		if (c < 'a' || c > 'z') && c != '-' {
			return fmt.Errorf("a reason of %.20q", string(r))
		}
	}
	return atMost("characters of a reason", len(r), 32)
}

func atMost(what string, n, most int) error {
	if n > most {
		return fmt.Errorf("%d %s, where %d fit", n, what, most)
	}
	return nil
}
