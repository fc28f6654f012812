package memory

// Transactions in memory: every change notes how it is undone, so that a rollback costs what the transaction did.

import (
	"cmp"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

type transaction struct {
	*state
	undo   []func()
	failed error
	ended  bool
}

func (tx *transaction) rollback() {
	for _, undo := range slices.Backward(tx.undo) {
		undo()
	}
	tx.undo = nil
}

// set changes a variable, and notes what it was.
func set[T any](tx *transaction, variable *T, value T) {
	before := *variable
	tx.undo = append(tx.undo, func() { *variable = before })
	*variable = value
}

// setIn changes an entry of a map, and notes what it was.
func setIn[K comparable, V any](tx *transaction, m map[K]V, key K, value V) {
	before, there := m[key]
	tx.undo = append(tx.undo, func() {
		if there {
			m[key] = before
		} else {
			delete(m, key)
		}
	})
	m[key] = value
}

func deleteFrom[K comparable, V any](tx *transaction, m map[K]V, key K) {
	if before, there := m[key]; there {
		tx.undo = append(tx.undo, func() { m[key] = before })
		delete(m, key)
	}
}

// without is a new list that lacks one element.
func without[T comparable](list []T, gone T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(s T) bool { return s == gone })
}

// Apply implements community.Tx.
func (tx *transaction) Apply(c community.Changes) error {
	if tx.ended {
		return contractError("applying changes after the transaction has ended")
	}
	if tx.failed == nil {
		tx.failed = tx.apply(c)
	}
	return tx.failed
}

func (tx *transaction) apply(c community.Changes) error {
	err := each(nil, c.Pasts, tx.addPast)
	err = each(err, c.Store, tx.store)
	err = each(err, c.Bodies, tx.fillBody)
	err = each(err, c.Devices, tx.putDevice)
	err = each(err, c.Verdicts, tx.setVerdict)
	err = each(err, c.Drop, tx.drop)
	err = each(err, c.DropSubjects, tx.dropSubject)
	err = each(err, c.Rows, tx.putRow)
	err = each(err, c.Wait, tx.wait)
	return each(err, c.Release, tx.release)
}

// each goes through a list unless something failed before.
func each[T any](err error, list []T, do func(T) error) error {
	for _, item := range list {
		if err != nil {
			return err
		}
		err = do(item)
	}
	return err
}

func (tx *transaction) addPast(p authority.Past) error {
	at, twice := slices.BinarySearchFunc(tx.pasts, p.ID, func(p authority.Past, id authority.PastID) int { return cmp.Compare(p.ID, id) })
	if twice {
		return contractError("past %d is there already", p.ID)
	}
	if at == len(tx.pasts) {
		set(tx, &tx.pasts, append(tx.pasts, p))
		return nil
	}
	set(tx, &tx.pasts, slices.Insert(slices.Clip(tx.pasts), at, p))
	return nil
}

func (tx *transaction) store(n community.NewOp) error {
	if n.Op == nil || n.ID != n.Op.ID {
		return contractError("storing %s: its bytes are not with it", n.ID)
	}
	if tx.ops[n.ID] != nil {
		return contractError("storing %s: it is stored already", n.ID)
	}
	for _, id := range n.Cites {
		if tx.ops[id] == nil {
			return contractError("storing %s: it names %s, which is not stored", n.ID, id)
		}
	}
	set(tx, &tx.lastOrder, tx.lastOrder+1)
	meta := n.Meta
	meta.Order, meta.Prev, meta.HasBody = tx.lastOrder, n.Op.Header.Prev, n.Op.Body != nil
	tx.insert(&stored{community.Stored{Meta: meta, Op: n.Op}, n.Cites}, n.Chain)
	return nil
}

func (tx *transaction) insert(s *stored, chain bool) {
	setIn(tx, tx.ops, s.ID, s)
	set(tx, &tx.all, append(tx.all, s))
	log := tx.byDevice[s.Device]
	at, _ := slices.BinarySearchFunc(log, s.Seq+1, func(s *stored, seq uint64) int { return cmp.Compare(s.Seq, seq) })
	if at < len(log) {
		log = slices.Clone(log)
	}
	setIn(tx, tx.byDevice, s.Device, slices.Insert(log, at, s))
	setIn(tx, tx.byPast, s.Past, append(tx.byPast[s.Past], s))
	if !s.Subject.IsZero() {
		setIn(tx, tx.bySubject, s.Subject, append(tx.bySubject[s.Subject], s))
	}
	for _, id := range s.cites {
		setIn(tx, tx.citing, id, append(tx.citing[id], s))
	}
	if chain {
		set(tx, &tx.chain, append(tx.chain, s))
	}
}

func (tx *transaction) fillBody(o *op.Op) error {
	s := tx.ops[o.ID]
	if s == nil || o.Body == nil {
		return contractError("filling in the body of %s: it is not stored, or not at hand", o.ID)
	}
	changed := s.Stored
	filled := *s.Op
	filled.Body = o.Body
	changed.Op, changed.HasBody = &filled, true
	set(tx, &s.Stored, changed)
	return nil
}

func (tx *transaction) putDevice(d community.DeviceRecord) error {
	setIn(tx, tx.devices, d.Device, d)
	return nil
}

func (tx *transaction) setVerdict(c community.VerdictChange) error {
	s := tx.ops[c.ID]
	if s == nil {
		return contractError("changing the verdict of %s: it is not stored", c.ID)
	}
	set(tx, &s.Verdict, c.Verdict)
	return nil
}

// drop forgets an op. One that is not stored may still wait.
func (tx *transaction) drop(id op.ID) error {
	if err := tx.release(id); err != nil {
		return err
	}
	s := tx.ops[id]
	if s == nil {
		return nil
	}
	deleteFrom(tx, tx.ops, id)
	set(tx, &tx.all, without(tx.all, s))
	setIn(tx, tx.byDevice, s.Device, without(tx.byDevice[s.Device], s))
	setIn(tx, tx.byPast, s.Past, without(tx.byPast[s.Past], s))
	setIn(tx, tx.bySubject, s.Subject, without(tx.bySubject[s.Subject], s))
	set(tx, &tx.chain, without(tx.chain, s))
	for _, parent := range s.cites {
		setIn(tx, tx.citing, parent, without(tx.citing[parent], s))
	}
	deleteFrom(tx, tx.citing, id)
	return nil
}

func (tx *transaction) dropSubject(subject op.ID) error {
	for _, key := range tx.rowsOfSubject[subject] {
		deleteFrom(tx, tx.rows, key)
	}
	deleteFrom(tx, tx.rowsOfSubject, subject)
	return nil
}

func (tx *transaction) putRow(row kind.Row) error {
	key := rowKey{row.Table(), row.Key()}
	if before, there := tx.rows[key]; !there || before.Subject() != row.Subject() {
		if there {
			setIn(tx, tx.rowsOfSubject, before.Subject(), without(tx.rowsOfSubject[before.Subject()], key))
		}
		setIn(tx, tx.rowsOfSubject, row.Subject(), append(tx.rowsOfSubject[row.Subject()], key))
	}
	setIn(tx, tx.rows, key, row)
	return nil
}

// wait keeps an op aside. One that waits already keeps its age, waits for what is missing now, and gets the body that it came without.
func (tx *transaction) wait(w community.WaitingOp) error {
	if w.Op == nil {
		return contractError("keeping an op aside: its bytes are not with it")
	}
	if before, there := tx.waitingByID[w.Op.ID]; there {
		if before.Op.Body != nil {
			w.Op = before.Op
		}
		changed := slices.Clone(tx.waiting)
		changed[tx.placeOf(w.Op.ID)] = w
		set(tx, &tx.waiting, changed)
		set(tx, &tx.waitingBytes, tx.waitingBytes+sizeOf(w.Op)-sizeOf(before.Op))
	} else {
		set(tx, &tx.waiting, append(tx.waiting, w))
		set(tx, &tx.waitingBytes, tx.waitingBytes+sizeOf(w.Op))
	}
	setIn(tx, tx.waitingByID, w.Op.ID, w)
	for len(tx.waiting) > community.MaxWaitingOps || tx.waitingBytes > community.MaxWaitingBytes {
		set(tx, &tx.waitingBytes, tx.waitingBytes-sizeOf(tx.waiting[0].Op))
		deleteFrom(tx, tx.waitingByID, tx.waiting[0].Op.ID)
		set(tx, &tx.waiting, tx.waiting[1:])
	}
	return nil
}

func sizeOf(o *op.Op) int { return len(o.Raw) + len(o.Signature) + len(o.Body) }

func (tx *transaction) placeOf(id op.ID) int {
	return slices.IndexFunc(tx.waiting, func(w community.WaitingOp) bool { return w.Op.ID == id })
}

// release lets an op go; one that does not wait is none of its business.
func (tx *transaction) release(id op.ID) error {
	if _, waits := tx.waitingByID[id]; !waits {
		return nil
	}
	at := tx.placeOf(id)
	deleteFrom(tx, tx.waitingByID, id)
	set(tx, &tx.waitingBytes, tx.waitingBytes-sizeOf(tx.waiting[at].Op))
	set(tx, &tx.waiting, slices.Delete(slices.Clone(tx.waiting), at, at+1))
	return nil
}
