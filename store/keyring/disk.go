package keyring

// Disk: files that are replaced whole, and read only where nobody else can.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const tempSuffix = ".tmp"

// disk is what can fail on the way to a durable file, step by step, so that tests can let each fail.
type disk struct {
	write   func(*os.File, []byte) (int, error)
	flush   func(*os.File) error
	rename  func(from, to string) error
	syncDir func(dir string) error
}

func realDisk() *disk {
	return &disk{write: (*os.File).Write, flush: (*os.File).Sync, rename: os.Rename, syncDir: syncDir}
}

// replace puts data at path, for its owner alone. A crash before the rename leaves what was there, and a temporary file that sweep removes; one after
// it leaves the new file. When replace returns nil, the new one survives a power cut; when it fails, either is there, whole.
func (d *disk) replace(path string, data []byte) (err error) {
	dir, base := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	f, err := os.CreateTemp(dir, base+".*"+tempSuffix) // mode 0600
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
			err = fmt.Errorf("writing %s: %w", path, err)
		}
	}()
	if err := d.fill(f, data); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := d.rename(f.Name(), path); err != nil {
		return err
	}
	return d.syncDir(dir)
}

func (d *disk) fill(f *os.File, data []byte) error {
	n, err := d.write(f, data)
	if err == nil && n < len(data) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return err
	}
	return d.flush(f)
}

// syncDir makes a rename durable. Windows does so by itself and cannot open folders.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// sweep removes what crashed writes have left beside path. Whoever calls it is the only writer.
func sweep(path string) {
	dir, base := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // they do no harm but take room
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), base+".") && strings.HasSuffix(e.Name(), tempSuffix) && e.Type().IsRegular() {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// readPrivate reads a file of at most so many bytes that only its owner may use. Errors: *ModeError, ErrDamaged, and what reading fails with.
func readPrivate(path string, most int) ([]byte, error) {
	f, info, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	const others = 0o077
	if runtime.GOOS != "windows" && info.Mode().Perm()&others != 0 {
		return nil, &ModeError{Path: path, Mode: info.Mode()}
	}
	return readAll(f, path, most)
}

// openRegular looks before it opens, for opening a pipe would wait for its other end, and again afterwards, at what was opened.
func openRegular(path string) (*os.File, fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("opening %s: %w", path, ErrDamaged)
	}
	if err != nil {
		return nil, nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	if info, err = f.Stat(); err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return f, info, nil
}

func readAll(f *os.File, path string, most int) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(raw) > most {
		return nil, fmt.Errorf("reading %s: %w", path, ErrDamaged)
	}
	return raw, nil
}
