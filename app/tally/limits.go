package tally

// Bounds, each with its reason. They are checked before anything is allocated by them.

const (
	// MaxOptions keeps a table of pairs at eight megabytes, and Schulze's cubic walk at seconds.
	MaxOptions = 1000
	// MaxBallots is ten times what any file that we know has in one election.
	MaxBallots = 10_000_000
	// MaxVoters bounds the counts of all ballots together, so that voters times a value fits an int64.
	MaxVoters = 1 << 40
	// MaxValue bounds a score, points and votes for one option: see MaxVoters.
	MaxValue = 1 << 20
	// MaxMoney bounds a budget, and the costs of all projects together, so that sums fit an int64.
	MaxMoney = 1 << 60
	// MaxRanks bounds a ballot's ranks: each option once, and room for skipped ones and repeats.
	MaxRanks = 2 * MaxOptions
	// maxSetting is far longer than any setting's value.
	maxSetting = 200
	// maxTieSeed is longer than a poll's id and a receipt's together, and than any TEXT a person types.
	maxTieSeed = 1024
	// maxDigits bounds the numerals of a setting that is a fraction.
	maxDigits = 20
	// MaxReason bounds an objection's text in bytes, as a comment's.
	MaxReason = 8192
	// maxGrades bounds a scale of grades, each with a sentence of its own.
	maxGrades = 1000
	// maxIncrements bounds a budget that Equal Shares raises in increments: each is a count, though most budgets need few of them. Larger
	// budgets name a larger increment.
	maxIncrements = 10_000_000
	// maxRaiseWork bounds the raises of Equal Shares times the ballots that each counts again: about a minute.
	maxRaiseWork = 100_000_000
)
