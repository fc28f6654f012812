package invite

// Pairing: two laptops of one person. The old one offers what the new one needs to know; the new one answers with its keys, which the old one
// certifies by an ordinary op. No secret moves.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

// Offer is shown by the old laptop.
type Offer struct {
	Community op.CommunityID `cbor:"com"`
	Nonce     [16]byte       `cbor:"nonce"`
	Account   op.AccountID   `cbor:"account"`
	// By is the device that offers, and will certify.
	By  op.DeviceID `cbor:"by"`
	Pin op.ID       `cbor:"pin"`
	// Challenge is random, so that an answer is for this offer.
	Challenge [16]byte `cbor:"challenge"`
}

// Answer is shown by the new laptop.
type Answer struct {
	Community op.CommunityID `cbor:"com"`
	Account   op.AccountID   `cbor:"account"`
	Device    op.DeviceID    `cbor:"dev"`
	Sealing   [32]byte       `cbor:"seal"`
	Name      string         `cbor:"name"`
	Challenge [16]byte       `cbor:"challenge"`
	// Consent is the new device's signature over statement.DeviceMessage.
	Consent op.Signature `cbor:"consent"`
}

// Text is the offer as a text of at most MaxLinkBytes.
func (o Offer) Text() (string, error) { return write(offerPrefix, o) }

// ParseOffer reads an offer. Errors as those of ParseLink.
func ParseOffer(text string) (Offer, error) {
	var o Offer
	if err := read(offerPrefix, text, &o); err != nil {
		return Offer{}, fmt.Errorf("reading a pairing code: %w", err)
	}
	if o.Pin.IsZero() {
		return Offer{}, fmt.Errorf("reading a pairing code: %w: it names no commit", ErrDamaged)
	}
	return o, nil
}

// Text is the answer as a text of at most MaxLinkBytes.
func (a Answer) Text() (string, error) {
	if err := a.check(); err != nil {
		return "", fmt.Errorf("writing a device code: %w", err)
	}
	return write(answerPrefix, a)
}

// ParseAnswer reads an answer. Errors as those of ParseLink.
func ParseAnswer(text string) (Answer, error) {
	var a Answer
	if err := read(answerPrefix, text, &a); err != nil {
		return Answer{}, fmt.Errorf("reading a device code: %w", err)
	}
	if err := a.check(); err != nil {
		return Answer{}, fmt.Errorf("reading a device code: %w: %w", ErrDamaged, err)
	}
	return a, nil
}

func (a Answer) check() error {
	if len(a.Name) > MaxDeviceNameBytes {
		return errors.New("the device's name is too long")
	}
	return nil
}

// Transcript is what both laptops turn into six words: equal words show that nobody stands between.
func Transcript(o Offer, a Answer) ([]byte, error) {
	offer, err := op.Encode(o)
	if err != nil {
		return nil, err
	}
	answer, err := op.Encode(a)
	if err != nil {
		return nil, err
	}
	return append(offer, answer...), nil
}
