package invite

// The form that all texts share, and how it is found again in what people paste.

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"

	"github.com/folkmoot/folkmoot/app/op"
)

// The kinds of texts, as they stand in them.
const (
	KindLink   = "join"
	KindOffer  = "pair"
	KindAnswer = "device"
	KindRelay  = "relay"
)

const (
	scheme  = "folkmoot:"
	version = "1"
)

// payload is strict in the spare bits of the last character too, so that each content has one text.
var payload = base64.RawURLEncoding.Strict()

// form is what the texts of one kind have in common.
type form struct {
	kind     string
	maxBytes int
}

var (
	linkForm   = form{KindLink, MaxLinkBytes}
	offerForm  = form{KindOffer, MaxPairingBytes}
	answerForm = form{KindAnswer, MaxPairingBytes}
	relayForm  = form{KindRelay, MaxRelayOfferBytes}
)

func (f form) prefix() string { return scheme + f.kind + "/" + version + "/" }

// sum is the check of a content: bound to the prefix, so that no content is right under another one.
func (f form) sum(raw []byte) []byte {
	digest := sha256.Sum256(append([]byte(f.prefix()), raw...))
	return digest[:sumBytes]
}

func (f form) write(v any) (string, error) {
	raw, err := op.Encode(v)
	if err != nil {
		return "", err
	}
	text := f.prefix() + payload.EncodeToString(append(raw, f.sum(raw)...))
	if len(text) > f.maxBytes {
		return "", fmt.Errorf("%d characters: %w", len(text), ErrTooLong)
	}
	return text, nil
}

func (f form) read(pasted string, into any) error {
	if len(pasted) > maxPastedBytes {
		return ErrTooLong
	}
	digits, err := f.cutPrefix(cleaned(pasted))
	if err != nil {
		return err
	}
	if len(f.prefix())+len(digits) > f.maxBytes {
		return ErrTooLong
	}
	raw, err := payload.DecodeString(digits)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if len(raw) < sumBytes {
		return fmt.Errorf("%w: it ends early", ErrDamaged)
	}
	raw, sum := raw[:len(raw)-sumBytes], raw[len(raw)-sumBytes:]
	if !bytes.Equal(sum, f.sum(raw)) {
		return fmt.Errorf("%w: its check does not match", ErrDamaged)
	}
	if err := op.Decode(raw, into); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// cutPrefix takes what stands before the digits apart. Phones begin what they take for a sentence with a capital, hence the scheme in any case.
func (f form) cutPrefix(text string) (digits string, err error) {
	if len(text) < len(scheme) || !strings.EqualFold(text[:len(scheme)], scheme) {
		return "", ErrNotALink
	}
	parts := strings.SplitN(text[len(scheme):], "/", 3)
	switch {
	case parts[0] != f.kind:
		return "", &OtherKindError{Kind: knownKind(parts[0])}
	case len(parts) < 3:
		return "", fmt.Errorf("%w: it ends early", ErrDamaged)
	case parts[1] != version:
		return "", fmt.Errorf("%w: it is of version %.8q", ErrVersion, parts[1])
	}
	return parts[2], nil
}

func knownKind(kind string) string {
	for _, known := range []string{KindLink, KindOffer, KindAnswer, KindRelay} {
		if kind == known {
			return kind
		}
	}
	return ""
}

const (
	// around is what people and programs put around a text, before its lines and at their ends: brackets, quotation marks, the ">" and "|" of
	// a quoted mail, the "=" of a soft line break. No text of ours holds one of these, so they go wherever they stand.
	around = "<>|=*\"'`“”„‟‘’‚‛«»‹›「」『』"
	// opening and closing stand around a text within a sentence.
	opening = "([{¿¡"
	closing = ")]}?!:;,.…。、"
)

// cleaned is a text without what was added to it on its way.
func cleaned(pasted string) string {
	text := strings.Map(func(r rune) rune {
		if isBetween(r) || strings.ContainsRune(around, r) {
			return -1
		}
		return r
	}, pasted)
	return strings.TrimRight(strings.TrimLeft(text, opening), closing)
}

// isBetween: mail programs break long lines, and chats put zero-width characters in.
func isBetween(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }
