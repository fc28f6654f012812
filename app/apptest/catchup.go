package apptest

// Catch-up in memory: a replica as a session of package reconcile asks for it, on plain lists, and a link that carries two sessions' frames.

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/folkmoot/folkmoot/app/catchup"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// Side is one side's replica. What it is asked it looks for in lists: it is right, not fast.
type Side struct {
	// View shows the replica.
	View func(read func(community.View) error) error
	// Ingest takes ops in, verifying them.
	Ingest func(ops []*op.Op) community.Report
	Device op.DeviceID
	// Hidden ops are kept from the peer. Bare reports whether a body is handed on no more.
	Hidden func(op.ID) bool
	Bare   func(op.ID) bool
	// Damaged are asked for again.
	Damaged func() []op.ID
	taken   reconcile.Taken
}

var _ reconcile.Local = (*Side)(nil)

// Frontier implements reconcile.Logs.
func (s *Side) Frontier() (logs []reconcile.Log, err error) {
	err = s.View(func(v community.View) (err error) {
		logs, err = catchup.Frontier(v)
		return err
	})
	return logs, err
}

// At implements reconcile.Logs.
func (s *Side) At(device op.DeviceID, seq uint64) (id op.ID, there bool, err error) {
	err = s.View(func(v community.View) (err error) {
		id, there, err = catchup.At(v, device, seq)
		return err
	})
	return id, there, err
}

// ids are those of all stored ops, ascending.
func (s *Side) ids() ([]op.ID, error) {
	var ids []op.ID
	err := s.View(func(v community.View) error {
		return v.Ops(0, func(stored community.Stored) bool {
			ids = append(ids, stored.ID)
			return true
		})
	})
	slices.SortFunc(ids, op.ID.Compare)
	return ids, err
}

func within(ids []op.ID, r reconcile.Range) []op.ID {
	head := func(id op.ID, bound uint64) int { return cmp.Compare(binary.BigEndian.Uint64(id[:8]), bound) }
	from, _ := slices.BinarySearchFunc(ids, r.First(), head)
	to := from
	for to < len(ids) && r.Contains(ids[to]) {
		to++
	}
	return ids[from:to]
}

// Total implements reconcile.Set.
func (s *Side) Total() (reconcile.Sum, bool, error) {
	sums, err := s.Sums([]reconcile.Range{{}})
	if err != nil {
		return reconcile.Sum{}, false, err
	}
	return sums[0], true, nil
}

// Sums implements reconcile.Set.
func (s *Side) Sums(ranges []reconcile.Range) ([]reconcile.Sum, error) {
	ids, err := s.ids()
	sums := make([]reconcile.Sum, len(ranges))
	for i, r := range ranges {
		for _, id := range within(ids, r) {
			sums[i].Add(id)
		}
	}
	return sums, err
}

// IDs implements reconcile.Set.
func (s *Side) IDs(r reconcile.Range, limit int) ([]op.ID, error) {
	ids, err := s.ids()
	ids = within(ids, r)
	return ids[:min(limit, len(ids))], err
}

// Holds implements reconcile.Set.
func (s *Side) Holds(id op.ID) (holds bool, err error) {
	err = s.View(func(v community.View) (err error) {
		_, holds, err = v.Meta(id)
		return err
	})
	return holds, err
}

// Waiting implements reconcile.Traffic.
func (s *Side) Waiting(limit int) (waiting []reconcile.Waiting, err error) {
	err = s.View(func(v community.View) (err error) {
		waiting, err = catchup.Waiting(v, s.Device, limit)
		return err
	})
	return waiting, err
}

// Wanted implements reconcile.Traffic: damaged ops, and those without a body that may not be dropped.
func (s *Side) Wanted(limit int) ([]op.ID, error) {
	var wanted []op.ID
	if s.Damaged != nil {
		wanted = s.Damaged()
	}
	err := s.View(func(v community.View) error {
		return v.Ops(0, func(stored community.Stored) bool {
			if !stored.HasBody && (s.Bare == nil || !s.Bare(stored.ID)) {
				wanted = append(wanted, stored.ID)
			}
			return len(wanted) < limit
		})
	})
	return wanted, err
}

// After implements reconcile.Traffic.
func (s *Side) After(from map[op.DeviceID]uint64) (reconcile.Stream, error) {
	return s.streamOf(func(o *op.Op) bool {
		first, named := from[o.Header.Device]
		return named && o.Header.Seq >= first
	}, false)
}

// Named implements reconcile.Traffic.
func (s *Side) Named(ids []op.ID) (reconcile.Stream, error) {
	named := make(map[op.ID]bool, len(ids))
	for _, id := range ids {
		named[id] = true
	}
	return s.streamOf(func(o *op.Op) bool { return named[o.ID] }, true)
}

func (s *Side) streamOf(picks func(*op.Op) bool, waiting bool) (reconcile.Stream, error) {
	stream := &listStream{}
	add := func(o *op.Op) bool {
		if picks(o) && (s.Hidden == nil || !s.Hidden(o.ID)) {
			if s.Bare != nil && s.Bare(o.ID) {
				o = o.WithoutBody()
			}
			stream.ops = append(stream.ops, o)
		}
		return true
	}
	err := s.View(func(v community.View) error {
		if err := v.Ops(0, func(stored community.Stored) bool { return add(stored.Op) }); err != nil || !waiting {
			return err
		}
		return v.AllWaiting(add)
	})
	return stream, err
}

// listStream hands out a list.
type listStream struct{ ops []*op.Op }

func (l *listStream) Next(maxOps, maxBytes int) ([]*op.Op, error) {
	n := 0
	for ; n < min(len(l.ops), maxOps); n++ {
		if maxBytes -= len(l.ops[n].Raw) + len(l.ops[n].Body); maxBytes < 0 {
			break
		}
	}
	page := l.ops[:n]
	l.ops = l.ops[n:]
	return page, nil
}

// Take implements reconcile.Traffic.
func (s *Side) Take(ops []*op.Op) (reconcile.Taken, error) {
	report := s.Ingest(ops)
	s.taken.Stored += len(report.Stored)
	s.taken.Known += report.Known
	s.taken.Waiting += report.Waiting
	s.taken.Refused += len(report.Refused)
	return s.taken, nil
}

// Flush implements reconcile.Traffic: everything is taken in at once.
func (s *Side) Flush() (reconcile.Taken, error) { return s.taken, nil }

// ErrBothWait says that neither side has anything to say, and not both are done: a frame was lost on the way.
var ErrBothWait = errors.New("both sides wait for each other")

// Meet carries the frames of two sessions until they are done, or one of them fails, or cut frames went over; whole says that they are done.
// spy, where it is not nil, sees each frame, and may put others in its place.
func Meet(initiator, responder *reconcile.Session, cut int, spy func(fromInitiator bool, frame []byte) [][]byte) (whole bool, err error) {
	from, to := initiator, responder
	silent := 0
	for frames := 0; !initiator.Done() || !responder.Done(); {
		frame, more, err := from.Next()
		if err != nil {
			return false, err
		}
		if !more {
			if silent++; silent > 2 {
				return false, ErrBothWait
			}
			from, to = to, from
			continue
		}
		silent = 0
		if frames++; frames > cut {
			return false, nil
		}
		sent := [][]byte{frame}
		if spy != nil {
			sent = spy(from == initiator, frame)
		}
		for _, f := range sent {
			if err := to.Receive(f); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}
