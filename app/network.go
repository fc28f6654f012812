package app

// Network: what the service tells whatever carries ops, and the standing of whoever is met there.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// Network carries ops between installs. The service tells it what happened, after it is on disk. Its methods return at once, may be called from any
// goroutine while a community is being worked on, and so must not call the service.
type Network interface {
	// Publish is told of ops that this install has just written, in the order of its log.
	Publish(com op.CommunityID, ops []*op.Op)
	// Stored is told that ops came from elsewhere, so that others may lack them; chain says that some of them were acts of authority, after which
	// somebody's standing may be another.
	Stored(com op.CommunityID, ops int, chain bool)
	// Joined is told of a community that this install is in from now on, and Left of one whose file is gone.
	Joined(com op.CommunityID)
	Left(com op.CommunityID)
}

// SetNetwork names whom the service tells; nil for nobody, which is how a service begins.
func (s *Service) SetNetwork(n Network) {
	if n == nil {
		s.network.Store(nil)
		return
	}
	s.network.Store(&n)
}

// tell runs a call on the network, if there is one.
func (s *Service) tell(call func(Network)) {
	if n := s.network.Load(); n != nil {
		call(*n)
	}
}
