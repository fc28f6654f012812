package keyring

// Every bound of this package, with its reason.

const (
	// MaxFileBytes of a key file: some sixty entries of full size, or thousands of keys. It is read whole.
	MaxFileBytes = 1 << 20
	// MaxEntries is a device in each of four thousand communities.
	MaxEntries = 4096
	// MaxNameBytes of an entry: a word and a community id in hexadecimal, and as much again.
	MaxNameBytes = 128
	// MaxSecretBytes of an entry: the longest key in use has 68.
	MaxSecretBytes = 16 << 10
	// MaxPassphraseBytes is more than anybody types; what is longer is some other file.
	MaxPassphraseBytes = 1 << 10
)

// What a file may ask of Argon2id: four times what is written today, so that a hostile one costs 256 MiB and some seconds, and no more.
const (
	maxCostMemoryKiB = 256 << 10
	maxCostPasses    = 12
	maxCostLanes     = 4
	// minLaneKiB is RFC 9106's: eight blocks of one KiB for each lane.
	minLaneKiB = 8
)

// standardCost of new files: the second recommended option of RFC 9106 (4), with one lane in place of four, as laptops of two cores open them too.
var standardCost = cost{memoryKiB: 64 << 10, passes: 3, lanes: 1}
