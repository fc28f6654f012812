package closing

// What each teller has said of a poll so far, and whom it waits for: what its page and a teller's own status show.

import (
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// Telling is how far one teller is, by all that is known.
type Telling struct {
	Teller op.DeviceID
	// Opened says that it has received the opening, Frozen that it has frozen for the close.
	Opened, Frozen bool
	// Endorsed and Sealed are in any view; View is the highest that it has reached.
	Endorsed, Sealed bool
	View             uint32
	// Ballots is how many it has receipted.
	Ballots int
	// HeardMillis is the newest time that it named; -1 where nothing was heard of it.
	HeardMillis int64
	// Forked says that it contradicted itself.
	Forked bool
}

// Tellings are in proposer order.
func (p *Poll) Tellings() []Telling {
	list := make([]Telling, len(p.setup.Tellers))
	ballots := make([]map[int32]bool, len(list))
	for i, teller := range p.setup.Tellers {
		list[i] = Telling{Teller: teller, HeardMillis: -1, Forked: p.forked[i]}
		ballots[i] = make(map[int32]bool)
	}
	for i := range p.nodes {
		n := &p.nodes[i]
		t := &list[n.teller]
		t.HeardMillis = max(t.HeardMillis, n.effective)
		t.Opened = t.Opened || n.receipt || n.freeze
		t.Frozen = t.Frozen || n.freeze && n.moment == p.setup.ClosesMillis
		for _, b := range n.ballots {
			ballots[n.teller][b] = true
		}
		if n.receipt || n.freeze {
			continue
		}
		t.View = max(t.View, n.step.View)
		t.Endorsed = t.Endorsed || n.step.Step == agreement.Endorse
		t.Sealed = t.Sealed || n.step.Step == agreement.Seal
	}
	for i := range list {
		list[i].Ballots = len(ballots[i])
	}
	return list
}

// ReceiptedBy lists the tellers that have receipted a ballot, in time or not, in proposer order.
func (p *Poll) ReceiptedBy(ballot op.ID) []op.DeviceID {
	at, is := p.ballot[ballot]
	if !is {
		return nil
	}
	by := make(map[int]bool)
	for _, r := range p.receipts {
		if slices.Contains(p.nodes[r].ballots, at) {
			by[p.nodes[r].teller] = true
		}
	}
	tellers := make([]op.DeviceID, 0, len(by))
	for _, i := range slices.Sorted(maps.Keys(by)) {
		tellers = append(tellers, p.setup.Tellers[i])
	}
	return tellers
}

// ReceiptedIn is how many tellers have receipted a ballot in the past of the given ops, and those themselves.
func (p *Poll) ReceiptedIn(heads []op.ID, ballot op.ID) (int, error) {
	from, err := p.heads(heads)
	if err != nil {
		return 0, err
	}
	in, at := p.within(from), p.ballot[ballot]
	by := make(map[int]bool)
	if _, is := p.ballot[ballot]; is {
		for _, r := range p.receipts {
			if in[r] && slices.Contains(p.nodes[r].ballots, at) {
				by[p.nodes[r].teller] = true
			}
		}
	}
	return len(by), nil
}

// ClosesMillis is the close.
func (p *Poll) ClosesMillis() int64 { return p.setup.ClosesMillis }

// SettledMillis is when tellers may freeze for the close.
func (p *Poll) SettledMillis() int64 { return p.setup.ClosesMillis + p.setup.SettleMillis }

// WithLate is what would be counted if every late ballot had come in time: of each account the one that it cast last, by receipt time and then by
// id, or by the order in which its ballots replace each other. They count as received at the moment that was agreed on.
func (p *Poll) WithLate(o Outcome) Outcome {
	certified := slices.Concat(o.Count.Counted, o.Count.Replaced)
	for _, late := range p.Late(o) {
		b := p.ballots[p.ballot[late.Ballot]]
		at := late.ReceiptMillis
		if !late.Receipted {
			at = never - 1
		}
		certified = append(certified, Certificate{b.ID, b.Account, at, b.Assisted, b.Replaces})
	}
	slices.SortFunc(certified, func(a, b Certificate) int { return a.Ballot.Compare(b.Ballot) })
	o.Count = choose(certified)
	inTime := func(list []Certificate) {
		for i := range list {
			list[i].ReceiptMillis = min(list[i].ReceiptMillis, o.Manifest.MomentMillis)
			o.Count.certified[list[i].Ballot] = list[i].ReceiptMillis
		}
	}
	inTime(o.Count.Counted)
	inTime(o.Count.Replaced)
	return o
}

// Tolerated is how many liars among its tellers the poll bears.
func (p *Poll) Tolerated() int { return p.setup.Tellers.Tolerated() }

// Quorum is how many tellers must agree.
func (p *Poll) Quorum() int { return p.setup.Tellers.Quorum() }
