package authority

// Citing: which acts a device's next op has to name, so that its past shows what its rights rest on.

import (
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Relies lists the acts that an op of this device must cite so that its author's rights show in its past: a certificate of the device and an
// admission of the account, where its log does not show one yet, and a carrier of the head, where it does not name that yet.
func (g *Graph) Relies(device op.DeviceID, account op.AccountID, past PastID) []op.ID {
	var needed []int32
	held := g.pasts.byID(past)
	needed = append(needed, g.certificate(g.certificatesOf(device, account), held.heads)...)
	needed = append(needed, g.unseen(g.admits[account], held.heads)...)
	head := g.commits[g.now.Head()]
	if !g.names(held.names, head) {
		needed = append(needed, g.unseen(head.carriers, held.heads)...)
	}
	return g.newestIDs(needed)
}

// names reports whether some of the commits is the given one or a descendant of it. A descendant's number is larger.
func (g *Graph) names(commits numbers, c *commit) bool {
	_, found := commits.firstFrom(c.number, func(at int32) bool { return g.numbered[at].upTo(c.depth) == c })
	return found
}

// certificatesOf are the acts that certify a device of an account; a relay's is of none.
func (g *Graph) certificatesOf(device op.DeviceID, account op.AccountID) []int32 {
	if account == (op.AccountID{}) {
		return g.relays[device]
	}
	return g.certs[device]
}

// certificate is what certifies a device, of some acts, unless the heads see that. Where nothing applied does, it is what once did: a teller whose
// certificate was set aside does its duty all the same, and is heard as long as its past shows whose it is.
func (g *Graph) certificate(certs []int32, heads numbers) []int32 {
	if first := g.unseen(certs, heads); len(first) > 0 || len(certs) == 0 {
		return first
	}
	if slices.ContainsFunc(certs, func(at int32) bool { return g.sees(heads, at) }) {
		return nil
	}
	return certs[:1]
}

// unseen is the first applied one of some acts, unless the heads see one of them.
func (g *Graph) unseen(acts []int32, heads numbers) []int32 {
	var first []int32
	for _, at := range acts {
		if g.sees(heads, at) {
			return nil
		}
		if len(first) == 0 && g.now.applied(at) {
			first = []int32{at}
		}
	}
	return first
}

// StepCites lists what a teller's step on a base has to cite beyond its own log: as many seals as settle the base, or carriers that show the
// petition valid that it is; what tellers said of what follows it; and carriers that show valid what this teller would choose. Of each teller
// that is one act, and of carriers no more than it takes, whoever else carries the same: so a step's deps hold them all.
func (g *Graph) StepCites(d Duty, past PastID) []op.ID {
	base := d.Base
	held := g.pasts.byID(past)
	needed := g.settling(base, past)
	add := func(nodes []int32) {
		for _, at := range nodes {
			if !g.sees(held.heads, at) {
				needed = append(needed, at)
			}
		}
	}
	if c := g.commits[base]; len(needed) == 0 && c.parent != nil && c.kind == ByPetition {
		add(g.showing(c))
	}
	add(g.byBase[base])
	if candidate := g.commits[d.Candidate]; candidate != nil {
		add(g.showing(candidate))
	}
	return g.newestIDs(needed)
}

// showing is carriers of a commit that have the signatures it needs, or all that count: at each step the one that adds most.
func (g *Graph) showing(c *commit) []int32 {
	chosen := g.showingPoll(c)
	votes := g.electorate(c)
	counted := make(map[op.AccountID]bool)
	for {
		best, most := none, 0
		for _, at := range c.carriers {
			added := 0
			for account := range g.signersIn(at, nil, votes) {
				if !counted[account] {
					added++
				}
			}
			if added > most {
				best, most = at, added
			}
		}
		if best == none || len(counted) >= c.need {
			return chosen
		}
		chosen = append(chosen, best)
		maps.Copy(counted, g.signersIn(best, nil, votes))
	}
}

// showingPoll is what shows the poll that a commit rests on: of an enactment a carrier and the seals, of a petition the first receipts.
func (g *Graph) showingPoll(c *commit) []int32 {
	switch {
	case c.kind == ByPoll:
		for _, at := range c.carriers {
			if g.passedIn(c.poll, g.within(only(at))) {
				return []int32{at}
			}
		}
		return append(g.passingSeals(c.poll, nil), c.carriers[0])
	case c.kind == ByPetition:
		return slices.Clone(g.received[c.poll])
	}
	return nil
}

func (g *Graph) newestIDs(nodes []int32) []op.ID {
	var ids []op.ID
	for _, at := range g.acts.newest(nodes).list() {
		ids = append(ids, g.nodes[at].ID)
	}
	return ids
}

// ApprovalCites lists the withdrawals of a device, unless a past shows them: an act approves only what it knows to be cut. The commits that cut
// something are in everybody's past who names the head.
func (g *Graph) ApprovalCites(device op.DeviceID, account op.AccountID, past PastID) []op.ID {
	var needed []int32
	for n := range g.withdrawalsOf(device, account, nil) {
		if at := g.index[n.ID]; !g.sees(g.pasts.byID(past).heads, at) {
			needed = append(needed, at)
		}
	}
	return g.newestIDs(needed)
}

// CertificatesOf lists the acts that certify the devices of some signatures: a carrier cites them, so that its past shows them. Devices that
// the founding certified need none.
func (g *Graph) CertificatesOf(signatures []Signed) []op.ID {
	var needed []int32
	for _, s := range signatures {
		for _, at := range g.certs[s.Device] {
			if g.now.applied(at) {
				needed = append(needed, at)
				break
			}
		}
	}
	return g.newestIDs(needed)
}

// PetitionPoll is the poll whose voters may petition on a commit now: zero where none was ever open, and the council may.
func (g *Graph) PetitionPoll(parent op.ID) op.ID { return g.newestPoll(g.commits[parent], nil) }

// PetitionCites are what shows in a carrier's past that its petition's poll was open, as far as a past does not show it: what its tellers said of
// it first.
func (g *Graph) PetitionCites(poll op.ID, past PastID) []op.ID {
	heads := g.pasts.byID(past).heads
	return g.newestIDs(slices.DeleteFunc(slices.Clone(g.received[poll]), func(at int32) bool { return g.sees(heads, at) }))
}

// Petitions lists the valid petitions that are reached from a commit: a new one names them.
func (g *Graph) Petitions(from op.ID) []op.ID {
	found := g.petitionsAbove(from, nil)
	slices.SortFunc(found, op.ID.Compare)
	return found
}
