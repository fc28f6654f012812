package session

// The lock: an advisory lock on the file "lock" in the profile folder. The
// system drops it with the process, however that ends, so a lock is never
// stale. The file itself stays: removing it would let two processes hold
// locks on two files of one name.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"
)

const (
	lockName   = "lock"
	folderName = "session"
)

// Lock is the right to use a profile. It lasts until Release or until the
// process ends.
type Lock struct {
	dir     string // absolute, without symbolic links
	file    *os.File
	serving atomic.Bool
}

// lockNote is what the owner writes into the lock file for whoever finds it
// held. It is evidence for people; nothing is decided by it.
type lockNote struct {
	PID         int   `json:"pid"`
	SinceMillis int64 `json:"since_ms"`
}

// Acquire takes the lock of the profile in dir, an existing folder, without
// waiting. Where another process (or another Lock of this one) holds it, the
// error is a *HeldError, which is ErrHeld.
func Acquire(dir string) (*Lock, error) {
	dir, err := profileFolder(dir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, lockName)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the profile's lock: %w", err)
	}
	if err := lockFile(file); err != nil {
		defer file.Close()
		if errors.Is(err, ErrHeld) {
			return nil, readHolder(file)
		}
		return nil, fmt.Errorf("locking %s: %w", path, err)
	}
	if !isStill(path, file) {
		// Whoever had it took the folder back, with a lock that nobody else would find.
		return nil, errors.Join(&HeldError{}, file.Close())
	}
	writeNote(file)
	return &Lock{dir: dir, file: file}, nil
}

// isStill reports whether a file that was opened still lies at its path.
func isStill(path string, file *os.File) bool {
	there, err := os.Stat(path)
	if err != nil {
		return false
	}
	have, err := file.Stat()
	return err == nil && os.SameFile(there, have)
}

// profileFolder gives every process the same name for a folder, however it
// was named on the command line: the socket's place depends on its length.
func profileFolder(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return "", fmt.Errorf("finding the profile folder: %w", err)
	}
	return dir, nil
}

// writeNote says who holds the lock, as well as it can: a full disk takes the
// evidence from whoever comes next, and must not keep the owner from reading.
func writeNote(file *os.File) {
	note, err := json.Marshal(lockNote{PID: os.Getpid(), SinceMillis: time.Now().UnixMilli()})
	if err != nil || file.Truncate(0) != nil {
		return
	}
	if _, err := file.WriteAt(note, 0); err != nil {
		_ = file.Truncate(0) // no evidence is better than half of it
	}
}

// readHolder makes what can be made of the lock file. The owner may be in the
// middle of writing its note; then the evidence is missing, not the refusal.
func readHolder(file *os.File) *HeldError {
	var note lockNote
	content, err := io.ReadAll(io.NewSectionReader(file, 0, maxLockNoteBytes))
	if err != nil || json.Unmarshal(content, &note) != nil || note.PID <= 0 {
		return &HeldError{}
	}
	return &HeldError{PID: note.PID, Since: time.UnixMilli(note.SinceMillis)}
}

// Release gives the profile back. Serve must have returned before. A second
// call does nothing.
func (l *Lock) Release() error {
	return l.release()
}

// Discard gives the profile back and takes away what the lock has put into its folder: for a profile that came to nothing.
func (l *Lock) Discard() error {
	gone := []string{filepath.Join(l.dir, folderName), filepath.Join(l.dir, lockName)}
	failed := []error{}
	for _, path := range gone {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			failed = append(failed, err)
		}
	}
	err := l.release()
	if len(failed) > 0 { // some systems remove no file that is open
		if again := os.Remove(filepath.Join(l.dir, lockName)); again != nil && !errors.Is(again, os.ErrNotExist) {
			return errors.Join(err, again)
		}
	}
	return err
}

func (l *Lock) release() error {
	if err := l.file.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return fmt.Errorf("releasing the profile: %w", err)
	}
	return nil
}
