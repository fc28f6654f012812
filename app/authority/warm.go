package authority

// Warm: what commits say and leave behind is read from the replica where it is asked for, and held for the last ones and for those that stand.
// Whoever likes can carry any number of commits that nobody ever signs: of these no more is held than their places.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Carried is what must be known of a commit to give it its place, and an act that carries it.
type Carried struct {
	ID, Parent op.ID
	Type       CommitType
	Source     op.ID
}

// CarriedBy is what an act says of the commit that it carries.
func CarriedBy(act op.ID, body *CarrierBody) (Carried, error) {
	id, err := body.Content.ID()
	return Carried{ID: id, Parent: body.Content.Parent, Type: body.Content.Type, Source: act}, err
}

func (g *Graph) know(c Carried) *commit {
	if known := g.commits[c.ID]; known != nil {
		return known
	}
	parent := g.commits[c.Parent]
	known := &commit{id: c.ID, parent: parent, depth: parent.depth + 1, kind: c.Type, source: c.Source, skip: parent}
	if s := parent.skip; s != nil && s.skip != nil && parent.depth-s.depth == s.depth-s.skip.depth {
		known.skip = s.skip
	}
	g.place(known)
	return known
}

// place gives a commit its number.
func (g *Graph) place(c *commit) {
	c.number = int32(len(g.numbered))
	g.numbered = append(g.numbered, c)
	g.commits[c.id] = c
}

// upTo is the ancestor at a depth, itself included. Skips go back over lengths that double, so it takes a number of steps that grows with the
// logarithm of the depth (E. W. Myers, An applicative random-access stack, 1983).
func (c *commit) upTo(depth int) *commit {
	for c.depth > depth {
		if c.skip.depth >= depth {
			c = c.skip
		} else {
			c = c.parent
		}
	}
	return c
}

// contentOf is what a commit says; it must not be the genesis. Where the replica fails it is empty, and the call ends with that error.
func (g *Graph) contentOf(c *commit) *Content {
	if c.content != nil {
		return c.content
	}
	body, _, ok := g.look.Carrier(c.source)
	if !ok {
		return &Content{Type: c.kind, Parent: c.parent.id}
	}
	g.heat(c)
	c.content = &body.Content
	return c.content
}

// heat makes a commit one of the last that were asked for; the one that was longest among them goes cold, but for the state of what stands.
func (g *Graph) heat(c *commit) {
	if c.warm {
		return
	}
	c.warm = true
	if len(g.warm) < maxWarm {
		g.warm = append(g.warm, c)
		return
	}
	if g.warm[g.coldest] == g.fresh {
		g.coldest = (g.coldest + 1) % maxWarm
	}
	cold := g.warm[g.coldest]
	g.warm[g.coldest] = c
	g.coldest = (g.coldest + 1) % maxWarm
	cold.warm, cold.content = false, nil
	if g.now == nil || !slices.Contains(g.now.Commits, cold.id) {
		cold.state = nil
	}
}

// weigh takes the signatures of one more carrier of a commit: it keeps those devices whose signature may count, in some scope.
func (g *Graph) weigh(c *commit, content *Content, signatures []Signed, parents numbers) (signed []op.DeviceID) {
	if len(c.carriers) == 0 {
		c.poll = content.Poll
		c.lawful, c.need = g.asks(c, content)
	}
	votes := g.electorate(c)
	was := len(c.carriers) > 0 && c.isHopeful()
	for _, s := range signatures {
		accounts := g.mayBeCertified(s.Device, parents, votes)
		if len(accounts) == 0 {
			continue
		}
		signed = append(signed, s.Device)
		for _, account := range accounts {
			if !slices.Contains(c.votes, account) {
				c.votes = append(c.votes, account)
			}
		}
	}
	if !was && c.isHopeful() {
		c.parent.hopeful = append(c.parent.hopeful, c)
	}
	return signed
}

// mayBeCertified lists the accounts that a device may be found certified for, by what the heads see, of those that are asked about.
func (g *Graph) mayBeCertified(device op.DeviceID, heads numbers, has func(op.AccountID) bool) []op.AccountID {
	if account, ok := g.founding.Devices[device]; ok {
		if has(account) {
			return []op.AccountID{account}
		}
		return nil
	}
	var accounts []op.AccountID
	for _, at := range g.certs[device] {
		account := g.nodes[at].Account
		own := certifiedAccount(g.nodes[at]) == account && has(account)
		if own && !slices.Contains(accounts, account) && g.sees(heads, at) {
			accounts = append(accounts, account)
		}
	}
	return accounts
}
