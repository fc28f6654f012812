package store

// The rows of package proposal: topics, proposals, their revisions and amendments. Comments and moderation: proposal_talk.go.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func proposalDomain() Domain {
	return Domain{
		Name:       "proposal",
		Migrations: migrationsOf("proposal"),
		Tables: []Table{
			topics.table(), proposals.table(), revisions.table(), amendments.table(), decisions.table(),
			comments.table(), agreements.table(), hidden.table(), withdrawals.table(), mutes.table(),
			profileVersions.table(), profilesTable(),
		},
	}
}

// A post's columns come first in the tables of all posts.
const (
	postColumns = "author, newcomer, time_ms, absent, withdrawn, dropped"
	afterPost   = firstColumn + 6
)

// notHidden is the condition under which search finds a post of a table.
func notHidden(table string) string {
	return "NOT EXISTS (SELECT 1 FROM hidden WHERE hidden.post = " + table + ".ord)"
}

func postValues(s *Session, p proposal.Post, more ...any) ([]any, error) {
	author, err := s.account(p.Author)
	return append([]any{author, p.Newcomer, p.TimeMillis, p.Absent, blobOf(p.Withdrawn), blobOf(p.Dropped)}, more...), err
}

func scanPost(s *Session, at origin, c Columns) (proposal.Post, error) {
	p := proposal.Post{
		ID: at.ID, Thread: at.Subject, Newcomer: c.Int(3) != 0, TimeMillis: c.Int(4), Absent: c.Int(5) != 0,
		Withdrawn: idIn(c, 6), Dropped: idIn(c, 7),
	}
	var err error
	p.Author, err = s.accountID(c.Int(2))
	return p, err
}

var topics = &opTable[proposal.Topic]{
	name: "topics", columns: postColumns + ", title, text",
	id: func(r proposal.Topic) op.ID { return r.ID },
	values: func(s *Session, r proposal.Topic) ([]any, error) {
		return postValues(s, r.Post, r.Title, r.Text)
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Topic, err error) {
		r.Title, r.Text = c.Text(afterPost), c.Text(afterPost+1)
		r.Post, err = scanPost(s, at, c)
		return r, err
	},
	searched: &Searched{Title: "title", Text: "text", Shown: notHidden("topics")},
}

var proposals = &opTable[proposal.Proposal]{
	name: "proposals", columns: postColumns + ", track, topic, heads, title, current",
	id: func(r proposal.Proposal) op.ID { return r.ID },
	values: func(s *Session, r proposal.Proposal) ([]any, error) {
		current, err := s.OrderOf(r.Current())
		if err != nil {
			return nil, err
		}
		return postValues(s, r.Post, r.Track, blobOf(r.Topic), joinIDs(r.Heads), r.Title, current)
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Proposal, err error) {
		r.Track, r.Topic, r.Heads, r.Title = c.Text(afterPost), idIn(c, afterPost+1), splitIDs(c.Borrow(afterPost+2)), c.Text(afterPost+3)
		r.Post, err = scanPost(s, at, c)
		return r, err
	},
}

var revisions = &opTable[proposal.Revision]{
	name: "revisions", columns: postColumns + ", replaces, amendment, title, text, note",
	id: func(r proposal.Revision) op.ID { return r.ID },
	values: func(s *Session, r proposal.Revision) ([]any, error) {
		return postValues(s, r.Post, joinIDs(r.Replaces), blobOf(r.Amendment), r.Title, r.Text, r.Note)
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Revision, err error) {
		r.Replaces, r.Amendment = splitIDs(c.Borrow(afterPost)), idIn(c, afterPost+1)
		r.Title, r.Text, r.Note = c.Text(afterPost+2), c.Text(afterPost+3), c.Text(afterPost+4)
		r.Post, err = scanPost(s, at, c)
		return r, err
	},
	// Of the texts of a proposal, search finds the current one.
	searched: &Searched{
		Title: "title", Text: "text",
		Shown: notHidden("revisions") + ` AND EXISTS (SELECT 1 FROM proposals WHERE proposals.subject = revisions.subject AND current = revisions.ord)`,
	},
}

var amendments = &opTable[proposal.Amendment]{
	name: "amendments", columns: postColumns + ", revision, title, text, note, taken_in, decisions, accepted, reason",
	id: func(r proposal.Amendment) op.ID { return r.ID },
	values: func(s *Session, r proposal.Amendment) ([]any, error) {
		return postValues(s, r.Post, blobOf(r.Revision), r.Title, r.Text, r.Note, blobOf(r.TakenIn), joinIDs(r.Decisions), r.Accepted, r.Reason)
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Amendment, err error) {
		r.Revision, r.Title, r.Text, r.Note = idIn(c, afterPost), c.Text(afterPost+1), c.Text(afterPost+2), c.Text(afterPost+3)
		r.TakenIn, r.Decisions = idIn(c, afterPost+4), splitIDs(c.Borrow(afterPost+5))
		r.Accepted, r.Reason = c.Int(afterPost+6) != 0, c.Text(afterPost+7)
		r.Post, err = scanPost(s, at, c)
		return r, err
	},
	searched: &Searched{Title: "title", Text: "text", Shown: notHidden("amendments")},
}

var decisions = &opTable[proposal.Decision]{
	name: "decisions", columns: "amendment, author, time_ms, accept, reason",
	id: func(r proposal.Decision) op.ID { return r.ID },
	values: func(s *Session, r proposal.Decision) ([]any, error) {
		author, err := s.account(r.Author)
		return []any{blobOf(r.Amendment), author, r.TimeMillis, r.Accept, r.Reason}, err
	},
	scan: func(s *Session, at origin, c Columns) (r proposal.Decision, err error) {
		r = proposal.Decision{
			ID: at.ID, Proposal: at.Subject, Amendment: idIn(c, 2), TimeMillis: c.Int(4), Accept: c.Int(5) != 0, Reason: c.Text(6),
		}
		r.Author, err = s.accountID(c.Int(3))
		return r, err
	},
}

// Topics lists topics, the newest first.
func (s *Session) Topics(p app.Page) ([]proposal.Topic, error) { return newestFirst(s, topics, p) }

// Proposals lists proposals, the newest first.
func (s *Session) Proposals(p app.Page) ([]proposal.Proposal, error) {
	return newestFirst(s, proposals, p)
}

// Revisions lists the texts that a proposal has had, the first one first.
func (s *Session) Revisions(thread op.ID) ([]proposal.Revision, error) {
	return ofSubject(s, revisions, thread)
}

// Amendments lists the amendments of a proposal, the first one first.
func (s *Session) Amendments(thread op.ID) ([]proposal.Amendment, error) {
	return ofSubject(s, amendments, thread)
}
