package relay

// Handover: how a steward's install hands a community over to the relay that it has certified. One question, one answer.

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/multiformats/go-multiaddr"

	"github.com/folkmoot/folkmoot/app/op"
)

// ProtocolHandOver is spoken to relays alone. Its question gives the nonce of a community to whoever answers as the peer that the pairing link
// names, and to nobody else.
const ProtocolHandOver protocol.ID = "/folkmoot/relay/1.0.0"

const (
	// maxHandOverBytes of either message: what they hold, and some.
	maxHandOverBytes = 256
	// maxQuestions are answered at a time: a steward asks once.
	maxQuestions = 8
	// endPatience is for whoever is in the middle of a question when the relay ends.
	endPatience = time.Second
	// handOverPatience is for one question and its answer, once connected.
	handOverPatience = 15 * time.Second
)

// HandOver is the question: will you serve this community?
type HandOver struct {
	Community op.CommunityID `cbor:"com"`
	Nonce     [16]byte       `cbor:"nonce"`
	// Token is the pairing link's: only who has it decides which community a relay serves.
	Token [16]byte `cbor:"token"`
}

// Answer is the relay's. Why is empty where it serves the community from now on.
type Answer struct {
	Why string `cbor:"why"`
}

// The reasons that a relay gives.
const (
	whyUsedUp     = "used-up"
	whyNotAllowed = "not-allowed"
	whyFull       = "full"
	whyTrouble    = "trouble"
)

// reasons pairs what is said with what it means.
var reasons = []struct {
	why string
	err error
}{{whyUsedUp, ErrUsedUp}, {whyNotAllowed, ErrNotAllowed}, {whyFull, ErrFull}}

// ErrAnswer says that a relay's answer was none, or that it has trouble of its own.
var ErrAnswer = errors.New("the relay gave no answer that can be understood")

// answerOf is what a relay says of its own error.
func answerOf(err error) Answer {
	if err == nil {
		return Answer{}
	}
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return Answer{r.why}
		}
	}
	return Answer{whyTrouble}
}

func (a Answer) error() error {
	if a.Why == "" {
		return nil
	}
	for _, r := range reasons {
		if a.Why == r.why {
			return r.err
		}
	}
	return ErrAnswer
}

// AnswerHandOvers lets a host take communities in: take says whether. The returned function ends that, and waits for questions that are being
// answered. More than maxQuestions at a time are sent away.
func AnswerHandOvers(h host.Host, take func(from peer.ID, q HandOver) error) (end func()) {
	places := make(chan struct{}, maxQuestions)
	h.SetStreamHandler(ProtocolHandOver, func(s network.Stream) {
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
		default:
			_ = s.Reset()
			return
		}
		defer s.Close()
		if err := s.SetDeadline(time.Now().Add(handOverPatience)); err != nil {
			return
		}
		var q HandOver
		if err := readMessage(s, &q); err != nil {
			_ = s.Reset() // whoever sends no question gets no answer
			return
		}
		_ = writeMessage(s, answerOf(take(s.Conn().RemotePeer(), q))) // who is gone by now asks again
	})
	return func() {
		h.RemoveStreamHandler(ProtocolHandOver)
		for range maxQuestions { // whoever has a place is being answered
			select {
			case places <- struct{}{}:
			case <-time.After(endPatience): // somebody who says nothing; the host is closed next
				return
			}
		}
	}
}

// Ask hands a community over to the relay at these addresses, which must all name one peer. It tries them all at once. Errors: why the relay cannot
// be reached, ErrUsedUp, ErrNotAllowed, ErrFull, ErrAnswer.
func Ask(ctx context.Context, h host.Host, at []string, q HandOver) error {
	to, err := peerAt(at)
	if err != nil {
		return err
	}
	if err := h.Connect(ctx, to); err != nil {
		return fmt.Errorf("reaching the relay: %w", err)
	}
	s, err := h.NewStream(ctx, to.ID, ProtocolHandOver)
	if err != nil {
		return fmt.Errorf("asking the relay: %w", err)
	}
	defer s.Close()
	if err := s.SetDeadline(time.Now().Add(handOverPatience)); err != nil {
		return fmt.Errorf("asking the relay: %w", err)
	}
	defer context.AfterFunc(ctx, func() { _ = s.Reset() })()
	var a Answer
	if err := errors.Join(writeMessage(s, q), s.CloseWrite()); err != nil {
		return fmt.Errorf("asking the relay: %w", err)
	}
	if err := readMessage(s, &a); err != nil {
		return fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	return a.error()
}

// peerAt is one peer with all its addresses.
func peerAt(at []string) (peer.AddrInfo, error) {
	var to peer.AddrInfo
	for _, text := range at {
		address, err := multiaddr.NewMultiaddr(text)
		if err != nil {
			return to, fmt.Errorf("the relay's address %.140q: %w", text, err)
		}
		info, err := peer.AddrInfoFromP2pAddr(address)
		if err != nil {
			return to, fmt.Errorf("the relay's address %.140q: %w", text, err)
		}
		if to.ID != "" && to.ID != info.ID {
			return to, fmt.Errorf("the relay's addresses name more than one peer")
		}
		to.ID = info.ID
		to.Addrs = append(to.Addrs, info.Addrs...)
	}
	return to, nil
}

// A message is two bytes of length, big-endian, and strict CBOR.
func writeMessage(w io.Writer, v any) error {
	raw, err := op.Encode(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(raw))), raw...))
	return err
}

func readMessage(r io.Reader, into any) error {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	length := binary.BigEndian.Uint16(head[:])
	if length > maxHandOverBytes {
		return fmt.Errorf("a message of %d bytes: %w", length, op.ErrTooLarge)
	}
	raw := make([]byte, length)
	if _, err := io.ReadFull(r, raw); err != nil {
		return err
	}
	return op.Decode(raw, into)
}
