package app

// Founding: a community begins with one person on one device.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// Founding says what a new community begins as.
type Founding struct {
	// Name of the community, and Person of its founder.
	Name, Person string
	// Template is a charter template's id; "" means the first.
	Template string
	// Purpose replaces the template's.
	Purpose string
}

// Found creates a community. The founder is its one steward, and this device its one teller.
func (s *Service) Found(ctx context.Context, f Founding) (*Community, error) {
	all, err := s.Communities()
	if err != nil {
		return nil, err
	}
	name, err := identity.CleanName(f.Name)
	if err != nil {
		return nil, fmt.Errorf("the community's name: %w", err)
	}
	for _, m := range all {
		if m.Name == name {
			return nil, &DuplicateNameError{Name: name}
		}
	}
	person, err := identity.CleanName(f.Person)
	if err != nil {
		return nil, fmt.Errorf("your name: %w", err)
	}
	f.Name, f.Person = name, person
	genesis, m, keys, err := s.genesis(f)
	if err != nil {
		return nil, err
	}
	return s.begin(ctx, m, keys, genesis)
}

// DuplicateNameError says that this profile has a community of that name.
type DuplicateNameError struct{ Name string }

func (e *DuplicateNameError) Error() string {
	return fmt.Sprintf("there is a community called %q here", e.Name)
}

func (s *Service) genesis(f Founding) (*op.Op, Membership, identity.DeviceKeys, error) {
	m := Membership{Name: f.Name, JoinedMillis: s.ports.NowMillis()}
	if err := s.random(m.Nonce[:]); err != nil {
		return nil, m, identity.DeviceKeys{}, err
	}
	account, err := s.accountKey(m.Nonce, 0)
	if err != nil {
		return nil, m, identity.DeviceKeys{}, err
	}
	keys, err := identity.NewDeviceKeys(s.ports.Random)
	if err != nil {
		return nil, m, keys, err
	}
	m.Account = op.AccountID(account.Public().(ed25519.PublicKey))
	m.Device = op.DeviceID(keys.SigningPublic())
	rules, err := charter.New(f.Template, f.Name, m.Account, m.Device)
	if err != nil {
		return nil, m, keys, err
	}
	if f.Purpose != "" {
		rules.Purpose = f.Purpose
	}
	body := &authority.GenesisBody{Nonce: m.Nonce, Charter: rules, Account: m.Account, Name: f.Person, Sealing: keys.SealingPublic()}
	body.Proof = op.Signature(ed25519.Sign(account, statement.FoundMessage(m.Nonce, m.Account, m.Device, body.Sealing)))
	raw, err := op.Encode(body)
	if err != nil {
		return nil, m, keys, err
	}
	o, err := op.New(op.Header{Kind: authority.KindGenesis, TimeMillis: m.JoinedMillis}, raw, keys.Signing)
	if err != nil {
		return nil, m, keys, err
	}
	m.Community, m.Pin = o.Community(), o.ID
	return o, m, keys, nil
}

// begin puts a new community on disk in an order in which a crash leaves nothing half done that a second try could not mend: the device's keys
// first, then the replica with its first op, then the profile's entry, which alone makes it visible.
func (s *Service) begin(ctx context.Context, m Membership, keys identity.DeviceKeys, first *op.Op) (*Community, error) {
	c, err := s.holdNew(m, keys)
	if err != nil {
		return nil, err
	}
	if err = c.start(ctx, first); err == nil {
		err = s.ports.Profile.PutCommunity(m)
	}
	if err != nil {
		return nil, errors.Join(err, s.Leave(m.Community))
	}
	return c, s.Use(m.Community)
}

// start takes in the first op.
func (c *Community) start(ctx context.Context, first *op.Op) error {
	return c.update(ctx, takeFirst(first))
}

// takeFirst takes in a device's first op. A join waits there until the invite that it is by arrives, with the rest of the community's content.
func takeFirst(first *op.Op) func(*writing) error {
	return func(w *writing) error {
		var report community.Report
		if err := w.engine.Ingest(w.tx, []*op.Op{first}, &report); err != nil {
			return err
		}
		if len(report.Refused) > 0 {
			return report.Refused[0].Err
		}
		return nil
	}
}
