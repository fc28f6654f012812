package reconcile

// The bounds of a session, with their reasons. Those marked "protocol" are what a peer is held to.

const (
	// MaxFrameBytes bounds one frame (protocol): a batch of ops, or a frontier of MaxDevices. The transport refuses a longer one before it takes
	// memory for it.
	MaxFrameBytes = 1 << 20
	// maxBatchBytes bounds the ops of a frame when they are unpacked (protocol): memory is taken for no more, whatever a frame claims.
	maxBatchBytes = MaxFrameBytes - 1024
	// maxBatchOps bounds the ops of a frame (protocol): half a megabyte of ordinary ones.
	maxBatchOps = 1024
	// MaxDevices is ten times the devices that a community is designed for (protocol), as in a bundle.
	MaxDevices = 15_000
	// maxHeld bounds the waiting ops that a side says it has (protocol): as many as may wait.
	maxHeld = 10_000
	// maxOffered bounds those of them that it offers (protocol); the rest is offered when these are gone.
	maxOffered = 1_000
	// maxWanted bounds the damaged and bare ops that a side asks for in a session: the rest in the next.
	maxWanted = 1_000
	// maxNamed bounds the ops of a session that are named one by one, asked for (protocol) or found by ranges: 2 MiB of ids.
	maxNamed = 1 << 16
	// maxSums bounds the sums of ranges that a session works out, and so its answers: some thousand scattered losses need a tenth of that.
	maxSums = 1 << 18
	// maxList bounds the ids of one range that are listed (protocol), and listAt is how few are listed at once, where sums would cost as much.
	maxList = 4096
	listAt  = 8
	// maxDeeper bounds how many parts one step cuts a range into (protocol), 2^12: a tenth of a megabyte.
	maxDeeper = 12
	// maxTurns bounds how often the speaker changes (protocol): cutting ranges takes ten to twenty, each cut at least halving them.
	maxTurns = 160
	// maxUseless bounds what a peer may send that is not stored: refused, known or waiting (protocol). An honest one hardly sends any.
	maxUseless = 1 << 16
	// maxLacking is where counting what a frontier claims ends.
	maxLacking = 1 << 40
)
