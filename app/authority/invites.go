package authority

// Invites as faces list them.

import (
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
