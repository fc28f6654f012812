package store

// Making a file and bringing it up to date. Each migration is one transaction and is named in the file; what a binary does not know by name was
// written by a newer one.

import (
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/folkmoot/folkmoot/store/lite"
)

//go:embed migrations
var migrationFiles embed.FS

// ApplicationID marks our files: "Folk", at byte 68 of the file. user_version, at byte 60, is the number of migrations.
const ApplicationID = 0x466f6c6b

const (
	sqliteMagic        = "SQLite format 3\x00"
	headerBytes        = 100
	versionOffset      = 60
	applicationOffset  = 68
	coreMigrations     = "core"
	migrationExtension = ".sql"
	// formatsMigration came with the formats of acts that are read today. What lacks it holds charters that nobody can decode any more.
	formatsMigration = "delegation/0001"
)

// migration is one step of a file's form.
type migration struct{ name, text string }

// migrations lists all steps, those that every file has first.
func (c Config) migrations() ([]migration, error) {
	core, err := fs.Sub(migrationFiles, "migrations/"+coreMigrations)
	if err != nil {
		return nil, err
	}
	all, err := readMigrations(coreMigrations, core)
	if err != nil {
		return nil, err
	}
	for _, d := range c.domains() {
		steps, err := readMigrations(d.Name, d.Migrations)
		if err != nil {
			return nil, err
		}
		all = append(all, steps...)
	}
	return all, nil
}

func readMigrations(domain string, files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "*"+migrationExtension)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var all []migration
	for i, name := range names {
		if want := fmt.Sprintf("%04d%s", i+1, migrationExtension); name != want {
			return nil, fmt.Errorf("migrations of %s: %s where %s is next", domain, name, want)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		all = append(all, migration{fmt.Sprintf("%s/%04d", domain, i+1), string(text)})
	}
	return all, nil
}

// create makes a new file beside its place and then moves it there, so that a crash leaves no half-made file under the name.
func create(path string, config Config) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	temporary := path + ".new"
	for _, leftover := range []string{temporary, temporary + "-journal"} {
		if err := os.Remove(leftover); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return explainFile(err)
		}
	}
	if err := writeNew(temporary, config); err != nil {
		return errors.Join(err, removeIfThere(temporary))
	}
	if err := os.Rename(temporary, path); err != nil {
		return explainFile(err)
	}
	return syncFolder(path)
}

func writeNew(path string, config Config) error {
	if err := makeEmpty(path); err != nil {
		return explainFile(err)
	}
	conn, err := lite.Open(path, lite.ReadWrite)
	if err != nil {
		return err
	}
	// Not yet WAL: the mark must be in the file itself, where inspect looks for it.
	err = conn.Script(fmt.Sprintf(`PRAGMA synchronous = EXTRA; PRAGMA application_id = %d`, ApplicationID))
	if err == nil {
		err = migrate(conn, config)
	}
	return errors.Join(err, conn.Close())
}

// makeEmpty makes a file that its owner alone may read, before SQLite does: its own reason for a failure is not the system's.
func makeEmpty(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncFolder makes a rename last. Systems that cannot sync a folder do not need it.
func syncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer folder.Close()
	_ = folder.Sync()
	return nil
}

// inspect looks at the first bytes of a file, before SQLite may write to it. A file that may not be written is refused here: SQLite would open it
// for reading, and make files beside it that may not be written either and are in the way when it may be again.
func inspect(path string, config Config) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return explainFile(err)
	}
	defer file.Close()
	head := make([]byte, headerBytes)
	if _, err := io.ReadFull(file, head); err != nil {
		return ErrForeignFile
	}
	if string(head[:len(sqliteMagic)]) != sqliteMagic || binary.BigEndian.Uint32(head[applicationOffset:]) != ApplicationID {
		return ErrForeignFile
	}
	known, err := config.migrations()
	if err != nil {
		return err
	}
	if int(binary.BigEndian.Uint32(head[versionOffset:])) > len(known) {
		return ErrNewerFile
	}
	return nil
}

// migrate applies what a file lacks. It refuses, before it writes, a file with migrations that it does not know, and one of formats that are gone.
func migrate(conn *lite.Conn, config Config) error {
	known, err := config.migrations()
	if err != nil {
		return err
	}
	applied, err := appliedMigrations(conn)
	if err != nil {
		return err
	}
	isNew := len(applied) == 0
	var missing []migration
	for _, m := range known {
		if !applied[m.name] {
			if m.name == formatsMigration && !isNew {
				return ErrOlderFile
			}
			missing = append(missing, m)
		}
		delete(applied, m.name)
	}
	if len(applied) > 0 {
		return ErrNewerFile
	}
	for _, m := range missing {
		if err := applyMigration(conn, m); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	return nil
}

func appliedMigrations(conn *lite.Conn) (map[string]bool, error) {
	applied := make(map[string]bool)
	there, err := conn.Int("SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'")
	if err != nil || there == 0 {
		return applied, err
	}
	err = conn.Each("SELECT name FROM migrations", func(r lite.Row) (bool, error) {
		applied[r.Text(0)] = true
		return true, nil
	})
	return applied, err
}

func applyMigration(conn *lite.Conn, m migration) error {
	if err := conn.Script("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := conn.Script(m.text)
	if err == nil {
		err = conn.Exec("INSERT INTO migrations (name) VALUES (?)", m.name)
	}
	if err == nil {
		err = setVersion(conn)
	}
	if err == nil {
		err = conn.Script("COMMIT")
	}
	if err != nil && conn.InTransaction() {
		return errors.Join(err, conn.Script("ROLLBACK"))
	}
	return err
}

func setVersion(conn *lite.Conn) error {
	n, err := conn.Int("SELECT count(*) FROM migrations")
	if err != nil {
		return err
	}
	return conn.Script(fmt.Sprintf("PRAGMA user_version = %d", n))
}
