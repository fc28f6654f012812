// Package invite is the texts that people hand each other to come in: invite links and pairing codes.
//
// Each is one line: "folkmoot:", its kind, "/1/", and base64url without padding of a strict DAG-CBOR map with a check of four bytes behind it.
// Formats: PROTOCOL.md, "Invite links and pairing codes".
//
// It promises that what it writes it reads, through whatever mail and chats add around and inside; that a text which parses is written back to
// the same text; that one wrong character is a clear error, as is damage of any other kind; and that nothing is taken from a text beyond its
// bounds. It holds secrets (a link's seed lets its holder join) and never prints them but in the link itself. It knows no community and checks
// no rights.
package invite

import (
	"fmt"
	"log/slog"
	"strings"

	"github.com/folkmoot/folkmoot/app/op"
)

// Link lets its holder join a community. It prints as nothing but its kind; Text is the link.
type Link struct {
	Community op.CommunityID `cbor:"com"`
	// Nonce is the genesis nonce.
	Nonce [16]byte `cbor:"nonce"`
	// Seed is what the invite's key comes from.
	Seed [16]byte `cbor:"seed"`
	// Invite is the op that created the invite.
	Invite op.ID `cbor:"inv"`
	// Pin is a settled commit, so that the newcomer can tell two settled lines apart.
	Pin op.ID `cbor:"pin"`
	// Relays are multiaddresses, at most MaxRelays. They are hints, and nothing proves them.
	Relays []string `cbor:"relays"`
}

// Text is the link: at most MaxLinkBytes of ASCII. Error: ErrRelays, and others of a link that is not filled in.
func (l Link) Text() (string, error) {
	if err := l.check(); err != nil {
		return "", fmt.Errorf("writing an invite link: %w", err)
	}
	return linkForm.write(l)
}

// ParseLink reads a link as people paste it: quoted, in brackets, broken into lines, at the end of a sentence. Errors: ErrNotALink,
// ErrOtherKind, ErrVersion, ErrDamaged, ErrTooLong.
func ParseLink(text string) (Link, error) {
	var l Link
	if err := linkForm.read(text, &l); err != nil {
		return Link{}, fmt.Errorf("reading an invite link: %w", err)
	}
	if err := l.check(); err != nil {
		return Link{}, fmt.Errorf("reading an invite link: %w: %w", ErrDamaged, err)
	}
	return l, nil
}

func (l Link) check() error {
	if l.Community == (op.CommunityID{}) || l.Invite.IsZero() || l.Pin.IsZero() {
		return fmt.Errorf("%w: the community, the invite or the commit", errIncomplete)
	}
	if len(l.Relays) > MaxRelays {
		return fmt.Errorf("%w: %d, where at most %d fit", ErrRelays, len(l.Relays), MaxRelays)
	}
	for _, r := range l.Relays {
		if !isRelay(r) {
			return fmt.Errorf("%w: %.140q", ErrRelays, r)
		}
	}
	return nil
}

// isRelay looks at the form alone: what a multiaddress means, the network knows.
func isRelay(address string) bool { return isAddress(address, MaxRelayBytes) }

func isAddress(address string, maxBytes int) bool {
	isOdd := func(r rune) bool { return r <= ' ' || r > '~' }
	return len(address) > 1 && len(address) <= maxBytes && address[0] == '/' && !strings.ContainsFunc(address, isOdd)
}

// String never shows the seed.
func (Link) String() string { return hidden }

// GoString never shows the seed.
func (Link) GoString() string { return hidden }

// Format never shows the seed, whatever the verb.
func (Link) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hidden)) }

// LogValue never shows the seed.
func (Link) LogValue() slog.Value { return slog.StringValue(hidden) }

const hidden = "invite link (hidden)"
