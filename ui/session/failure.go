package session

import (
	"errors"
	"fmt"
	"time"
)

// How taking, serving and borrowing a profile can fail.

var (
	// ErrHeld says that another process owns the profile; see HeldError.
	ErrHeld = errors.New("another process holds the profile")

	// ErrNotServing says that nobody answers at the profile's socket. The
	// command was not started: trying again is safe.
	ErrNotServing = errors.New("the process that holds the profile does not answer")

	// ErrBusy says that the owner runs as many commands as it may. The command
	// was not started.
	ErrBusy = errors.New("the running Folkmoot has too many commands under way; try again in a moment")

	// ErrLost says that the owner ended before it sent an exit code. What the
	// command did until then stands.
	ErrLost = errors.New("the running Folkmoot ended before the command did; look at what was done before you repeat it")

	// ErrInterrupted is the cause of a handler's context when its caller pressed
	// Ctrl+C or was told to stop.
	ErrInterrupted = errors.New("interrupted")

	// ErrGone is the cause of a handler's context when its caller has ended.
	ErrGone = errors.New("the caller is gone")

	// ErrForeign says that the far side of the socket runs as another user.
	ErrForeign = errors.New("the far side belongs to another user")

	// ErrFrame says that the far side does not speak the protocol.
	ErrFrame = errors.New("not a session frame")

	// ErrTooLarge says that a request exceeds what is forwarded.
	ErrTooLarge = errors.New("the command line is too long to hand over")
)

// HeldError is ErrHeld with what the owner noted in the lock file. Both
// fields are zero where the note could not be read.
type HeldError struct {
	PID   int
	Since time.Time
}

func (e *HeldError) Error() string {
	if e.PID == 0 {
		return ErrHeld.Error()
	}
	return fmt.Sprintf("process %d has held the profile since %s", e.PID, e.Since.Format(time.DateTime))
}

// Is makes errors.Is(err, ErrHeld) true.
func (e *HeldError) Is(target error) bool { return target == ErrHeld }

// VersionError says that the owner speaks another version of this protocol.
// The command was not started.
type VersionError struct{ Ours, Theirs uint32 }

func (e *VersionError) Error() string {
	older := "the running Folkmoot is older than this one: stop it, then start this one again"
	if e.Theirs > e.Ours {
		older = "the running Folkmoot is newer than this one: use the newer program"
	}
	return fmt.Sprintf("%s (it speaks session version %d, this one %d)", older, e.Theirs, e.Ours)
}
