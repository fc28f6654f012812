package record

// Every bound on a record, with its reason.

import "github.com/folkmoot/folkmoot/app/car"

const (
	// MaxOps is twice the acts that the largest community writes in ten years; all of them are in the past of some seal.
	MaxOps = 2_000_000
	// MaxFileBytes bounds what is read, and so the memory that holds it: acts without the texts of talk take some 500 bytes each.
	MaxFileBytes = 1 << 30
	// MaxCounted ids of 41 bytes, MaxLate and the rest fit into one block of car.MaxBlockBytes: ten times the largest community, and twenty.
	MaxCounted = 30_000
	MaxLate    = 15_000
	// MaxManifestBytes is what a block can hold.
	MaxManifestBytes = car.MaxBlockBytes
	// maxSealed is how many results that contradict each other are named: two prove that the tellers lied.
	maxSealed = 8
	// maxOptions is what a method counts at most, options or stances.
	maxOptions = 64
	// maxSeals is how many tellers a board has.
	maxSeals = 13
	// batchOps are checked and taken in together: see op.Verifier.
	batchOps = 512
	// batchBytes bounds a batch of large acts.
	batchBytes = 4 << 20
)
