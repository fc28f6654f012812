package invite

// Topic names: under what name members meet on a network, so that nobody else can tell which community it is.

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

const topicPrefix = "folkmoot/topic/v1\x00"

// Topic is the name that a community has for a purpose: HMAC-SHA256 under the genesis nonce over "folkmoot/topic/v1", a zero byte and the
// purpose, in hexadecimal, 64 characters. Who holds a link knows the nonce, and by it every name.
func Topic(nonce [16]byte, purpose string) string {
	mac := hmac.New(sha256.New, nonce[:])
	mac.Write([]byte(topicPrefix))
	mac.Write([]byte(purpose))
	return hex.EncodeToString(mac.Sum(nil))
}
