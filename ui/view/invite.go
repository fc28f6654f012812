package view

// Invites: what became of the links that were handed out.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
)

// The states of an invite.
const (
	InviteOpen    = "open"
	InviteRevoked = "revoked"
	InviteOver    = "expired"
	InviteUsedUp  = "used_up"
	// InviteInvalid is one whose maker had no right to it.
	InviteInvalid = "invalid"
)

// Invite is one invite.
type Invite struct {
	ID    string `json:"id"`
	By    Name   `json:"by"`
	Note  string `json:"note"`
	State string `json:"state"`
	// Auto says that members' devices let people in by it by themselves.
	Auto          bool   `json:"auto"`
	Uses          uint64 `json:"uses"`
	ExpiresMillis int64  `json:"expires_ms"`
	// Joined by it, Admitted of these, and Waiting to be.
	Joined   int `json:"joined"`
	Admitted int `json:"admitted"`
	Waiting  int `json:"waiting"`
}

// Invites lists the invites known here, newest first.
func Invites(ctx context.Context, c *app.Community, w Words) ([]Invite, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	rows, err := c.Invites(ctx)
	if err != nil {
		return nil, err
	}
	list := []Invite{}
	for _, row := range slices.Backward(rows) {
		v := Invite{
			ID: row.ID.String(), By: people.Name(row.By), Note: row.Body.Note, State: inviteState(row, w.NowMillis), Auto: row.Body.Auto,
			Uses: row.Body.Uses, ExpiresMillis: row.Body.ExpiresMillis, Joined: len(row.Joins), Admitted: row.Admitted,
		}
		for _, join := range row.Joins {
			if slices.ContainsFunc(people.list, func(p Person) bool { return p.Join == join.String() && p.State == StateNewcomer }) {
				v.Waiting++
			}
		}
		list = append(list, v)
	}
	return list, nil
}

func inviteState(i authority.Invite, nowMillis int64) string {
	switch {
	case !i.Valid:
		return InviteInvalid
	case i.Revoked:
		return InviteRevoked
	case uint64(i.Admitted) >= i.Body.Uses:
		return InviteUsedUp
	case nowMillis >= i.Body.ExpiresMillis:
		return InviteOver
	}
	return InviteOpen
}
