// Package session lets one process own a profile and every other process
// borrow it.
//
// The process that holds the profile's lock serves commands; a process that
// finds the lock held forwards its arguments, standard input, working folder
// and terminal width over a Unix socket in the profile folder, and gets both
// outputs and the exit code back. It promises that a command runs in one
// process only, that a command which was not started may be tried again, and
// that a command whose caller goes away is cancelled. Only processes of the
// same user are served. It never interprets a command, never starts a
// process, and keeps nothing but the lock file and the socket.
package session

import (
	"context"
	"io"
)

// Request is what a process says of the command that it forwards. Arguments
// and folder are bytes as the system handed them over, UTF-8 or not.
type Request struct {
	Args     []string // without the program's own name
	Dir      string   // the caller's working folder, for paths among the arguments
	Width    int      // columns of the caller's terminal; 0 where there is none
	Terminal bool     // whether somebody sits at the far side and may be prompted
}

// Handler runs one forwarded command and returns its exit code. It must come
// to an end soon after ctx does; context.Cause(ctx) says why: ErrInterrupted,
// ErrGone, or the end of Serve. Reading from in asks the caller for input, so
// a command that reads nothing takes nothing from the caller's keyboard. A
// slow caller makes writes wait; they fail once the caller is gone.
type Handler func(ctx context.Context, req Request, in io.Reader, out, errOut io.Writer) int
