package lite

// Statements: prepared once, bound into memory of their own, read column by column.

import (
	"fmt"
	"math"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

type statement struct {
	conn *Conn
	text string
	stmt uintptr
	// scratch holds the bytes that are bound, until the statement rests.
	scratch     uintptr
	scratchSize int
	busy        bool
}

// start takes the statement of a text, prepared before or now, and binds it.
func (c *Conn) start(query string, args []any) (*statement, error) {
	if c.tls == nil {
		return nil, ErrClosed
	}
	s := c.statements[query]
	if s == nil {
		var err error
		if s, err = c.prepare(query); err != nil {
			return nil, err
		}
		c.statements[query] = s
	}
	if s.busy {
		panic("statement run again while its rows are read: " + query)
	}
	s.busy = true
	if err := s.bind(args); err != nil {
		s.rest()
		return nil, err
	}
	return s, nil
}

func (c *Conn) prepare(query string) (*statement, error) {
	text, err := libc.CString(query)
	if err != nil {
		return nil, err
	}
	defer libc.Xfree(c.tls, text)
	handle := sqlite3.Xsqlite3_malloc(c.tls, int32(pointerSize))
	defer sqlite3.Xsqlite3_free(c.tls, handle)
	if rc := sqlite3.Xsqlite3_prepare_v3(c.tls, c.db, text, -1, sqlite3.SQLITE_PREPARE_PERSISTENT, handle, 0); rc != sqlite3.SQLITE_OK {
		return nil, c.failure(rc, query)
	}
	return &statement{conn: c, text: query, stmt: readPointer(libc.GoBytes(handle, pointerSize))}, nil
}

func (s *statement) finalize() {
	sqlite3.Xsqlite3_finalize(s.conn.tls, s.stmt)
	sqlite3.Xsqlite3_free(s.conn.tls, s.scratch)
}

// rest makes the statement ready for its next run. What its reset returns was returned by step already.
func (s *statement) rest() {
	sqlite3.Xsqlite3_reset(s.conn.tls, s.stmt)
	s.busy = false
}

// step reports whether there is a row.
func (s *statement) step() (bool, error) {
	switch rc := sqlite3.Xsqlite3_step(s.conn.tls, s.stmt); rc {
	case sqlite3.SQLITE_ROW:
		return true, nil
	case sqlite3.SQLITE_DONE:
		return false, nil
	default:
		return false, s.conn.failure(rc, s.text)
	}
}

// bind sets the parameters, in order: nil, bool, int, int64, uint8, uint32, uint64 up to 2^63-1, string, and []byte, where nil is NULL.
func (s *statement) bind(args []any) error {
	if want := int(sqlite3.Xsqlite3_bind_parameter_count(s.conn.tls, s.stmt)); want != len(args) {
		return fmt.Errorf("%d parameters where %d are needed: %s", len(args), want, s.text)
	}
	if err := s.reserve(args); err != nil {
		return err
	}
	at := s.scratch
	for i, arg := range args {
		rc := int32(sqlite3.SQLITE_OK)
		n := int32(i + 1)
		switch v := arg.(type) {
		case []byte:
			rc = s.bindBytes(n, v, at)
			at += uintptr(len(v))
		case string:
			copy(libc.GoBytes(at, len(v)), v)
			rc = sqlite3.Xsqlite3_bind_text(s.conn.tls, s.stmt, n, at, int32(len(v)), sqlite3.SQLITE_STATIC)
			at += uintptr(len(v))
		default:
			rc = s.bindNumber(n, arg)
		}
		if rc != sqlite3.SQLITE_OK {
			return fmt.Errorf("parameter %d: %w", n, s.conn.failure(rc, s.text))
		}
	}
	return nil
}

// reserve makes the scratch memory large enough for all texts and blobs together. It keeps one byte more, so that an empty blob has an address.
func (s *statement) reserve(args []any) error {
	total := 1
	for _, arg := range args {
		switch v := arg.(type) {
		case []byte:
			total += len(v)
		case string:
			total += len(v)
		}
	}
	if total <= s.scratchSize {
		return nil
	}
	if total > math.MaxInt32/2 {
		return fmt.Errorf("binding %d bytes: more than a statement takes", total)
	}
	size := max(64, total+total/2)
	sqlite3.Xsqlite3_free(s.conn.tls, s.scratch)
	s.scratch, s.scratchSize = sqlite3.Xsqlite3_malloc(s.conn.tls, int32(size)), size
	if s.scratch == 0 {
		s.scratchSize = 0
		return s.conn.failure(sqlite3.SQLITE_NOMEM, s.text)
	}
	return nil
}

func (s *statement) bindBytes(n int32, v []byte, at uintptr) int32 {
	if v == nil {
		return sqlite3.Xsqlite3_bind_null(s.conn.tls, s.stmt, n)
	}
	copy(libc.GoBytes(at, len(v)), v)
	return sqlite3.Xsqlite3_bind_blob(s.conn.tls, s.stmt, n, at, int32(len(v)), sqlite3.SQLITE_STATIC)
}

func (s *statement) bindNumber(n int32, arg any) int32 {
	var v int64
	switch x := arg.(type) {
	case nil:
		return sqlite3.Xsqlite3_bind_null(s.conn.tls, s.stmt, n)
	case int64:
		v = x
	case int:
		v = int64(x)
	case uint8:
		v = int64(x)
	case uint32:
		v = int64(x)
	case uint64:
		if x > math.MaxInt64 {
			return sqlite3.SQLITE_RANGE
		}
		v = int64(x)
	case bool:
		if x {
			v = 1
		}
	default:
		panic(fmt.Sprintf("a %T cannot be bound: %s", arg, s.text))
	}
	return sqlite3.Xsqlite3_bind_int64(s.conn.tls, s.stmt, n, v)
}

// Row is the row that a statement stands on. It is valid until the statement goes on.
type Row struct{ s *statement }

// Int is a column as a number; 0 for NULL.
func (r Row) Int(column int) int64 {
	return sqlite3.Xsqlite3_column_int64(r.s.conn.tls, r.s.stmt, int32(column))
}

// Null reports whether a column is NULL.
func (r Row) Null(column int) bool {
	return sqlite3.Xsqlite3_column_type(r.s.conn.tls, r.s.stmt, int32(column)) == sqlite3.SQLITE_NULL
}

// Text is a column as text.
func (r Row) Text(column int) string {
	p := sqlite3.Xsqlite3_column_text(r.s.conn.tls, r.s.stmt, int32(column))
	if p == 0 {
		return ""
	}
	return string(libc.GoBytes(p, int(sqlite3.Xsqlite3_column_bytes(r.s.conn.tls, r.s.stmt, int32(column)))))
}

// Bytes is a copy of a column; nil for NULL alone.
func (r Row) Bytes(column int) []byte {
	if r.Null(column) {
		return nil
	}
	return append([]byte{}, r.Borrow(column)...)
}

// Borrow is a column's bytes where SQLite keeps them: valid until the statement goes on, not to be changed.
func (r Row) Borrow(column int) []byte {
	p := sqlite3.Xsqlite3_column_blob(r.s.conn.tls, r.s.stmt, int32(column))
	if p == 0 {
		return nil
	}
	return libc.GoBytes(p, int(sqlite3.Xsqlite3_column_bytes(r.s.conn.tls, r.s.stmt, int32(column))))
}
