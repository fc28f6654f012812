package curve

// Every bound on a curve, with its reason.

const (
	// maxFactor, and maxOffset either way: Kusama's are all below One. Four of them make Factor·One fit 63 bits with room to spare.
	maxFactor = 4 * One
	maxOffset = 4 * One
	// minXOffset keeps the quotient of a reciprocal curve within 63 bits, also where the offset is added: a millionth.
	minXOffset = 1_000
	// minPeriod of a stepped curve: a millionth of the decision period, below which a step is a ramp.
	minPeriod = 1_000
)
