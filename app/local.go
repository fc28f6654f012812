package app

// Local: a community that was made on this laptop, for looking around, and never leaves it: no network hears of it, no bundle and no backup
// holds it.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

// ErrLocalOnly says that something would take a community off the laptop that it must not leave.
var ErrLocalOnly = errors.New("this community stays on this laptop")

// settingLocal holds of a community that stays here what its maker noted; "" for all others.
const settingLocal = "local/"

// Growing is what a community is grown with: this person's account key for its nonce, and fresh keys of this device.
type Growing struct {
	Nonce     [16]byte
	NowMillis int64
	Account   ed25519.PrivateKey
	Device    identity.DeviceKeys
}

// Grown is a community as somebody grew it.
type Grown struct {
	Community op.CommunityID
	Name      string
	// Settled is its last settled commit.
	Settled op.ID
	// Source hands out its acts, each after its past. They are checked like everybody's.
	Source Source
	// Note is kept in the profile; it must say something.
	Note string
	// Seen is how many of its acts, from the first on, this person has looked at already.
	Seen uint64
	// Drafts are texts that nobody else sees.
	Drafts []LocalDraft
}

// Grow adds a community that stays on this laptop, with this person as its member. Errors: those of grow, ErrNoIdentity, ErrNoSeed, and an error
// that wraps community.ErrRefused where what was grown does not hold. progress, if not nil, hears how many acts were taken in.
func (s *Service) Grow(ctx context.Context, grow func(Growing) (Grown, error), progress func(done int)) (*Community, error) {
	with := Growing{NowMillis: s.ports.NowMillis()}
	if err := s.random(with.Nonce[:]); err != nil {
		return nil, err
	}
	var err error
	if with.Account, err = s.accountKey(with.Nonce, 0); err != nil {
		return nil, err
	}
	if with.Device, err = identity.NewDeviceKeys(s.ports.Random); err != nil {
		return nil, err
	}
	grown, err := grow(with)
	if err != nil {
		return nil, err
	}
	c, err := s.plant(ctx, with, grown, progress)
	if err != nil {
		return nil, fmt.Errorf("keeping a community that was made here: %w", err)
	}
	return c, s.Use(grown.Community)
}

// plant notes that it stays here before anything of it can be seen.
func (s *Service) plant(ctx context.Context, with Growing, grown Grown, progress func(int)) (*Community, error) {
	m := Membership{
		Community: grown.Community, Name: grown.Name, Nonce: with.Nonce, Account: op.AccountID(with.Account.Public().(ed25519.PublicKey)),
		Device: op.DeviceID(with.Device.SigningPublic()), Pin: grown.Settled, JoinedMillis: with.NowMillis,
	}
	if grown.Note == "" {
		return nil, fmt.Errorf("its maker noted nothing: %w", ErrNotPossible)
	}
	if err := s.ports.Profile.SetSetting(settingLocal+m.Community.String(), grown.Note); err != nil {
		return nil, err
	}
	c, err := s.holdNew(m, with.Device)
	if err != nil {
		return nil, err
	}
	if err = c.fill(ctx, grown, progress); err == nil {
		err = s.ports.Profile.PutCommunity(c.Membership())
	}
	if err != nil {
		return nil, errors.Join(err, s.Leave(m.Community))
	}
	return c, nil
}

func (c *Community) fill(ctx context.Context, grown Grown, progress func(int)) error {
	taken, err := c.Take(ctx, grown.Source, progress)
	switch {
	case err != nil:
		return err
	case taken.RefusedCount > 0:
		return fmt.Errorf("%d acts were refused, the first: %w", taken.RefusedCount, taken.Refused[0].Err)
	case taken.Waiting > 0:
		return fmt.Errorf("%d acts wait for what is not among them: %w", taken.Waiting, ErrNotFoundHere)
	}
	// What this device's key has signed in it was not written elsewhere.
	if err := c.service.ports.Profile.SetSetting(settingCopied+c.com.String(), ""); err != nil {
		return err
	}
	if err := c.Seen(News{upTo: grown.Seen}); err != nil {
		return err
	}
	for _, d := range grown.Drafts {
		if _, err := c.SaveDraft(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// LocalNote is what the maker of a community that stays on this laptop noted of it; "" for all others.
func (s *Service) LocalNote(com op.CommunityID) (string, error) {
	return s.ports.Profile.Setting(settingLocal + com.String())
}

// isLocal reports whether a community stays here; where the profile cannot say, it does.
func (s *Service) isLocal(com op.CommunityID) bool {
	note, err := s.LocalNote(com)
	return err != nil || note != ""
}

// IsLocal reports whether the community was made here and never leaves this laptop.
func (c *Community) IsLocal() bool { return c.local }

// Shared lists the communities of this profile that are on the network: all but those that stay here.
func (s *Service) Shared() ([]Membership, error) {
	all, err := s.Communities()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(m Membership) bool { return m.Local }), nil
}
