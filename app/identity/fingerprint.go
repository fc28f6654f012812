package identity

// Fingerprint: the few characters behind a name by which people tell two keys apart.

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

const (
	fingerprintChars = 12
	fingerprintGroup = 4
)

// RFC 4648's alphabet leaves out 0, 1, 8 and 9, which look like letters.
var fingerprintEncoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// Fingerprint is the first 60 bits of SHA-256("folkmoot/fingerprint/v1\0" ‖ key) in lower-case base32, such as "k7qm-2xvd-p4ra". Making a
// key with another's fingerprint takes about 2^60 tries: it is for eyes, and decides nothing.
func Fingerprint(key [32]byte) string {
	digest := sha256.Sum256(append([]byte(fingerprintPrefix), key[:]...))
	chars := strings.ToLower(fingerprintEncoding.EncodeToString(digest[:]))[:fingerprintChars]
	groups := make([]string, 0, fingerprintChars/fingerprintGroup)
	for ; chars != ""; chars = chars[fingerprintGroup:] {
		groups = append(groups, chars[:fingerprintGroup])
	}
	return strings.Join(groups, "-")
}
