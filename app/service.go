// Package app is the service that every face talks to: what a person or a program can do with a community, one method each.
//
// It promises that what a method acknowledged is on disk before it returns, that bad input changes nothing, and that everything it hands out
// went through the same checks as what came from elsewhere: an op of our own is ingested like everybody's. It draws nothing, prints nothing and
// opens no file or socket itself: its ports (ports.go) do. Formats: PROTOCOL.md beside this file.
package app

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Service is one profile with its communities. Its methods may be called from any goroutine.
type Service struct {
	ports    Ports
	registry *kind.Registry
	network  atomic.Pointer[Network]
	gate     atomic.Pointer[Gate]

	mu   sync.Mutex // guards what follows
	open map[op.CommunityID]*Community
	// beginning are communities that are being joined or brought back.
	beginning map[op.CommunityID]bool
}

// New makes the service of a profile.
func New(ports Ports) *Service {
	return &Service{ports: ports, registry: community.Kinds(), open: make(map[op.CommunityID]*Community), beginning: make(map[op.CommunityID]bool)}
}

// Close closes every community. What was acknowledged is on disk before that already.
func (s *Service) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed []error
	for _, c := range s.open {
		failed = append(failed, c.close())
	}
	clear(s.open)
	return errors.Join(failed...)
}

// settingLastUsed holds the community that commands mean when they name none.
const settingLastUsed = "community"

// Communities lists the communities of this profile.
func (s *Service) Communities() ([]Membership, error) {
	all, err := s.ports.Profile.Communities()
	for i := range all {
		all[i].Local = s.isLocal(all[i].Community)
	}
	return all, err
}

// Use makes a community the one that commands mean when they name none.
func (s *Service) Use(com op.CommunityID) error {
	s.tell(com, func(n Network) { n.Joined(com) })
	return s.ports.Profile.SetSetting(settingLastUsed, com.String())
}

// Membership is what the profile notes of the community that a text names, as Community finds it; its file need not be whole, or there.
func (s *Service) Membership(text string) (Membership, error) { return s.choose(text) }

// Community opens the community that the text names: its name, or the beginning of its id. Empty text means the one used last, or the only
// one. Errors: ErrNoCommunity, ErrWhichCommunity.
func (s *Service) Community(text string) (*Community, error) {
	m, err := s.choose(text)
	if err != nil {
		return nil, err
	}
	return s.opened(m)
}

func (s *Service) opened(m Membership) (*Community, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.open[m.Community]; ok {
		return c, nil
	}
	replica, err := s.ports.Replicas.Open(m.Community)
	if err != nil {
		return nil, &OpenError{Name: m.Name, Err: err}
	}
	c, err := s.hold(m, replica)
	if err != nil {
		return nil, errors.Join(err, replica.Close())
	}
	return c, nil
}

// reserve keeps everybody else from beginning the same community until release: between the look whether it is here and the entry in the profile
// lie keys and a file that a second one would take away again. Error: ErrAlreadyHere.
func (s *Service) reserve(com op.CommunityID) (release func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.beginning[com] {
		return nil, fmt.Errorf("beginning %s while another does: %w", com.Genesis().Short(), ErrAlreadyHere)
	}
	s.beginning[com] = true
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.beginning, com)
	}, nil
}

// hold keeps an open community. The caller holds s.mu.
func (s *Service) hold(m Membership, replica Replica) (*Community, error) {
	key, err := s.deviceKey(m.Community)
	if err != nil {
		return nil, err
	}
	c := &Community{service: s, replica: replica, com: m.Community, notedPin: m.Pin, local: s.isLocal(m.Community)}
	c.key.Store(&key)
	// The key file decides: a crash may have left the profile's entry behind it.
	m.Device = c.Device()
	c.membership.Store(&m)
	s.open[m.Community] = c
	return c, nil
}

func (s *Service) choose(text string) (Membership, error) {
	all, err := s.ports.Profile.Communities()
	if err != nil {
		return Membership{}, err
	}
	if text == "" {
		return s.chooseLast(all)
	}
	var found []Membership
	for _, m := range all {
		if m.Name == text || matchesID(m.Community, text) {
			found = append(found, m)
		}
	}
	switch len(found) {
	case 0:
		return Membership{}, &UnknownCommunityError{Text: text, Known: all}
	case 1:
		return found[0], nil
	}
	return Membership{}, &WhichCommunityError{Candidates: found}
}

func (s *Service) chooseLast(all []Membership) (Membership, error) {
	last, err := s.ports.Profile.Setting(settingLastUsed)
	if err != nil {
		return Membership{}, err
	}
	if i := slices.IndexFunc(all, func(m Membership) bool { return m.Community.String() == last }); i >= 0 {
		return all[i], nil
	}
	switch len(all) {
	case 0:
		return Membership{}, ErrNoCommunity
	case 1:
		return all[0], nil
	}
	return Membership{}, &WhichCommunityError{Candidates: all}
}

func matchesID(com op.CommunityID, text string) bool {
	prefix, err := op.IDPrefix(text)
	return err == nil && len(prefix) <= len(com.Genesis().String()) && com.Genesis().String()[:len(prefix)] == prefix
}

// random fills a slice from the source that was handed in.
func (s *Service) random(into []byte) error {
	if _, err := io.ReadFull(s.ports.Random, into); err != nil {
		return fmt.Errorf("drawing random bytes: %w", err)
	}
	return nil
}
