package app

// Network: what the service tells whatever carries ops, and the standing of whoever is met there.

import (
	"context"
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// Network carries ops between installs. The service tells it what happened, after it is on disk. Its methods return at once, may be called from any
// goroutine while a community is being worked on, and so must not call the service.
type Network interface {
	// Publish is told of ops that this install has just written, in the order of its log.
	Publish(com op.CommunityID, ops []*op.Op)
	// Stored is told that ops came from elsewhere.
	Stored(com op.CommunityID, s Stored)
	// Joined is told of a community that this install is in from now on, and Left of one that it is about to leave.
	Joined(com op.CommunityID)
	Left(com op.CommunityID)
}

// Watcher is a Network that has somebody beside it who wants to hear of every change, also of what stays on this laptop.
type Watcher interface {
	Network
	// Changed is told of a change in a community that no network hears of. It is called as Network's methods are.
	Changed(com op.CommunityID)
}

// SetNetwork names whom the service tells; nil for nobody, which is how a service begins.
func (s *Service) SetNetwork(n Network) {
	if n == nil {
		s.network.Store(nil)
		return
	}
	s.network.Store(&n)
}

// tell runs a call on the network, if there is one. Of a community that stays here only a Watcher hears.
func (s *Service) tell(com op.CommunityID, call func(Network)) {
	n := s.network.Load()
	if n == nil {
		return
	}
	if !s.isLocal(com) {
		call(*n)
		return
	}
	s.noticed(com)
}

// noticed tells a Watcher of what no network hears.
func (s *Service) noticed(com op.CommunityID) {
	n := s.network.Load()
	if n == nil {
		return
	}
	if w, watches := (*n).(Watcher); watches {
		w.Changed(com)
	}
}

// Stored is what came from elsewhere at once.
type Stored struct {
	Ops int
	// Chain says that some of them were acts of authority, after which somebody's standing may be another.
	Chain bool
	// Live says that they came as they were written, so that others hear of them as this install did.
	Live bool
}

// Opened is a community of this profile, open, for whatever carries its ops. Error: ErrLocalOnly for one that stays here.
func (s *Service) Opened(com op.CommunityID) (*Community, error) {
	all, err := s.Communities()
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		if m.Community == com && s.isLocal(com) {
			return nil, ErrLocalOnly
		}
		if m.Community == com {
			return s.opened(m)
		}
	}
	return nil, &UnknownCommunityError{Text: com.String(), Known: all}
}

// settingMet holds the addresses at which peers of a community were met, one a line.
const settingMet = "met/"

// MetAt lists the addresses at which peers were met before, the newest first.
func (c *Community) MetAt() ([]string, error) {
	text, err := c.service.ports.Profile.Setting(settingMet + c.com.String())
	return strings.Fields(text), err
}

// NoteMetAt replaces that list.
func (c *Community) NoteMetAt(addrs []string) error {
	return c.service.ports.Profile.SetSetting(settingMet+c.com.String(), strings.Join(addrs, "\n"))
}

// SumUp adds up the ids of everything that is stored, so that catch-ups from now on compare the sums too. It reads every op's header: some seconds
// for a million.
func (c *Community) SumUp(ctx context.Context) error {
	err := c.replica.Read(ctx, func(r Reader) error {
		_, err := r.RangeSums([]reconcile.Range{{}})
		return err
	})
	if err != nil {
		return fmt.Errorf("adding up what is stored: %w", err)
	}
	return nil
}
