package app

// Streams: stored ops by their places, a page at a time, each page a view of its own. What was dropped meanwhile is passed over.

import (
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// opStream implements reconcile.Stream.
type opStream struct {
	of *catchUp
	// orders are the places of the next ops.
	orders []uint64
	// picks, where it is not nil, finds more of them after at, up to upTo.
	picks    func(op.DeviceID, uint64) bool
	at, upTo uint64
	// aside are waiting ops that come last.
	aside []op.ID
	// ready are ops that were read and did not fit into the page before.
	ready []*op.Op
}

// readAhead bounds the ops that a page reads beyond what fits.
const readAhead = 256

// Next implements reconcile.Stream.
func (s *opStream) Next(maxOps, maxBytes int) ([]*op.Op, error) {
	var page []*op.Op
	for len(page) < maxOps {
		if len(s.ready) == 0 {
			if err := s.read(min(maxOps-len(page), readAhead)); err != nil || len(s.ready) == 0 {
				return page, err
			}
		}
		o := s.ready[0]
		if maxBytes -= len(o.Raw) + len(o.Body); maxBytes < 0 {
			break
		}
		page, s.ready = append(page, o), s.ready[1:]
	}
	return page, nil
}

// read makes the next ops ready; none at the end.
func (s *opStream) read(limit int) error {
	for len(s.ready) == 0 {
		if err := s.find(); err != nil {
			return err
		}
		if len(s.orders) == 0 {
			return s.readAside(limit)
		}
		next := s.orders[:min(limit, len(s.orders))]
		s.orders = s.orders[len(next):]
		err := s.of.community.replica.Read(s.of.ctx, func(r Reader) error {
			return r.OpsAt(next, func(stored community.Stored) bool {
				s.ready = append(s.ready, stored.Op)
				return true
			})
		})
		if err != nil {
			return err
		}
		if err := s.strip(); err != nil {
			return err
		}
	}
	return nil
}

// find looks for more places, until some are found or all was looked at.
func (s *opStream) find() error {
	for len(s.orders) == 0 && s.picks != nil && s.at < s.upTo {
		err := s.of.community.replica.Read(s.of.ctx, func(r Reader) error {
			orders, last, err := r.OrdersAfter(s.at, lookedAtOnce, s.picks)
			if last == s.at {
				last = s.upTo
			}
			s.orders, s.at = orders, last
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *opStream) readAside(limit int) error {
	wanted := make(map[op.ID]bool)
	for _, id := range s.aside[:min(limit, len(s.aside))] {
		wanted[id] = true
	}
	s.aside = s.aside[len(wanted):]
	if len(wanted) == 0 {
		return nil
	}
	return s.of.community.replica.Read(s.of.ctx, func(r Reader) error {
		return r.AllWaiting(func(o *op.Op) bool {
			if wanted[o.ID] {
				s.ready = append(s.ready, o)
			}
			return true
		})
	})
}

// strip takes away the bodies that are handed out no more.
func (s *opStream) strip() error {
	for i, o := range s.ready {
		withheld, err := s.of.withholds(o.ID)
		if err != nil {
			return err
		}
		if withheld {
			s.ready[i] = o.WithoutBody()
		}
	}
	return nil
}
