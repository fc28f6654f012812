package app

// What a catch-up reads of a replica, a bounded page at a time: each question is a view of its own, so that a slow peer holds nothing open.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/catchup"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// CatchUpReader is what a catch-up asks of a replica besides what the fold does.
type CatchUpReader interface {
	// LastOrder is the place of the op that was stored last.
	LastOrder() (uint64, error)
	// LogOrders lists the places of a device's ops from a number on, at most limit, by number.
	LogOrders(device op.DeviceID, fromSeq uint64, limit int) ([]uint64, error)
	// OrdersAfter looks at the next ops after a place, at most limit, and lists those that are picked; last is where it has come, and stays
	// where nothing follows.
	OrdersAfter(after uint64, limit int, picks func(device op.DeviceID, seq uint64) bool) (orders []uint64, last uint64, err error)
	// OpsAt yields the ops at places, as far as they are stored and whole.
	OpsAt(orders []uint64, yield func(community.Stored) bool) error
	// Bare lists stored ops without their body, at most limit.
	Bare(limit int) ([]op.ID, error)
	// RangeTotal, RangeSums and RangeIDs are the replica as reconcile.Set.
	RangeTotal() (sum reconcile.Sum, known bool, err error)
	RangeSums(ranges []reconcile.Range) ([]reconcile.Sum, error)
	RangeIDs(r reconcile.Range, limit int) ([]op.ID, error)
}

const (
	// sortedOrders are held in memory to send ops in their order, half a megabyte; where more are to go, all ops are looked at in turn.
	sortedOrders = 1 << 16
	// lookedAtOnce is how many ops such a look goes over at a time.
	lookedAtOnce = 4096
)

// asked runs a question on one consistent state, and returns its answer.
func asked[T any](u *catchUp, question func(Reader) (T, error)) (answer T, err error) {
	err = u.community.replica.Read(u.ctx, func(r Reader) (err error) {
		answer, err = question(r)
		return err
	})
	return answer, err
}

// Frontier implements reconcile.Logs.
func (u *catchUp) Frontier() ([]reconcile.Log, error) {
	return asked(u, func(r Reader) ([]reconcile.Log, error) { return catchup.Frontier(r) })
}

// At implements reconcile.Logs.
func (u *catchUp) At(device op.DeviceID, seq uint64) (id op.ID, there bool, err error) {
	err = u.community.replica.Read(u.ctx, func(r Reader) (err error) {
		id, there, err = catchup.At(r, device, seq)
		return err
	})
	return id, there, err
}

// Total implements reconcile.Set.
func (u *catchUp) Total() (sum reconcile.Sum, known bool, err error) {
	err = u.community.replica.Read(u.ctx, func(r Reader) (err error) {
		sum, known, err = r.RangeTotal()
		return err
	})
	return sum, known, err
}

// Sums implements reconcile.Set.
func (u *catchUp) Sums(ranges []reconcile.Range) ([]reconcile.Sum, error) {
	return asked(u, func(r Reader) ([]reconcile.Sum, error) { return r.RangeSums(ranges) })
}

// IDs implements reconcile.Set.
func (u *catchUp) IDs(within reconcile.Range, limit int) ([]op.ID, error) {
	return asked(u, func(r Reader) ([]op.ID, error) { return r.RangeIDs(within, limit) })
}

// Holds implements reconcile.Set.
func (u *catchUp) Holds(id op.ID) (bool, error) {
	return asked(u, func(r Reader) (bool, error) {
		_, holds, err := r.Meta(id)
		return holds, err
	})
}

// Waiting implements reconcile.Traffic.
func (u *catchUp) Waiting(limit int) ([]reconcile.Waiting, error) {
	return asked(u, func(r Reader) ([]reconcile.Waiting, error) { return catchup.Waiting(r, u.community.Device(), limit) })
}

// After implements reconcile.Traffic. A little is put in order in memory; for much, all ops are looked at from the first that is missing.
func (u *catchUp) After(from map[op.DeviceID]uint64) (reconcile.Stream, error) {
	return asked(u, func(r Reader) (reconcile.Stream, error) {
		last, err := r.LastOrder()
		if err != nil {
			return nil, err
		}
		var orders []uint64
		first := last
		for device, seq := range from {
			more, err := r.LogOrders(device, seq, sortedOrders+1)
			if err != nil {
				return nil, err
			}
			for _, order := range more {
				first = min(first, order)
			}
			if len(orders) <= sortedOrders {
				orders = append(orders, more...)
			}
		}
		s := &opStream{of: u, upTo: last}
		if len(orders) <= sortedOrders {
			slices.Sort(orders)
			s.orders = orders
			return s, nil
		}
		s.at, s.picks = first-1, func(device op.DeviceID, seq uint64) bool {
			fromSeq, named := from[device]
			return named && seq >= fromSeq
		}
		return s, nil
	})
}

// Named implements reconcile.Traffic. Stored ops come in their order, then those that wait.
func (u *catchUp) Named(ids []op.ID) (reconcile.Stream, error) {
	return asked(u, func(r Reader) (reconcile.Stream, error) {
		s := &opStream{of: u}
		aside := make(map[op.ID]bool)
		for _, id := range ids {
			m, stored, err := r.Meta(id)
			if err != nil {
				return nil, err
			}
			if stored {
				s.orders = append(s.orders, m.Order)
				s.upTo = max(s.upTo, m.Order)
			} else {
				aside[id] = true
			}
		}
		slices.Sort(s.orders)
		if n, err := r.WaitingCount(); err != nil || n == 0 || len(aside) == 0 {
			return s, err
		}
		return s, r.AllWaiting(func(o *op.Op) bool {
			if aside[o.ID] {
				s.aside = append(s.aside, o.ID)
			}
			return len(s.aside) < len(aside)
		})
	})
}
