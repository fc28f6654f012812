package store

// The rows of package proposal that are talk: comments, agreement, moderation and what people say of themselves.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/store/lite"
)

var comments = &opTable[proposal.Comment]{
	name: "comments", columns: postColumns + ", on_post, parent, text, mentioned, answers, outcome",
	id:     func(r proposal.Comment) op.ID { return r.ID },
	values: commentValues,
	scan: func(s *Session, at origin, c Columns) (r proposal.Comment, err error) {
		r.On, r.Parent, r.Text = idIn(c, afterPost), idIn(c, afterPost+1), c.Text(afterPost+2)
		if r.On.IsZero() {
			r.On = at.Subject
		}
		for _, id := range splitIDs(c.Borrow(afterPost + 3)) {
			r.Mentions = append(r.Mentions, op.AccountID(id))
		}
		r.Outcome = idIn(c, afterPost+5)
		r.Post, err = scanPost(s, at, c)
		return r, err
	},
	after:    putMentions,
	searched: &Searched{Text: "text", Shown: notHidden("comments")},
}

func commentValues(s *Session, r proposal.Comment) ([]any, error) {
	on := r.On
	if on == r.Thread {
		on = op.ID{}
	}
	answers, err := s.answered(r)
	if err != nil {
		return nil, err
	}
	var mentioned []byte
	for _, account := range r.Mentions {
		mentioned = append(mentioned, account[:]...)
	}
	return postValues(s, r.Post, blobOf(on), blobOf(r.Parent), r.Text, mentioned, answers, blobOf(r.Outcome))
}

// answered is the number of the account whose post a comment answers; nil where that is its own author.
func (s *Session) answered(r proposal.Comment) (any, error) {
	post := r.Parent
	if post.IsZero() {
		post = r.On
	}
	author, err := s.authorOf(post)
	if err != nil || author == r.Author || author == (op.AccountID{}) {
		return nil, err
	}
	return s.account(author)
}

// authorOf is the account of the device that wrote an op; zero where that is not known.
func (s *Session) authorOf(id op.ID) (op.AccountID, error) {
	meta, there, err := s.Meta(id)
	if err != nil || !there {
		return op.AccountID{}, err
	}
	return s.accountOf(meta.Device)
}

// accountOf is whom a device acts for; zero where that is not known.
func (s *Session) accountOf(device op.DeviceID) (op.AccountID, error) {
	if s.tx != nil {
		if d, ok := s.tx.pendingDevices[device]; ok {
			return d.Account, nil
		}
	}
	return s.searchAccount(device)
}

func (s *Session) searchAccount(device op.DeviceID) (op.AccountID, error) {
	var account op.AccountID
	_, err := s.conn.One("SELECT account FROM devices WHERE key = ?", func(c lite.Row) { copy(account[:], c.Borrow(0)) }, device[:])
	return account, err
}

// putMentions writes who is mentioned. Those of the row before went with it.
func putMentions(s *Session, order uint64, r proposal.Comment) error {
	for _, account := range r.Mentions {
		ref, err := s.account(account)
		if err != nil {
			return err
		}
		if err := s.conn.Exec("INSERT OR IGNORE INTO mentions (comment, account) VALUES (?, ?)", order, ref); err != nil {
			return err
		}
	}
	return nil
}

var agreements = &opTable[proposal.Agreement]{
	name: "agreements", columns: "comment, account, time_ms, ended",
	id: func(r proposal.Agreement) op.ID { return r.ID },
	values: func(s *Session, r proposal.Agreement) ([]any, error) {
		comment, err := s.OrderOf(r.Of)
		if err != nil {
			return nil, err
		}
		account, err := s.account(r.Account)
		return []any{comment, account, r.TimeMillis, blobOf(r.Ended)}, err
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Agreement, err error) {
		r = proposal.Agreement{ID: at.ID, Thread: at.Subject, TimeMillis: c.Int(4), Ended: idIn(c, 5)}
		if r.Of, err = s.opID(c.Int(2)); err != nil {
			return r, err
		}
		r.Account, err = s.accountID(c.Int(3))
		return r, err
	},
}

var hidden = &opTable[proposal.Hiding]{
	name: "hidden", columns: "post, steward, time_ms, reason, drops",
	id: func(r proposal.Hiding) op.ID { return r.ID },
	values: func(s *Session, r proposal.Hiding) ([]any, error) {
		post, err := s.OrderOf(r.Of)
		if err != nil {
			return nil, err
		}
		steward, err := s.account(r.By)
		return []any{post, steward, r.TimeMillis, r.Reason, r.Drop}, err
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Hiding, err error) {
		r = proposal.Hiding{ID: at.ID, Thread: at.Subject, TimeMillis: c.Int(4), Reason: c.Text(5), Drop: c.Int(6) != 0}
		if r.Of, err = s.opID(c.Int(2)); err != nil {
			return r, err
		}
		r.By, err = s.accountID(c.Int(3))
		return r, err
	},
}

var withdrawals = &opTable[proposal.Withdrawal]{
	name: "withdrawals", columns: "post, author, time_ms",
	id: func(r proposal.Withdrawal) op.ID { return r.ID },
	values: func(s *Session, r proposal.Withdrawal) ([]any, error) {
		post, err := s.OrderOf(r.Of)
		if err != nil {
			return nil, err
		}
		author, err := s.account(r.Author)
		return []any{post, author, r.TimeMillis}, err
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Withdrawal, err error) {
		r = proposal.Withdrawal{ID: at.ID, Thread: at.Subject, TimeMillis: c.Int(4)}
		if r.Of, err = s.opID(c.Int(2)); err != nil {
			return r, err
		}
		r.Author, err = s.accountID(c.Int(3))
		return r, err
	},
}

var mutes = &opTable[proposal.Muting]{
	name: "mutes", columns: "steward, time_ms, reason",
	id: func(r proposal.Muting) op.ID { return r.ID },
	values: func(s *Session, r proposal.Muting) ([]any, error) {
		steward, err := s.account(r.By)
		return []any{steward, r.TimeMillis, r.Reason}, err
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Muting, err error) {
		r = proposal.Muting{ID: at.ID, Account: op.AccountID(at.Subject), TimeMillis: c.Int(3), Reason: c.Text(4)}
		r.By, err = s.accountID(c.Int(2))
		return r, err
	},
}

var profileVersions = &opTable[proposal.ProfileVersion]{
	name: "profile_versions", columns: postColumns + ", name, about",
	id: func(r proposal.ProfileVersion) op.ID { return r.ID },
	values: func(s *Session, r proposal.ProfileVersion) ([]any, error) {
		return postValues(s, r.Post, r.Name, r.About)
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.ProfileVersion, err error) {
		r.Name, r.About = c.Text(afterPost), c.Text(afterPost+1)
		r.Post, err = scanPost(s, at, c)
		return r, err
	},
}

// profilesTable keeps one row for each account, under the account's number.
func profilesTable() Table {
	const columns = "SELECT subject, heads, name, about FROM profiles "
	scan := func(c Columns) proposal.Profile {
		return proposal.Profile{Heads: splitIDs(c.Borrow(1)), Name: c.Text(2), About: c.Text(3)}
	}
	return Table{
		Name: "profiles",
		Put: func(s *Session, subject int64, row kind.Row) error {
			r, ok := row.(proposal.Profile)
			if !ok {
				return fmt.Errorf("a row of type %T: %w", row, ErrContract)
			}
			return s.conn.Exec("INSERT OR REPLACE INTO profiles (subject, heads, name, about) VALUES (?, ?, ?, ?)",
				subject, joinIDs(r.Heads), r.Name, r.About)
		},
		Get: func(s *Session, key string) (kind.Row, bool, error) {
			id, err := op.ParseID(key)
			if err != nil {
				return nil, false, nil // no account, so no row
			}
			ref, err := s.FindSubject(id)
			if err != nil || ref == 0 {
				return nil, false, err
			}
			var r proposal.Profile
			found, err := s.conn.One(columns+"WHERE subject = ?", func(c Columns) { r = scan(c) }, ref)
			r.Account = op.AccountID(id)
			return r, found, err
		},
		All: func(s *Session, yield func(kind.Row) bool) error {
			return s.conn.Each(columns, func(c Columns) (bool, error) {
				r := scan(c)
				var err error
				r.Account, err = s.accountID(c.Int(0))
				return err == nil && yield(r), err
			})
		},
	}
}

// Comments lists the comments of a topic or a proposal, the oldest first.
func (s *Session) Comments(thread op.ID, p app.Page) ([]proposal.Comment, error) {
	after, limit, err := s.ascending(p)
	if err != nil {
		return nil, err
	}
	ref, err := s.FindSubject(thread)
	if err != nil {
		return nil, explain(err)
	}
	return comments.list(s, "subject = ? AND ord > ? ORDER BY ord LIMIT ?", ref, after, limit)
}

// CommentCount counts the comments of a topic or a proposal.
func (s *Session) CommentCount(thread op.ID) (int, error) {
	ref, err := s.FindSubject(thread)
	if err != nil {
		return 0, explain(err)
	}
	n, err := s.conn.Int("SELECT count(*) FROM comments WHERE subject = ?", ref)
	return int(n), explain(err)
}

// Agreements lists the agreements with a comment, ended ones too.
func (s *Session) Agreements(comment op.ID) ([]proposal.Agreement, error) {
	meta, there, err := s.Meta(comment)
	if err != nil || !there {
		return nil, err
	}
	return agreements.list(s, "comment = ? ORDER BY ord", meta.Order)
}

// AgreementsIn lists the agreements with all comments of a thread, ended ones too.
func (s *Session) AgreementsIn(thread op.ID) ([]proposal.Agreement, error) {
	return ofSubject(s, agreements, thread)
}

// Hidden lists what is hidden of a topic or a proposal.
func (s *Session) Hidden(thread op.ID) ([]proposal.Hiding, error) {
	return ofSubject(s, hidden, thread)
}

// AllHidden lists what is hidden anywhere, the newest hide first.
func (s *Session) AllHidden(p app.Page) ([]proposal.Hiding, error) { return newestFirst(s, hidden, p) }

// Mutes lists the mutes in force.
func (s *Session) Mutes() ([]proposal.Muting, error) { return mutes.list(s, "true ORDER BY ord") }

// Profile is what an account says of itself; false where it has said nothing.
func (s *Session) Profile(account op.AccountID) (proposal.Profile, bool, error) {
	row, there, err := s.Row("profiles", proposal.ProfileSubject(account).String())
	if err != nil || !there {
		return proposal.Profile{}, false, err
	}
	return row.(proposal.Profile), true, nil
}

// Mentioning lists the comments that mention an account, the newest first.
func (s *Session) Mentioning(account op.AccountID, p app.Page) ([]proposal.Comment, error) {
	return s.commentsTo(account, p, "ord IN (SELECT comment FROM mentions WHERE account = ?1 AND comment < ?2 ORDER BY comment DESC LIMIT ?3) ORDER BY ord DESC")
}

// Answering lists the comments by others that answer a post of an account, the newest first.
func (s *Session) Answering(account op.AccountID, p app.Page) ([]proposal.Comment, error) {
	return s.commentsTo(account, p, "answers = ? AND ord < ? ORDER BY ord DESC LIMIT ?")
}

func (s *Session) commentsTo(account op.AccountID, p app.Page, where string) ([]proposal.Comment, error) {
	before, limit, err := s.descending(p)
	if err != nil {
		return nil, err
	}
	ref, err := s.FindSubject(op.ID(account))
	if err != nil || ref == 0 {
		return nil, explain(err)
	}
	return comments.list(s, where, ref, before, limit)
}
