package bundle

// Every bound on a bundle, with its reason.

import "github.com/folkmoot/folkmoot/app/op"

const (
	// MaxOps is ten times what a community is designed for: beyond, replicas refuse anyway.
	MaxOps = 10_000_000
	// MaxFrontier is ten times the devices that a community is designed for.
	MaxFrontier = 15_000
	// MaxManifestBytes has room for MaxFrontier entries of 83 bytes, and is below car.MaxBlockBytes.
	MaxManifestBytes = 3 << 19
	// maxEnvelopeBytes is the largest body, the signature and their keys.
	maxEnvelopeBytes = op.MaxBodyBytes + op.SignatureSize + 32
)
