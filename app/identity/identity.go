// Package identity makes the secrets that a person and a device act with, and what people compare by eye: the 24-word phrase, account and device
// keys, the six words of a pairing, key fingerprints, and names that cannot pass for others.
//
// It promises that equal input gives equal keys on every build; testdata holds vectors from which a second implementation can be checked. It
// never draws randomness by itself, keeps nothing, and shows no secret through fmt, log/slog or encoding/json: whoever wants one has to ask for it
// by Words, Bytes or a slice of it.
//
// Sources: BIP-39 for the phrase, RFC 5869 (HKDF) and RFC 8032 (Ed25519) for account keys, RFC 7748 (X25519) for sealing keys, UTS #39 for
// names that look alike.
package identity

// Every derivation has its own prefix, so that no output of one can be passed off as another's.
const (
	accountInfo       = "folkmoot/account/v1"
	sixWordsPrefix    = "folkmoot/six-words/v1\x00"
	fingerprintPrefix = "folkmoot/fingerprint/v1\x00"
)
