package store

// Ops that wait for a parent: bounded, by age.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// wait keeps an op aside. One that waits already keeps its age, waits for what is missing now, and gets the body that it came without.
func (tx *Tx) wait(w community.WaitingOp) error {
	if w.Op == nil {
		return fmt.Errorf("keeping an op aside: its bytes are not with it: %w", ErrContract)
	}
	err := tx.conn.Exec("UPDATE waiting SET missing = ? WHERE id = ?", w.For[:], w.Op.ID[:])
	if err != nil {
		return err
	}
	if tx.conn.Changes() > 0 {
		return tx.fillWaiting(w.Op)
	}
	err = tx.conn.Exec("INSERT INTO waiting (id, missing, header, signature, body) VALUES (?, ?, ?, ?, ?)",
		w.Op.ID[:], w.For[:], w.Op.Raw, w.Op.Signature[:], w.Op.Body)
	if err != nil {
		return err
	}
	tx.counters[waitingOps]++
	tx.counters[waitingBytes] += sizeOf(w.Op)
	return tx.evict()
}

// fillWaiting gives an op that waits the body that it came without.
func (tx *Tx) fillWaiting(o *op.Op) error {
	if o.Body == nil {
		return nil
	}
	err := tx.conn.Exec("UPDATE waiting SET body = ? WHERE id = ? AND body IS NULL", o.Body, o.ID[:])
	if err != nil || tx.conn.Changes() == 0 {
		return err
	}
	tx.counters[waitingBytes] += int64(len(o.Body))
	return tx.evict()
}

// sizeOf is what an op counts for in the bound of what waits, in bytes.
func sizeOf(o *op.Op) int64 { return int64(len(o.Raw) + len(o.Signature) + len(o.Body)) }

// evict lets the oldest go until what waits is within its bounds.
func (tx *Tx) evict() error {
	for tx.counters[waitingOps] > community.MaxWaitingOps || tx.counters[waitingBytes] > community.MaxWaitingBytes {
		if err := tx.deleteWaiting("SELECT place, " + waitingSize + " FROM waiting ORDER BY place LIMIT 1"); err != nil {
			return err
		}
	}
	return nil
}

const waitingSize = "length(header) + length(signature) + ifnull(length(body), 0)"

// release lets an op go; one that does not wait is none of its business.
func (tx *Tx) release(id op.ID) error {
	if tx.counters[waitingOps] == 0 {
		return nil
	}
	return tx.deleteWaiting("SELECT place, "+waitingSize+" FROM waiting WHERE id = ?", id[:])
}

func (tx *Tx) deleteWaiting(query string, args ...any) error {
	var place, size int64
	found, err := tx.conn.One(query, func(r lite.Row) { place, size = r.Int(0), r.Int(1) }, args...)
	if err != nil || !found {
		return err
	}
	tx.counters[waitingOps]--
	tx.counters[waitingBytes] -= size
	return tx.conn.Exec("DELETE FROM waiting WHERE place = ?", place)
}

// Waiting implements community.View. The oldest come first.
func (s *Session) Waiting(id op.ID, yield func(*op.Op) bool) error {
	pages := waitingPages("SELECT "+waitingColumns+" FROM waiting WHERE missing = ? AND place > ? ORDER BY place LIMIT ?", id[:])
	return pages.each(s, func(w placedOp) bool { return yield(w.op) })
}

// AllWaiting implements community.View. The oldest come first.
func (s *Session) AllWaiting(yield func(*op.Op) bool) error {
	pages := waitingPages("SELECT " + waitingColumns + " FROM waiting WHERE place > ? ORDER BY place LIMIT ?")
	return pages.each(s, func(w placedOp) bool { return yield(w.op) })
}

const waitingColumns = "place, header, signature, body"

// placedOp is a waiting op with its place in the queue.
type placedOp struct {
	place int64
	bytes partOp
	op    *op.Op
}

func waitingPages(query string, args ...any) paging[placedOp, placedOp] {
	return paging[placedOp, placedOp]{
		query: query,
		from: func(last *placedOp) []any {
			if last == nil {
				return append(args, 0)
			}
			return append(args, last.place)
		},
		read: func(r lite.Row) placedOp {
			return placedOp{place: r.Int(0), bytes: partOp{header: r.Bytes(1), signature: r.Bytes(2), body: r.Bytes(3)}}
		},
		bytes: func(w placedOp) int { return w.bytes.size() },
		finish: func(w placedOp) (placedOp, error) {
			o, err := openBytes(w.bytes.header, w.bytes.signature, w.bytes.body)
			if err != nil {
				return w, fmt.Errorf("reading an op that waits: %w: %w", ErrDamaged, err)
			}
			w.op = o
			return w, nil
		},
	}
}

// WaitingOp implements community.View.
func (s *Session) WaitingOp(id op.ID) (community.WaitingOp, bool, error) {
	var bytes partOp
	var missing op.ID
	found, err := s.conn.One("SELECT missing, header, signature, body FROM waiting WHERE id = ?", func(r lite.Row) {
		missing = idIn(r, 0)
		bytes = partOp{header: r.Bytes(1), signature: r.Bytes(2), body: r.Bytes(3)}
	}, id[:])
	if err != nil || !found {
		return community.WaitingOp{}, false, explain(err)
	}
	o, err := openBytes(bytes.header, bytes.signature, bytes.body)
	if err != nil {
		return community.WaitingOp{}, false, fmt.Errorf("reading an op that waits: %w: %w", ErrDamaged, err)
	}
	return community.WaitingOp{Op: o, For: missing}, true, nil
}

// WaitingCount implements community.View.
func (s *Session) WaitingCount() (int, error) {
	n, err := s.counter(waitingOps)
	return int(n), explain(err)
}
