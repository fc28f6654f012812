// Package store is the replica: one community in one SQLite file.
//
// It promises that what a transaction wrote is there after the power fails, all of it or nothing; that a reader sees one moment; that the rows
// which people see can be dropped and made again from the ops; and that every failure of the disk is one of a few errors (see errors.go) after
// which the replica goes on as soon as the disk does. A file that another program or a newer Folkmoot made is refused and left as it was.
// It never opens a database that came from somebody else: whatever arrives, arrives as ops. It decides nothing about ops, and checks no right
// and, but for Scrub and Repair, no signature: package community does, and this is its View and Tx.
package store

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// Config is how a replica is opened.
type Config struct {
	// Domains are those whose rows are kept; nil means Domains().
	Domains []Domain
	// CacheBytes bounds the pages that the writing connection keeps in memory; 0 means DefaultCacheBytes.
	CacheBytes int
	// MaxPages bounds the file, in pages of 4 KiB; 0 means no bound. Reaching it is ErrDiskFull.
	MaxPages int
}

// Replica is an open file; it implements app.Replica. Its methods may be called from any goroutine.
type Replica struct {
	path   string
	config Config
	tables map[string]*Table

	// writing is held by whoever writes, and guards writer. One writer at a time is SQLite's rule.
	writing sync.Mutex
	writer  *Session

	// sums tell what ranges of ids hold.
	sums sharedSums

	// places holds one token for each reader that may run; idle readers are kept open.
	places chan struct{}
	mu     sync.Mutex // guards what follows
	idle   []*Session
	closed bool
}

var _ app.Replica = (*Replica)(nil)

// Create makes the file of a community that this install did not hold, and opens it. It refuses a path where something is.
func Create(path string, config Config) (*Replica, error) {
	if err := create(path, config); err != nil {
		return nil, fmt.Errorf("creating %s: %w", path, explain(err))
	}
	return Open(path, config)
}

// Open opens a file that Create made, and brings it up to date. A file that is missing is fs.ErrNotExist.
func Open(path string, config Config) (*Replica, error) {
	r := &Replica{path: path, config: config, tables: make(map[string]*Table), places: make(chan struct{}, MaxReaders)}
	if err := r.open(); err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, explain(err))
	}
	return r, nil
}

func (r *Replica) open() error {
	for _, d := range r.config.domains() {
		for _, t := range d.Tables {
			if _, twice := r.tables[t.Name]; twice {
				panic("table declared twice: " + t.Name)
			}
			r.tables[t.Name] = &t
		}
	}
	if err := inspect(r.path, r.config); err != nil {
		return err
	}
	conn, err := openWriter(r.path, r.config)
	if err != nil {
		return err
	}
	if err := migrate(conn, r.config); err != nil {
		return errors.Join(err, conn.Close())
	}
	r.writer = newSession(conn, r.tables, writerRemembers)
	if err := r.writer.loadCounters(); err != nil {
		return errors.Join(err, conn.Close())
	}
	return nil
}

// Path is where the file is.
func (r *Replica) Path() string { return r.path }

// Update runs write in one transaction. What it wrote is on disk when Update returns nil; after an error or a panic nothing is. An error of
// Apply ends the transaction, whatever write returns. Update waits for other writers; called from inside write it would wait for ever.
func (r *Replica) Update(ctx context.Context, write func(community.Tx) error) error {
	return r.update(ctx, func(tx *Tx) error { return write(tx) })
}

func (r *Replica) update(ctx context.Context, write func(*Tx) error) error {
	r.writing.Lock()
	defer r.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if r.writer == nil {
		return ErrClosed
	}
	tx, err := r.writer.begin()
	if err != nil {
		return explain(err)
	}
	defer tx.rollback() // does nothing after commit; runs on a panic too
	if err := write(tx); err != nil {
		return explain(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := tx.commit(); err != nil {
		return explain(err)
	}
	r.sums.drop(tx.dropped)
	if tx.renamed {
		r.sums.forget()
	}
	return nil
}

// View runs read on what the last transaction left: one moment, whatever is written meanwhile. Views run beside each other and beside
// Update, at most MaxReaders at a time.
func (r *Replica) View(ctx context.Context, read func(community.View) error) error {
	return r.read(ctx, func(s *Session) error { return read(s) })
}

// Read is View for faces.
func (r *Replica) Read(ctx context.Context, read func(app.Reader) error) error {
	return r.read(ctx, func(s *Session) error { return read(s) })
}

// UpdateLocal writes what is not shared, in one transaction.
func (r *Replica) UpdateLocal(ctx context.Context, write func(app.Local) error) error {
	return r.update(ctx, func(tx *Tx) error { return write(tx) })
}

// DropProjections deletes, within Update, all rows that ops can give again, and what search knows of them.
func (r *Replica) DropProjections(tx community.Tx) error {
	own, ok := tx.(*Tx)
	if !ok {
		return fmt.Errorf("dropping projections in a transaction of type %T: %w", tx, ErrContract)
	}
	return own.DropProjections()
}

// DropBody forgets, within Update, the stored body of an op; header and signature stay.
func (r *Replica) DropBody(tx community.Tx, id op.ID) error {
	own, ok := tx.(*Tx)
	if !ok {
		return fmt.Errorf("dropping a body in a transaction of type %T: %w", tx, ErrContract)
	}
	return own.DropBody(id)
}

func (r *Replica) read(ctx context.Context, read func(*Session) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case r.places <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-r.places }()
	s, err := r.takeReader()
	if err != nil {
		return explain(err)
	}
	defer r.giveReader(s)
	if err := s.conn.Exec("BEGIN"); err != nil {
		return explain(err)
	}
	// Ending a transaction that only read cannot lose anything; giveReader closes a connection on which it failed.
	defer func() { _ = s.conn.Exec("COMMIT") }()
	return explain(read(s))
}

func (r *Replica) takeReader() (*Session, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, ErrClosed
	}
	if n := len(r.idle); n > 0 {
		s := r.idle[n-1]
		r.idle = r.idle[:n-1]
		return s, nil
	}
	conn, err := openReader(r.path)
	if err != nil {
		return nil, err
	}
	s := newSession(conn, r.tables, readerRemembers)
	s.sums = &r.sums
	return s, nil
}

func (r *Replica) giveReader(s *Session) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || s.conn.InTransaction() {
		_ = s.conn.Close() // it only read
		return
	}
	r.idle = append(r.idle, s)
}

// Close waits for the running transaction and for all readers, and closes the file. It may be called twice.
func (r *Replica) Close() error {
	r.writing.Lock()
	defer r.writing.Unlock()
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	for range MaxReaders {
		r.places <- struct{}{}
	}
	defer func() {
		for range MaxReaders {
			<-r.places
		}
	}()
	r.mu.Lock()
	defer r.mu.Unlock()
	var failed []error
	for _, s := range r.idle {
		failed = append(failed, s.conn.Close())
	}
	r.idle = nil
	if r.writer != nil {
		failed = append(failed, r.writer.conn.Close())
		r.writer = nil
	}
	return explain(errors.Join(failed...))
}
