package store

// The rows of package delegation.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
)

func delegationDomain() Domain {
	return Domain{Name: "delegation", Migrations: migrationsOf("delegation"), Tables: []Table{delegations.table()}}
}

var delegations = &opTable[delegation.Row]{
	name: delegation.Table, columns: "author, time_ms, delegates, track, until_ms, replaces, ended",
	id: func(r delegation.Row) op.ID { return r.ID },
	values: func(s *Session, r delegation.Row) ([]any, error) {
		author, err := s.account(r.From)
		to := make([]byte, 0, len(r.To)*len(op.AccountID{}))
		for _, account := range r.To {
			to = append(to, account[:]...)
		}
		return []any{author, r.TimeMillis, to, r.Track, r.UntilMillis, blobOf(r.Replaces), blobOf(r.Ended)}, err
	},
	scan: func(s *Session, at origin, c Columns) (r delegation.Row, err error) {
		r = delegation.Row{TimeMillis: c.Int(3), Replaces: idIn(c, 7), Ended: idIn(c, 8)}
		r.ID, r.Track, r.UntilMillis = at.ID, c.Text(5), c.Int(6)
		to := c.Bytes(4)
		if len(to)%len(op.AccountID{}) != 0 {
			return r, fmt.Errorf("reading the delegation %s: %d bytes of accounts: %w", at.ID, len(to), ErrDamaged)
		}
		for ; len(to) > 0; to = to[len(op.AccountID{}):] {
			r.To = append(r.To, op.AccountID(to[:len(op.AccountID{})]))
		}
		r.From, err = s.accountID(c.Int(2))
		return r, err
	},
}

// Delegations lists all that were ever made, the first one first.
func (s *Session) Delegations() ([]delegation.Row, error) {
	return delegations.list(s, "true ORDER BY ord")
}
