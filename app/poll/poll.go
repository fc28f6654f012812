// Package poll is voting: openings, ballots, and the running count of the ballots that a replica knows. How ballots are counted is package
// tally's to say; this package brings its methods into the community.
//
// It promises that an opening names everything that the count depends on (method, options, seats, budget, costs, each variant's setting, the
// rule for ties) and fits its method; that a ballot which is applied fits its poll; that the count is exact and the same in whatever order the
// ballots came; and that only this package looks inside a ballot's choice, by its poll's method. A running count is no outcome: which ballots
// count in the end, the tellers say.
package poll

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// The kinds' names.
const (
	KindOpen = "poll.open"
	KindCast = "ballot.cast"
	// KindAssist is a paper ballot that a helper enters.
	KindAssist = "ballot.assist"
)

// Kinds declares them.
func Kinds() []kind.Kind { return []kind.Kind{openKind(), castKind(), assistKind()} }

// ascending sorts ids and leaves out doubles and nulls: the form of deps.
func ascending(ids ...op.ID) []op.ID {
	ids = slices.DeleteFunc(ids, op.ID.IsZero)
	slices.SortFunc(ids, op.ID.Compare)
	return slices.Compact(ids)
}
