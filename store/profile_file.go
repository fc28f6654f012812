package store

// The profile's file: made, recognised, brought up to date.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/folkmoot/folkmoot/store/lite"
)

// ProfileApplicationID marks profiles: "Folp", where a community's file says "Folk".
const ProfileApplicationID = 0x466f6c70

func profileMigrations() ([]migration, error) {
	files, err := fs.Sub(migrationFiles, "migrations/profile")
	if err != nil {
		return nil, err
	}
	return readMigrations("profile", files)
}

// createProfileFile makes the file beside its place and moves it there, so that a crash leaves no half-made profile.
func createProfileFile(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	temporary := path + ".new"
	for _, leftover := range []string{temporary, temporary + "-journal"} {
		if err := removeIfThere(leftover); err != nil {
			return explainFile(err)
		}
	}
	if err := writeNewProfile(temporary); err != nil {
		return errors.Join(err, removeIfThere(temporary))
	}
	if err := os.Rename(temporary, path); err != nil {
		return explainFile(err)
	}
	return syncFolder(path)
}

func writeNewProfile(path string) error {
	conn, err := lite.Open(path, lite.Create)
	if err != nil {
		return err
	}
	// Not yet WAL: the mark must be in the file itself, where inspectProfile looks for it.
	err = conn.Script(fmt.Sprintf("PRAGMA synchronous = EXTRA; PRAGMA application_id = %d", ProfileApplicationID))
	if err == nil {
		err = migrateProfile(conn)
	}
	if err == nil {
		err = os.Chmod(path, 0o600)
	}
	return errors.Join(err, conn.Close())
}

func openProfileFile(path string) (*lite.Conn, error) {
	if err := inspectProfile(path); err != nil {
		return nil, err
	}
	conn, err := lite.Open(path, lite.ReadWrite)
	if err != nil {
		return nil, err
	}
	err = conn.Script(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
		PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;`)
	if err == nil {
		err = migrateProfile(conn)
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// inspectProfile looks at the first bytes of a file, before SQLite may write to it; like inspect it refuses one that may not be written.
func inspectProfile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return explainFile(err)
	}
	defer file.Close()
	head := make([]byte, headerBytes)
	if _, err := io.ReadFull(file, head); err != nil {
		return ErrForeignFile
	}
	if string(head[:len(sqliteMagic)]) != sqliteMagic || binary.BigEndian.Uint32(head[applicationOffset:]) != ProfileApplicationID {
		return ErrForeignFile
	}
	known, err := profileMigrations()
	if err != nil {
		return err
	}
	if int(binary.BigEndian.Uint32(head[versionOffset:])) > len(known) {
		return ErrNewerFile
	}
	return nil
}

// migrateProfile applies what a file lacks, and refuses, before it writes, a file with migrations that it does not know.
func migrateProfile(conn *lite.Conn) error {
	known, err := profileMigrations()
	if err != nil {
		return err
	}
	applied, err := appliedMigrations(conn)
	if err != nil {
		return err
	}
	var missing []migration
	for _, m := range known {
		if !applied[m.name] {
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
