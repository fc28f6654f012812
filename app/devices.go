package app

// Devices: one person on several laptops. No secret moves between them.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// maxAccountNumbers bounds how often a person can have joined anew and still be found from the phrase.
const maxAccountNumbers = 64

// Recover brings a community back on a new install that has the phrase: it takes in a bundle, finds the account that the phrase gives in it, and
// certifies a new device by the account's own word. Errors: ErrNotFoundHere where the phrase is of nobody there, ErrAlreadyHere.
func (s *Service) Recover(ctx context.Context, reader *bundle.Reader, progress func(done, total int)) (*Community, Brought, error) {
	b := Brought{Manifest: reader.Manifest()}
	release, err := s.reserve(b.Manifest.Community)
	if err != nil {
		return nil, b, err
	}
	defer release()
	// Asked of the list, for a community whose file cannot be opened is here all the same, with keys that must not be replaced.
	all, err := s.Communities()
	if err != nil {
		return nil, b, err
	}
	if slices.ContainsFunc(all, func(m Membership) bool { return m.Community == b.Manifest.Community }) {
		return nil, b, ErrAlreadyHere
	}
	keys, err := identity.NewDeviceKeys(s.ports.Random)
	if err != nil {
		return nil, b, err
	}
	m := Membership{Community: b.Manifest.Community, Device: op.DeviceID(keys.SigningPublic()), JoinedMillis: s.ports.NowMillis()}
	c, err := s.holdNew(m, keys)
	if err != nil {
		return nil, b, err
	}
	b.Taken, err = c.Take(ctx, sourceOf(reader), func(read int) {
		if progress != nil {
			progress(read, int(b.Manifest.Ops))
		}
	})
	if errors.Is(err, bundle.ErrTruncated) {
		b.Incomplete, err = true, nil
	}
	if err == nil {
		err = c.certifySelf(ctx, keys, "")
	}
	if err == nil {
		err = s.ports.Profile.PutCommunity(c.Membership())
	}
	if err != nil {
		return nil, b, errors.Join(err, s.Leave(m.Community))
	}
	return c, b, errors.Join(c.noteName(ctx), s.Use(m.Community))
}

// holdNew makes the replica of a community whose first op this install has not written.
func (s *Service) holdNew(m Membership, keys identity.DeviceKeys) (*Community, error) {
	if err := s.keepDeviceKeys(m.Community, keys); err != nil {
		return nil, err
	}
	replica, err := s.ports.Replicas.Create(m.Community)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("making the community's file: %w", err), s.forgetDeviceKeys(m.Community))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.hold(m, replica)
	if err != nil {
		return nil, errors.Join(err, replica.Close(), s.ports.Replicas.Remove(m.Community), s.forgetDeviceKeys(m.Community))
	}
	return c, nil
}

// certifySelf finds the newest account of the phrase that is not removed, and writes this device's first op.
func (c *Community) certifySelf(ctx context.Context, keys identity.DeviceKeys, name string) error {
	return c.update(ctx, func(w *writing) error { return w.certifySelf(keys, name) })
}

func (w *writing) certifySelf(keys identity.DeviceKeys, name string) error {
	c := w.community
	g := w.engine.Authority()
	if g == nil {
		return ErrNotHereYet
	}
	account, person, err := c.findAccount(g)
	if err != nil {
		return err
	}
	body := &authority.CertifyBody{
		Device: c.Device(), Account: c.Membership().Account, Sealing: keys.SealingPublic(), Name: name,
	}
	body.Consent = op.Signature(ed25519.Sign(c.signingKey(), statement.DeviceMessage(c.com, body.Account, body.Device, body.Sealing)))
	body.Proof = op.Signature(ed25519.Sign(account, statement.CertifyMessage(c.com, body.Account, body.Device, body.Sealing)))
	_, err = w.act(Draft{Kind: authority.KindCertify, Body: body, Deps: []op.ID{person.Join, person.Admission}})
	return err
}

// findAccount sets the membership's nonce and account, the newest of the phrase that is not removed. Errors: ErrNotFoundHere where the phrase is of
// nobody here, ErrWithdrawn where all its accounts were removed. The caller holds c.mu.
func (c *Community) findAccount(g *authority.Graph) (ed25519.PrivateKey, authority.Person, error) {
	genesis, ok := g.Node(g.Genesis())
	if !ok {
		return nil, authority.Person{}, ErrNotHereYet
	}
	m := c.Membership()
	m.Nonce = genesis.Body.(*authority.GenesisBody).Nonce
	removed := false
	var found ed25519.PrivateKey
	var who authority.Person
	for n := uint32(0); n < maxAccountNumbers; n++ {
		key, err := c.service.accountKey(m.Nonce, n)
		if err != nil {
			return nil, who, err
		}
		account := op.AccountID(key.Public().(ed25519.PublicKey))
		person, known := g.Person(account)
		if !known {
			break
		}
		if removed = person.Removed; removed {
			continue
		}
		found, who = key, person
		m.Account, m.AccountNumber = account, n
	}
	switch {
	case found == nil && removed:
		return nil, who, fmt.Errorf("looking for the phrase's account, which was removed: %w", ErrWithdrawn)
	case found == nil:
		return nil, who, fmt.Errorf("looking for the phrase's account: %w", ErrNotFoundHere)
	}
	m.Pin = g.Now().Settled
	c.membership.Store(&m)
	return found, who, nil
}

// WithdrawDevice ends another device of this account. What this replica has seen of it stands, or nothing of it after `from`, where that is not
// zero: the first act that the owner did not write.
func (c *Community) WithdrawDevice(ctx context.Context, device op.DeviceID, from op.ID) (op.ID, error) {
	var id op.ID
	err := c.update(ctx, func(w *writing) error {
		g := w.engine.Authority()
		if g == nil {
			return ErrNotHereYet
		}
		me, _ := g.Person(c.Membership().Account)
		own := slices.ContainsFunc(me.Devices, func(d authority.PersonDevice) bool { return d.Device == device && !d.Withdrawn })
		switch {
		case device == c.Device():
			return fmt.Errorf("withdrawing this very device: do it from another one: %w", ErrNotPossible)
		case !own:
			return fmt.Errorf("withdrawing %s: %w", device, ErrNotFoundHere)
		}
		cut, err := w.cutOf(device, from)
		if err != nil {
			return err
		}
		id, err = w.act(Draft{Kind: authority.KindWithdraw, Body: &authority.WithdrawBody{Device: device, Cut: cut}})
		return err
	})
	return id, err
}

func (w *writing) cutOf(device op.DeviceID, from op.ID) (op.ID, error) {
	if from.IsZero() {
		record, _ := w.engine.Device(device)
		return record.Tip, nil
	}
	m, ok, err := w.tx.Meta(from)
	if err != nil || !ok || m.Device != device {
		return op.ID{}, orElse(err, fmt.Errorf("the act %s of that device: %w", from.Short(), ErrNotFoundHere))
	}
	return m.Prev, nil
}

// Forks lists the devices that contradicted themselves.
func (c *Community) Forks(ctx context.Context) ([]community.DeviceRecord, error) {
	var list []community.DeviceRecord
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		list = e.Forks()
		return nil
	})
	return list, err
}
