package app

// Keys: the seed of the phrase, the accounts that come from it, and one device key for each community.

import (
	"crypto/ed25519"
	"crypto/subtle"
	"fmt"

	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

// Names of entries in the key file.
const (
	keySeed         = "seed"
	keyDevicePrefix = "device/"
)

// HasIdentity reports whether this install can act: it has the phrase's seed, or was paired.
func (s *Service) HasIdentity() (bool, error) {
	_, ok, err := s.ports.Keys.Get(keySeed)
	return ok, err
}

// NewPhrase draws a phrase. Nothing is kept until KeepPhrase: it must be shown and checked first.
func (s *Service) NewPhrase() (identity.Phrase, error) {
	if has, err := s.HasIdentity(); err != nil || has {
		return identity.Phrase{}, orElse(err, ErrIdentityExists)
	}
	return identity.Generate(s.ports.Random)
}

// KeepPhrase keeps the seed of a phrase that was shown and checked, or typed. It refuses to replace another one.
func (s *Service) KeepPhrase(p identity.Phrase) error {
	if has, err := s.HasIdentity(); err != nil || has {
		return orElse(err, ErrIdentityExists)
	}
	seed := p.Seed()
	if err := s.ports.Keys.Put(keySeed, seed[:]); err != nil {
		return fmt.Errorf("keeping the seed: %w", err)
	}
	return nil
}

// KnowsPhrase reports whether a phrase is the one that this install has kept: who types all of it has it on paper. Error: ErrNoIdentity.
func (s *Service) KnowsPhrase(p identity.Phrase) (bool, error) {
	kept, ok, err := s.ports.Keys.Get(keySeed)
	if err != nil || !ok {
		return false, orElse(err, ErrNoIdentity)
	}
	seed := p.Seed()
	return subtle.ConstantTimeCompare(kept, seed[:]) == 1, nil
}

// ForgetIdentity removes the seed from a profile without communities, so that another phrase can be kept. Error: ErrProfileNotEmpty.
func (s *Service) ForgetIdentity() error {
	all, err := s.Communities()
	if err != nil || len(all) > 0 {
		return orElse(err, ErrProfileNotEmpty)
	}
	if err := s.ports.Keys.Delete(keySeed); err != nil {
		return fmt.Errorf("forgetting the seed: %w", err)
	}
	return nil
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// accountKey is the n-th account key of this person in the community with this nonce. Error: ErrNoSeed, ErrNoIdentity.
func (s *Service) accountKey(nonce [16]byte, n uint32) (ed25519.PrivateKey, error) {
	seed, ok, err := s.ports.Keys.Get(keySeed)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, ErrNoIdentity
	}
	return identity.AccountKey(seed, nonce, n)
}

func (s *Service) keepDeviceKeys(com op.CommunityID, keys identity.DeviceKeys) error {
	if err := s.ports.Keys.Put(keyDevicePrefix+com.String(), keys.Bytes()); err != nil {
		return fmt.Errorf("keeping the device's keys: %w", err)
	}
	return nil
}

func (s *Service) forgetDeviceKeys(com op.CommunityID) error {
	return s.ports.Keys.Delete(keyDevicePrefix + com.String())
}

func (s *Service) deviceKey(com op.CommunityID) (ed25519.PrivateKey, error) {
	raw, ok, err := s.ports.Keys.Get(keyDevicePrefix + com.String())
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("the device's keys for %s: %w", com.Genesis().Short(), ErrWithdrawn)
	}
	keys, err := identity.ParseDeviceKeys(raw)
	if err != nil {
		return nil, err
	}
	return keys.Signing, nil
}
