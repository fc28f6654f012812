package authority

// Standing of a device that is met on a network: whose it is now, and by which acts.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Met is what the head and the acts known here say of a device.
type Met struct {
	// Person is the account's; its zero value where the device is nobody's.
	Person Person
	// Withdrawn says that another device of the account has withdrawn it, or that its certificate does not stand.
	Withdrawn bool
	// InviteOver says that a newcomer's invite is not valid, or revoked.
	InviteOver    bool
	Relay, Teller bool
	// Shown are the acts by which somebody else learns all this.
	Shown []op.ID
}

// Meet says what is known of a device.
func (g *Graph) Meet(device op.DeviceID) Met {
	m := Met{Relay: g.IsRelay(device), Teller: g.now.head.Charter.HasTeller(device)}
	for _, r := range g.Relays() {
		if r.Device == device {
			m.Shown = append(m.Shown, r.Certificate)
		}
	}
	account, ok := g.certified(device, g.everything(), nil)
	if !ok {
		return m
	}
	m.Person, _ = g.Person(account)
	m.Withdrawn = g.withdrawn(device, account, nil)
	m.Shown = append(m.Shown, m.Person.Join, m.Person.Admission)
	for _, d := range m.Person.Devices {
		if d.Device == device {
			m.Shown = append(m.Shown, d.Certificate)
		}
	}
	m.InviteOver = m.Person.Newcomer && !slices.ContainsFunc(g.Invites(), func(i Invite) bool {
		return i.ID == m.Person.Invite && i.Valid && !i.Revoked
	})
	m.Shown = slices.DeleteFunc(m.Shown, op.ID.IsZero)
	return m
}

// Carrier is an act that carries a commit: the genesis for the first one; false for a commit that nobody has carried here.
func (g *Graph) Carrier(commit op.ID) (op.ID, bool) {
	c := g.commits[commit]
	switch {
	case c == nil:
		return op.ID{}, false
	case len(c.carriers) == 0:
		return g.founding.Genesis, commit == g.founding.Genesis
	}
	return g.nodes[c.carriers[0]].ID, true
}
