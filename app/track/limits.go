package track

// Every bound on a track, with its reason.

const (
	// MaxDeciding is what Kusama's widest tracks have.
	MaxDeciding = 1000
	// MaxQueued is how many wait for a place in order; who falls out of the queue may come back, and times out meanwhile. As on Kusama.
	MaxQueued = 100
	// MaxProposals that are laid out at a time: what a track sees in years. Laying out costs their number squared in the worst case.
	MaxProposals = 1000
	// MaxStandings of one proposal: one for each moment of the finest grid, and as many again.
	MaxStandings = 2 * maxMoments

	// minGridMillis is a second: tellers that meet on a laptop's network do not meet more often.
	minGridMillis = 1000
	// maxMoments of one decision: a month of minutes.
	maxMoments = 45_000
	// maxPeriodMillis is a year, as for every period of a charter; it keeps sums of periods far from overflow.
	maxPeriodMillis = 365 * 24 * 60 * 60 * 1000
	// maxMomentMillis is the year 10,000, above which sums of a moment and periods are nobody's dates any more.
	maxMomentMillis = 253_402_300_800_000
	// maxWeight of all ballots: three of them add up within 63 bits.
	maxWeight = 1 << 60
)
