package authority

// Invites and commits as faces list them.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Invite is an invite with what became of it.
type Invite struct {
	ID      op.ID
	Body    InviteBody
	By      op.AccountID
	Valid   bool
	Revoked bool
	// Joins are the joins by it, in the order in which they came here; Admitted counts those whose account is a member.
	Joins    []op.ID
	Admitted int
}

// Invites lists the invites in the order in which they came here.
func (g *Graph) Invites() []Invite {
	var list []Invite
	byID := make(map[op.ID]int)
	for at, n := range g.nodes {
		if body, is := n.Body.(*InviteBody); is {
			byID[n.ID] = len(list)
			list = append(list, Invite{ID: n.ID, Body: *body, By: n.Account, Valid: g.now.applied(int32(at))})
		}
	}
	for at, n := range g.nodes {
		switch body := n.Body.(type) {
		case *RevokeBody:
			if i, ok := byID[body.Invite]; ok && g.now.applied(int32(at)) {
				list[i].Revoked = true
			}
		case *JoinBody:
			if i, ok := byID[body.Invite]; ok {
				list[i].Joins = append(list[i].Joins, n.ID)
				if p, _ := g.Person(body.Account); p.Member {
					list[i].Admitted++
				}
			}
		}
	}
	return list
}

// Proposed is a commit that somebody has proposed or carried, with who has signed it so far.
type Proposed struct {
	ID      op.ID
	Content Content
	// Signatures are all that were seen for it, in proposals, single signatures and carriers, ascending by device.
	Signatures []Signed
	// Signers are the accounts of those that count now.
	Signers []op.AccountID
	// Needed is how many accounts must sign.
	Needed int
	// Carried says that a carrier exists, Stands that it is on the head's line, Settled that tellers have settled it.
	Carried, Stands, Settled bool
	// Parent stands now: only such a commit can still come to stand next.
	Current bool
}

// Commits lists the commits known here, proposals that nobody has carried included, in the order in which they came here.
func (g *Graph) Commits() []Proposed {
	var list []Proposed
	byID := make(map[op.ID]int)
	entry := func(content *Content) *Proposed {
		id, err := content.ID()
		if err != nil {
			return nil
		}
		i, ok := byID[id]
		if !ok {
			i = len(list)
			byID[id] = i
			list = append(list, Proposed{ID: id, Content: *content})
		}
		return &list[i]
	}
	for _, n := range g.nodes {
		switch body := n.Body.(type) {
		case *ProposeBody:
			entry(&body.Content)
		case *CarrierBody:
			if p := entry(&body.Content); p != nil {
				p.Carried = true
				p.Signatures = append(p.Signatures, body.Signatures...)
			}
		case *SignBody:
			if i, ok := byID[body.Commit]; ok {
				list[i].Signatures = append(list[i].Signatures, Signed{Device: n.Device, Signature: body.Signature})
			}
		}
	}
	for i := range list {
		g.complete(&list[i])
	}
	return list
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
	council := parent.Charter.Council
	p.Needed = len(council)/2 + 1
	if p.Content.Type == ByCouncil {
		p.Needed = max(p.Needed, int(parent.Charter.Threshold))
	}
	all := make([]int32, 0, len(g.nodes))
	for at := range g.nodes {
		all = append(all, int32(at))
	}
	for _, s := range p.Signatures {
		account, ok := g.certified(s.Device, all, nil)
		if ok && parent.Charter.HasSteward(account) && !g.withdrawn(s.Device, account, nil) && !slices.Contains(p.Signers, account) {
			p.Signers = append(p.Signers, account)
		}
	}
}
