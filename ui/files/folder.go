package files

// Folder: many files at once, in a folder of their own.

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/folkmoot/folkmoot/app"
)

// NewFolder makes a folder, or takes one that has nothing in it: no file of somebody's is ever written over. The error is fs.ErrExist where
// something is.
func NewFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making the folder %s: %w", dir, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("the folder %s is not empty: %w", dir, fs.ErrExist)
	}
	return nil
}

// In makes new files in a folder, by names with slashes. A file is on the disk when it is closed without an error.
func In(dir string) func(name string) (io.WriteCloser, error) {
	return func(name string) (io.WriteCloser, error) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return nil, err
		}
		return &syncedFile{file, bufio.NewWriterSize(file, 64<<10)}, nil
	}
}

// syncedFile is on the disk when it is closed without an error.
type syncedFile struct {
	file     *os.File
	buffered *bufio.Writer
}

func (f *syncedFile) Write(p []byte) (int, error) { return f.buffered.Write(p) }

func (f *syncedFile) Close() error {
	return errors.Join(f.buffered.Flush(), f.file.Sync(), f.file.Close())
}

// Backup writes a profile's backup to a folder that must not be there yet (fs.ErrExist): into one beside it, which gets its name when it is
// whole. keyFile opens the encrypted key file.
func Backup(ctx context.Context, s *app.Service, keyFile func() (io.ReadCloser, error), dir string, progress func(done, total int64)) (app.BackupList, error) {
	dir = filepath.Clean(dir)
	if _, err := os.Lstat(dir); err == nil {
		return app.BackupList{}, fmt.Errorf("backing up to %s: %w", dir, fs.ErrExist)
	}
	partial, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".*")
	if err != nil {
		return app.BackupList{}, fmt.Errorf("making a folder beside %s: %w", dir, err)
	}
	list, err := backupInto(ctx, s, keyFile, partial, progress)
	if err == nil {
		err = os.Rename(partial, dir)
	}
	if err != nil {
		return app.BackupList{}, errors.Join(err, os.RemoveAll(partial))
	}
	return list, nil
}

func backupInto(ctx context.Context, s *app.Service, keyFile func() (io.ReadCloser, error), dir string, progress func(done, total int64)) (app.BackupList, error) {
	keys, err := keyFile()
	if err != nil {
		return app.BackupList{}, err
	}
	defer keys.Close()
	return s.Backup(ctx, backupFolder(dir), keys, progress)
}

// backupFolder is a folder on the disk as a backup needs it.
type backupFolder string

func (d backupFolder) Path(name string) string { return filepath.Join(string(d), name) }

func (d backupFolder) Create(name string) (io.WriteCloser, error) { return In(string(d))(name) }

func (d backupFolder) Open(name string) (io.ReadCloser, error) { return os.Open(d.Path(name)) }
