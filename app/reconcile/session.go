package reconcile

// Session: the one object that a transport drives.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

// Session is one catch-up. The two sides speak in turns: while Next gives frames they are to be sent; then the peer's are to be received, until
// it is this side's turn again. So neither ever waits for the other to read. It belongs to one goroutine, and after an error it is over.
//
//	for !s.Done() {
//		for {
//			frame, ok, err := s.Next()
//			if !ok { break }
//			send(frame)
//		}
//		if !s.Done() { s.Receive(receive()) }
//	}
type Session struct {
	role   Role
	local  Local
	result Result
	// done and failed end the session.
	done   bool
	failed error

	// speaking says whose turn it is; out is what this side says in it: frames, then batches of streams, then the last frame.
	speaking bool
	out      [][]byte
	streams  []Stream
	last     []byte
	pack     packer

	// heard is what the peer says in its turn.
	heard heard
	// theirs is what the peer has said of itself last, mine what this side has.
	theirs, mine summary
	// told is the peer's frontier. held are the peer's waiting ops.
	told *frontier
	held map[short]bool
	// spoken counts this side's turns, wanted the ops that the peer asks for by name.
	spoken, wanted int
	// asked are the damaged and bare ops that were asked for. waiting are the ops that wait here.
	asked   []op.ID
	waiting []Waiting
	// unexplained says that logs do not fit together. search is nil until ranges are compared.
	unexplained bool
	search      *search
}

// heard is what has been received in the peer's turn.
type heard struct {
	frames   int
	frontier *frontier
	waiting  *waitingList
	want     []op.ID
	items    []item
	// ranged says that items came, if only none.
	ranged, ops bool
}

// New begins a session over a replica.
func New(role Role, local Local) *Session {
	return &Session{role: role, local: local, speaking: role == Initiator}
}

// Done says that both have said all: no frame is to be sent or received any more.
func (s *Session) Done() bool { return s.done }

// Result is what came of it.
func (s *Session) Result() Result { return s.result }

// Next is the next frame to send; it is the caller's. ok is false where it is the peer's turn, or the session is over.
func (s *Session) Next() (frame []byte, ok bool, err error) {
	if s.failed != nil || s.done || !s.speaking {
		return nil, false, s.failed
	}
	if frame, err = s.next(); err != nil {
		return nil, false, s.fail("catching up", err)
	}
	s.result.BytesOut += int64(len(frame))
	return frame, true, nil
}

func (s *Session) next() ([]byte, error) {
	if s.spoken == 0 {
		if err := s.speak(); err != nil {
			return nil, err
		}
	}
	if len(s.out) > 0 {
		frame := s.out[0]
		s.out = s.out[1:]
		return frame, nil
	}
	for len(s.streams) > 0 {
		frame, err := s.batch(s.streams[0])
		if err != nil || frame != nil {
			return frame, err
		}
		s.streams = s.streams[1:]
	}
	frame := s.last
	s.last, s.speaking = nil, false
	s.done = frame[0] == kindClose
	return frame, nil
}

// batch is the next frame of a stream; nil at its end.
func (s *Session) batch(from Stream) ([]byte, error) {
	for {
		ops, err := from.Next(maxBatchOps, maxBatchBytes-maxBatchOps*maxBesidesBytes)
		if err != nil || len(ops) == 0 {
			return nil, err
		}
		var lacking []*op.Op
		for _, o := range ops {
			if !s.held[shorten(o.ID)] {
				lacking = append(lacking, o)
			}
		}
		if len(lacking) > 0 {
			s.result.Sent += len(lacking)
			return s.pack.encode(lacking)
		}
	}
}

// Receive takes the peer's next frame, of at most MaxFrameBytes, and does not keep it. With the last one of a turn it waits until all that came
// is taken in. An error that wraps ErrPeer is the peer's doing,
// another one the replica's; either ends the session.
func (s *Session) Receive(frame []byte) error {
	switch {
	case s.failed != nil:
		return s.failed
	case s.done || s.speaking:
		return s.fail("hearing the peer", fault("it speaks out of its turn"))
	case len(frame) == 0 || len(frame) > MaxFrameBytes:
		return s.fail("hearing the peer", fault("a frame of %d bytes", len(frame)))
	}
	s.result.BytesIn += int64(len(frame))
	if err := s.hear(frame[0], &reader{rest: frame[1:]}); err != nil {
		return s.fail("hearing the peer", err)
	}
	if s.speaking {
		if err := s.speak(); err != nil {
			return s.fail("answering the peer", err)
		}
	}
	return nil
}

func (s *Session) fail(doing string, err error) error {
	s.failed = fmt.Errorf("%s: %w", doing, err)
	s.out, s.streams, s.last = nil, nil, nil
	return s.failed
}
