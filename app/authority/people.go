package authority

// People: questions about accounts and devices that faces and kinds ask.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// SeesAccount reports whether a past shows the account: as founder, or by a join.
func (g *Graph) SeesAccount(account op.AccountID, past PastID) bool {
	if slices.Contains(g.founding.Members, account) {
		return true
	}
	heads := g.pasts.byID(past).heads
	return slices.ContainsFunc(g.joins[account], func(at int32) bool { return g.sees(heads, at) })
}

// Person is an account as the head and the acts known here show it.
type Person struct {
	Account op.AccountID
	// Founder began the community; Join and Name come from the genesis or from the join op.
	Founder bool
	Join    op.ID
	Name    string
	// Invite is the invite that the person joined by.
	Invite op.ID
	// Admission is the applied act that made a member of the newcomer; zero for founders and newcomers.
	Admission                 op.ID
	Member, Newcomer, Removed bool
	Steward, Admitter         bool
	Removals                  []Cut
	Devices                   []PersonDevice
}

// PersonDevice is a device of an account.
type PersonDevice struct {
	Device  op.DeviceID
	Sealing [32]byte
	Name    string
	// Certificate is the act that certified it.
	Certificate op.ID
	Withdrawn   bool
	Teller      bool
}

// People lists the accounts in the order in which they came here; faces sort them.
func (g *Graph) People() []Person {
	var people []Person
	for _, account := range g.accounts() {
		p, _ := g.Person(account)
		people = append(people, p)
	}
	return people
}

// accounts lists the founders and everybody who joined.
func (g *Graph) accounts() []op.AccountID {
	list := slices.Clone(g.founding.Members)
	for _, n := range g.nodes {
		if body, is := n.Body.(*JoinBody); is && !slices.Contains(list, body.Account) {
			list = append(list, body.Account)
		}
	}
	return list
}

// Person is what is known of one account; false where nobody of that key founded or joined.
func (g *Graph) Person(account op.AccountID) (Person, bool) {
	head := g.now.head
	p := Person{
		Account: account, Founder: slices.Contains(g.founding.Members, account), Removed: head.IsRemoved(account),
		Steward: head.Charter.HasSteward(account), Admitter: head.Charter.HasAdmitter(account), Removals: head.Removed[account],
	}
	if p.Founder {
		if n, ok := g.Node(g.founding.Genesis); ok {
			p.Join, p.Name = n.ID, n.Body.(*GenesisBody).Name
		}
	}
	if at, joined := g.choose(g.joins[account]); joined {
		n := g.nodes[at]
		body := n.Body.(*JoinBody)
		p.Join, p.Name, p.Invite = n.ID, body.Name, body.Invite
		p.Newcomer = g.now.applied(at)
	}
	for _, at := range g.admits[account] {
		id := g.nodes[at].ID
		if g.now.applied(at) && g.now.joinFits(at) && (p.Admission.IsZero() || id.Compare(p.Admission) < 0) {
			p.Admission = id
		}
	}
	p.Member = !p.Removed && (p.Founder || !p.Admission.IsZero())
	p.Newcomer = p.Newcomer && !p.Member && !p.Removed
	p.Devices = g.devicesOf(account)
	return p, p.Founder || !p.Join.IsZero()
}

// choose is the act with the smallest id of those that are applied, else of all: whichever came first here. It is false of no acts.
func (g *Graph) choose(acts []int32) (best int32, ok bool) {
	for _, at := range acts {
		applied := g.now.applied(at)
		better := !ok || (applied && !g.now.applied(best)) ||
			(applied == g.now.applied(best) && g.nodes[at].ID.Compare(g.nodes[best].ID) < 0)
		if better {
			best, ok = at, true
		}
	}
	return best, ok
}

func (g *Graph) devicesOf(account op.AccountID) []PersonDevice {
	var list []PersonDevice
	add := func(d PersonDevice) {
		for i := range list {
			if list[i].Device != d.Device {
				continue
			}
			// Of several certificates it is the one that choose would take.
			have, other := g.index[list[i].Certificate], g.index[d.Certificate]
			if best, _ := g.choose([]int32{have, other}); best == other {
				list[i].Sealing, list[i].Name, list[i].Certificate = d.Sealing, d.Name, d.Certificate
			}
			return
		}
		d.Withdrawn = g.withdrawn(d.Device, account, nil)
		d.Teller = g.now.head.Charter.HasTeller(d.Device)
		list = append(list, d)
	}
	for _, at := range g.ofAccount[account] {
		n := g.nodes[at]
		switch body := n.Body.(type) {
		case *GenesisBody:
			add(PersonDevice{Device: n.Device, Sealing: body.Sealing, Certificate: n.ID})
		case *JoinBody:
			add(PersonDevice{Device: n.Device, Sealing: body.Sealing, Certificate: n.ID})
		case *CertifyBody:
			if n.Account == account {
				add(PersonDevice{Device: body.Device, Sealing: body.Sealing, Name: body.Name, Certificate: n.ID})
			}
		}
	}
	return list
}
