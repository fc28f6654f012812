package session

// Windows enforces locks on ranges, against reading too: the locked byte lies
// far behind the note, so that others can read who holds the profile.

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

const lockedByte = 1 << 30

func lockFile(file *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	at := &windows.Overlapped{Offset: lockedByte}
	err := windows.LockFileEx(windows.Handle(file.Fd()), flags, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return ErrHeld
	}
	return err
}
