package store

// What can go wrong with a file. Every error of this package that comes from the disk or from SQLite wraps one of these.

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/folkmoot/folkmoot/store/lite"
)

var (
	// ErrDiskFull says that there was no room. Nothing of the transaction was kept; the next one works once there is room.
	ErrDiskFull = errors.New("there is no room left on the disk")
	// ErrReadOnly says that the file or its folder cannot be written.
	ErrReadOnly = errors.New("the file or its folder cannot be written")
	// ErrDamaged says that the file's bytes are not what was written.
	ErrDamaged = errors.New("the file is damaged")
	// ErrInUse says that another process holds the file.
	ErrInUse = errors.New("another program is using the file")
	// ErrNewerFile refuses a file that a newer version made. It was not touched.
	ErrNewerFile = errors.New("made by a newer version of Folkmoot")
	// ErrOlderFile refuses a file whose acts are in formats from before the first release. It was not touched.
	ErrOlderFile = errors.New("made by an older version of Folkmoot, whose formats are gone")
	// ErrForeignFile refuses a file that Folkmoot did not make. It was not touched.
	ErrForeignFile = errors.New("not a community's file of Folkmoot")
	// ErrClosed says that the replica was closed.
	ErrClosed = errors.New("the replica is closed")
	// ErrContract says that a caller broke the contract of community.Tx: a mistake in the program.
	ErrContract = errors.New("not what a replica can apply")
)

// SQLite's primary result codes, https://sqlite.org/rescode.html.
const (
	codePerm     = 3
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26

	codeConstraint = 19
	// codeNotUnique is the extended code SQLITE_CONSTRAINT_UNIQUE.
	codeNotUnique = codeConstraint | 8<<8
)

// explain adds what an error means for people and programs; errors that say so already stay as they are.
func explain(err error) error {
	var failure *lite.Error
	if err == nil || !errors.As(err, &failure) {
		return err
	}
	meaning := meaningOf(failure)
	if meaning == nil || errors.Is(err, meaning) {
		return err
	}
	return fmt.Errorf("%w: %w", meaning, err)
}

func meaningOf(e *lite.Error) error {
	switch e.Primary() {
	case codeFull:
		return ErrDiskFull
	case codeIO, codeCantOpen, codeReadOnly, codePerm:
		return meaningOfErrno(e)
	case codeCorrupt, codeNotADB:
		return ErrDamaged
	case codeBusy, codeLocked:
		return ErrInUse
	}
	return nil
}

// meaningOfErrno tells the reasons apart for which a write can fail. EFBIG is a limit on the size of files, EDQUOT one on a person's share.
func meaningOfErrno(e *lite.Error) error {
	switch syscall.Errno(e.Errno) {
	case syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT:
		return ErrDiskFull
	case syscall.ENOENT:
		return fs.ErrNotExist
	}
	if e.Primary() == codeIO && !isPermission(e.Errno) {
		return ErrDamaged
	}
	return ErrReadOnly
}

func isPermission(errno int) bool {
	switch syscall.Errno(errno) {
	case syscall.EACCES, syscall.EPERM, syscall.EROFS:
		return true
	}
	return false
}

func explainFile(err error) error {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return err
	}
	switch {
	case isPermission(int(errno)):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case errno == syscall.ENOSPC || errno == syscall.EFBIG || errno == syscall.EDQUOT:
		return fmt.Errorf("%w: %w", ErrDiskFull, err)
	}
	return err
}
