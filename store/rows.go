package store

// Rows: what people see, derived from ops. Each domain says how its rows lie in SQL; a new domain is one file and one migration.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Domain is how the rows of one package of app lie in a file.
type Domain struct {
	// Name is that of the package.
	Name string
	// Migrations holds the files 0001.sql, 0002.sql, … which make its tables.
	Migrations fs.FS
	Tables     []Table
}

// Table is one projection. Its SQL table has the projection's name, and a column
//
//	subject INTEGER NOT NULL REFERENCES subjects
//
// with an index, by which the rows of a subject are dropped.
type Table struct {
	// Name is what kind.Row.Table returns.
	Name string
	// Put writes a row in place of the one with the same key, with the number of its subject. The row's type is the domain's.
	Put func(s *Session, subject int64, row kind.Row) error
	// Get reads the row with a key.
	Get func(s *Session, key string) (kind.Row, bool, error)
	// All yields every row.
	All func(s *Session, yield func(kind.Row) bool) error
	// Searched says what search finds in rows that belong to one op each, by its Order in a column ord; nil for nothing.
	Searched *Searched
}

// Searched is what search finds in the rows of a table.
type Searched struct {
	// Title and Text are SQL expressions over the table's columns; Title is empty for none.
	Title, Text string
	// Shown is the SQL condition under which a row may be found.
	Shown string
}

func (c Config) domains() []Domain {
	if c.Domains == nil {
		return Domains()
	}
	return c.Domains
}

type rowKey struct{ table, key string }

// pendingRows are rows of a transaction that are not written yet, in the order in which they were first put.
type pendingRows struct {
	byKey map[rowKey]kind.Row
	order []rowKey
}

// Row implements kind.Rows.
func (s *Session) Row(table, key string) (kind.Row, bool, error) {
	if s.tx != nil {
		if row, ok := s.tx.pendingRows.byKey[rowKey{table, key}]; ok {
			return row, true, nil
		}
	}
	if row, ok := s.recentRows.get(rowKey{table, key}); ok {
		return row, true, nil
	}
	t, ok := s.tables[table]
	if !ok {
		return nil, false, fmt.Errorf("reading a row of %s: no such table: %w", table, ErrContract)
	}
	row, there, err := t.Get(s, key)
	if err != nil || !there {
		return nil, false, explain(err)
	}
	if s.tx != nil {
		s.recentRows.put(rowKey{table, key}, row)
	}
	return row, true, nil
}

func (tx *Tx) putRow(row kind.Row) error {
	if tx.tables[row.Table()] == nil {
		return fmt.Errorf("putting a row into %s: no such table: %w", row.Table(), ErrContract)
	}
	pending := &tx.pendingRows
	if pending.byKey == nil {
		pending.byKey = make(map[rowKey]kind.Row)
	}
	key := rowKey{row.Table(), row.Key()}
	if _, again := pending.byKey[key]; !again {
		pending.order = append(pending.order, key)
	}
	pending.byKey[key] = row
	tx.recentRows.forget(key)
	if len(pending.order) >= maxPendingRows {
		return tx.flushRows()
	}
	return nil
}

func (tx *Tx) flushRows() error {
	for _, key := range tx.pendingRows.order {
		row := tx.pendingRows.byKey[key]
		subject, err := tx.ensureSubject(row.Subject())
		if err != nil {
			return err
		}
		if err := tx.tables[key.table].Put(tx.Session, subject, row); err != nil {
			return fmt.Errorf("putting the row %s of %s: %w", key.key, key.table, err)
		}
	}
	tx.pendingRows.order = tx.pendingRows.order[:0]
	clear(tx.pendingRows.byKey)
	return nil
}

// dropSubject deletes the rows of a subject in every table. What was held back is written before: a row may have changed its subject.
func (tx *Tx) dropSubject(subject op.ID) error {
	if err := tx.flushRows(); err != nil {
		return err
	}
	tx.recentRows.clear()
	ref, err := tx.FindSubject(subject)
	if err != nil || ref == 0 {
		return err
	}
	for _, name := range tx.tableNames() {
		if tx.tables[name].Searched != nil {
			if err := tx.markSubjectStale(name, ref); err != nil {
				return err
			}
		}
		if err := tx.conn.Exec("DELETE FROM "+name+" WHERE subject = ?", ref); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) tableNames() []string {
	if s.sortedTables == nil {
		for name := range s.tables {
			s.sortedTables = append(s.sortedTables, name)
		}
		slices.Sort(s.sortedTables)
	}
	return s.sortedTables
}

// DropProjections deletes all rows that are derived from ops, and what search knows of them. The engine can then project every op again.
func (tx *Tx) DropProjections() error {
	tx.pendingRows = pendingRows{}
	tx.recentRows.clear()
	for _, name := range tx.tableNames() {
		if err := tx.conn.Exec("DELETE FROM " + name); err != nil {
			return explain(err)
		}
	}
	return explain(tx.forgetSearch())
}

// DumpRows yields every row of every projection as a line of text, sorted: replicas with equal rows give equal lines.
func (s *Session) DumpRows(yield func(line string) bool) error {
	for _, name := range s.tableNames() {
		var lines []string
		var failed error
		err := s.tables[name].All(s, func(row kind.Row) bool {
			said, err := json.Marshal(row)
			failed = errors.Join(failed, err)
			lines = append(lines, fmt.Sprintf("%s %s: %s", name, row.Key(), said))
			return true
		})
		if err = errors.Join(err, failed); err != nil {
			return explain(err)
		}
		slices.Sort(lines)
		for _, line := range lines {
			if !yield(line) {
				return nil
			}
		}
	}
	return nil
}
