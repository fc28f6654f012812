package store

// What is not shared: drafts, what was read, personal mutes, and what peers were last known to hold.

import (
	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

var _ app.Local = (*Tx)(nil)

// PutDraft keeps a draft in place of the one with the same id.
func (tx *Tx) PutDraft(d app.LocalDraft) error {
	return explain(tx.conn.Exec(`INSERT OR REPLACE INTO local_drafts (name, title, text, track, topic, revises, changed_ms)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, d.ID, d.Title, d.Text, d.Track, blobOf(d.Topic), blobOf(d.Revises), d.ChangedMillis))
}

// DropDraft forgets a draft; one that is not there is no error.
func (tx *Tx) DropDraft(id string) error {
	return explain(tx.conn.Exec("DELETE FROM local_drafts WHERE name = ?", id))
}

const draftColumns = "name, title, text, track, topic, revises, changed_ms"

func readDraft(c lite.Row) app.LocalDraft {
	return app.LocalDraft{
		ID: c.Text(0), Title: c.Text(1), Text: c.Text(2), Track: c.Text(3), Topic: idIn(c, 4), Revises: idIn(c, 5), ChangedMillis: c.Int(6),
	}
}

// Drafts lists the drafts, the one changed last first.
func (s *Session) Drafts() ([]app.LocalDraft, error) {
	var all []app.LocalDraft
	err := s.conn.Each("SELECT "+draftColumns+" FROM local_drafts ORDER BY changed_ms DESC, name", func(c lite.Row) (bool, error) {
		all = append(all, readDraft(c))
		return true, nil
	})
	return all, explain(err)
}

// Draft reads one draft.
func (s *Session) Draft(id string) (app.LocalDraft, bool, error) {
	var d app.LocalDraft
	found, err := s.conn.One("SELECT "+draftColumns+" FROM local_drafts WHERE name = ?", func(c lite.Row) { d = readDraft(c) }, id)
	return d, found, explain(err)
}

// MarkRead notes that the person has read a post, or takes that back.
func (tx *Tx) MarkRead(post op.ID, read bool) error {
	return explain(tx.setLocal("local_reads (post)", "local_reads WHERE post", post[:], read))
}

// IsRead reports whether the person has read a post.
func (s *Session) IsRead(post op.ID) (bool, error) {
	n, err := s.conn.Int("SELECT count(*) FROM local_reads WHERE post = ?", post[:])
	return n > 0, explain(err)
}

// MutePersonally folds an account's posts away for this person alone, or ends that.
func (tx *Tx) MutePersonally(account op.AccountID, mute bool) error {
	return explain(tx.setLocal("local_mutes (account)", "local_mutes WHERE account", account[:], mute))
}

// PersonalMutes lists whose posts this person does not want to see.
func (s *Session) PersonalMutes() ([]op.AccountID, error) {
	var all []op.AccountID
	err := s.conn.Each("SELECT account FROM local_mutes ORDER BY account", func(c lite.Row) (bool, error) {
		all = append(all, op.AccountID(idIn(c, 0)))
		return true, nil
	})
	return all, explain(err)
}

func (tx *Tx) setLocal(into, where string, key []byte, there bool) error {
	if there {
		return tx.conn.Exec("INSERT OR IGNORE INTO "+into+" VALUES (?)", key)
	}
	return tx.conn.Exec("DELETE FROM "+where+" = ?", key)
}

// SetPeerFrontier notes the tips of all logs that a peer holds.
func (tx *Tx) SetPeerFrontier(peer string, tips []op.ID, atMillis int64) error {
	return explain(tx.conn.Exec("INSERT OR REPLACE INTO local_peers (name, tips, at_ms) VALUES (?, ?, ?)", peer, joinIDs(tips), atMillis))
}

// PeerFrontier is what a peer was last known to hold, and when; false for one never met.
func (s *Session) PeerFrontier(peer string) (tips []op.ID, atMillis int64, known bool, err error) {
	known, err = s.conn.One("SELECT tips, at_ms FROM local_peers WHERE name = ?", func(c lite.Row) {
		tips, atMillis = splitIDs(c.Borrow(0)), c.Int(1)
	}, peer)
	return tips, atMillis, known, explain(err)
}

// Peers lists those with whom ops were exchanged, by name.
func (s *Session) Peers() ([]app.Peer, error) {
	var all []app.Peer
	err := s.conn.Each("SELECT name, at_ms FROM local_peers ORDER BY name", func(c lite.Row) (bool, error) {
		all = append(all, app.Peer{Name: c.Text(0), AtMillis: c.Int(1)})
		return true, nil
	})
	return all, explain(err)
}

// NoteDrop remembers since when a post's body may be dropped; an earlier note stays.
func (tx *Tx) NoteDrop(post op.ID, sinceMillis int64) error {
	return explain(tx.conn.Exec("INSERT OR IGNORE INTO local_drops (post, since_ms) VALUES (?, ?)", post[:], sinceMillis))
}

// ForgetDrop ends that.
func (tx *Tx) ForgetDrop(post op.ID) error {
	return explain(tx.conn.Exec("DELETE FROM local_drops WHERE post = ?", post[:]))
}

// DueDrops lists posts whose bodies may be dropped since before a time.
func (s *Session) DueDrops(beforeMillis int64, limit int) ([]op.ID, error) {
	var due []op.ID
	err := s.conn.Each("SELECT post FROM local_drops WHERE since_ms < ? LIMIT ?", func(c lite.Row) (bool, error) {
		due = append(due, idIn(c, 0))
		return true, nil
	}, beforeMillis, limit)
	return due, explain(err)
}
