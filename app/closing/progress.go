package closing

// What a voter can be told about a ballot: receipted by k of n, certified, safe, counted; and who was late.

import (
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Progress is how far a ballot is.
type Progress struct {
	// Receipts is how many tellers receipted it, in time or not.
	Receipts int
	// Certified: f+1 tellers had it by the close. ReceiptMillis is when, -1 where not.
	Certified     bool
	ReceiptMillis int64
	// Safe: every seal for the close counts it, unless its account replaces it. An early close may come before.
	Safe bool
	// Counted and Replaced are by the one outcome; both false while there is none, or two.
	Counted, Replaced bool
}

// HasTeller reports whether a device is a teller of this poll.
func (p *Poll) HasTeller(d op.DeviceID) bool { return slices.Contains(p.setup.Tellers, d) }

// Progress tells of a ballot; false where it is not known.
func (p *Poll) Progress(ballot op.ID) (Progress, bool) {
	at, is := p.ballot[ballot]
	if !is {
		return Progress{}, false
	}
	by := make(map[int]bool)
	for _, r := range p.receipts {
		if slices.Contains(p.nodes[r].ballots, at) {
			by[p.nodes[r].teller] = true
		}
	}
	progress := Progress{Receipts: len(by), ReceiptMillis: -1, Safe: p.allSafe()[ballot]}
	if millis, certified := p.byTheClose()[ballot]; certified {
		progress.Certified, progress.ReceiptMillis = true, millis
	}
	if outcomes := p.allOutcomes(); len(outcomes) == 1 {
		count := outcomes[0].Count
		is := func(c Certificate) bool { return c.Ballot == ballot }
		progress.Counted = slices.ContainsFunc(count.Counted, is)
		progress.Replaced = slices.ContainsFunc(count.Replaced, is)
	}
	return progress, true
}

// Certified is the receipt time of each ballot that is certified by the close, by all that is known.
func (p *Poll) Certified() map[op.ID]int64 { return maps.Clone(p.byTheClose()) }

// Safe lists the ballots that are safe for the close, ascending.
func (p *Poll) Safe() []op.ID {
	return slices.SortedFunc(maps.Keys(p.allSafe()), op.ID.Compare)
}

// workOutSafe: the ballots whose certificate by the close n−t+f+1 tellers' logs show in the past of an op that has no freeze for the close
// before it in its line. Any t freezes include one of an honest one of these tellers.
func (p *Poll) workOutSafe() map[op.ID]bool {
	shown := make(map[op.ID]map[int]bool)
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.frozen || p.goesOn(n, int32(i)) {
			continue
		}
		for _, c := range p.certificates(p.within([]int32{int32(i)}), p.setup.ClosesMillis) {
			if shown[c.Ballot] == nil {
				shown[c.Ballot] = make(map[int]bool)
			}
			shown[c.Ballot][n.teller] = true
		}
	}
	b := p.setup.Tellers
	need := len(b) - b.Quorum() + b.Tolerated() + 1
	if planted == SafeTooSoon {
		need--
	}
	safe := make(map[op.ID]bool)
	for ballot, by := range shown {
		if len(by) >= need {
			safe[ballot] = true
		}
	}
	return safe
}

// goesOn: a later op of the line, before its freeze for the close or that freeze itself, shows all that this one shows.
func (p *Poll) goesOn(n *node, at int32) bool {
	return slices.ContainsFunc(p.after[lineEnd{n.teller, at}], func(next int32) bool { return !p.nodes[next].frozen })
}

// Late is a ballot that the outcome does not count.
type Late struct {
	Ballot  op.ID
	Account op.AccountID
	// Receipted: f+1 tellers had it, at ReceiptMillis, too late or not in the past of what was agreed on; else not even that is known.
	Receipted     bool
	ReceiptMillis int64
}

// Late lists the ballots that are known here and that an outcome neither counts nor sees replaced, ascending.
func (p *Poll) Late(o Outcome) []Late {
	var late []Late
	for _, b := range p.ballots {
		if _, in := o.Count.certified[b.ID]; in {
			continue
		}
		at, receipted := p.atAnyTime()[b.ID]
		late = append(late, Late{b.ID, b.Account, receipted, at})
	}
	slices.SortFunc(late, func(a, b Late) int { return a.Ballot.Compare(b.Ballot) })
	return late
}

// Tellers are the tellers of this poll, in the order in which they propose.
func (p *Poll) Tellers() []op.DeviceID { return slices.Clone(p.setup.Tellers) }

// Opened is when t tellers had received the opening, by all that is known; false where they have not.
func (p *Poll) Opened() (int64, bool) {
	var heads []op.ID
	for _, teller := range p.setup.Tellers {
		heads = append(heads, p.Tip(teller)...)
	}
	at, opened, err := p.OpenedMillis(heads)
	return at, opened && err == nil
}
