package delegation

// Every bound on delegations, with its reason.

const (
	// MaxRanked is a first choice and seven fallbacks: longer lists are not read, and this many accounts take 300 bytes of an op.
	MaxRanked = 8
	// maxTrackBytes of a track's id, as in an opening.
	maxTrackBytes = 40
	// maxBodyBytes of a whole body: MaxRanked accounts, and what stands beside them.
	maxBodyBytes = 1 << 10
	// MaxLists that one delegation goes through, its own included. Real chains have three or four; without a bound, a chain as long as the
	// electorate would cost its length squared to follow and to show.
	MaxLists = 64
	// MaxVoters of a poll: ten times the largest community that the goals are measured on.
	MaxVoters = 100_000
	// maxWeight of one voter keeps the sum over all voters within 63 bits.
	maxWeight = 1 << 40
)
