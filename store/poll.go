package store

// The rows of package poll: polls, and their ballots.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func pollDomain() Domain {
	return Domain{Name: "poll", Migrations: migrationsOf("poll"), Tables: []Table{polls.table(), ballotsTable()}}
}

var polls = &opTable[poll.Poll]{
	name: "polls", columns: "author, time_ms, proposal, opening",
	id: func(r poll.Poll) op.ID { return r.ID },
	values: func(s *Session, r poll.Poll) ([]any, error) {
		author, err := s.account(r.Author)
		if err != nil {
			return nil, err
		}
		opening, err := op.Encode(&r.Opening)
		return []any{author, r.TimeMillis, blobOf(r.Opening.Proposal), opening}, err
	},
	scan: func(s *Session, at origin, c Columns) (r poll.Poll, err error) {
		r = poll.Poll{ID: at.ID, TimeMillis: c.Int(3)}
		if err := op.Decode(c.Bytes(5), &r.Opening); err != nil {
			return r, fmt.Errorf("reading the poll %s: %w: %w", at.ID, ErrDamaged, err)
		}
		r.Opening.Plain()
		r.Author, err = s.accountID(c.Int(2))
		return r, err
	},
}

const ballotColumns = "id, account, time_ms, replaces, choice, reason, helper, paper, witness"

func scanBallot(of op.ID, c Columns) poll.Ballot {
	return poll.Ballot{
		ID: idIn(c, 0), Poll: of, Account: op.AccountID(idIn(c, 1)), TimeMillis: c.Int(2), Replaces: idIn(c, 3),
		Choice: c.Bytes(4), Reason: c.Text(5), Helper: op.AccountID(idIn(c, 6)), Paper: c.Text(7), Witness: c.Text(8),
	}
}

func ballotsTable() Table {
	return Table{Name: "ballots", Put: putBallot, Get: getBallot, All: allBallots}
}

func putBallot(s *Session, subject int64, row kind.Row) error {
	r, ok := row.(poll.Ballot)
	if !ok {
		return fmt.Errorf("a row of type %T: %w", row, ErrContract)
	}
	order, err := s.OrderOf(r.ID)
	if err != nil {
		return err
	}
	choice := r.Choice
	if choice == nil {
		choice = []byte{}
	}
	return s.conn.Exec("INSERT OR REPLACE INTO ballots (subject, ord, "+ballotColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		subject, order, r.ID[:], r.Account[:], r.TimeMillis, blobOf(r.Replaces), choice, r.Reason,
		blobOf(op.ID(r.Helper)), r.Paper, r.Witness)
}

func getBallot(s *Session, key string) (kind.Row, bool, error) {
	id, err := op.ParseID(key)
	if err != nil {
		return nil, false, nil // no op, so no row
	}
	meta, there, err := s.Meta(id)
	if err != nil || !there {
		return nil, false, err
	}
	ref, err := s.FindSubject(meta.Subject)
	if err != nil || ref == 0 {
		return nil, false, err
	}
	var r poll.Ballot
	found, err := s.conn.One("SELECT "+ballotColumns+" FROM ballots WHERE subject = ? AND ord = ?",
		func(c Columns) { r = scanBallot(meta.Subject, c) }, ref, meta.Order)
	return r, found, err
}

func allBallots(s *Session, yield func(kind.Row) bool) error {
	return s.conn.Each("SELECT "+ballotColumns+", subject FROM ballots", func(c Columns) (bool, error) {
		of, err := s.SubjectID(c.Int(9))
		return err == nil && yield(scanBallot(of, c)), err
	})
}

// Polls lists polls, the newest first.
func (s *Session) Polls(p app.Page) ([]poll.Poll, error) { return newestFirst(s, polls, p) }

// PollsOf lists the polls about a proposal, the first one first.
func (s *Session) PollsOf(proposal op.ID) ([]poll.Poll, error) {
	return polls.list(s, "proposal = ? AND proposal IS NOT NULL ORDER BY ord", proposal[:])
}

// Ballots yields the ballots of a poll as they were stored. yield must not ask for ballots again.
func (s *Session) Ballots(of op.ID, yield func(poll.Ballot) bool) error {
	ref, err := s.FindSubject(of)
	if err != nil || ref == 0 {
		return explain(err)
	}
	err = s.conn.Each("SELECT "+ballotColumns+" FROM ballots WHERE subject = ? ORDER BY ord", func(c Columns) (bool, error) {
		return yield(scanBallot(of, c)), nil
	}, ref)
	return explain(err)
}

// BallotsBy lists an account's ballots in a poll, the first one first.
func (s *Session) BallotsBy(of op.ID, account op.AccountID) ([]poll.Ballot, error) {
	ref, err := s.FindSubject(of)
	if err != nil || ref == 0 {
		return nil, explain(err)
	}
	var all []poll.Ballot
	err = s.conn.Each("SELECT "+ballotColumns+" FROM ballots WHERE subject = ? AND account = ? ORDER BY ord", func(c Columns) (bool, error) {
		all = append(all, scanBallot(of, c))
		return true, nil
	}, ref, account[:])
	return all, explain(err)
}
