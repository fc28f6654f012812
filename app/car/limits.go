package car

// Every bound on a file, with its reason.

const (
	// MaxHeaderBytes has room for 98 roots; no file of ours has more than one.
	MaxHeaderBytes = 4 << 10
	// MaxBlockBytes is what IPFS nodes take at most (https://specs.ipfs.tech/bitswap-protocol/, "Block Sizes"). The largest of ours is the
	// manifest of a bundle.
	MaxBlockBytes = 2 << 20
	// maxSectionBytes is what a block's length prefix may say.
	maxSectionBytes = cidBytes + MaxBlockBytes
	// bufferBytes of reading and writing: more does not make a stick faster.
	bufferBytes = 64 << 10
)
