//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package session

// flock belongs to the open file, so two Locks of one process exclude each
// other too, and Go's close-on-exec keeps it from children.

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func lockFile(file *os.File) error {
	for {
		err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.EWOULDBLOCK):
			return ErrHeld
		default:
			return err
		}
	}
}
