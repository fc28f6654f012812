package ballotfile

// Every bound on a file, with its reason. Those on elections are app/tally's, and are checked while reading, before anything is allocated.

const (
	// MaxFileBytes is eight times the largest file that is published anywhere we know of.
	MaxFileBytes = 256 << 20
	// maxMarks on all ballots together: ten million voters who rank ten options each, at eight bytes a mark.
	maxMarks = 100_000_000
	// maxLineBytes bounds one line: a project's description may be long, a thousand ranks are 5 KB.
	maxLineBytes = 1 << 20
	// maxNameBytes of an option or a title: a Pabulib project's longest name is a paragraph.
	maxNameBytes = 4096
	// maxFacts of Pabulib's META: the format's page lists three dozen.
	maxFacts = 200
	// maxPabulibVoters is a row each, where an election here may say "a million like this" in one.
	maxPabulibVoters = 1_000_000
	// maxWeightDecimals of a share of a vote, as whose multiple it must stay below app/tally's largest value.
	maxWeightDecimals = 6
	// maxQuoted is how much of a file's own text a reason repeats.
	maxQuoted = 40
)
