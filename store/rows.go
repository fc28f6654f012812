package store

// Rows: what people see, derived from ops. Each domain says how its rows lie in SQL; a new domain is one file and one migration.

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// Domain is how the rows of one package of app lie in a file.
type Domain struct {
	// Name is that of the package.
	Name string
	// Migrations holds the files 0001.sql, 0002.sql, … which make its tables.
	Migrations fs.FS
	Tables     []Table
}

// Table is one projection. Its SQL table has the projection's name and begins with the columns
//
//	number  INTEGER PRIMARY KEY
//	subject INTEGER NOT NULL REFERENCES subjects, with an index
//
// where number is new whenever a row is put, so that what has changed can be found by it.
type Table struct {
	// Name is what kind.Row.Table returns.
	Name string
	// Put writes a row in place of the one with the same key. The row's type is the domain's.
	Put func(s *Session, at Place, row kind.Row) error
	// Get reads the row with a key.
	Get func(s *Session, key string) (kind.Row, bool, error)
	// Text is the SQL expression, over the table's columns, of what search finds; empty for none.
	Text string
	// Shown is the SQL condition under which search may find a row.
	Shown string
}

// Place is where a row goes: values of the first two columns.
type Place struct {
	Number  int64
	Subject int64
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
	t, ok := s.tables[table]
	if !ok {
		return nil, false, fmt.Errorf("reading a row of %s: no such table: %w", table, ErrContract)
	}
	row, there, err := t.Get(s, key)
	if err != nil || !there {
		return nil, false, explain(err)
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
		tx.counters[lastRow]++
		if err := tx.tables[key.table].Put(tx.Session, Place{tx.counters[lastRow], subject}, row); err != nil {
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
	ref, err := tx.FindSubject(subject)
	if err != nil || ref == 0 {
		return err
	}
	for _, name := range tx.tableNames() {
		if err := tx.conn.Exec("DELETE FROM "+name+" WHERE subject = ?", ref); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) tableNames() []string {
	names := make([]string, 0, len(s.tables))
	for name := range s.tables {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// DropProjections deletes all rows that are derived from ops, and what search knows of them. The engine can then project every op again.
func (tx *Tx) DropProjections() error {
	tx.pendingRows = pendingRows{}
	for _, name := range tx.tableNames() {
		if err := tx.conn.Exec("DELETE FROM " + name); err != nil {
			return explain(err)
		}
	}
	return nil
}

// DumpRows yields every row of every projection as a line of text, sorted. Numbers that are this file's own are left out or written as what they
// stand for, so two replicas with equal rows give equal lines.
func (s *Session) DumpRows(yield func(line string) bool) error {
	for _, name := range s.tableNames() {
		lines, err := s.dumpTable(name)
		if err != nil {
			return explain(err)
		}
		for _, line := range lines {
			if !yield(name + ": " + line) {
				return nil
			}
		}
	}
	return nil
}

func (s *Session) dumpTable(name string) ([]string, error) {
	var columns []string
	err := s.conn.Each("SELECT name FROM pragma_table_info(?) WHERE name NOT IN ('number', 'subject')", func(r lite.Row) (bool, error) {
		columns = append(columns, "quote("+r.Text(0)+")")
		return true, nil
	}, name)
	if err != nil {
		return nil, err
	}
	query := "SELECT hex(id) || ' ' || " + strings.Join(columns, " || ' ' || ") + " FROM " + name + " JOIN subjects ON ref = subject ORDER BY 1"
	var lines []string
	err = s.conn.Each(query, func(r lite.Row) (bool, error) {
		lines = append(lines, r.Text(0))
		return true, nil
	})
	return lines, err
}
