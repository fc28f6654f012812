package authority

// Invites as faces list them.

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
	// Joins are the joins by it, in the order in which they came here; Admitted counts the accounts that were let in by one of them, those that
	// were removed since too: a use is used up.
	Joins    []op.ID
	Admitted int
}

// AdmitsAt reports whether whoever joins by it at a moment is let in by itself: it is valid, not revoked, not over and not used up.
func (i *Invite) AdmitsAt(nowMillis int64) bool {
	return i.Valid && !i.Revoked && i.Body.Auto && nowMillis < i.Body.ExpiresMillis && uint64(i.Admitted) < i.Body.Uses
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
	used := make(map[usedInvite]bool)
	for at, n := range g.nodes {
		switch body := n.Body.(type) {
		case *RevokeBody:
			if i, ok := byID[body.Invite]; ok && g.now.applied(int32(at)) {
				list[i].Revoked = true
			}
		case *JoinBody:
			if i, ok := byID[body.Invite]; ok {
				list[i].Joins = append(list[i].Joins, n.ID)
				if use := (usedInvite{body.Invite, body.Account}); !used[use] && g.hasLetIn(n.ID, body.Account) {
					used[use] = true
					list[i].Admitted++
				}
			}
		}
	}
	return list
}

// usedInvite is one account that came in by one invite.
type usedInvite struct {
	invite  op.ID
	account op.AccountID
}

// hasLetIn reports whether an applied admission names the join.
func (g *Graph) hasLetIn(join op.ID, account op.AccountID) bool {
	return slices.ContainsFunc(g.admits[account], func(at int32) bool {
		return g.now.applied(at) && g.nodes[at].Body.(*AdmitBody).Join == join
	})
}
