package authority

// The bounds of authority, with their reasons.

const (
	// MaxSignatures of one carrier: a body of 64 KiB holds about 550; a petition of more voters takes several carriers.
	MaxSignatures = 500
	// maxRivals that a petition can name.
	maxRivals = 64
	// MaxInviteUses of one invite: the members that a community is designed for, ten times over.
	MaxInviteUses = 5_000
	// maxNoteBytes of an invite's note, which only stewards read.
	maxNoteBytes = 200
	// maxNameBytes of a name at joining; what else a name must be, the face checks.
	maxNameBytes = 256
	// MaxRelayAddresses of one relay: TCP and QUIC, over IPv4 and IPv6, twice over.
	MaxRelayAddresses = 8
	// MaxRelayAddressBytes of one address: a long host name with transport and peer id.
	MaxRelayAddressBytes = 255
)

const (
	// maxRemembered bounds the remembered unions of pasts; they are worked out again when it is full.
	maxRemembered = 1 << 16
	// maxPlaces bounds what a world remembers of sets of commits: the largest sets of a community of 10,000 commits, many times.
	maxPlaces = 1 << 14
	// maxLastSettled bounds what is remembered of openings: more polls than are open at a time, of about 100 bytes each.
	maxLastSettled = 1_000
	// maxWarm commits have their content and their state in memory, besides the states of what stands: rivals and rounds of signing are few. A
	// content has 64 KiB at most.
	maxWarm = 128
	// maxSights bounds what is remembered of who sees how far into which log: twice this many answers, of about 20 bytes, several for each log that goes on.
	maxSights = 1 << 15
	// maxAuthors bounds what is remembered of authors: twice the devices that a community is designed for, of about 250 bytes each.
	maxAuthors = 3_000
)
