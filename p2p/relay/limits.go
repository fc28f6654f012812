package relay

// The bounds of a relay, with their reasons. What its file says has its own least and most beside the key (fields.go).

const (
	// maxConfigBytes of a relay's file: a page of settings, and a thousand communities.
	maxConfigBytes = 1 << 20
	// maxListed communities in a file: ten times what one relay is measured with.
	maxListed = 1_000
	// maxAddresses in one list: every transport over every interface of a machine.
	maxAddresses = 16
	// maxAddressBytes of one address: what a certificate keeps (authority.MaxRelayAddressBytes).
	maxAddressBytes = 255
	// maxTextBytes of a path or a name.
	maxTextBytes = 4096
	// maxNameBytes of the relay's name: what a certificate keeps.
	maxNameBytes = 256
	// opOverheadBytes is what an op takes beside header and body: its signature, and its part of the indexes.
	opOverheadBytes = 64 + 200
	// reservePart of every quota is for acts of authority alone: the tenth part. Who is removed must not come back because talk filled a disk.
	reservePart = 10
	// tellerTimes as much as others a teller's device may send: it signs receipts for everybody (admission.TellerRate).
	tellerTimes = 10
)

// Defaults of the file.
const (
	defaultCommunities    = 100
	defaultPeers          = 1000 // ten of each community at a time; a laptop's 64 would have them push each other out
	defaultCommunityBytes = 20 << 30
	defaultCommunityOps   = 10_000_000
	defaultDeviceBytes    = 1 << 30
	defaultDeviceOps      = 1_000_000
	defaultReservations   = 256
	defaultCircuits       = 16
	defaultCircuitBytes   = 64 << 20
	defaultCircuitMillis  = 10 * 60 * 1000
	defaultMonitor        = "127.0.0.1:9464"
)
