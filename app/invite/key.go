package invite

// Keys and names that come from a community's nonce and an invite's seed.

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"

	"github.com/folkmoot/folkmoot/app/op"
)

// PrivateKey is the invite's key: Ed25519 from HKDF-SHA256(seed, salt = nonce, info = "folkmoot/invite/v1"). PROTOCOL.md, "Keys".
func (l Link) PrivateKey() ed25519.PrivateKey {
	seed, err := hkdf.Key(sha256.New, l.Seed[:], l.Nonce[:], "folkmoot/invite/v1", ed25519.SeedSize)
	if err != nil {
		panic("HKDF of 32 bytes cannot fail: " + err.Error())
	}
	return ed25519.NewKeyFromSeed(seed)
}

// Key is the invite's public key.
func (l Link) Key() op.InviteID { return op.InviteID(l.PrivateKey().Public().(ed25519.PublicKey)) }
