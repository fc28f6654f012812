package store_test

// Which files are opened, which are refused, and how a file is brought up to date.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/store/lite"
)

// laterToy is the toy domain of a newer binary: it has one migration more.
func laterToy() store.Config {
	d := toyDomain()
	files := d.Migrations.(fstest.MapFS)
	files["0002.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE notes ADD COLUMN likes INTEGER NOT NULL DEFAULT 0; CREATE INDEX notes_by_likes ON notes (likes);")}
	return store.Config{Domains: []store.Domain{d}}
}

func schemaOf(t *testing.T, path string) (schema []string) {
	t.Helper()
	conn, err := lite.Open(path, lite.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	collect := func(c lite.Row) (bool, error) {
		schema = append(schema, c.Text(0))
		return true, nil
	}
	for _, query := range []string{
		"SELECT type || ' ' || name || ': ' || ifnull(sql, '') FROM sqlite_schema ORDER BY 1",
		"SELECT 'version ' || user_version || ' of ' || application_id FROM pragma_user_version, pragma_application_id",
		"SELECT 'migration ' || name FROM migrations ORDER BY name",
	} {
		if err := conn.Each(query, collect); err != nil {
			t.Fatal(err)
		}
	}
	return schema
}

func created(t *testing.T, config store.Config) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "elm.db")
	r, err := store.Create(path, config)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFreshAndMigratedFilesAreAlike(t *testing.T) {
	path := filepath.Join(t.TempDir(), "elm.db")
	r, err := store.Create(path, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	w := &log{device: 1}
	n := w.write(t, "kept")
	apply(t, r, community.Changes{Store: []community.NewOp{n}, Rows: []kind.Row{&apptest.Note{Name: "a", Of: n.ID, Text: "kept"}}})
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err = store.Open(path, laterToy()); err != nil {
		t.Fatal(err)
	}
	if countOps(t, r) != 1 {
		t.Fatal("the op is gone")
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(schemaOf(t, created(t, laterToy())), schemaOf(t, path)); diff != "" {
		t.Fatalf("a migrated file differs from a fresh one (-fresh +migrated):\n%s", diff)
	}
}

func TestEveryTableIsStrict(t *testing.T) {
	conn, err := lite.Open(created(t, store.Config{}), lite.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	tables := 0
	if err := conn.Each("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
		func(c lite.Row) (bool, error) {
			tables++
			if c.Int(1) != 1 {
				t.Errorf("%s is not STRICT", c.Text(0))
			}
			return true, nil
		}); err != nil {
		t.Fatal(err)
	}
	if tables < 20 {
		t.Fatalf("%d tables were looked at", tables)
	}
}

func TestEveryTableOfRowsHasWhatItNeeds(t *testing.T) {
	conn, err := lite.Open(created(t, store.Config{}), lite.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, d := range store.Domains() {
		for _, table := range d.Tables {
			plan := ""
			if err := conn.Each("EXPLAIN QUERY PLAN DELETE FROM "+table.Name+" WHERE subject = 1", func(c lite.Row) (bool, error) {
				plan += c.Text(3)
				return true, nil
			}); err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains([]byte(plan), []byte("SEARCH "+table.Name)) {
				t.Errorf("dropping a subject's rows of %s reads all of them: %s", table.Name, plan)
			}
		}
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	valid, err := os.ReadFile(created(t, toyConfig()))
	if err != nil {
		t.Fatal(err)
	}
	newer, err := os.ReadFile(created(t, laterToy()))
	if err != nil {
		t.Fatal(err)
	}
	patched := func(offset int, value uint32) []byte {
		b := bytes.Clone(valid)
		binary.BigEndian.PutUint32(b[offset:], value)
		return b
	}
	for name, situation := range map[string]struct {
		content []byte
		want    error
	}{
		"empty":                          {nil, store.ErrForeignFile},
		"a text":                         {bytes.Repeat([]byte("hello "), 100), store.ErrForeignFile},
		"cut short in its header":        {valid[:99], store.ErrForeignFile},
		"another program's database":     {patched(68, 0x12345678), store.ErrForeignFile},
		"nobody's database":              {patched(68, 0), store.ErrForeignFile},
		"a newer version's, by number":   {patched(60, 10_000), store.ErrNewerFile},
		"a newer version's":              {newer, store.ErrNewerFile},
		"cut short after its first page": {valid[:4096], store.ErrDamaged},
		"with a page of noise":           {slices.Concat(valid[:4096], bytes.Repeat([]byte{0xa5}, len(valid)-4096)), store.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "elm.db")
			if err := os.WriteFile(path, situation.content, 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := store.Open(path, toyConfig())
			if !errors.Is(err, situation.want) {
				t.Fatalf("got %v, %v", r, err)
			}
			after, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(after, situation.content) {
				t.Fatalf("the file was changed (%v)", err)
			}
		})
	}
}

// Before the first release formats change. A file of older ones is left to the version that made it.
func TestFileOfFormatsThatAreGone(t *testing.T) {
	older := slices.DeleteFunc(store.Domains(), func(d store.Domain) bool { return d.Name == "delegation" || d.Name == "followup" })
	path := created(t, store.Config{Domains: older})
	before := schemaOf(t, path)
	if r, err := store.Open(path, store.Config{}); !errors.Is(err, store.ErrOlderFile) {
		if r != nil {
			r.Close()
		}
		t.Fatalf("opening it: %v", err)
	}
	if diff := cmp.Diff(before, schemaOf(t, path)); diff != "" {
		t.Fatalf("it was changed:\n%s", diff)
	}
	r, err := store.Open(path, store.Config{Domains: older})
	if err != nil {
		t.Fatalf("the version that made it does not open it any more: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNewerFileWithUnfinishedBusiness(t *testing.T) {
	// A newer version crashed, so that its migration is in the write-ahead log alone.
	path := created(t, toyConfig())
	r, err := store.Open(path, laterToy())
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	for _, side := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + side)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copied+side, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := store.Open(copied, toyConfig()); !errors.Is(err, store.ErrNewerFile) {
		t.Fatalf("got %v, %v", r, err)
	}
	if r, err = store.Open(copied, laterToy()); err != nil {
		t.Fatalf("the newer version itself: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCreateRefusesWhatIsThere(t *testing.T) {
	path := created(t, toyConfig())
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Create(path, toyConfig()); !errors.Is(err, fs.ErrExist) {
		t.Fatalf("got %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Fatalf("the file was changed (%v)", err)
	}
	if _, err := store.Open(path+".none", toyConfig()); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("opening nothing: %v", err)
	}
	if _, err := store.Create(filepath.Join(path, "below a file"), toyConfig()); err == nil {
		t.Fatal("created below a file")
	}
}

func TestCreateAfterACrashInTheMiddle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "elm.db")
	for _, leftover := range []string{".new", ".new-journal"} {
		if err := os.WriteFile(path+leftover, []byte("half a file"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := store.Create(path, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Fatalf("left: %v, %v", left, err)
	}
	if info, err := left[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("others may read it: %v, %v", info.Mode(), err)
	}
}

func TestNumbersGoOnAfterReopening(t *testing.T) {
	path := created(t, toyConfig())
	w := &log{device: 1}
	var last op.ID
	for round := range 3 {
		r, err := store.Open(path, toyConfig())
		if err != nil {
			t.Fatal(err)
		}
		n := w.write(t, "x")
		apply(t, r, community.Changes{
			Store: []community.NewOp{n}, Wait: []community.WaitingOp{{Op: (&log{device: 2 + round}).write(t, "waits").Op, For: op.ID{1}}},
		})
		if !last.IsZero() && round == 2 {
			apply(t, r, community.Changes{Drop: []op.ID{n.ID}})
		}
		last = n.ID
		if err := r.View(t.Context(), func(v community.View) error {
			n, err := v.WaitingCount()
			if n != round+1 {
				t.Errorf("%d wait after round %d", n, round)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	r, err := store.Open(path, toyConfig())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	again := (&log{device: 9}).write(t, "y")
	apply(t, r, community.Changes{Store: []community.NewOp{again}})
	if err := r.View(t.Context(), func(v community.View) error {
		meta, _, err := v.Meta(again.ID)
		if meta.Order != 4 {
			t.Errorf("order %d, where 3 was given to an op that was dropped", meta.Order)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
