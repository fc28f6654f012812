package community

// The bounds of a replica and of its fold, with their reasons.

const (
	// MaxWaitingOps and MaxWaitingBytes bound what waits for a parent; the oldest go first, and come again with the next sync.
	MaxWaitingOps   = 10_000
	MaxWaitingBytes = 64 << 20
	// rememberedMetas bounds the cache of looked-up ops: twice this many, of about 250 bytes.
	rememberedMetas = 1 << 14
	// rememberedElectorates bounds the polls whose electorate is held: few are open at once.
	rememberedElectorates = 64
	// maxLeftAside bounds what one dropped branch puts into the waiting room, where it may still be cited: the rest comes again with the next
	// sync. A quarter leaves room for what honest people wait for.
	maxLeftAside = MaxWaitingOps / 4
)
