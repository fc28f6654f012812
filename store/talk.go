package store

// Talk: how much was said in a thread, counted without reading what.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// Talk sums up the comments of a topic or a proposal that somebody may read.
func (s *Session) Talk(thread op.ID, q app.TalkQuery) (app.Talk, error) {
	var talk app.Talk
	ref, err := s.FindSubject(thread)
	if err != nil || ref == 0 {
		return talk, explain(err)
	}
	reader, err := s.FindSubject(op.ID(q.Reader))
	if err != nil {
		return talk, explain(err)
	}
	muted, err := s.mutedNumbers()
	if err != nil {
		return talk, err
	}
	last := int64(0)
	err = s.conn.Each("SELECT ord, author, time_ms FROM comments WHERE subject = ? AND absent = 0 AND withdrawn IS NULL AND dropped IS NULL AND "+
		notHidden("comments")+" ORDER BY ord", func(c lite.Row) (bool, error) {
		author, atMillis := c.Int(1), c.Int(2)
		if muted[author] {
			return true, nil
		}
		last = c.Int(0)
		talk.Comments++
		talk.LastMillis = max(talk.LastMillis, atMillis)
		if author != reader && atMillis > q.AfterMillis {
			talk.New++
		}
		return true, nil
	}, ref)
	if err == nil && last > 0 {
		talk.Last, err = s.opID(last)
	}
	return talk, explain(err)
}

// mutedNumbers are those of the accounts that are muted, for everybody or for this person.
func (s *Session) mutedNumbers() (map[int64]bool, error) {
	muted := make(map[int64]bool)
	mutings, err := s.Mutes()
	if err != nil {
		return nil, err
	}
	accounts, err := s.PersonalMutes()
	if err != nil {
		return nil, err
	}
	for _, m := range mutings {
		accounts = append(accounts, m.Account)
	}
	for _, account := range accounts {
		ref, err := s.FindSubject(op.ID(account))
		if err != nil {
			return nil, explain(err)
		}
		muted[ref] = true
	}
	return muted, nil
}
