package view

// Visit: what Home has told stays told while somebody looks at some of it and comes back.

import "github.com/folkmoot/folkmoot/app"

// visitMillis is how long somebody may be elsewhere within one visit of Home.
const visitMillis = 30 * 60 * 1000

// Visit is one visit of Home, in which other pages may be looked at in between.
type Visit struct {
	// BeforeMillis is when Home was looked at in the visit before; 0 for never.
	BeforeMillis int64
	// Told are the news of this visit, nil where it only begins.
	Told *app.News

	lookedMillis int64
}

// HomeVisit is the visit that goes on, or a new one.
func (n *Navigation) HomeVisit(nowMillis int64) Visit {
	v, goesOn := n.visits[n.state.Community]
	if away := nowMillis - v.lookedMillis; !goesOn || away < 0 || away > visitMillis {
		return Visit{BeforeMillis: n.HomeSeen()}
	}
	return v
}

// LookedAtHome notes that Home was looked at in a visit.
func (n *Navigation) LookedAtHome(v Visit, nowMillis int64) error {
	v.lookedMillis = nowMillis
	n.visits[n.state.Community] = v
	return n.SawHome(nowMillis)
}
