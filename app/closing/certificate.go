package closing

// Certificates: which ballots f+1 tellers had in time, and which of them count.

import (
	"fmt"
	"math"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/folkmoot/folkmoot/app/op"
)

// Certificate is a ballot that f+1 tellers had in time.
type Certificate struct {
	Ballot  op.ID
	Account op.AccountID
	// ReceiptMillis is the receipt time: the (f+1)-th smallest of its tellers' times.
	ReceiptMillis int64
	// Assisted says that a helper entered it for the account.
	Assisted bool
	replaces op.ID
}

const never = math.MaxInt64

// certificates are those by a moment, in a scope, in ascending order of their ballots.
func (p *Poll) certificates(in scope, momentMillis int64) []Certificate {
	n := len(p.setup.Tellers)
	first := make([]int64, len(p.ballots)*n)
	for i := range first {
		first[i] = never
	}
	for _, at := range p.receipts {
		r := &p.nodes[at]
		if !in.has(at) || r.effective > momentMillis || (planted == ForkedReceiptsDropped && p.forked[r.teller]) {
			continue
		}
		for _, b := range r.ballots {
			i := int(b)*n + r.teller
			first[i] = min(first[i], r.effective)
		}
	}
	certified := make([]Certificate, 0, len(p.ballots))
	for b, ballot := range p.ballots {
		if at, is := p.receiptTime(first[b*n : (b+1)*n]); is {
			certified = append(certified, Certificate{ballot.ID, ballot.Account, at, ballot.Assisted, ballot.Replaces})
		}
	}
	byID := func(a, b Certificate) int { return a.Ballot.Compare(b.Ballot) }
	if !slices.IsSortedFunc(certified, byID) {
		slices.SortFunc(certified, byID)
	}
	return certified
}

// receiptTime is the (f+1)-th smallest time. It reorders them.
func (p *Poll) receiptTime(times []int64) (int64, bool) {
	f := p.setup.Tellers.Tolerated()
	if planted == OneReceiptCertifies {
		f = 0
	}
	slices.Sort(times)
	if len(times) <= f || times[f] == never {
		return 0, false
	}
	return times[f], true
}

// Count is what a manifest counts.
type Count struct {
	// Counted are the ballots that count, at most one an account, in ascending order.
	Counted []Certificate
	// Replaced were certified in time, and give way to another one of their account, in ascending order.
	Replaced []Certificate
	// certified are both.
	certified map[op.ID]int64
	// rooted is the root, once asked for.
	rooted *tlog.Hash
}

// countOf is what is certified by a manifest's moment in the past of its freezes.
func (p *Poll) countOf(m *proposal) *Count {
	if m.count == nil {
		m.count = choose(p.certificates(p.within(m.freezes), m.MomentMillis))
	}
	return m.count
}

// choose finds which of each account's certified ballots counts: one that another certified one of the account replaces is out, and so is one that a
// helper entered, where the account has one of its own; of several left the latest receipt time counts, then the larger id. Of an account's own
// ballots one is always left, as helpers' replace none of them and a ballot is older than what replaces it.
func choose(certified []Certificate) *Count {
	c := &Count{certified: make(map[op.ID]int64, len(certified))}
	of := make(map[op.ID]op.AccountID, len(certified))
	for _, one := range certified {
		c.certified[one.Ballot] = one.ReceiptMillis
		of[one.Ballot] = one.Account
	}
	replaced := make(map[op.ID]bool)
	voted := make(map[op.AccountID]bool) // by themselves
	for _, one := range certified {
		voted[one.Account] = voted[one.Account] || !one.Assisted
		if account, is := of[one.replaces]; is && (account == one.Account || planted == AnybodyReplaces) {
			replaced[one.replaces] = true
		}
	}
	best := make(map[op.AccountID]Certificate)
	for _, one := range certified {
		if out := replaced[one.Ballot] || (one.Assisted && voted[one.Account] && planted != HelpersWin); out {
			continue
		}
		if have, is := best[one.Account]; !is || later(one, have) {
			best[one.Account] = one
		}
	}
	for _, one := range certified {
		if best[one.Account].Ballot == one.Ballot {
			c.Counted = append(c.Counted, one)
		} else {
			c.Replaced = append(c.Replaced, one)
		}
	}
	return c
}

func later(a, b Certificate) bool {
	if a.ReceiptMillis != b.ReceiptMillis {
		return a.ReceiptMillis > b.ReceiptMillis
	}
	return a.Ballot.Compare(b.Ballot) > 0
}

// IDs are the counted ballots, ascending.
func (c *Count) IDs() []op.ID {
	ids := make([]op.ID, len(c.Counted))
	for i, one := range c.Counted {
		ids[i] = one.Ballot
	}
	return ids
}

// Tree is the tree whose root the seal names.
func (c *Count) Tree() (*Tree, error) { return NewTree(c.IDs()) }

func (c *Count) root() (tlog.Hash, error) {
	if c.rooted != nil {
		return *c.rooted, nil
	}
	tree, err := c.Tree()
	if err != nil {
		return tlog.Hash{}, err
	}
	root, err := tree.Root()
	if err != nil {
		return tlog.Hash{}, fmt.Errorf("counting: %w", err)
	}
	c.rooted = &root
	return root, nil
}

// CountAt is what would count at a moment, by all that is known.
func (p *Poll) CountAt(momentMillis int64) *Count { return choose(p.certificates(nil, momentMillis)) }
