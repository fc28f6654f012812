package reconcile

// The bounds of a session, with their reasons. Those marked "protocol" are what a peer is held to.

const (
	// MaxFrameBytes bounds one frame (protocol): a batch of ops. The transport refuses a longer one before it takes memory for it.
	MaxFrameBytes = 1 << 20
	// maxBatchBytes bounds the ops of a frame when they are unpacked (protocol): memory is taken for no more, whatever a frame claims.
	maxBatchBytes = 1 << 20
	// maxBatchOps bounds the ops of a frame (protocol): the rest of a megabyte of the smallest.
	maxBatchOps = 4096
	// MaxDevices is ten times the devices that a community is designed for (protocol), as in a bundle.
	MaxDevices = 15_000
)
