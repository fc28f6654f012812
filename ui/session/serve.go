package session

// The owner's side: a goroutine a connection, each with one command, and one
// more that reads what the caller sends meanwhile.

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

// Serve runs forwarded commands with h until ctx ends, and returns nil then.
// It waits for the commands under way: their context ends with ctx, and their
// outputs are closed a few seconds later. The lock stays held.
func (l *Lock) Serve(ctx context.Context, h Handler) error {
	if !l.serving.CompareAndSwap(false, true) {
		return errors.New("serving a profile that is served already")
	}
	defer l.serving.Store(false)
	place := endpointOf(l.dir)
	listener, err := place.listen()
	if err != nil {
		return err
	}
	defer place.clear() // what this leaves, whoever serves next clears
	owner := &owner{handler: h, slots: make(chan struct{}, maxConnections)}
	return owner.accept(ctx, listener)
}

type owner struct {
	handler Handler
	slots   chan struct{} // one token for each command under way
	running sync.WaitGroup
}

// accept owns the listener and outlives every connection.
func (o *owner) accept(ctx context.Context, listener *net.UnixListener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer o.running.Wait()
	defer cancel()
	defer listener.Close()
	defer context.AfterFunc(ctx, func() { listener.Close() })()
	for {
		conn, err := listener.AcceptUnix()
		switch {
		case ctx.Err() != nil:
			if err == nil {
				conn.Close()
			}
			return nil
		case errors.Is(err, net.ErrClosed):
			return fmt.Errorf("accepting a command: %w", err)
		case err != nil:
			// Out of descriptors or memory: the connections under way give some back.
			pause(ctx, acceptPause)
		default:
			o.admit(ctx, conn)
		}
	}
}

// pause waits for d or for the end of ctx, whichever comes first.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// admit gives the connection a goroutine, or an answer and its end.
func (o *owner) admit(ctx context.Context, conn *net.UnixConn) {
	select {
	case o.slots <- struct{}{}:
		o.running.Go(func() {
			defer func() { <-o.slots }()
			defer conn.Close()
			o.converse(ctx, conn)
		})
	default:
		// Both frames fit into the empty buffer of a new socket: this does not wait.
		conn.Write(appendFrame(appendFrame(nil, helloFrame(protocolVersion)), frame{kind: frameBusy}))
		conn.Close()
	}
}

// converse does the handshake and runs the command. Whoever breaks the
// protocol is cut off without a word: it is not a Folkmoot.
func (o *owner) converse(ctx context.Context, conn *net.UnixConn) {
	defer context.AfterFunc(ctx, func() { conn.SetDeadline(time.Now().Add(closeGrace)) })()
	w := &wire{conn: conn}
	conn.SetDeadline(time.Now().Add(handshakeTime))
	req, err := receiveRequest(w)
	if err != nil || ctx.Err() != nil {
		return
	}
	conn.SetDeadline(time.Time{})
	if ctx.Err() != nil { // ended between the two lines: its deadline is gone
		return
	}
	// A crash before this frame leaves saying "not started", which is true; one
	// after it leaves the caller in doubt, and it is told so.
	if w.send(frame{kind: frameStarted}) != nil {
		return
	}
	o.run(ctx, w, req)
}

// receiveRequest says hello and reads the command.
func receiveRequest(w *wire) (Request, error) {
	if err := checkPeer(w.conn); err != nil {
		return Request{}, err
	}
	hello, err := readFrame(w.conn)
	if err != nil {
		return Request{}, err
	}
	version, err := helloVersion(hello)
	if err != nil {
		return Request{}, err
	}
	if err := w.send(helloFrame(protocolVersion)); err != nil {
		return Request{}, err
	}
	if version != protocolVersion {
		return Request{}, &VersionError{Ours: protocolVersion, Theirs: version}
	}
	f, err := readFrame(w.conn)
	if err != nil {
		return Request{}, err
	}
	if f.kind != frameRequest {
		return Request{}, fmt.Errorf("%w: type %c for a request", ErrFrame, f.kind)
	}
	return decodeRequest(f.payload)
}

// run calls the handler and sends its exit code, the last frame.
func (o *owner) run(ctx context.Context, w *wire, req Request) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	in := newInput(ctx, w)
	var reading sync.WaitGroup
	defer reading.Wait()
	defer w.conn.Close() // ends listen
	reading.Go(func() { listen(w.conn, in, cancel) })

	code := o.handler(ctx, req, in, output{w, frameOut}, output{w, frameErrOut})
	w.sendLast(numberFrame(frameExit, uint32(int32(code)))) // where it fails, nobody is left to tell
}

// listen reads what a caller may send while its command runs, until the
// connection ends; then the caller is gone.
func listen(conn *net.UnixConn, in *input, cancel context.CancelCauseFunc) {
	for {
		f, err := readFrame(conn)
		switch {
		case err == nil && f.kind == frameCancel:
			cancel(ErrInterrupted)
			continue
		case err == nil && f.kind == frameInput:
			err = in.deliver(f.payload)
		case err == nil:
			err = fmt.Errorf("%w: type %c from a caller", ErrFrame, f.kind)
		}
		if err != nil {
			conn.Close() // a far side that breaks the protocol gets no more output either
			cancel(ErrGone)
			return
		}
	}
}
