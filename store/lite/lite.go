// Package lite is a thin layer over SQLite as modernc.org/sqlite/lib has it: a connection prepares each statement once, binds into memory that
// the statement owns, and hands columns out without an intermediate value.
//
// It promises that every error carries SQLite's extended code and the system's errno, and that nothing is left running after a call.
// It exists because the replica's ingest spends most of its time here: database/sql adds a third to the cost of a statement. A Conn belongs to
// one goroutine at a time; nothing in here locks, waits or starts a goroutine. It knows nothing of ops.
package lite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Mode says how a file is opened.
type Mode int32

// The modes. None of them follows URIs in file names.
const (
	// ReadOnly never writes to the database file.
	ReadOnly Mode = sqlite3.SQLITE_OPEN_READONLY
	// ReadWrite needs the file to exist.
	ReadWrite Mode = sqlite3.SQLITE_OPEN_READWRITE
	// Create makes the file where it is missing.
	Create Mode = sqlite3.SQLITE_OPEN_READWRITE | sqlite3.SQLITE_OPEN_CREATE
)

const pointerSize = int(unsafe.Sizeof(uintptr(0)))

// busyMillis is how long a statement waits for another process's lock.
const busyMillis = 5000

// ErrClosed says that the connection was closed before.
var ErrClosed = errors.New("the database connection is closed")

// Conn is one connection to a database.
type Conn struct {
	tls *libc.TLS
	db  uintptr
	// statements are kept prepared, by their text: the texts are constants of the program, so there are few.
	statements map[string]*statement
}

// Open opens a database file.
func Open(path string, mode Mode) (*Conn, error) {
	c := &Conn{tls: libc.NewTLS(), statements: make(map[string]*statement)}
	if err := c.open(path, mode); err != nil {
		c.Close()
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return c, nil
}

func (c *Conn) open(path string, mode Mode) error {
	name, err := libc.CString(path)
	if err != nil {
		return err
	}
	defer libc.Xfree(c.tls, name)

	handle := sqlite3.Xsqlite3_malloc(c.tls, int32(pointerSize))
	defer sqlite3.Xsqlite3_free(c.tls, handle)
	// No mutex: a Conn belongs to one goroutine at a time. EXRESCODE: errors come with their extended codes.
	flags := int32(mode) | sqlite3.SQLITE_OPEN_NOMUTEX | sqlite3.SQLITE_OPEN_EXRESCODE
	rc := sqlite3.Xsqlite3_open_v2(c.tls, name, handle, flags, 0)
	c.db = readPointer(libc.GoBytes(handle, pointerSize))
	if rc != sqlite3.SQLITE_OK {
		return c.failure(rc, "open")
	}
	sqlite3.Xsqlite3_busy_timeout(c.tls, c.db, busyMillis)
	return nil
}

func readPointer(b []byte) uintptr {
	if len(b) == 4 {
		return uintptr(binary.NativeEndian.Uint32(b))
	}
	return uintptr(binary.NativeEndian.Uint64(b))
}

// Close gives everything back. It may be called twice.
func (c *Conn) Close() error {
	if c.tls == nil {
		return nil
	}
	for _, s := range c.statements {
		s.finalize()
	}
	c.statements = nil
	var err error
	if rc := sqlite3.Xsqlite3_close_v2(c.tls, c.db); rc != sqlite3.SQLITE_OK {
		err = c.failure(rc, "close")
	}
	c.tls.Close()
	c.tls, c.db = nil, 0
	return err
}

// Script runs statements that have no parameters, one after the other; rows that they answer are passed over.
func (c *Conn) Script(text string) error {
	if c.tls == nil {
		return ErrClosed
	}
	p, err := libc.CString(text)
	if err != nil {
		return err
	}
	defer libc.Xfree(c.tls, p)
	if rc := sqlite3.Xsqlite3_exec(c.tls, c.db, p, 0, 0, 0); rc != sqlite3.SQLITE_OK {
		return c.failure(rc, text)
	}
	return nil
}

// Exec runs one statement to its end. Parameters: see bind.
func (c *Conn) Exec(query string, args ...any) error {
	s, err := c.start(query, args)
	if err != nil {
		return err
	}
	defer s.rest()
	for {
		more, err := s.step()
		if err != nil || !more {
			return err
		}
	}
}

// Each runs one statement and hands out its rows, until row returns false. The same text must not be run again meanwhile.
func (c *Conn) Each(query string, row func(Row) (bool, error), args ...any) error {
	s, err := c.start(query, args)
	if err != nil {
		return err
	}
	defer s.rest()
	for {
		more, err := s.step()
		if err != nil || !more {
			return err
		}
		goOn, err := row(Row{s})
		if err != nil || !goOn {
			return err
		}
	}
}

// One reads the first row that a statement answers, and reports whether there was one.
func (c *Conn) One(query string, row func(Row), args ...any) (bool, error) {
	s, err := c.start(query, args)
	if err != nil {
		return false, err
	}
	defer s.rest()
	more, err := s.step()
	if err != nil || !more {
		return false, err
	}
	row(Row{s})
	return true, nil
}

// Int reads a single number: the first column of the first row, 0 where there is none.
func (c *Conn) Int(query string, args ...any) (int64, error) {
	var n int64
	_, err := c.One(query, func(r Row) { n = r.Int(0) }, args...)
	return n, err
}

// Changes is the number of rows that the last Exec inserted, updated or deleted.
func (c *Conn) Changes() int {
	return int(sqlite3.Xsqlite3_changes(c.tls, c.db))
}

// InTransaction reports whether a transaction is open; after some errors SQLite has rolled it back by itself.
func (c *Conn) InTransaction() bool {
	return c.tls != nil && sqlite3.Xsqlite3_get_autocommit(c.tls, c.db) == 0
}

// Statements lists the texts that were prepared: what a test looks at the plans of.
func (c *Conn) Statements() []string {
	texts := make([]string, 0, len(c.statements))
	for text := range c.statements {
		texts = append(texts, text)
	}
	return texts
}
