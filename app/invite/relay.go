package invite

// Relay: what a relay prints, so that a steward can take it into the community.

import (
	"fmt"
	"log/slog"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// RelayOffer is a relay's pairing link. It serves one community: the relay makes another key for the next.
type RelayOffer struct {
	// Device is the relay's key, and Consent its signature over statement.RelayMessage.
	Device  op.DeviceID  `cbor:"dev"`
	Consent op.Signature `cbor:"consent"`
	// Name is for people.
	Name string `cbor:"name"`
	// At are the multiaddresses where the relay is, each with its peer id; at most MaxRelayOfferAddresses.
	At []string `cbor:"at"`
	// Token is random, and stays between the relay and whoever takes it in: it shows that the community was meant by whoever has the link.
	Token [16]byte `cbor:"token"`
}

// Text is the offer as a text of at most MaxRelayOfferBytes. Errors: ErrRelays, ErrDeviceName, op.ErrSignature.
func (o RelayOffer) Text() (string, error) {
	if err := o.check(); err != nil {
		return "", fmt.Errorf("writing a relay's pairing link: %w", err)
	}
	return relayForm.write(o)
}

// ParseRelayOffer reads a pairing link, and checks the relay's consent. Errors as those of ParseLink.
func ParseRelayOffer(text string) (RelayOffer, error) {
	var o RelayOffer
	if err := relayForm.read(text, &o); err != nil {
		return RelayOffer{}, fmt.Errorf("reading a relay's pairing link: %w", err)
	}
	if err := o.check(); err != nil {
		return RelayOffer{}, fmt.Errorf("reading a relay's pairing link: %w: %w", ErrDamaged, err)
	}
	return o, nil
}

func (o RelayOffer) check() error {
	if len(o.At) == 0 || len(o.At) > MaxRelayOfferAddresses {
		return fmt.Errorf("%w: %d, where 1 to %d fit", ErrRelays, len(o.At), MaxRelayOfferAddresses)
	}
	for _, at := range o.At {
		if !isAddress(at, maxOfferAddressBytes) {
			return fmt.Errorf("%w: %.140q", ErrRelays, at)
		}
	}
	if o.Token == ([16]byte{}) {
		return fmt.Errorf("%w: the token", errIncomplete)
	}
	if len(o.Name) == 0 || len(o.Name) > MaxDeviceNameBytes {
		return fmt.Errorf("%w: %d bytes, where 1 to %d fit", ErrDeviceName, len(o.Name), MaxDeviceNameBytes)
	}
	if !op.Verify([32]byte(o.Device), statement.RelayMessage(o.Device), o.Consent) {
		return fmt.Errorf("the relay's consent: %w", op.ErrSignature)
	}
	return nil
}

// String hides the token: whoever has it decides which community the relay serves.
func (RelayOffer) String() string { return hiddenOffer }

// GoString hides the token.
func (RelayOffer) GoString() string { return hiddenOffer }

// Format hides the token, whatever the verb.
func (RelayOffer) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hiddenOffer)) }

// LogValue hides the token.
func (RelayOffer) LogValue() slog.Value { return slog.StringValue(hiddenOffer) }

const hiddenOffer = "relay's pairing link (hidden)"
