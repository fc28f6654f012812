package session

// A frame is one message on the socket: a byte that names its type, four
// bytes of big-endian length, the payload. Types and their caps are a closed
// table; anything else ends the connection.

import (
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"
)

type frameType byte

const (
	frameHello   frameType = 'H' // both: the version spoken; never changes its form
	frameRequest frameType = 'R' // caller: the command
	frameStarted frameType = 'S' // owner: from here on the command may have had effects
	frameBusy    frameType = 'B' // owner: too many commands, nothing was started
	frameWant    frameType = 'W' // owner: the command reads; at most this many bytes
	frameInput   frameType = 'I' // caller: what was wanted; empty at the end of input
	frameCancel  frameType = 'C' // caller: interrupted
	frameOut     frameType = 'O' // owner: standard output
	frameErrOut  frameType = 'E' // owner: standard error
	frameExit    frameType = 'X' // owner: the exit code, the last frame
)

// frameSizes holds the least and the greatest payload of each type.
var frameSizes = map[frameType][2]int{
	frameHello:   {1, maxHelloBytes},
	frameRequest: {1, maxRequestBytes},
	frameStarted: {0, 0},
	frameBusy:    {0, 0},
	frameWant:    {4, 4},
	frameInput:   {0, maxChunkBytes},
	frameCancel:  {0, 0},
	frameOut:     {1, maxChunkBytes},
	frameErrOut:  {1, maxChunkBytes},
	frameExit:    {4, 4},
}

const frameHeadBytes = 5

type frame struct {
	kind    frameType
	payload []byte
}

// readFrame reads one frame. It returns io.EOF only between two frames, and
// ErrFrame for an unknown type or a length outside of its bounds, before it
// allocates anything.
func readFrame(r io.Reader) (frame, error) {
	var head [frameHeadBytes]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	kind, length := frameType(head[0]), binary.BigEndian.Uint32(head[1:])
	sizes, known := frameSizes[kind]
	if !known {
		return frame{}, fmt.Errorf("%w: type 0x%02x", ErrFrame, head[0])
	}
	if uint64(length) < uint64(sizes[0]) || uint64(length) > uint64(sizes[1]) {
		return frame{}, fmt.Errorf("%w: type %c with %d bytes", ErrFrame, kind, length)
	}
	payload := make([]byte, length)
	if _, err := io.ReadFull(r, payload); err != nil {
		return frame{}, fmt.Errorf("reading a frame of type %c: %w", kind, noEOF(err))
	}
	return frame{kind, payload}, nil
}

// noEOF keeps the end of a connection inside of a frame apart from its end
// between two.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// appendFrame appends f's encoding to b.
func appendFrame(b []byte, f frame) []byte {
	b = append(b, byte(f.kind))
	b = binary.BigEndian.AppendUint32(b, uint32(len(f.payload)))
	return append(b, f.payload...)
}

// numberFrame makes a frame whose payload is one 32-bit number.
func numberFrame(kind frameType, n uint32) frame {
	return frame{kind, binary.BigEndian.AppendUint32(nil, n)}
}

// number reads the payload of a frame made by numberFrame.
func (f frame) number() uint32 { return binary.BigEndian.Uint32(f.payload) }

const helloPrefix = "folkmoot/session/"

func helloFrame(version uint32) frame {
	return frame{frameHello, []byte(helloPrefix + strconv.FormatUint(uint64(version), 10))}
}

// helloVersion reads the version out of a hello, which every version of this
// protocol can.
func helloVersion(f frame) (uint32, error) {
	digits, found := strings.CutPrefix(string(f.payload), helloPrefix)
	version, err := strconv.ParseUint(digits, 10, 32)
	if f.kind != frameHello || !found || err != nil || digits != strconv.FormatUint(version, 10) {
		return 0, fmt.Errorf("%w: no hello", ErrFrame)
	}
	return uint32(version), nil
}
