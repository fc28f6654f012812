package identity

// Account keys: one for each community and each time that the person joined it, all from the phrase's seed.

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// AccountKey derives the account key of a community: the Ed25519 key whose seed is
// HKDF-SHA256(ikm = seed, salt = nonce, info = "folkmoot/account/v1" ‖ uint32be n). The nonce is the genesis op's; n is 0, and one more each
// time that the person was removed and joins again. Nobody without the seed can link two of these keys.
func AccountKey(seed []byte, nonce [16]byte, n uint32) (ed25519.PrivateKey, error) {
	if len(seed) != SeedBytes {
		return nil, fmt.Errorf("deriving the account key: the seed has %d bytes instead of %d", len(seed), SeedBytes)
	}
	info := binary.BigEndian.AppendUint32([]byte(accountInfo), n)
	key, err := hkdf.Key(sha256.New, seed, nonce[:], string(info), ed25519.SeedSize)
	if err != nil {
		return nil, fmt.Errorf("deriving the account key: %w", err)
	}
	return ed25519.NewKeyFromSeed(key), nil
}
