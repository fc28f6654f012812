// Package invite is the texts that people hand each other to come in: invite links and pairing codes.
//
// It promises that a text which parses is written back to the same text, that damage of any kind is a clear error, and that nothing is taken
// from a text beyond its bounds. It holds secrets (a link's seed lets its holder join) and never prints them but in the link itself. It knows
// no community and checks no rights. Formats: PROTOCOL.md, "Invite links and pairing codes".
package invite

import (
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"unicode"

	"github.com/folkmoot/folkmoot/app/op"
)

// The beginnings of the texts; the number is the version.
const (
	linkPrefix   = "folkmoot:join/1/"
	offerPrefix  = "folkmoot:pair/1/"
	answerPrefix = "folkmoot:device/1/"
	anyPrefix    = "folkmoot:"
)

var (
	// ErrNotALink says that a text is none of ours.
	ErrNotALink = errors.New("this is not a Folkmoot link")
	// ErrOtherKind says that it is a Folkmoot link of another kind or version.
	ErrOtherKind = errors.New("this Folkmoot link is of another kind, or for another version")
	// ErrDamaged says that the link is cut short or changed.
	ErrDamaged = errors.New("this link is damaged; copy it again as a whole")
	// ErrTooLong says that a text is longer than any link.
	ErrTooLong = errors.New("this is too long for a Folkmoot link")
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
	// Relays are multiaddresses, at most MaxRelays.
	Relays []string `cbor:"relays"`
}

// Text is the link: under MaxLinkBytes.
func (l Link) Text() (string, error) {
	if err := l.check(); err != nil {
		return "", fmt.Errorf("writing an invite link: %w", err)
	}
	return write(linkPrefix, l)
}

// ParseLink reads a link as people paste it, with white space, line breaks, quotes or angle brackets around or inside. Errors: ErrNotALink,
// ErrOtherKind, ErrDamaged, ErrTooLong.
func ParseLink(text string) (Link, error) {
	var l Link
	if err := read(linkPrefix, text, &l); err != nil {
		return Link{}, fmt.Errorf("reading an invite link: %w", err)
	}
	if err := l.check(); err != nil {
		return Link{}, fmt.Errorf("reading an invite link: %w: %w", ErrDamaged, err)
	}
	return l, nil
}

func (l Link) check() error {
	switch {
	case l.Community == op.CommunityID{} || l.Invite.IsZero() || l.Pin.IsZero():
		return errors.New("it names no community, invite or commit")
	case len(l.Relays) > MaxRelays:
		return fmt.Errorf("%d relays", len(l.Relays))
	}
	for _, r := range l.Relays {
		if len(r) == 0 || len(r) > MaxRelayBytes {
			return fmt.Errorf("relay address of %d bytes", len(r))
		}
	}
	return nil
}

func write(prefix string, v any) (string, error) {
	raw, err := op.Encode(v)
	if err != nil {
		return "", err
	}
	text := prefix + base64.RawURLEncoding.EncodeToString(raw)
	if len(text) > MaxLinkBytes {
		return "", fmt.Errorf("%d characters: %w", len(text), ErrTooLong)
	}
	return text, nil
}

func read(prefix, text string, into any) error {
	if len(text) > maxPastedBytes {
		return ErrTooLong
	}
	text = strings.Trim(strings.Join(strings.FieldsFunc(text, isBetween), ""), `"'<>()[]{}.,;`+"`„“”‘’«»")
	rest, ours := strings.CutPrefix(text, prefix)
	switch {
	case !strings.HasPrefix(text, anyPrefix):
		return ErrNotALink
	case !ours:
		return ErrOtherKind
	case len(text) > MaxLinkBytes:
		return ErrTooLong
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(rest)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := op.Decode(raw, into); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// isBetween: mail programs break long lines, and chats put zero-width characters in.
func isBetween(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '\ufeff' }

// String never shows the seed.
func (Link) String() string { return "invite link (hidden)" }

// GoString never shows the seed.
func (Link) GoString() string { return "invite link (hidden)" }

// Format never shows the seed, whatever the verb.
func (Link) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("invite link (hidden)")) }

// LogValue never shows the seed.
func (Link) LogValue() slog.Value { return slog.StringValue("invite link (hidden)") }
