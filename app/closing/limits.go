package closing

// Every bound on what tellers say, with its reason. They are part of the protocol: a replica refuses what exceeds them.

import "github.com/folkmoot/folkmoot/app/charter"

const (
	// MaxTellers is what the voter can still be told by name, and what fits into the deps of one op beside the opening.
	MaxTellers = 13
	// MaxBallotsInReceipt is as many ids as fit into a body with room to spare: 1,500 of 41 bytes are 62 kB of 64.
	MaxBallotsInReceipt = 1500
	// MaxBallotsOfAccount is how often one account may change its mind before its tellers hear no more of it: each ballot costs every
	// teller and every replica, and nobody else bounds them.
	MaxBallotsOfAccount = 32
	// MaxNoteBytes is twice what a seal's text and its one signature need.
	MaxNoteBytes = 1024
	// MaxMoments is as many as a charter can ask for.
	MaxMoments = charter.MaxMoments
	// maxFreezeBytes, maxStepBytes and maxProposeBytes are twice what the bodies need.
	maxFreezeBytes  = 256
	maxStepBytes    = 256
	maxProposeBytes = 2048
	// maxDoublings keeps a patience that doubles inside of an int64: a day doubled twenty times is three thousand years.
	maxDoublings = 20
	// maxCites leaves room in the deps of an op for the opening and for what else its author's rights rest on.
	maxCites = 14
)
