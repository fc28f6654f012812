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
	// maxClosingWeight bounds the closings in memory, in ballots and tellers' ops of some hundred bytes, of which closingWeight go to each one's
	// maps: the largest community's polls of a week. The one that is at work stays, whatever its size.
	maxClosingWeight = 1 << 16
	// ballotBytes of a choice and its reason are as much as an entry of those maps.
	ballotBytes   = 256
	closingWeight = 64
	// leftOutMillis must somebody have been receipted before a teller refuses an opening that leaves them out; it may be ahead of the teller's
	// clock by openingAheadMillis, twice what clocks may differ before people are told.
	leftOutMillis      = 60 * 60 * 1000
	openingAheadMillis = 4 * 60 * 1000
	// rememberedOpenings bounds what is held of openings: ids, and the few charters that they would change.
	rememberedOpenings = 256
	// rememberedPasses bounds what is held of a poll's early moments: the last few are asked for again and again.
	rememberedPasses = 64
	// rememberedBoards bounds the boards whose receipts of admissions are held: the present one, and those of polls still open.
	rememberedBoards = 3
	// maxLeftAside bounds what one dropped branch puts into the waiting room, where it may still be cited: the rest comes again with the next
	// sync. A quarter leaves room for what honest people wait for.
	maxLeftAside = MaxWaitingOps / 4
)
