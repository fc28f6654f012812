package authority

// Commits as faces list them: what somebody has proposed or carried, with who has signed it so far. Proposals and single signatures are read from
// the replica.

import (
	"cmp"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Proposed is a commit that somebody has proposed or carried, with who has signed it so far.
type Proposed struct {
	ID      op.ID
	Content Content
	// Signatures are all that were seen for it, in proposals, single signatures and carriers, ascending by device.
	Signatures []Signed
	// Signers are the accounts of those that count now.
	Signers []op.AccountID
	// Asked are the accounts whose signature counts: of a petition the voters of its poll, where it has one, else the council. Needed is how many
	// of them must sign.
	Asked  []op.AccountID
	Needed int
	// Carried says that a carrier exists, Stands that it is on the head's line, Settled that tellers have settled it.
	Carried, Stands, Settled bool
	// Parent stands now: only such a commit can still come to stand next.
	Current bool
}

// Commits lists what stands, and what was proposed or carried on it, in the order in which they came here. What was proposed by others than
// those whom it asks is not among them, nor what was carried without any signature of theirs. It is asked inside of Ask.
func (g *Graph) Commits() []Proposed {
	list := &proposals{graph: g, byID: make(map[op.ID]int)}
	for _, parent := range g.now.Commits {
		list.addProposed(parent)
	}
	for _, n := range g.nodes {
		if c := n.commit; c != nil && (len(c.votes) > 0 || g.stands(c.id)) {
			list.addCarried(n)
		}
	}
	for i := range list.found {
		list.addSignatures(&list.found[i])
		g.complete(&list.found[i].Proposed)
	}
	slices.SortStableFunc(list.found, func(a, b placedProposal) int { return cmp.Compare(a.order, b.order) })
	all := make([]Proposed, 0, len(list.found))
	for _, p := range list.found {
		all = append(all, p.Proposed)
	}
	return all
}

func (g *Graph) stands(id op.ID) bool {
	_, stands := g.now.place[id]
	return stands
}

// proposals is the list in the making.
type proposals struct {
	graph *Graph
	found []placedProposal
	byID  map[op.ID]int
}

// placedProposal goes by the Order of the act that came first.
type placedProposal struct {
	Proposed
	order uint64
}

func (l *proposals) entry(content *Content, order uint64) *placedProposal {
	id, err := content.ID()
	if err != nil {
		return nil
	}
	i, ok := l.byID[id]
	if !ok {
		i = len(l.found)
		l.byID[id] = i
		l.found = append(l.found, placedProposal{Proposed{ID: id, Content: *content}, order})
	}
	p := &l.found[i]
	p.order = min(p.order, order)
	return p
}

func (l *proposals) addProposed(parent op.ID) {
	l.graph.look.Filed(parent, func(f Filed) bool {
		if body, is := f.Body.(*ProposeBody); is && slices.Contains(l.graph.asked(&body.Content), f.Account) {
			l.entry(&body.Content, f.Order)
		}
		return true
	})
}

func (l *proposals) addCarried(n *Node) {
	if i, listed := l.byID[n.commit.id]; listed && len(n.signed) == 0 && l.found[i].Carried {
		return
	}
	body, order, ok := l.graph.look.Carrier(n.ID)
	if !ok {
		return
	}
	if p := l.entry(&body.Content, order); p != nil {
		p.Carried = true
		p.Signatures = append(p.Signatures, body.Signatures...)
	}
}

// asked are the accounts whose signatures on a content count. Its parent must be known.
func (g *Graph) asked(content *Content) []op.AccountID {
	if content.Type == ByPetition && !content.Poll.IsZero() {
		return g.look.Voters(content.Poll)
	}
	return g.stateAt(content.Parent).Charter.Council
}

// addSignatures adds those that were given one by one, by devices of those who are asked.
func (l *proposals) addSignatures(p *placedProposal) {
	if !l.graph.Knows(p.Content.Parent) {
		return
	}
	asked := l.graph.asked(&p.Content)
	l.graph.look.Filed(p.ID, func(f Filed) bool {
		if body, is := f.Body.(*SignBody); is && slices.Contains(asked, f.Account) {
			p.Signatures = append(p.Signatures, Signed{Device: f.Device, Signature: body.Signature})
		}
		return true
	})
}

func (g *Graph) complete(p *Proposed) {
	slices.SortFunc(p.Signatures, func(a, b Signed) int { return a.Device.Compare(b.Device) })
	p.Signatures = slices.CompactFunc(p.Signatures, func(a, b Signed) bool { return a.Device == b.Device })
	p.Signatures = slices.DeleteFunc(p.Signatures, func(s Signed) bool { return !s.Holds(p.ID) })
	place, stands := g.now.place[p.ID]
	p.Stands = stands
	p.Settled = stands && place <= g.now.place[g.now.Settled]
	parentPlace, onLine := g.now.place[p.Content.Parent]
	p.Current = p.Stands || (onLine && (p.Content.Parent == g.now.Head() ||
		(p.Content.Type == ByPetition && parentPlace >= g.now.place[g.now.Settled])))
	if !g.Knows(p.Content.Parent) {
		return
	}
	parent := g.stateAt(p.Content.Parent)
	p.Asked = g.asked(&p.Content)
	p.Needed = len(p.Asked)/2 + 1
	if p.Content.Type == ByCouncil {
		p.Needed = max(p.Needed, int(parent.Charter.Threshold))
	}
	all := g.everything()
	for _, s := range p.Signatures {
		account, ok := g.certified(s.Device, all, nil)
		if ok && slices.Contains(p.Asked, account) && !g.withdrawn(s.Device, account, nil) && !slices.Contains(p.Signers, account) {
			p.Signers = append(p.Signers, account)
		}
	}
}
