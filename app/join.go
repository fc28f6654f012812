package app

// Joining: fresh keys, and one op that is bound to them. It works with nobody online.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// Join makes keys for a community and the op that asks to be let in. The op waits in the replica until the community's content arrives, and is
// in every bundle from here on.
func (s *Service) Join(ctx context.Context, link invite.Link, person string) (*Community, error) {
	name, err := identity.CleanName(person)
	if err != nil {
		return nil, fmt.Errorf("your name: %w", err)
	}
	release, err := s.reserve(link.Community)
	if err != nil {
		return nil, err
	}
	defer release()
	number, again, err := s.joinNumber(ctx, link.Community)
	if err != nil {
		return nil, err
	}
	account, err := s.accountKey(link.Nonce, number)
	if err != nil {
		return nil, err
	}
	keys, err := identity.NewDeviceKeys(s.ports.Random)
	if err != nil {
		return nil, err
	}
	m := Membership{
		Community: link.Community, Nonce: link.Nonce, AccountNumber: number, Pin: link.Pin, Relays: link.Relays,
		Account:      op.AccountID(account.Public().(ed25519.PublicKey)),
		Device:       op.DeviceID(keys.SigningPublic()),
		JoinedMillis: s.ports.NowMillis(),
	}
	m.Name = "community " + m.Community.Genesis().Short()
	join, err := s.joinOp(link, m, keys, account, name)
	if err != nil {
		return nil, err
	}
	if again != nil {
		return again, again.joinAgain(ctx, m, keys, join)
	}
	return s.begin(ctx, m, keys, join)
}

// JoinPendingError says that the person has asked to be let in already, and that nothing has come back yet. It is an ErrAlreadyHere.
type JoinPendingError struct {
	// Since is when that was, in milliseconds since 1970.
	Since int64
}

func (e *JoinPendingError) Error() string { return "asked to be let in already" }

func (e *JoinPendingError) Unwrap() error { return ErrAlreadyHere }

// joinNumber is the number of the account to join with: 0, and one more each time the person was removed.
func (s *Service) joinNumber(ctx context.Context, com op.CommunityID) (uint32, *Community, error) {
	all, err := s.Communities()
	if err != nil {
		return 0, nil, err
	}
	for _, m := range all {
		if m.Community != com {
			continue
		}
		c, err := s.opened(m)
		if err != nil {
			return 0, nil, err
		}
		removed := false
		err = c.read(ctx, func(e *community.Engine, _ Reader) error {
			p, _ := e.Authority().Person(m.Account)
			removed = p.Removed
			return nil
		})
		switch {
		case errors.Is(err, ErrNotHereYet):
			return 0, nil, &JoinPendingError{Since: m.JoinedMillis}
		case err != nil:
			return 0, nil, err
		case !removed:
			return 0, nil, ErrAlreadyHere
		}
		return m.AccountNumber + 1, c, nil
	}
	return 0, nil, nil
}

func (s *Service) joinOp(link invite.Link, m Membership, keys identity.DeviceKeys, account ed25519.PrivateKey, name string) (*op.Op, error) {
	body := &authority.JoinBody{
		Invite: link.Invite, Key: link.Key(), Account: m.Account, Name: name, Sealing: keys.SealingPublic(),
	}
	message := statement.JoinMessage(m.Community, body.Key, m.Account, m.Device, body.Sealing)
	body.InviteProof = op.Signature(ed25519.Sign(link.PrivateKey(), message))
	body.AccountProof = op.Signature(ed25519.Sign(account, message))
	raw, err := op.Encode(body)
	if err != nil {
		return nil, err
	}
	return op.New(op.Header{
		Community: m.Community, Kind: authority.KindJoin, Deps: []op.ID{link.Invite}, Auth: m.Community.Genesis(),
		TimeMillis: s.ports.NowMillis(),
	}, raw, keys.Signing)
}

// joinAgain gives a removed person's install new keys in the same replica. The join comes first: a crash after it leaves an old membership, with which
// one can join anew. The mark of a copied install names the key that was copied, so nothing needs to be cleared.
func (c *Community) joinAgain(ctx context.Context, m Membership, keys identity.DeviceKeys, join *op.Op) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	m.Name = c.Membership().Name
	if err := c.updateLocked(ctx, takeFirst(join)); err != nil {
		return err
	}
	return c.takeKeys(m, keys)
}

// takeKeys makes other keys this install's, from the disk to memory. A crash between the two steps leaves the new key beside the old entry: the
// key decides which device this is. The caller holds c.mu.
func (c *Community) takeKeys(m Membership, keys identity.DeviceKeys) error {
	if err := c.service.keepDeviceKeys(m.Community, keys); err != nil {
		return err
	}
	c.key.Store(&keys.Signing)
	c.engine = nil
	if err := c.service.ports.Profile.PutCommunity(m); err != nil {
		return err
	}
	c.membership.Store(&m)
	return nil
}

// Leave forgets a community on this install: its file, its keys, its entry in the profile and what was noted there. Others keep what they have.
func (s *Service) Leave(com op.CommunityID) error {
	s.tell(com, func(n Network) { n.Left(com) })
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed []error
	if c, ok := s.open[com]; ok {
		failed = append(failed, c.close())
		delete(s.open, com)
	}
	failed = append(failed, s.ports.Profile.DropCommunity(com), s.ports.Replicas.Remove(com), s.forgetDeviceKeys(com))
	for _, setting := range []string{settingCopied, settingAside, settingOffer, settingPatience, settingSeen, settingMet, settingLocal} {
		failed = append(failed, s.ports.Profile.SetSetting(setting+com.String(), ""))
	}
	return errors.Join(failed...)
}
