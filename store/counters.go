package store

// Counters: numbers that are never given twice, and the size of what waits, which would be dear to count.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/store/lite"
)

const (
	lastOrder = iota
	lastRow
	waitingOps
	waitingBytes
	counterCount
)

var counterNames = [counterCount]string{"last_order", "last_row", "waiting_ops", "waiting_bytes"}

type counters [counterCount]int64

func (s *Session) loadCounters() error {
	for i, name := range counterNames {
		_, err := s.conn.One("SELECT value FROM counters WHERE name = ?", func(r lite.Row) { s.counters[i] = r.Int(0) }, name)
		if err != nil {
			return fmt.Errorf("reading the counter %s: %w", name, err)
		}
	}
	return nil
}

func (tx *Tx) saveCounters() error {
	for i, name := range counterNames {
		if tx.counters[i] == tx.Session.counters[i] {
			continue
		}
		if err := tx.conn.Exec("INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)", name, tx.counters[i]); err != nil {
			return err
		}
	}
	return nil
}
