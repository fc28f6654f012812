package authority

// Falling: who would be a member no more if somebody were removed with some cut.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// FallingWith lists the members whom nothing would admit any more if an account were removed with a cut: whoever let them in did so above it, or
// falls with them. last is where each device's acts stop counting.
func (g *Graph) FallingWith(removed op.AccountID, last map[op.DeviceID]op.ID) []op.AccountID {
	falls := func(at int32, fallen []op.AccountID) bool {
		n := g.nodes[at]
		if n.Account != removed {
			return slices.Contains(fallen, n.Account)
		}
		cut := last[n.Device]
		return cut.IsZero() || !g.look.Upto(n.ID, n.Device, n.Seq, cut)
	}
	var fallen []op.AccountID
	for more := true; more; {
		more = false
		for _, account := range g.accounts() {
			if p, _ := g.Person(account); !p.Member || p.Founder || account == removed || slices.Contains(fallen, account) {
				continue
			}
			stays := slices.ContainsFunc(g.admits[account], func(at int32) bool {
				return g.now.applied(at) && g.now.joinFits(at) && !falls(at, fallen)
			})
			if !stays {
				fallen, more = append(fallen, account), true
			}
		}
	}
	return fallen
}
