package invite

// Pairing: two laptops of one person. The old one offers what the new one needs to know; the new one answers with its keys, which the old one
// certifies by an ordinary op. No secret moves.

import (
	"fmt"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
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

// Text is the offer as a text of at most MaxPairingBytes.
func (o Offer) Text() (string, error) {
	if err := o.check(); err != nil {
		return "", fmt.Errorf("writing a pairing code: %w", err)
	}
	return offerForm.write(o)
}

// ParseOffer reads an offer. Errors as those of ParseLink.
func ParseOffer(text string) (Offer, error) {
	var o Offer
	if err := offerForm.read(text, &o); err != nil {
		return Offer{}, fmt.Errorf("reading a pairing code: %w", err)
	}
	if err := o.check(); err != nil {
		return Offer{}, fmt.Errorf("reading a pairing code: %w: %w", ErrDamaged, err)
	}
	return o, nil
}

func (o Offer) check() error {
	if o.Community == (op.CommunityID{}) || o.Account == (op.AccountID{}) || o.By == (op.DeviceID{}) || o.Pin.IsZero() {
		return fmt.Errorf("%w: the community, the account, the device or the commit", errIncomplete)
	}
	return nil
}

// Text is the answer as a text of at most MaxPairingBytes. Errors: ErrDeviceName, op.ErrSignature for a consent that is not the device's.
func (a Answer) Text() (string, error) {
	if err := a.check(); err != nil {
		return "", fmt.Errorf("writing a device code: %w", err)
	}
	return answerForm.write(a)
}

// ParseAnswer reads an answer, and checks that the device has consented to the account that it names. That the answer is to one's own offer,
// and that the words are equal, is for the caller to see to. Errors as those of ParseLink.
func ParseAnswer(text string) (Answer, error) {
	var a Answer
	if err := answerForm.read(text, &a); err != nil {
		return Answer{}, fmt.Errorf("reading a device code: %w", err)
	}
	if err := a.check(); err != nil {
		return Answer{}, fmt.Errorf("reading a device code: %w: %w", ErrDamaged, err)
	}
	return a, nil
}

func (a Answer) check() error {
	if len(a.Name) > MaxDeviceNameBytes {
		return fmt.Errorf("%w: %d bytes, where at most %d fit", ErrDeviceName, len(a.Name), MaxDeviceNameBytes)
	}
	if !utf8.ValidString(a.Name) {
		return fmt.Errorf("%w: it is not UTF-8", ErrDeviceName)
	}
	if !op.Verify([32]byte(a.Device), statement.DeviceMessage(a.Community, a.Account, a.Device, a.Sealing), a.Consent) {
		return fmt.Errorf("the new device's consent: %w", op.ErrSignature)
	}
	return nil
}

// Transcript is what both laptops turn into six words: the maps of both texts, without their checks. Equal words show that nobody stands
// between.
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
