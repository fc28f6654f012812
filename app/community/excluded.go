package community

// Excluded: why somebody who would like to vote in a poll may not.

import (
	"fmt"
	"math"

	"github.com/folkmoot/folkmoot/app/op"
)

// Exclusion is why an account is not in an electorate.
type Exclusion string

// The exclusions.
const (
	// Included is in the electorate.
	Included Exclusion = ""
	// OutRemoved was removed from the community.
	OutRemoved Exclusion = "removed"
	// OutNotMember is a newcomer, or somebody who never joined.
	OutNotMember Exclusion = "not_a_member"
	// OutLater became a member after the poll was opened, or where its opener did not know of it.
	OutLater Exclusion = "joined_later"
	// OutUnreceipted was a member, and too few tellers had receipted the admission by the cut that the opening names.
	OutUnreceipted Exclusion = "not_receipted"
	// OutWaiting was receipted, and the charter's waiting time was not over.
	OutWaiting Exclusion = "waiting"
)

// Excluded is an exclusion with its numbers.
type Excluded struct {
	Why Exclusion
	// Receipts is how many tellers had receipted the admission, where Needed would have been enough.
	Receipts, Needed int
	// WaitingMillis is the charter's waiting time, and OverMillis the instant at which it is over for this account.
	WaitingMillis, OverMillis int64
}

// WhyNoVoter says why an account may not vote in a poll. It is asked inside of Ask.
func (e *Engine) WhyNoVoter(account op.AccountID, opening op.ID) (Excluded, error) {
	person, _ := e.graph.Person(account)
	switch {
	case person.Removed:
		return Excluded{Why: OutRemoved}, nil
	case lookup{e}.MemberAt(account, opening):
		return Excluded{}, e.failed
	case !person.Member:
		return Excluded{Why: OutNotMember}, e.failed
	}
	m, ok := e.meta(opening)
	if !ok {
		return Excluded{Why: OutLater}, e.failed
	}
	past := e.pastOf(m)
	if world := e.electorateOf(m, past).world; !world.IsMember(account, past) {
		return Excluded{Why: OutLater}, e.failed
	}
	return e.unreceipted(account, m)
}

// unreceipted looks at the receipts of an admission that the opening's past shows.
func (e *Engine) unreceipted(account op.AccountID, opening Meta) (Excluded, error) {
	open := e.openingAt(opening)
	if open == nil || open.Electorate == nil {
		return Excluded{Why: OutLater}, e.failed
	}
	rules, _ := e.graph.StateAt(open.On)
	receipted, err := e.Receipts(rules.Charter.Tellers)
	if err != nil {
		return Excluded{}, err
	}
	out := Excluded{Why: OutUnreceipted, Needed: receipted.Tolerated() + 1, WaitingMillis: rules.Charter.WaitingMillis}
	certified, err := receipted.CertifiedIn(open.Electorate.Cut, math.MaxInt64-1)
	if err != nil {
		return out, fmt.Errorf("reading the cut of %s: %w", opening.ID.Short(), err)
	}
	for _, c := range certified {
		if c.Account == account && (out.Why != OutWaiting || c.ReceiptMillis+out.WaitingMillis < out.OverMillis) {
			out.Why, out.Receipts, out.OverMillis = OutWaiting, out.Needed, c.ReceiptMillis+out.WaitingMillis
		}
	}
	if out.Why == OutWaiting {
		return out, e.failed
	}
	for _, admission := range e.graph.AdmissionsOf(account) {
		by, err := receipted.ReceiptedIn(open.Electorate.Cut, admission)
		if err != nil {
			return out, err
		}
		out.Receipts = max(out.Receipts, by)
	}
	return out, e.failed
}
