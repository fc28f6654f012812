package identity

// Device keys: random, made where they are used, in one community, and never copied.

import (
	"crypto/ecdh"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
)

// ErrDeviceKeys says that bytes are no device keys.
var ErrDeviceKeys = errors.New("these are no device keys")

// DeviceKeys are the two secret keys of one install in one community. In a struct's unexported field fmt would print Signing: keep them out of
// what is printed.
type DeviceKeys struct {
	// Signing signs ops; its public half is the device's id.
	Signing ed25519.PrivateKey
	// Sealing opens what was sealed to this device (X25519).
	Sealing *ecdh.PrivateKey
}

// NewDeviceKeys draws both keys from a cryptographic source. The readers of crypto/ecdh's and crypto/ed25519's own generators need not be
// honoured by them, hence the bytes are read here.
func NewDeviceKeys(random io.Reader) (DeviceKeys, error) {
	var raw [DeviceKeyBytes]byte
	if _, err := io.ReadFull(random, raw[:]); err != nil {
		return DeviceKeys{}, fmt.Errorf("drawing device keys: %w", err)
	}
	return ParseDeviceKeys(raw[:])
}

// ParseDeviceKeys reads what Bytes wrote. Error: ErrDeviceKeys.
func ParseDeviceKeys(raw []byte) (DeviceKeys, error) {
	if len(raw) != DeviceKeyBytes {
		return DeviceKeys{}, fmt.Errorf("%w: %d bytes instead of %d", ErrDeviceKeys, len(raw), DeviceKeyBytes)
	}
	sealing, err := ecdh.X25519().NewPrivateKey(raw[ed25519.SeedSize:])
	if err != nil {
		return DeviceKeys{}, fmt.Errorf("%w: the sealing key: %w", ErrDeviceKeys, err)
	}
	return DeviceKeys{Signing: ed25519.NewKeyFromSeed(raw[:ed25519.SeedSize]), Sealing: sealing}, nil
}

// Bytes is the secret form for the key file: the 32-byte Ed25519 seed, then the 32-byte X25519 scalar. Nil of zero DeviceKeys.
func (k DeviceKeys) Bytes() []byte {
	if k.Sealing == nil || len(k.Signing) != ed25519.PrivateKeySize {
		return nil
	}
	return append(k.Signing.Seed(), k.Sealing.Bytes()...)
}

// SigningPublic is the device's id. Zero of zero DeviceKeys.
func (k DeviceKeys) SigningPublic() (public [32]byte) {
	if len(k.Signing) == ed25519.PrivateKeySize {
		copy(public[:], k.Signing[ed25519.SeedSize:])
	}
	return public
}

// SealingPublic is the X25519 key that others seal to. Zero of zero DeviceKeys.
func (k DeviceKeys) SealingPublic() (public [32]byte) {
	if k.Sealing != nil {
		copy(public[:], k.Sealing.PublicKey().Bytes())
	}
	return public
}
