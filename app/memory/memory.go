// Package memory is a replica in memory: what package store keeps in a file, for as long as somebody holds it.
//
// It promises to do what package store's file does, but for lasting: one suite (package apptest) says what that is. Whoever checks a record feeds
// the fold through it, with no file of anybody's, and hundreds of replicas fit into one simulation. It bounds what waits, and nothing else: who
// fills it bounds the rest.
package memory

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// ErrContract says that a caller broke the contract of community.Tx.
var ErrContract = errors.New("not what a replica can apply")

// Replica is a replica in memory. Rows that are put must not be changed afterwards. Its methods may be called from any goroutine; a View waits
// for the transaction that runs.
type Replica struct {
	mu    sync.RWMutex
	state *state
}

// state holds slices that are only ever appended to, or replaced as a whole: whoever iterates over one may write meanwhile.
type state struct {
	lastOrder uint64
	ops       map[op.ID]*stored
	all       []*stored
	byDevice  map[op.DeviceID][]*stored
	byPast    map[authority.PastID][]*stored
	bySubject map[op.ID][]*stored
	citing    map[op.ID][]*stored
	chain     []*stored
	pasts     []authority.Past
	devices   map[op.DeviceID]community.DeviceRecord

	waiting      []community.WaitingOp
	waitingByID  map[op.ID]community.WaitingOp
	waitingBytes int

	rows          map[rowKey]kind.Row
	rowsOfSubject map[op.ID][]rowKey
}

type stored struct {
	community.Stored
	cites []op.ID
}

type rowKey struct{ table, key string }

// New makes an empty replica.
func New() *Replica {
	return &Replica{state: &state{
		ops:      make(map[op.ID]*stored),
		byDevice: make(map[op.DeviceID][]*stored), byPast: make(map[authority.PastID][]*stored),
		bySubject: make(map[op.ID][]*stored), citing: make(map[op.ID][]*stored),
		devices:     make(map[op.DeviceID]community.DeviceRecord),
		waitingByID: make(map[op.ID]community.WaitingOp),
		rows:        make(map[rowKey]kind.Row), rowsOfSubject: make(map[op.ID][]rowKey),
	}}
}

// Update runs write in one transaction; an error or a panic undoes it. An error of Apply ends the transaction, whatever write returns.
func (m *Replica) Update(ctx context.Context, write func(community.Tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	tx := &transaction{state: m.state}
	done := false
	defer func() {
		if !done {
			tx.rollback()
		}
		tx.ended = true
	}()
	if err := errors.Join(write(tx), tx.failed, ctx.Err()); err != nil {
		return err
	}
	done = true
	return nil
}

// View runs read on what the last transaction left.
func (m *Replica) View(ctx context.Context, read func(community.View) error) error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	return read(m.state)
}

// Close does nothing: the memory goes with the last reference.
func (m *Replica) Close() error { return nil }

// Rows lists the rows by table and key.
func (m *Replica) Rows() []kind.Row {
	m.mu.RLock()
	defer m.mu.RUnlock()
	all := make([]kind.Row, 0, len(m.state.rows))
	for _, row := range m.state.rows {
		all = append(all, row)
	}
	slices.SortFunc(all, func(a, b kind.Row) int {
		if c := strings.Compare(a.Table(), b.Table()); c != 0 {
			return c
		}
		return strings.Compare(a.Key(), b.Key())
	})
	return all
}

// Row implements kind.Rows.
func (s *state) Row(table, key string) (kind.Row, bool, error) {
	row, ok := s.rows[rowKey{table, key}]
	return row, ok, nil
}

// Meta implements community.View.
func (s *state) Meta(id op.ID) (community.Meta, bool, error) {
	if found, ok := s.ops[id]; ok {
		return found.Meta, true, nil
	}
	return community.Meta{}, false, nil
}

// Load implements community.View.
func (s *state) Load(id op.ID) (community.Stored, bool, error) {
	if found, ok := s.ops[id]; ok {
		return found.Stored, true, nil
	}
	return community.Stored{}, false, nil
}

// Ops implements community.View.
func (s *state) Ops(after uint64, yield func(community.Stored) bool) error {
	from, _ := slices.BinarySearchFunc(s.all, after+1, func(s *stored, order uint64) int { return cmp.Compare(s.Order, order) })
	return eachStored(s.all[from:], yield)
}

func eachMeta(list []*stored, yield func(community.Meta) bool) error {
	for _, s := range list {
		if !yield(s.Meta) {
			return nil
		}
	}
	return nil
}

func eachStored(list []*stored, yield func(community.Stored) bool) error {
	for _, s := range list {
		if !yield(s.Stored) {
			return nil
		}
	}
	return nil
}

// DeviceOps implements community.View. Of a forked number, what was stored first comes first.
func (s *state) DeviceOps(device op.DeviceID, fromSeq uint64, yield func(community.Meta) bool) error {
	log := s.byDevice[device]
	from, _ := slices.BinarySearchFunc(log, fromSeq, func(s *stored, seq uint64) int {
		if s.Seq < seq {
			return -1
		}
		return 1
	})
	return eachMeta(log[from:], yield)
}

// ChainOps implements community.View.
func (s *state) ChainOps(yield func(community.Stored) bool) error { return eachStored(s.chain, yield) }

// UnknownKinds implements community.View.
func (s *state) UnknownKinds(yield func(string) bool) error {
	names := make(map[string]bool)
	for _, o := range s.all {
		if o.Verdict != kind.Unknown || names[o.Kind] {
			continue
		}
		names[o.Kind] = true
		if !yield(o.Kind) {
			break
		}
	}
	return nil
}

// Pasts implements community.View.
func (s *state) Pasts(yield func(authority.Past) bool) error {
	for _, p := range s.pasts {
		if !yield(p) {
			return nil
		}
	}
	return nil
}

// Devices implements community.View. It yields by key.
func (s *state) Devices(yield func(community.DeviceRecord) bool) error {
	all := make([]community.DeviceRecord, 0, len(s.devices))
	for _, d := range s.devices {
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b community.DeviceRecord) int { return a.Device.Compare(b.Device) })
	for _, d := range all {
		if !yield(d) {
			return nil
		}
	}
	return nil
}

// PastOps implements community.View.
func (s *state) PastOps(past authority.PastID, yield func(community.Meta) bool) error {
	return eachMeta(s.byPast[past], yield)
}

// SubjectOps implements community.View.
func (s *state) SubjectOps(subject op.ID, yield func(community.Stored) bool) error {
	return eachStored(s.bySubject[subject], yield)
}

// Citing implements community.View. It yields in Order.
func (s *state) Citing(id op.ID, yield func(community.Meta) bool) error {
	return eachMeta(s.citing[id], yield)
}

// Waiting implements community.View. The oldest come first.
func (s *state) Waiting(id op.ID, yield func(*op.Op) bool) error {
	for _, w := range s.waiting {
		if w.For == id && !yield(w.Op) {
			return nil
		}
	}
	return nil
}

// AllWaiting implements community.View.
func (s *state) AllWaiting(yield func(*op.Op) bool) error {
	for _, w := range s.waiting {
		if !yield(w.Op) {
			return nil
		}
	}
	return nil
}

// WaitingCount implements community.View.
func (s *state) WaitingCount() (int, error) { return len(s.waiting), nil }

// WaitingOp implements community.View.
func (s *state) WaitingOp(id op.ID) (community.WaitingOp, bool, error) {
	w, ok := s.waitingByID[id]
	return w, ok, nil
}

func contractError(format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, ErrContract)...)
}
