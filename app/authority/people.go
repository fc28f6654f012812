package authority

// People: questions about accounts and devices that faces and kinds ask.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// SeesAccount reports whether a past shows the account: as founder, or by a join.
func (g *Graph) SeesAccount(account op.AccountID, past PastID) bool {
	if slices.Contains(g.founding.Members, account) {
		return true
	}
	heads := g.pasts.byID(past).heads
	return slices.ContainsFunc(g.joins[account], func(at int32) bool { return g.sees(heads, at) })
}
