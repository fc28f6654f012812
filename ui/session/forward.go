package session

// The caller's side: hand a command over, and be its keyboard and screen.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"
)

// Enter takes the profile in dir or, where another process holds it, hands
// the command over. Either the lock is not nil and the command is the
// caller's own to run, or the command ran elsewhere with this exit code, or
// err says why neither happened. It bridges the moment in which one owner has
// ended, or not yet begun to serve.
func Enter(ctx context.Context, dir string, req Request, in io.Reader, out, errOut io.Writer) (*Lock, int, error) {
	var lock *Lock
	code, err := untilServed(ctx, func() (code int, err error) {
		if lock, err = Acquire(dir); !errors.Is(err, ErrHeld) {
			return 0, err
		}
		held := err
		if code, err = attempt(ctx, dir, req, in, out, errOut); errors.Is(err, ErrNotServing) {
			err = fmt.Errorf("%w: %w", err, held)
		}
		return code, err
	})
	return lock, code, err
}

// Forward hands a command to the process that serves the profile in dir and
// returns its exit code once all output is written. When ctx ends the command
// is told to stop, and Forward goes on for a few seconds to hear how it ended.
// Errors say what became of the command: after ErrNotServing, ErrBusy,
// ErrTooLarge, ErrForeign or a *VersionError it was not started; after ErrLost
// nobody knows. A Read of in that waits when the command ends goes on waiting;
// its result is dropped.
func Forward(ctx context.Context, dir string, req Request, in io.Reader, out, errOut io.Writer) (int, error) {
	return untilServed(ctx, func() (int, error) {
		return attempt(ctx, dir, req, in, out, errOut)
	})
}

// untilServed repeats try while it says ErrNotServing, for at most dialTime.
func untilServed(ctx context.Context, try func() (int, error)) (int, error) {
	waiting, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	for wait := 5 * time.Millisecond; ; wait = min(2*wait, 200*time.Millisecond) {
		code, err := try()
		if !errors.Is(err, ErrNotServing) || ctx.Err() != nil || waiting.Err() != nil {
			return code, err
		}
		pause(waiting, wait)
	}
}

// attempt hands the command over once.
func attempt(ctx context.Context, dir string, req Request, in io.Reader, out, errOut io.Writer) (int, error) {
	dir, err := profileFolder(dir)
	if err != nil {
		return 0, err
	}
	req.Width = min(max(req.Width, 0), maxWidth)
	payload, err := encodeRequest(req)
	if err != nil {
		return 0, err
	}
	conn, err := endpointOf(dir).dial(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	c := &caller{wire: &wire{conn: conn}, in: in, out: out, errOut: errOut, grace: cancelGrace}
	if err := c.greet(ctx); err != nil {
		return 0, err
	}
	return c.run(ctx, payload)
}

// caller is one command under way, on the side that asked for it.
type caller struct {
	*wire
	in          io.Reader
	out, errOut io.Writer
	grace       time.Duration
	wants       chan int              // to feed; nil until the command first reads
	inputErr    atomic.Pointer[error] // why feed closed the connection
}

// greet says hello and finds out whether the owner speaks our version.
func (c *caller) greet(ctx context.Context) error {
	c.conn.SetDeadline(time.Now().Add(handshakeTime))
	settled := context.AfterFunc(ctx, func() { c.conn.SetDeadline(time.Unix(0, 1)) })
	c.send(helloFrame(protocolVersion)) // a busy owner closes unread: its answer counts, not this error
	hello, err := c.await(ctx, frameHello)
	if err != nil {
		return err
	}
	if version, err := helloVersion(hello); err != nil {
		return err
	} else if version != protocolVersion {
		return &VersionError{Ours: protocolVersion, Theirs: version}
	}
	if !settled() {
		return context.Cause(ctx)
	}
	return c.conn.SetDeadline(time.Time{})
}

// run sends the command and shows what it writes, until its exit code. From
// here on the end of ctx is a message to the command, not the end of waiting.
// An end of the connection before the start means that there was none.
func (c *caller) run(ctx context.Context, payload []byte) (int, error) {
	c.send(frame{frameRequest, payload}) // as in greet
	defer context.AfterFunc(ctx, func() {
		c.conn.SetReadDeadline(time.Now().Add(c.grace))
		c.send(frame{kind: frameCancel}) // where it fails, the read says why
	})()
	if _, err := c.await(ctx, frameStarted); err != nil {
		return 0, err
	}
	defer func() {
		if c.wants != nil {
			close(c.wants)
		}
	}()
	for {
		f, err := readFrame(c.conn)
		if err != nil {
			return 0, c.ending(ctx, err)
		}
		if f.kind == frameExit {
			return int(int32(f.number())), nil
		}
		if err := c.show(f); err != nil {
			return 0, fmt.Errorf("following a command: %w", err)
		}
	}
}

// show does what one frame of a running command asks for.
func (c *caller) show(f frame) (err error) {
	switch f.kind {
	case frameOut:
		_, err = c.out.Write(f.payload)
	case frameErrOut:
		_, err = c.errOut.Write(f.payload)
	case frameWant:
		err = c.want(f.number())
	default:
		err = fmt.Errorf("%w: type %c while a command runs", ErrFrame, f.kind)
	}
	return err
}

// await reads the one frame that may come now, or the owner's refusal.
func (c *caller) await(ctx context.Context, kind frameType) (frame, error) {
	f, err := readFrame(c.conn)
	switch {
	case err != nil && ctx.Err() != nil:
		return frame{}, context.Cause(ctx)
	case errors.Is(err, ErrFrame):
		return frame{}, err
	case err != nil:
		return frame{}, fmt.Errorf("%w: %w", ErrNotServing, err)
	case f.kind == frameBusy:
		return frame{}, ErrBusy
	case f.kind != kind:
		return frame{}, fmt.Errorf("%w: type %c, expected %c", ErrFrame, f.kind, kind)
	}
	return f, nil
}

// ending says why the connection ended before an exit code came.
func (c *caller) ending(ctx context.Context, err error) error {
	if inputErr := c.inputErr.Load(); inputErr != nil {
		return fmt.Errorf("reading input for a command: %w", *inputErr)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) && ctx.Err() != nil {
		return fmt.Errorf("the command did not stop when told to: %w", context.Cause(ctx))
	}
	if errors.Is(err, ErrFrame) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrLost, noEOF(err))
}

// want passes the command's wish for input on. One wish is open at a time, so
// the channel never fills; an owner that breaks this is refused.
func (c *caller) want(n uint32) error {
	if n == 0 || n > maxChunkBytes {
		return fmt.Errorf("%w: %d bytes of input wanted", ErrFrame, n)
	}
	if c.wants == nil {
		c.wants = make(chan int, 1)
		go feed(c.wire, c.in, c.wants, &c.inputErr)
	}
	select {
	case c.wants <- int(n):
		return nil
	default:
		return fmt.Errorf("%w: input wanted twice", ErrFrame)
	}
}

// feed reads what is wanted and sends it, until the command ends. It is a
// goroutine of its own because a person may take their time to type.
func feed(w *wire, in io.Reader, wants <-chan int, failed *atomic.Pointer[error]) {
	buffer := make([]byte, maxChunkBytes)
	for wanted := range wants {
		n, err := readSome(in, buffer[:wanted])
		if err != nil {
			failed.Store(&err)
			w.conn.Close()
			return
		}
		if w.send(frame{frameInput, buffer[:n]}) != nil {
			return
		}
	}
}

// readSome reads at least one byte, or none at the end of in.
func readSome(in io.Reader, p []byte) (int, error) {
	if in == nil {
		return 0, nil
	}
	n, err := io.ReadAtLeast(in, p, 1)
	if errors.Is(err, io.EOF) {
		return 0, nil
	}
	return n, err
}
