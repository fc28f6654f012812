package invite

// Every bound of this package, with its reason.

const (
	// MaxLinkBytes of a text: it must fit a QR code that a laptop's camera reads, and a message.
	MaxLinkBytes = 600
	// MaxRelays of a link: more make it no more likely that one answers.
	MaxRelays = 2
	// MaxRelayBytes of one address: two of them, with a peer id each, still leave the link under its bound.
	MaxRelayBytes = 120
	// maxPastedBytes is looked at: a link with line breaks and quotes, and not a file pasted by mistake.
	maxPastedBytes = 8 << 10
	// MaxDeviceNameBytes of a device's name in a pairing.
	MaxDeviceNameBytes = 64
)
