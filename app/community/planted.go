package community

// Planted bugs: subtle mistakes that the tests of the simulation make on purpose, one at a time, to see whether it finds them. Nothing else
// plants one. While none is planted, each place costs the comparison of a byte.

// Planted names a bug.
type Planted uint8

// The bugs of this package.
const (
	NotPlanted Planted = iota
	// ProofAsSeen keeps the two branches of a fork that came first, instead of the two smallest.
	ProofAsSeen
	// CutByNumber compares numbers where a log has forked, instead of following the branch that a cut names.
	CutByNumber
	// MovedPastsUnnoticed leaves what was written under a commit as it was when the commit does not stand any more.
	MovedPastsUnnoticed
	// SealsDropped keeps no seals of a teller's branches.
	SealsDropped
	// RowsLeftOver does not clear a subject's rows before they are derived anew.
	RowsLeftOver
	// StaleVerdict forgets what was looked up before the new verdicts are written, instead of after.
	StaleVerdict
)

var planted Planted

// Plant puts a bug into every engine of the process. Only tests of the simulation call it; they take it out again with NotPlanted.
func Plant(bug Planted) { planted = bug }
