package store

// Scrub: every stored op is hashed again, a few at a time, for a flipped bit in an op is none in SQLite's eyes. Where the op is whole and a column
// beside it is not, the op itself says what belongs there. What else does not fit is marked, and must be fetched again; Repair puts the right
// bytes in.

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// rawOp is a stored op as its row has it, nothing of it believed.
type rawOp struct {
	order, head             int64
	device, kind            int64
	seq                     uint64
	header, signature, body []byte
}

const rawColumns = "ord, head, device, kind, seq, header, signature, body"

func readRaw(c lite.Row) rawOp {
	return rawOp{
		order: c.Int(0), head: c.Int(1), device: c.Int(2), kind: c.Int(3), seq: uint64(c.Int(4)),
		header: c.Bytes(5), signature: c.Bytes(6), body: c.Bytes(7),
	}
}

// damage is an op whose bytes are not what was written; the id is zero where nothing tells it any more.
type damage struct {
	order int64
	id    op.ID
}

// Scrub checks the next stored ops, at most limit, mends what they themselves tell, and marks those that are damaged. done says that it has reached the last one; the next call
// begins anew. A file whose structure is damaged is ErrDamaged.
func (r *Replica) Scrub(ctx context.Context, limit int) (checked, damaged int, done bool, err error) {
	var found []damage
	var last int64
	err = r.read(ctx, func(s *Session) (err error) {
		found, last, checked, err = s.scrub(limit)
		return err
	})
	if err != nil {
		return 0, 0, false, fmt.Errorf("hashing stored acts again: %w", err)
	}
	done = checked < limit
	if done {
		last = 0
	}
	err = r.update(ctx, func(tx *Tx) error {
		tx.counters[scrubbedOrder] = last
		damaged = 0
		for _, d := range found {
			mended, err := tx.mendColumns(d.order)
			if err != nil {
				return err
			}
			if mended {
				continue
			}
			damaged++
			// An op that was dropped meanwhile needs no mark.
			if err := tx.conn.Exec("INSERT OR REPLACE INTO damaged (ord, id) SELECT ord, ? FROM ops WHERE ord = ?", blobOf(d.id), d.order); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, 0, false, fmt.Errorf("marking damaged acts: %w", err)
	}
	return checked, damaged, done, nil
}

func (s *Session) scrub(limit int) (found []damage, last int64, checked int, err error) {
	if last, err = s.counter(scrubbedOrder); err != nil {
		return nil, 0, 0, err
	}
	var page []rawOp
	bytes := 0
	for checked < limit {
		page, bytes = page[:0], 0
		err := s.conn.Each("SELECT "+rawColumns+" FROM ops WHERE ord > ? ORDER BY ord LIMIT ?", func(c lite.Row) (bool, error) {
			page = append(page, readRaw(c))
			bytes += len(page[len(page)-1].body)
			return bytes < pageBytes, nil
		}, last, min(limit-checked, lastPage))
		if err != nil || len(page) == 0 {
			return found, last, checked, err
		}
		for _, raw := range page {
			whole, err := s.isWhole(raw)
			if err != nil {
				return nil, 0, 0, err
			}
			if !whole {
				id, err := s.nameOfDamaged(raw)
				if err != nil {
					return nil, 0, 0, err
				}
				found = append(found, damage{raw.order, id})
			}
		}
		last, checked = page[len(page)-1].order, checked+len(page)
	}
	return found, last, checked, nil
}

// isWhole checks an op's bytes by its own hashes and signature, and the columns beside them.
func (s *Session) isWhole(raw rawOp) (bool, error) {
	o, is := raw.whole()
	if !is || headOf(o.ID) != raw.head || o.Header.Seq != raw.seq {
		return false, nil
	}
	name, err := s.kindName(raw.kind)
	if errors.Is(err, ErrDamaged) || (err == nil && name != o.Header.Kind) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	device, err := s.deviceKey(raw.device)
	if errors.Is(err, ErrDamaged) {
		return false, nil
	}
	return device == o.Header.Device, err
}

// whole is the op, where header, signature and body fit together.
func (raw *rawOp) whole() (*op.Op, bool) {
	o, err := openBytes(raw.header, raw.signature, raw.body)
	return o, err == nil && o.SignatureHolds()
}

// mendColumns writes anew what a whole op says of itself: no bit flips into a signed header.
func (tx *Tx) mendColumns(order int64) (mended bool, err error) {
	var raw rawOp
	there, err := tx.conn.One("SELECT "+rawColumns+" FROM ops WHERE ord = ?", func(c lite.Row) { raw = readRaw(c) }, order)
	if err != nil || !there {
		return false, err
	}
	o, is := raw.whole()
	if !is {
		return false, nil
	}
	device, err := tx.findDevice(o.Header.Device)
	if err != nil || device == 0 {
		return false, err
	}
	if is, err := tx.isRowOf(raw, o, device); err != nil || !is {
		return false, err
	}
	return true, tx.replaceBytes(raw, o, device)
}

// nameOfDamaged finds out which op a damaged row was. Its id is named by the op after it in its log, by those that cite it, or by the
// record of its device; and it begins as the row says.
func (s *Session) nameOfDamaged(raw rawOp) (op.ID, error) {
	if id := op.ID(sha256.Sum256(raw.header)); headOf(id) == raw.head {
		return id, nil
	}
	names, err := s.namedNear(raw)
	if err != nil {
		return op.ID{}, err
	}
	byHeader := op.ID(sha256.Sum256(raw.header))
	for _, id := range names {
		if id == byHeader || headOf(id) == raw.head {
			return id, nil
		}
	}
	return op.ID{}, nil
}

// namedNear lists whom those name that come after an op, as far as their own headers are whole.
func (s *Session) namedNear(raw rawOp) ([]op.ID, error) {
	var names []op.ID
	err := s.conn.Each(`SELECT header, head FROM ops WHERE device = ?1 AND seq = ?2
		UNION ALL SELECT header, head FROM links JOIN ops ON ord = child WHERE parent = ?3`, func(c lite.Row) (bool, error) {
		o, err := op.Open(c.Bytes(0), op.Signature{}, nil)
		if err == nil && headOf(o.ID) == c.Int(1) {
			names = append(append(names, o.Header.Prev), o.Header.Deps...)
		}
		return true, nil
	}, raw.device, raw.seq+1, raw.order)
	if err != nil {
		return nil, err
	}
	_, err = s.conn.One("SELECT tip, fork_a, fork_b FROM devices WHERE ref = ?", func(c lite.Row) {
		names = append(names, idIn(c, 0), idIn(c, 1), idIn(c, 2))
	}, raw.device)
	return names, err
}
