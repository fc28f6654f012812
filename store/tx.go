package store

// A transaction: what changes is visible in it at once, and on disk when it is committed. Device records and rows that change often are held
// back and written once, at the end.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// Tx is a replica in the middle of one transaction. It implements community.Tx.
type Tx struct {
	*Session
	// counters are what the file's will be.
	counters counters
	// devices and rows are changes that are not written yet.
	pendingDevices map[op.DeviceID]community.DeviceRecord
	pendingRows    pendingRows
	// dropped are ops that are stored no more; renamed says that one has got another id.
	dropped []placedID
	renamed bool
	// failed is the error of Apply after which nothing can be committed.
	failed error
	done   bool
}

func (s *Session) begin() (*Tx, error) {
	if err := s.conn.Exec("BEGIN IMMEDIATE"); err != nil {
		return nil, err
	}
	tx := &Tx{Session: s, counters: s.counters, pendingDevices: make(map[op.DeviceID]community.DeviceRecord)}
	s.tx = tx
	return tx, nil
}

// commit writes what was held back, and makes everything last. A crash before COMMIT returns leaves nothing of the transaction; after it, all.
func (tx *Tx) commit() error {
	if tx.failed != nil {
		return fmt.Errorf("the transaction had failed before: %w", tx.failed)
	}
	if err := tx.flush(); err != nil {
		return err
	}
	if err := tx.saveCounters(); err != nil {
		return err
	}
	if err := tx.conn.Exec("COMMIT"); err != nil {
		return err
	}
	tx.Session.counters = tx.counters
	tx.Session.tx, tx.done = nil, true
	return nil
}

// rollback takes everything back, where the transaction was not committed.
func (tx *Tx) rollback() {
	if tx.done {
		return
	}
	tx.Session.tx, tx.done = nil, true
	tx.Session.forget()
	if tx.conn.InTransaction() {
		// It fails only where SQLite has rolled back by itself, which some failures of the disk make it do.
		_ = tx.conn.Exec("ROLLBACK")
	}
}

// flush writes what was held back.
func (tx *Tx) flush() error {
	if err := tx.flushDevices(); err != nil {
		return err
	}
	return tx.flushRows()
}

// Apply implements community.Tx.
func (tx *Tx) Apply(c community.Changes) error {
	if tx.done {
		return ErrClosed
	}
	if tx.failed != nil {
		return tx.failed
	}
	if err := tx.apply(c); err != nil {
		tx.failed = explain(err)
	}
	return tx.failed
}

func (tx *Tx) apply(c community.Changes) error {
	err := each(nil, c.Pasts, tx.insertPast)
	err = each(err, c.Store, tx.insertOp)
	err = each(err, c.Bodies, tx.fillBody)
	err = each(err, c.Devices, tx.putDevice)
	err = each(err, c.Verdicts, tx.setVerdict)
	err = each(err, c.Drop, tx.dropOp)
	err = each(err, c.DropSubjects, tx.dropSubject)
	err = each(err, c.Rows, tx.putRow)
	err = each(err, c.Wait, tx.wait)
	return each(err, c.Release, tx.release)
}

// each goes through a list unless something failed before.
func each[T any](err error, list []T, do func(T) error) error {
	for _, item := range list {
		if err != nil {
			return err
		}
		err = do(item)
	}
	return err
}
