package app

// Gate: what a relay refuses to keep though it is right, because somebody's quota is full.

import (
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
)

// Gate stands before what comes from elsewhere. Its methods are called while a community is being worked on, and so must not call the service.
type Gate interface {
	// Sift returns those of some verified ops that may be stored, in their order. What it leaves out is not kept, and may come again.
	Sift(com op.CommunityID, ops []*op.Op) []*op.Op
	// Kept is told of ops that came from elsewhere and are on disk now.
	Kept(com op.CommunityID, ops []*op.Op)
	// Rate is how much a device may send; a teller's may send more.
	Rate(teller bool) admission.Rate
}

// SetGate puts a gate before the service; nil for none, which is how a service begins.
func (s *Service) SetGate(g Gate) {
	if g == nil {
		s.gate.Store(nil)
		return
	}
	s.gate.Store(&g)
}

// sift is what the gate lets through.
func (c *Community) sift(ops []*op.Op) []*op.Op {
	if g := c.service.gate.Load(); g != nil {
		return (*g).Sift(c.com, ops)
	}
	return ops
}

// rateOf is how much a device may send.
func (c *Community) rateOf(teller bool) admission.Rate {
	if g := c.service.gate.Load(); g != nil {
		return (*g).Rate(teller)
	}
	return admission.RateOf(teller)
}

// kept tells the gate.
func (c *Community) kept(ops []*op.Op) {
	if g := c.service.gate.Load(); g != nil && len(ops) > 0 {
		(*g).Kept(c.com, ops)
	}
}
