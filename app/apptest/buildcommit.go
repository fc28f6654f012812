package apptest

// Commits in stories: drafted, signed, carried.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// Draft is a commit in the making.
type Draft struct {
	Content authority.Content
	carrier *Laptop
	signers []*Laptop
}

// Commit drafts a council commit on the head that the first signer sees; it carries the commit.
func (s *Story) Commit(signers ...*Laptop) *Draft {
	s.clock += 1000
	return &Draft{carrier: signers[0], signers: signers, Content: authority.Content{
		Version: 1, Community: s.com, Type: authority.ByCouncil, Parent: signers[0].At.Engine.Authority().Now().Head(), TimeMillis: s.clock,
	}}
}

// On puts the commit on another parent.
func (d *Draft) On(parent op.ID) *Draft {
	d.Content.Parent = parent
	return d
}

// Petition makes it a petition.
func (d *Draft) Petition(names ...op.ID) *Draft {
	slices.SortFunc(names, op.ID.Compare)
	d.Content.Type, d.Content.Names = authority.ByPetition, names
	return d
}

// Act carries the commit with these acts, and returns its id.
func (d *Draft) Act(acts charter.Acts) op.ID {
	l := d.carrier
	l.Story.T.Helper()
	id, body := d.Signed(acts)
	var certificates []op.ID
	l.At.Ask(func(g *authority.Graph) { certificates = g.CertificatesOf(body.Signatures) })
	l.Write(authority.KindCommit, body, certificates...)
	return id
}

// Signed is the commit's id and the body of a carrier.
func (d *Draft) Signed(acts charter.Acts) (op.ID, *authority.CarrierBody) {
	d.Content.Acts = acts
	id, err := d.Content.ID()
	d.carrier.Story.must(err)
	body := &authority.CarrierBody{Content: d.Content}
	for _, l := range d.signers {
		body.Signatures = append(body.Signatures, authority.Signed{Device: l.Device, Signature: sign(l.key, statement.CommitMessage(id))})
	}
	slices.SortFunc(body.Signatures, func(a, b authority.Signed) int { return a.Device.Compare(b.Device) })
	return id, body
}

// Removal is the act that removes somebody; what the laptops wrote up to these ops stands.
func (l *Laptop) Removal(last map[*Laptop]op.ID) charter.Acts {
	return charter.Acts{Remove: []charter.Ending{{Account: l.Account, Cut: Cut(last)}}}
}

// Cut is a cut at the given ops.
func Cut(last map[*Laptop]op.ID) []charter.Position {
	var cut []charter.Position
	for l, id := range last {
		cut = append(cut, charter.Position{Device: l.Device, Op: id})
	}
	slices.SortFunc(cut, func(a, b charter.Position) int { return a.Device.Compare(b.Device) })
	return cut
}

// Accounts are the accounts of some laptops, ascending.
func Accounts(laptops ...*Laptop) []op.AccountID {
	var accounts []op.AccountID
	for _, l := range laptops {
		accounts = append(accounts, l.Account)
	}
	slices.SortFunc(accounts, op.AccountID.Compare)
	return slices.Compact(accounts)
}

// Devices are the devices of some laptops, in that order.
func Devices(laptops ...*Laptop) []op.DeviceID {
	var devices []op.DeviceID
	for _, l := range laptops {
		devices = append(devices, l.Device)
	}
	return devices
}
