package community

// Planted bugs: subtle mistakes that the tests of the simulation make on purpose, one at a time, to see whether it finds them. Nothing else
// plants one. While none is planted, each place costs the comparison of a byte.

import (
	"github.com/folkmoot/folkmoot/app/kind"
)

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
	// RowsLeftOver does not clear the rows of a subject whose first op does not stand any more.
	RowsLeftOver
	// StaleVerdict forgets what was looked up before the new verdicts are written, instead of after.
	StaleVerdict
)

var planted Planted

// Plant puts a bug into every engine of the process. Only tests of the simulation call it; they take it out again with NotPlanted.
func Plant(bug Planted) { planted = bug }

// leavesRows is what RowsLeftOver does wrong.
func (e *Engine) leavesRows(stored []Stored) bool {
	if planted != RowsLeftOver || len(stored) == 0 {
		return false
	}
	_, verdict := e.rejudge(stored[0])
	return verdict != kind.Applied
}
