package store_test

// Ops for the tests of this package.

import (
	"bytes"
	"crypto/ed25519"

	"github.com/folkmoot/folkmoot/app/op"
)

func deviceKey(n int) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{byte(n)}, ed25519.SeedSize))
}

func deviceID(n int) op.DeviceID {
	return op.DeviceID(deviceKey(n).Public().(ed25519.PublicKey))
}
