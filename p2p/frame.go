package p2p

// Frames: a length of four bytes, most significant first, and as many bytes.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
)

// errFrame says that what came is no frame that may come here. It is wrapped with what is wrong.
var errFrame = errors.New("not a frame")

// wire is a stream as frames need it.
type wire interface {
	io.Reader
	io.Writer
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error
}

// readFrame reads a frame of at most most bytes. Nothing is allocated for a longer one, and nobody waits for half a frame.
func readFrame(from wire, most int) ([]byte, error) {
	if err := from.SetReadDeadline(time.Now().Add(idleTime)); err != nil {
		return nil, fmt.Errorf("reading a frame: %w", err)
	}
	var head [4]byte
	if _, err := io.ReadFull(from, head[:1]); err != nil {
		return nil, fmt.Errorf("waiting for a frame: %w", err)
	}
	if err := from.SetReadDeadline(time.Now().Add(frameTime)); err != nil {
		return nil, fmt.Errorf("reading a frame: %w", err)
	}
	if _, err := io.ReadFull(from, head[1:]); err != nil {
		return nil, fmt.Errorf("%w: it ends in its length: %w", errFrame, err)
	}
	length := binary.BigEndian.Uint32(head[:])
	if uint64(length) > uint64(most) {
		return nil, fmt.Errorf("%w: %d bytes, where %d fit", errFrame, length, most)
	}
	frame := make([]byte, length)
	if n, err := io.ReadFull(from, frame); err != nil {
		return nil, fmt.Errorf("%w: it ends after %d of %d bytes: %w", errFrame, n, length, err)
	}
	return frame, nil
}

// writeFrame writes one frame.
func writeFrame(to wire, frame []byte) error {
	if err := to.SetWriteDeadline(time.Now().Add(frameTime)); err != nil {
		return fmt.Errorf("writing a frame: %w", err)
	}
	out := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(frame)), uint32(len(frame)))
	if _, err := to.Write(append(out, frame...)); err != nil {
		return fmt.Errorf("writing a frame: %w", err)
	}
	return nil
}
