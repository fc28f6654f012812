package store

// Tables whose rows belong to one op each, which are nearly all: the row lies under the op's Order, so that no index of keys is needed, and a
// scan gives rows as they were stored.

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// opTable is how rows of one type lie in SQL: in the columns ord, subject and those named here.
type opTable[R kind.Row] struct {
	name    string
	columns string
	// id is the op that a row belongs to.
	id func(R) op.ID
	// values are what goes into the columns.
	values func(s *Session, r R) ([]any, error)
	// scan reads the columns, the first of which is firstColumn.
	scan func(s *Session, at origin, c Columns) (R, error)
	// after, where set, writes what goes with a row.
	after    func(s *Session, order uint64, r R) error
	searched *Searched
}

// firstColumn comes after ord and subject.
const firstColumn = 2

// origin is what the first columns of a row stand for.
type origin struct {
	ID, Subject op.ID
}

func (t *opTable[R]) table() Table {
	into := intoTable(t.name, t.columns)
	put := func(s *Session, subject int64, row kind.Row) error { return t.put(s, into, subject, row) }
	return Table{Name: t.name, Put: put, Get: t.get, All: t.all, Searched: t.searched}
}

func (t *opTable[R]) put(s *Session, into insertion, subject int64, row kind.Row) error {
	r, ok := row.(R)
	if !ok {
		return fmt.Errorf("a row of type %T: %w", row, ErrContract)
	}
	order, err := s.OrderOf(t.id(r))
	if err != nil {
		return err
	}
	values, err := t.values(s, r)
	if err != nil {
		return err
	}
	if t.searched != nil {
		if err := s.tx.markStale(order); err != nil {
			return err
		}
	}
	args := append([]any{order, subject}, values...)
	if err := into.put(s, order, args); err != nil || t.after == nil {
		return err
	}
	return t.after(s, order, r)
}

// insertion is the two statements that put a row: the second in place of the one with the same Order.
type insertion struct{ fresh, again string }

func intoTable(table, columns string) insertion {
	more := strings.Count(columns, ",") + 1
	into := "INTO " + table + " (ord, subject, " + columns + ") VALUES (?, ?" + strings.Repeat(", ?", more) + ")"
	return insertion{"INSERT " + into, "INSERT OR REPLACE " + into}
}

// put writes a row. An op of this transaction has none yet, unless it was written before in it: so it is tried without looking for one, which
// costs a fifth less.
func (i insertion) put(s *Session, order uint64, args []any) error {
	if int64(order) > s.counters[lastOrder] {
		err := s.conn.Exec(i.fresh, args...)
		var failure *lite.Error
		if err == nil || !errors.As(err, &failure) || failure.Primary() != codeConstraint {
			return err
		}
	}
	return s.conn.Exec(i.again, args...)
}

func (t *opTable[R]) get(s *Session, key string) (kind.Row, bool, error) {
	id, err := op.ParseID(key)
	if err != nil {
		return nil, false, nil // no op, so no row
	}
	meta, there, err := s.Meta(id)
	if err != nil || !there {
		return nil, false, err
	}
	var row kind.Row
	err = t.each(s, func(r R) bool {
		row = r
		return false
	}, "ord = ?", meta.Order)
	return row, row != nil, err
}

func (t *opTable[R]) all(s *Session, yield func(kind.Row) bool) error {
	return t.each(s, func(r R) bool { return yield(r) }, "true ORDER BY ord")
}

// each yields the rows that a condition picks. The same condition must not be run again meanwhile.
func (t *opTable[R]) each(s *Session, yield func(R) bool, where string, args ...any) error {
	return s.conn.Each("SELECT ord, subject, "+t.columns+" FROM "+t.name+" WHERE "+where, func(c Columns) (bool, error) {
		var at origin
		var err error
		if at.ID, err = s.opID(c.Int(0)); err != nil {
			return false, err
		}
		if at.Subject, err = s.SubjectID(c.Int(1)); err != nil {
			return false, err
		}
		r, err := t.scan(s, at, c)
		if err != nil {
			return false, err
		}
		return yield(r), nil
	}, args...)
}

// list collects the rows that a condition picks.
func (t *opTable[R]) list(s *Session, where string, args ...any) ([]R, error) {
	var all []R
	err := t.each(s, func(r R) bool {
		all = append(all, r)
		return true
	}, where, args...)
	return all, explain(err)
}

// opID is the id of the op with an Order.
func (s *Session) opID(order int64) (op.ID, error) {
	if id, ok := s.ids.get(order); ok {
		return id, nil
	}
	var id op.ID
	found, err := s.conn.One("SELECT header FROM ops WHERE ord = ?", func(c Columns) { id = sha256.Sum256(c.Borrow(0)) }, order)
	if err != nil || !found {
		return id, missingName("op", order, err)
	}
	s.ids.put(order, id)
	return id, nil
}

// OrderOf is the Order of a stored op that a row names.
func (s *Session) OrderOf(id op.ID) (uint64, error) {
	meta, there, err := s.Meta(id)
	if err != nil {
		return 0, err
	}
	if !there {
		return 0, fmt.Errorf("a row names %s, which is not stored: %w", id, ErrContract)
	}
	return meta.Order, nil
}

// account is the number of an account, which is kept among the subjects.
func (s *Session) account(a op.AccountID) (int64, error) { return s.ensureSubject(op.ID(a)) }

func (s *Session) accountID(ref int64) (op.AccountID, error) {
	id, err := s.SubjectID(ref)
	return op.AccountID(id), err
}

// blobOf is a column for an id: NULL for none.
func blobOf(id op.ID) []byte {
	if id.IsZero() {
		return nil
	}
	return bytes.Clone(id[:]) // no pointer to id itself: most columns are NULL, and cost no memory
}

func idIn(c Columns, column int) (id op.ID) {
	copy(id[:], c.Borrow(column))
	return id
}
