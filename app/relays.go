package app

// Relays: the community's relays as members see and change them, and a community as a relay holds it.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// Relays lists the community's relays.
func (c *Community) Relays(ctx context.Context) ([]authority.Relay, error) {
	var list []authority.Relay
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		list = e.Authority().Relays()
		return nil
	})
	return list, err
}

// RelayNames are the names of the devices that are relays, or were.
func (c *Community) RelayNames(ctx context.Context) (map[op.DeviceID]string, error) {
	var names map[op.DeviceID]string
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		names = e.Authority().RelayNames()
		return nil
	})
	return names, err
}

// AddRelay certifies the relay of a pairing link; stewards may. One that is certified already is not certified again: then only the certificate's
// id is returned, and false. Handing the community over to the relay is the network's part. Error: ErrLocalOnly for one that stays here.
func (c *Community) AddRelay(ctx context.Context, offer invite.RelayOffer) (certificate op.ID, fresh bool, err error) {
	if c.local {
		return op.ID{}, false, fmt.Errorf("adding a relay: %w", ErrLocalOnly)
	}
	list, err := c.Relays(ctx)
	if err != nil {
		return op.ID{}, false, err
	}
	if i := slices.IndexFunc(list, func(r authority.Relay) bool { return r.Device == offer.Device }); i >= 0 {
		return list[i].Certificate, false, nil
	}
	name, err := identity.CleanName(offer.Name)
	if err != nil {
		return op.ID{}, false, fmt.Errorf("the relay's name: %w", err)
	}
	body := &authority.RelayBody{Device: offer.Device, Name: name, At: offer.At, Consent: offer.Consent}
	certificate, err = c.Act(ctx, Draft{Kind: authority.KindRelay, Body: body})
	return certificate, err == nil, err
}

// RemoveRelay takes a relay's certificate back; stewards may. Nobody speaks with it about this community any more; what it has stored it may keep.
// Error: ErrNotFoundHere.
func (c *Community) RemoveRelay(ctx context.Context, certificate op.ID) error {
	list, err := c.Relays(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(r authority.Relay) bool { return r.Certificate == certificate }) {
		return fmt.Errorf("ending a relay: %w", ErrNotFoundHere)
	}
	_, err = c.Act(ctx, Draft{Kind: authority.KindRelayRevoke, Body: &authority.RelayRevokeBody{Of: certificate}, Deps: []op.ID{certificate}})
	return err
}

// NewRelayOffer makes a relay's next pairing link: a fresh key, for one community. The key lies in the key file until Serve takes it.
func (s *Service) NewRelayOffer(name string, at []string) (invite.RelayOffer, error) {
	keys, token, ok, err := s.offeredKeys()
	if err != nil {
		return invite.RelayOffer{}, err
	}
	if !ok {
		if keys, err = identity.NewDeviceKeys(s.ports.Random); err != nil {
			return invite.RelayOffer{}, err
		}
		if err = s.random(token[:]); err != nil {
			return invite.RelayOffer{}, err
		}
		if err = s.ports.Keys.Put(keyOffered, slices.Concat(token[:], keys.Bytes())); err != nil {
			return invite.RelayOffer{}, fmt.Errorf("keeping the next relay key: %w", err)
		}
	}
	o := invite.RelayOffer{Device: op.DeviceID(keys.SigningPublic()), Name: name, At: at, Token: token}
	o.Consent = op.Signature(ed25519.Sign(keys.Signing, statement.RelayMessage(o.Device)))
	return o, nil
}

// keyOffered is the entry of the key file for the key of the pairing link that nobody has used yet, behind its token.
const keyOffered = "relay/offered"

func (s *Service) offeredKeys() (keys identity.DeviceKeys, token [16]byte, ok bool, err error) {
	raw, ok, err := s.ports.Keys.Get(keyOffered)
	if err != nil || !ok {
		return keys, token, false, err
	}
	if len(raw) < len(token) {
		return keys, token, false, nil
	}
	keys, err = identity.ParseDeviceKeys(raw[copy(token[:], raw):])
	if err != nil {
		return keys, token, false, err
	}
	// A crash right behind Serve leaves the entry of a key that is in use.
	all, err := s.Communities()
	used := slices.ContainsFunc(all, func(m Membership) bool { return m.Device == op.DeviceID(keys.SigningPublic()) })
	return keys, token, err == nil && !used, err
}

// ErrNotOffered says that a token is not that of the pairing link that stands open.
var ErrNotOffered = errors.New("no pairing link with this token stands open here")

// Serve takes a community in as its relay, with the key of the pairing link that this token is of. Its content comes over the network; until then
// nothing of it is here. A community that is served already is returned as it is. Errors: ErrNotOffered.
func (s *Service) Serve(com op.CommunityID, nonce, token [16]byte) (*Community, error) {
	all, err := s.Communities()
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(all, func(m Membership) bool { return m.Community == com }); i >= 0 {
		if all[i].Nonce != nonce {
			return nil, ErrNotOffered
		}
		return s.opened(all[i])
	}
	keys, offered, ok, err := s.offeredKeys()
	if err != nil || !ok || token != offered {
		return nil, orElse(err, ErrNotOffered)
	}
	m := Membership{
		Community: com, Name: "community " + com.Genesis().Short(), Nonce: nonce, Device: op.DeviceID(keys.SigningPublic()),
		Pin: com.Genesis(), JoinedMillis: s.ports.NowMillis(),
	}
	c, err := s.holdNew(m, keys)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(s.ports.Profile.PutCommunity(m), s.ports.Keys.Delete(keyOffered)); err != nil {
		return nil, errors.Join(err, s.Leave(com))
	}
	s.tell(com, func(n Network) { n.Joined(com) })
	return c, nil
}

// IsRelay says that this install holds the community as its relay: without an account, so it writes nothing but what a teller says, where the
// charter names it as one.
func (m Membership) IsRelay() bool { return m.Account == (op.AccountID{}) }

// Served says whether a relay is still certified, as far as the community's content shows it; here is false where that has not come yet.
func (c *Community) Served(ctx context.Context) (certified, here bool, err error) {
	err = c.read(ctx, func(e *community.Engine, _ Reader) error {
		certified, here = e.Authority().IsRelay(c.Device()), true
		return nil
	})
	if errors.Is(err, ErrNotHereYet) {
		return false, false, nil
	}
	return certified, here, err
}

// forLink chooses the addresses that an invite link has room for: of as many relays as it can name, the first that fits.
func forLink(addrs []string) []string {
	var chosen []string
	var peers []string
	for _, at := range addrs {
		peer := at[strings.LastIndexByte(at, '/')+1:]
		if len(chosen) < invite.MaxRelays && len(at) <= invite.MaxRelayBytes && !slices.Contains(peers, peer) {
			chosen, peers = append(chosen, at), append(peers, peer)
		}
	}
	for _, at := range addrs {
		if len(chosen) < invite.MaxRelays && len(at) <= invite.MaxRelayBytes && !slices.Contains(chosen, at) {
			chosen = append(chosen, at)
		}
	}
	return chosen
}
