// Package files is what people name on their own disk: where a bundle, a record or a backup goes, and where a text comes from.
//
// It promises that a file stands under its name whole or not at all, also when a stick is pulled out; that nothing of anybody's is written over,
// but for a bundle by another; and that no more is read of a text than a text may have. It knows what is written no closer than the core tells it.
package files

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// bufferBytes are gathered before they go to the disk: a stick is slow by the write.
const bufferBytes = 1 << 20

// Replace writes a file beside its place and moves it there when it is whole and on the disk: a stick that is pulled out too early holds the old
// file or none, never half of one under its name. Into a pipe or a device it writes through. It returns how many bytes were written.
func Replace(path string, write func(io.Writer) error) (size int64, err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return writeThrough(path, write)
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return 0, fmt.Errorf("making a file beside %s: %w", path, err)
	}
	defer os.Remove(file.Name()) // fails, rightly, after the rename
	buffered := bufio.NewWriterSize(file, bufferBytes)
	if err = write(buffered); err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		size, err = file.Seek(0, io.SeekEnd)
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return 0, fmt.Errorf("writing %s: %w", path, err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return 0, fmt.Errorf("naming %s: %w", path, err)
	}
	syncFolder(filepath.Dir(path))
	return size, nil
}

// syncFolder makes a rename last where the system can do that: a stick is pulled out soon after.
func syncFolder(path string) {
	folder, err := os.Open(path)
	if err != nil {
		return
	}
	defer folder.Close()
	_ = folder.Sync() // systems that cannot sync a folder do not need it
}

// writeThrough writes into a pipe or a device, in whose place no file must come.
func writeThrough(path string, write func(io.Writer) error) (size int64, err error) {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return 0, err
	}
	counted := &countingWriter{to: file}
	if err := errors.Join(write(counted), file.Close()); err != nil {
		return 0, fmt.Errorf("writing %s: %w", path, err)
	}
	return counted.bytes, nil
}

type countingWriter struct {
	to    io.Writer
	bytes int64
}

func (w *countingWriter) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	w.bytes += int64(n)
	return n, err
}
