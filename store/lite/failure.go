package lite

// Failures: what SQLite and the system below it say went wrong.

import (
	"fmt"
	"strings"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Error is a failure of SQLite.
type Error struct {
	// Code is SQLite's extended result code, https://sqlite.org/rescode.html.
	Code int
	// Errno is what the system said; 0 where it was not asked.
	Errno int
	// Message is SQLite's own, in English.
	Message string
	// Statement is the beginning of what was run.
	Statement string
}

// Error is for logs.
func (e *Error) Error() string {
	return fmt.Sprintf("sqlite: %s (%d, errno %d) in %q", e.Message, e.Code, e.Errno, e.Statement)
}

// Primary is the code without its extension.
func (e *Error) Primary() int { return e.Code & 0xff }

const shownStatementBytes = 80

func (c *Conn) failure(rc int32, query string) error {
	e := &Error{Code: int(rc), Statement: strings.ToValidUTF8(query[:min(len(query), shownStatementBytes)], "")}
	if c.db == 0 {
		e.Message = libc.GoString(sqlite3.Xsqlite3_errstr(c.tls, rc))
		return e
	}
	e.Message = libc.GoString(sqlite3.Xsqlite3_errmsg(c.tls, c.db))
	e.Errno = int(sqlite3.Xsqlite3_system_errno(c.tls, c.db))
	return e
}
