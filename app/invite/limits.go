package invite

// Every bound of this package, with its reason.

const (
	// MaxLinkBytes of an invite link: it must fit a QR code that a laptop's camera reads, and a message in one piece.
	MaxLinkBytes = 599
	// MaxPairingBytes of an offer or an answer: the longest name fits. They go over one table, by camera, file or paste.
	MaxPairingBytes = 768
	// MaxRelayOfferBytes of a relay's pairing link: four addresses, and a QR code that a phone reads off a terminal.
	MaxRelayOfferBytes = 1200
	// MaxRelayOfferAddresses of a relay's pairing link: TCP and QUIC, over IPv4 and IPv6.
	MaxRelayOfferAddresses = 4
	// maxOfferAddressBytes of one address in it: what relay.certify keeps.
	maxOfferAddressBytes = 255
	// MaxRelays of a link: more make it no more likely that one answers.
	MaxRelays = 2
	// MaxRelayBytes of one address: two of them, with a peer id each, still leave the link under its bound.
	MaxRelayBytes = 120
	// MaxDeviceNameBytes of a device's name in an answer: that of its certificate, and what identity.CleanName leaves.
	MaxDeviceNameBytes = 256
	// maxPastedBytes is looked at: a text with line breaks and quotes, and not a file pasted by mistake.
	maxPastedBytes = 8 << 10
	// sumBytes of the check: of a random change, one in four thousand million goes unseen.
	sumBytes = 4
)
