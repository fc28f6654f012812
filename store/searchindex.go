package store

// The index that search reads. It follows the stored ops at a distance: writing an op costs it nothing, and whoever searches, or has nothing
// better to do, lets it catch up in small steps. It holds which three characters occur in a text, and finds candidates; what a row says, and
// whether it may be shown, is looked up in the row. So a text that was hidden or withdrawn is not found from that moment on.

import (
	"context"

	"github.com/folkmoot/folkmoot/store/lite"
)

// markStale notes a document that is to be indexed again, because its row changed.
func (tx *Tx) markStale(order uint64) error {
	if int64(order) > tx.counters[searchedOrder] {
		return nil
	}
	return tx.conn.Exec("INSERT OR IGNORE INTO search_stale (ord) VALUES (?)", order)
}

func (tx *Tx) markSubjectStale(table string, subject int64) error {
	return tx.conn.Exec("INSERT OR IGNORE INTO search_stale (ord) SELECT ord FROM "+table+" WHERE subject = ? AND ord <= ?",
		subject, tx.counters[searchedOrder])
}

// forgetSearch empties the index.
func (tx *Tx) forgetSearch() error {
	tx.counters[searchedOrder] = 0
	if err := tx.conn.Exec("DELETE FROM search_stale"); err != nil {
		return err
	}
	return tx.conn.Exec("INSERT INTO search (search) VALUES ('delete-all')")
}

// IndexMore lets the index catch up by about limit ops, and reports whether there is more to do.
func (r *Replica) IndexMore(ctx context.Context, limit int) (more bool, err error) {
	err = r.update(ctx, func(tx *Tx) error {
		stale, err := tx.indexStale(limit)
		if err != nil || stale == limit {
			more = true
			return err
		}
		more, err = tx.indexNew(limit - stale)
		return err
	})
	return more && err == nil, err
}

// indexStale indexes changed rows again, and returns how many.
func (tx *Tx) indexStale(limit int) (int, error) {
	var stale []int64
	err := tx.conn.Each("SELECT ord FROM search_stale ORDER BY ord LIMIT ?", func(c lite.Row) (bool, error) {
		stale = append(stale, c.Int(0))
		return true, nil
	}, limit)
	if err != nil {
		return 0, err
	}
	for _, order := range stale {
		if err := tx.indexAgain(order); err != nil {
			return 0, err
		}
	}
	return len(stale), nil
}

func (tx *Tx) indexAgain(order int64) error {
	for _, query := range []string{"DELETE FROM search WHERE rowid = ?", "DELETE FROM search_stale WHERE ord = ?"} {
		if err := tx.conn.Exec(query, order); err != nil {
			return err
		}
	}
	return tx.indexBetween(order-1, order)
}

// indexNew goes on after the last op that was looked at.
func (tx *Tx) indexNew(limit int) (more bool, err error) {
	from := tx.counters[searchedOrder]
	to := min(from+int64(limit), tx.counters[lastOrder])
	if err := tx.indexBetween(from, to); err != nil {
		return false, err
	}
	tx.counters[searchedOrder] = to
	return to < tx.counters[lastOrder], nil
}

// indexBetween indexes the rows after one Order up to another.
func (tx *Tx) indexBetween(after, upTo int64) error {
	for _, name := range tx.searchedTables() {
		query := "SELECT ord, " + tx.tables[name].Searched.document() + " FROM " + name + " WHERE ord > ? AND ord <= ? ORDER BY ord"
		err := tx.conn.Each(query, func(c lite.Row) (bool, error) {
			text := c.Text(1)
			if text == "" {
				return true, nil
			}
			// Folded here as queries are: SQLite's own folding knows fewer letters.
			return true, tx.conn.Exec("INSERT INTO search (rowid, text) VALUES (?, ?)", c.Int(0), string(fold([]rune(text))))
		}, after, upTo)
		if err != nil {
			return err
		}
	}
	return nil
}

// document is the SQL expression of all text of a row; empty where the row has none.
func (s *Searched) document() string {
	if s.Title == "" {
		return s.Text
	}
	return "CASE WHEN " + s.Title + " = '' THEN " + s.Text + " ELSE " + s.Title + " || char(10) || " + s.Text + " END"
}
