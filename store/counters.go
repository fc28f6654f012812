package store

// Counters: numbers that are never given twice, sizes that would be dear to count, and how far long work has come.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/store/lite"
)

const (
	// lastOrder is the Order given last.
	lastOrder = iota
	opCount
	waitingOps
	waitingBytes
	// searchedOrder is the last Order that search has looked at, scrubbedOrder the last that scrub has.
	searchedOrder
	scrubbedOrder
	counterCount
)

var counterNames = [counterCount]string{"last_order", "ops", "waiting_ops", "waiting_bytes", "searched_order", "scrubbed_order"}

type counters [counterCount]int64

func (s *Session) loadCounters() error {
	for i := range counterNames {
		n, err := s.counter(i)
		if err != nil {
			return err
		}
		s.counters[i] = n
	}
	return nil
}

// counter reads one as this session sees it.
func (s *Session) counter(which int) (int64, error) {
	if s.tx != nil {
		return s.tx.counters[which], nil
	}
	var n int64
	_, err := s.conn.One("SELECT value FROM counters WHERE name = ?", func(r lite.Row) { n = r.Int(0) }, counterNames[which])
	if err != nil {
		return 0, fmt.Errorf("reading the counter %s: %w", counterNames[which], err)
	}
	return n, nil
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
