package admission

// Every bound, with its reason. They are checked before memory is taken for what they bound.

const (
	// MaxFrameBytes of one message: a proof's frame with the largest op in it, or a good many small ones.
	MaxFrameBytes = 256 << 10
	// MaxOfferIDs of one offer: with 41 bytes each they fill a tenth of a frame.
	MaxOfferIDs = 512
	// MaxOffers of one proof: the way from what the other holds to an admission is a few dozen acts; a hundred times that is no proof but a history.
	MaxOffers = 32
	// MaxProofOps and MaxProofBytes of one proof: as many as the offers can name, of the size of acts of authority.
	MaxProofOps   = MaxOffers * MaxOfferIDs
	MaxProofBytes = 8 << 20
	// MaxProofFrames ends a proof that comes in crumbs.
	MaxProofFrames = 256
	// MaxIntroduced peers are named to somebody who was let in, each with MaxIntroducedAddrs addresses of MaxAddrBytes.
	MaxIntroduced      = 16
	MaxIntroducedAddrs = 8
	MaxAddrBytes       = 255
	// MaxInviteSessions newcomers of one invite are let in at a time: an invite that went public is not a door for a crowd.
	MaxInviteSessions = 8
	// MaxClockOffMillis apart, people are told.
	MaxClockOffMillis = 2 * 60 * 1000
)
