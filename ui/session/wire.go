package session

// One end of a connection: whole frames in, whole frames out.

import (
	"errors"
	"net"
	"sync"
)

// protocolVersion counts changes of anything but the hello.
const protocolVersion = 1

var errClosed = errors.New("the command has ended")

// wire sends frames from several goroutines; one goroutine reads.
type wire struct {
	conn *net.UnixConn

	mu      sync.Mutex // guards what follows, and the order of frames
	scratch []byte
	broken  error // why nothing more can be sent: half a frame may be on its way
}

// send writes one frame. It waits for a slow far side, as long as the
// connection's deadline lets it.
func (w *wire) send(f frame) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.broken != nil {
		return w.broken
	}
	w.scratch = appendFrame(w.scratch[:0], f)
	if _, err := w.conn.Write(w.scratch); err != nil {
		w.broken = err
		return err
	}
	return nil
}

// sendLast writes one frame and refuses all that come after it.
func (w *wire) sendLast(f frame) error {
	err := w.send(f)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.broken == nil {
		w.broken = errClosed
	}
	return err
}

// output is one of the command's two outputs, on the owner's side.
type output struct {
	wire *wire
	kind frameType
}

func (o output) Write(p []byte) (int, error) {
	written := 0
	for written < len(p) {
		chunk := p[written:min(written+maxChunkBytes, len(p))]
		if err := o.wire.send(frame{o.kind, chunk}); err != nil {
			return written, err
		}
		written += len(chunk)
	}
	return written, nil
}
