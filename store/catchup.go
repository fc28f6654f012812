package store

// What a catch-up reads: places of ops in logs, ops by their places, bodies that are missing. Damaged ops are left out: they are fetched, not sent.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

var _ app.CatchUpReader = (*Session)(nil)

// LastOrder is the Order given last.
func (s *Session) LastOrder() (uint64, error) {
	n, err := s.counter(lastOrder)
	return uint64(n), explain(err)
}

// LogOrders lists the Orders of a device's ops from a number on, at most limit, by number.
func (s *Session) LogOrders(device op.DeviceID, fromSeq uint64, limit int) ([]uint64, error) {
	ref, err := s.findDevice(device)
	if err != nil || ref == 0 {
		return nil, explain(err)
	}
	var orders []uint64
	err = s.conn.Each("SELECT ord FROM ops WHERE device = ? AND seq >= ? ORDER BY seq LIMIT ?", func(r lite.Row) (bool, error) {
		orders = append(orders, uint64(r.Int(0)))
		return true, nil
	}, ref, fromSeq, limit)
	return orders, explain(err)
}

// OrdersAfter looks at the next ops after an Order, at most limit, and lists those that are picked. last is where it has come; it stays where
// nothing follows.
func (s *Session) OrdersAfter(after uint64, limit int, picks func(device op.DeviceID, seq uint64) bool) (orders []uint64, last uint64, err error) {
	type place struct {
		order, device int64
		seq           uint64
	}
	var places []place
	err = s.conn.Each("SELECT ord, device, seq FROM ops WHERE ord > ? ORDER BY ord LIMIT ?", func(r lite.Row) (bool, error) {
		places = append(places, place{r.Int(0), r.Int(1), uint64(r.Int(2))})
		return true, nil
	}, after, limit)
	if err != nil {
		return nil, after, explain(err)
	}
	last = after
	for _, p := range places {
		device, err := s.deviceKey(p.device)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return nil, after, explain(err)
		}
		if last = uint64(p.order); err == nil && picks(device, p.seq) {
			orders = append(orders, last)
		}
	}
	return orders, last, nil
}

// OpsAt yields the ops with these Orders, as far as they are stored and whole.
func (s *Session) OpsAt(orders []uint64, yield func(community.Stored) bool) error {
	for _, order := range orders {
		var part partOp
		found, err := s.conn.One("SELECT "+storedColumns+" FROM ops WHERE ord = ?", func(r lite.Row) { part = readPartOp(r) }, order)
		if err != nil {
			return explain(err)
		}
		if !found {
			continue
		}
		stored, err := s.open(part)
		switch {
		case errors.Is(err, ErrDamaged):
		case err != nil:
			return explain(err)
		case !yield(stored):
			return nil
		}
	}
	return nil
}

// Bare lists stored ops without their body, at most limit.
func (s *Session) Bare(limit int) ([]op.ID, error) {
	var bare []op.ID
	err := s.conn.Each("SELECT header FROM ops INDEXED BY ops_bare WHERE body IS NULL ORDER BY ord LIMIT ?", func(r lite.Row) (bool, error) {
		bare = append(bare, digestOfHeader(r.Borrow(0)))
		return true, nil
	}, limit)
	return bare, explain(err)
}
