package p2p

// Every bound of the network, with its reason. Those of admission's messages stand in app/admission, those of a catch-up's frames in app/reconcile.

import "time"

const (
	// DefaultMaxPeers: gossip needs a dozen, a community meets in tens.
	DefaultMaxPeers = 64
	// DefaultEvery two replicas compare what they hold: a lost message is made good within a minute.
	DefaultEvery = time.Minute

	// strangerTime is how long somebody may be connected who has proved nothing.
	strangerTime = 10 * time.Second
	// admitTime bounds one admission: a proof of 8 MiB over a slow line, and its storing.
	admitTime = 60 * time.Second
	// frameTime is how long one frame may take from its first byte to its last; idleTime how long the other may think before one.
	frameTime = 60 * time.Second
	idleTime  = 2 * time.Minute
	// openTime bounds opening a stream, dialTime reaching an address.
	openTime = 15 * time.Second
	dialTime = 15 * time.Second
	// admissionPause lies between two admissions of one peer to one community: each can cost a walk through the replica.
	admissionPause = 5 * time.Second
	// maxAsked admissions may a peer open at first, and two a minute from then on: each community once, and again where one came to nothing.
	maxAsked = 1000
	// With fewer than fewPeers in a community a held peer is asked again who else is there: two that come at one moment are named to neither.
	// First after askFirst, later each askAgain.
	fewPeers = 4
	askFirst = 10 * time.Second
	askAgain = time.Minute

	// maxAdmissions and maxInbound run at a time, whoever asks; maxOutbound catch-ups are begun here at a time.
	maxAdmissions = 32
	maxInbound    = 32
	maxOutbound   = 8
	// maxSpread peers are told at once that much has come here.
	maxSpread = 16
	// spreadPause gathers what comes in one burst before others are told; confirmPause lets gossip arrive before peers are asked what they hold.
	spreadPause  = 500 * time.Millisecond
	confirmPause = 2 * time.Second

	// idleAfter is how often a node looks for an idle community whose ids are not added up yet: after most commands have ended.
	idleAfter = 15 * time.Second

	// fruitlessFirst and fruitlessMost bound the pause after a catch-up that brought nobody anything.
	fruitlessFirst = 10 * time.Second
	fruitlessMost  = 10 * time.Minute

	// noteAgain is how old the note may be of what a peer holds that went on holding the same.
	noteAgain = 10 * time.Minute

	// maxGossipBytes is the largest op with its envelope; maxRPCBytes several of them, with gossip's own control messages.
	maxGossipBytes = 70 << 10
	maxRPCBytes    = 256 << 10
	// maxGossipQueue ops wait to be taken in, together; more are left to the catch-up. maxLiveBatch are one transaction.
	maxGossipQueue = 512
	maxLiveBatch   = 256
	// maxPublishQueue ops of our own wait to be gossiped; more are left to the catch-up.
	maxPublishQueue = 1024

	// maxSubscriptions one peer may announce at once: it greets with all the topics that it is in.
	maxSubscriptions = 1000

	// maxTroublesOfKind are kept for doctor, the newest; and as many lines of a kind at once are in the log, one a minute from then on: whoever makes
	// up peers without end makes one kind alone.
	maxTroublesOfKind = 20
	// maxRemembered peers of a community are dialled at the next start; maxRememberedAddrs addresses of each.
	maxRemembered      = 32
	maxRememberedAddrs = 4

	// redialFirst and redialMost bound the pause between two attempts to reach a relay or a remembered peer.
	redialFirst = 5 * time.Second
	redialMost  = 5 * time.Minute
	// reserveAgain before a reservation runs out.
	reserveAgain = 10 * time.Minute

	// sleepJump is how far the wall clock must run ahead of the machine's own to say that it slept; watchEvery is how often it is looked at.
	sleepJump  = 30 * time.Second
	watchEvery = 10 * time.Second

	// nearbyAgain a machine without interfaces for mDNS tries again. maxNearby answers wait to be read, each with maxNearbyAddrs texts at most.
	nearbyAgain    = time.Minute
	maxNearby      = 64
	maxNearbyAddrs = 32

	// streamsPerPeer, connsPerPeer and memoryBytes bound what libp2p holds. Gossip, admission, catch-up, identify, circuits, each in both directions.
	streamsPerPeer = 64
	connsPerPeer   = 8
	memoryBytes    = 256 << 20

	// Defaults of the circuit relay: a circuit carries an admission, a hole punch and, where that fails, a catch-up.
	defaultReservations    = 512
	defaultCircuits        = 16
	defaultCircuitBytes    = 64 << 20
	defaultCircuitDuration = 30 * time.Minute
)
