package store

// Repair: the right bytes of stored ops that Scrub has marked, when they come along again. A damaged row is known by what is left of it: its
// header, the beginning of its id, or its place in its log together with what others say stands there.

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// Damaged lists the stored ops that must be fetched again; the zero id stands for one that nothing near names any more. Repair knows that too
// when it comes along.
func (s *Session) Damaged() ([]op.ID, error) {
	var all []op.ID
	err := s.conn.Each("SELECT id FROM damaged ORDER BY ord", func(c lite.Row) (bool, error) {
		var id op.ID
		if named := c.Borrow(0); len(named) == len(id) {
			id = op.ID(named)
		}
		all = append(all, id)
		return true, nil
	})
	return all, explain(err)
}

// Repair replaces the bytes of ops that Scrub has marked with the right ones; those that are not marked are left alone. It checks hashes and
// signatures itself: no damage is a way to slip other bytes in. One that cannot be taken keeps none of the others from being repaired. Errors:
// op.ErrMalformed, op.ErrBody, op.ErrSignature.
func (r *Replica) Repair(ctx context.Context, ops ...*op.Op) error {
	var failed error
	err := r.update(ctx, func(tx *Tx) error {
		failed = nil
		marked, err := tx.readMarked()
		if err != nil {
			return err
		}
		// A row may be known only when the one after it is whole again, which mostly comes later.
		for again := true; again && marked.count > 0; {
			again = false
			for _, o := range ops {
				done, refused, err := tx.repair(marked, o)
				if err != nil {
					return err
				}
				again = again || done
				if refused != nil {
					failed = errors.Join(failed, fmt.Errorf("repairing the stored act %s: %w", o.ID.Short(), refused))
				}
			}
			ops = slices.DeleteFunc(slices.Clone(ops), func(o *op.Op) bool { return marked.tried[o.ID] })
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("repairing stored acts: %w", err)
	}
	return failed
}

// markedRows finds the damaged rows by what is left of them: their Order by the hash of their header, by the beginning of their id, and by their
// place in a log.
type markedRows struct {
	byHeader map[op.ID][]int64
	byHead   map[int64][]int64
	byPlace  map[logPlace][]int64
	count    int
	// tried are ops that belong to a marked row, repaired or refused.
	tried map[op.ID]bool
}

type logPlace struct {
	device int64
	seq    uint64
}

func (tx *Tx) readMarked() (*markedRows, error) {
	m := &markedRows{
		byHeader: make(map[op.ID][]int64), byHead: make(map[int64][]int64), byPlace: make(map[logPlace][]int64), tried: make(map[op.ID]bool),
	}
	err := tx.conn.Each("SELECT ord, head, device, seq, header FROM damaged JOIN ops USING (ord)", func(c lite.Row) (bool, error) {
		order, id := c.Int(0), op.ID(sha256.Sum256(c.Borrow(4)))
		place := logPlace{c.Int(2), uint64(c.Int(3))}
		m.byHeader[id] = append(m.byHeader[id], order)
		m.byHead[c.Int(1)] = append(m.byHead[c.Int(1)], order)
		m.byPlace[place] = append(m.byPlace[place], order)
		m.count++
		return true, nil
	})
	return m, err
}

// repair puts an op's bytes into the damaged row that is its own, if there is one; refused says why they were not taken.
func (tx *Tx) repair(marked *markedRows, o *op.Op) (done bool, refused, err error) {
	device, err := tx.findDevice(o.Header.Device)
	if err != nil {
		return false, nil, err
	}
	orders := slices.Concat(marked.byHeader[o.ID], marked.byHead[headOf(o.ID)], marked.byPlace[logPlace{device, o.Header.Seq}])
	if len(orders) == 0 {
		return false, nil, nil
	}
	slices.Sort(orders)
	for _, order := range slices.Compact(orders) {
		raw, still, err := tx.readDamaged(order)
		if err != nil || !still {
			return done, nil, err
		}
		if is, err := tx.isRowOf(raw, o, device); err != nil || !is {
			if err != nil {
				return done, nil, err
			}
			continue
		}
		marked.tried[o.ID] = true
		right, refused := rightBytes(raw, o)
		if refused != nil {
			return done, refused, nil
		}
		if err := tx.replaceBytes(raw, right, device); err != nil {
			return done, nil, err
		}
		marked.count--
		done = true
	}
	return done, nil, nil
}

func (tx *Tx) readDamaged(order int64) (raw rawOp, still bool, err error) {
	still, err = tx.conn.One("SELECT "+rawColumns+" FROM damaged JOIN ops USING (ord) WHERE ord = ?", func(c lite.Row) { raw = readRaw(c) }, order)
	return raw, still, err
}

// isRowOf reports whether a damaged row was this op: no other row is it, and this one's header is its header still, or its id begins alike, or it
// lies at the op's place in the log and others name the op there. The place alone does not tell: a forked log has two ops at one.
func (tx *Tx) isRowOf(raw rawOp, o *op.Op, device int64) (bool, error) {
	var other bool
	err := tx.conn.Each("SELECT ord, header FROM ops WHERE head = ?", func(c lite.Row) (bool, error) {
		other = other || (c.Int(0) != raw.order && op.ID(sha256.Sum256(c.Borrow(1))) == o.ID)
		return !other, nil
	}, headOf(o.ID))
	if err != nil || other {
		return false, err
	}
	byHeader := op.ID(sha256.Sum256(raw.header))
	if byHeader == o.ID || raw.head == headOf(o.ID) {
		return true, nil
	}
	if raw.device != device || raw.seq != o.Header.Seq || headOf(byHeader) == raw.head {
		return false, nil
	}
	names, err := tx.namedNear(raw)
	return slices.Contains(names, o.ID), err
}

// rightBytes checks what shall replace the bytes of a row. A body that has come without it is taken from the row, if it is whole there.
func rightBytes(raw rawOp, o *op.Op) (*op.Op, error) {
	right, err := op.Open(o.Raw, o.Signature, o.Body)
	if err != nil {
		return nil, err
	}
	if right.ID != o.ID {
		return nil, fmt.Errorf("its bytes are those of %s: %w", right.ID.Short(), op.ErrMalformed)
	}
	if !right.SignatureHolds() {
		return nil, op.ErrSignature
	}
	if right.Body == nil && raw.body != nil {
		if right, err = op.Open(o.Raw, o.Signature, raw.body); err != nil {
			return nil, fmt.Errorf("it comes without its body: %w", err)
		}
	}
	return right, nil
}

func (tx *Tx) replaceBytes(raw rawOp, o *op.Op, device int64) error {
	if raw.head != headOf(o.ID) || raw.device != device || raw.seq != o.Header.Seq {
		// The indexes hold what the columns were; let them hold what the columns are, or they cannot be changed.
		if err := tx.conn.Exec("REINDEX ops"); err != nil {
			return err
		}
	}
	kind, err := tx.ensureKind(o.Header.Kind)
	if err != nil {
		return err
	}
	err = tx.conn.Exec("UPDATE ops SET head = ?, device = ?, seq = ?, kind = ?, header = ?, signature = ?, body = ? WHERE ord = ?",
		headOf(o.ID), device, o.Header.Seq, kind, o.Raw, o.Signature[:], o.Body, raw.order)
	if err != nil {
		return err
	}
	tx.metas.forget(o.ID)
	tx.ids.forget(raw.order)
	tx.renamed = tx.renamed || digestOfHeader(raw.header) != o.ID
	return tx.conn.Exec("DELETE FROM damaged WHERE ord = ?", raw.order)
}
