package community

// The bounds of a replica, with their reasons.

const (
	// MaxWaitingOps and MaxWaitingBytes bound what waits for a parent; the oldest go first, and come again with the next sync.
	MaxWaitingOps   = 10_000
	MaxWaitingBytes = 64 << 20
)
