package store_test

// A domain in one file: a row type, its table, and how it is written and read.

import (
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/store"
)

func toyDomain() store.Domain {
	return store.Domain{
		Name: "toy",
		Migrations: fstest.MapFS{"0001.sql": {Data: []byte(`
			CREATE TABLE notes (
				subject INTEGER NOT NULL REFERENCES subjects,
				name    TEXT NOT NULL UNIQUE,
				text    TEXT NOT NULL
			) STRICT;
			CREATE INDEX notes_by_subject ON notes (subject);`)}},
		Tables: []store.Table{{
			Name: apptest.NotesTable,
			Put: func(s *store.Session, subject int64, row kind.Row) error {
				n := row.(*apptest.Note)
				return s.Exec("INSERT OR REPLACE INTO notes (subject, name, text) VALUES (?, ?, ?)", subject, n.Name, n.Text)
			},
			Get: func(s *store.Session, key string) (kind.Row, bool, error) {
				n := &apptest.Note{Name: key}
				var subject int64
				found, err := s.One("SELECT subject, text FROM notes WHERE name = ?", func(r store.Columns) {
					subject, n.Text = r.Int(0), r.Text(1)
				}, key)
				if err != nil || !found {
					return nil, false, err
				}
				n.Of, err = s.SubjectID(subject)
				return n, true, err
			},
			All: func(s *store.Session, yield func(kind.Row) bool) error {
				return s.Each("SELECT name FROM notes", func(c store.Columns) (bool, error) {
					row, _, err := s.Row(apptest.NotesTable, c.Text(0))
					return err == nil && yield(row), err
				})
			},
		}},
	}
}

func toyConfig() store.Config {
	return store.Config{Domains: []store.Domain{toyDomain()}}
}

// newReplica makes a replica with the toy domain in a folder of its own.
func newReplica(t testing.TB) *store.Replica {
	t.Helper()
	r, err := store.Create(filepath.Join(t.TempDir(), "elm.db"), toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func TestFileIsAReplica(t *testing.T) {
	apptest.ReplicaSuite(t, func(t *testing.T) apptest.Updater { return newReplica(t) })
}
