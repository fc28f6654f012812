package reconcile

// Session: the one object that a transport drives.

// Session is one catch-up. It speaks in turns: while Next gives frames they are to be sent; then the peer's are to be received. It belongs to
// one goroutine, and after an error it is over.
//
//	for !s.Done() {
//		for frame, ok, err := s.Next(); ok; frame, ok, err = s.Next() { send(frame) }
//		if !s.Done() { s.Receive(receive()) }
//	}
type Session struct {
	role   Role
	local  Local
	result Result
	done   bool
	failed error
}

// New begins a session over a replica.
func New(role Role, local Local) *Session { return &Session{role: role, local: local} }

// Receive takes the peer's next frame, of at most MaxFrameBytes; the session may keep it. An error that wraps ErrPeer is the peer's doing,
// another one the replica's; either ends the session.
func (s *Session) Receive(frame []byte) error { return s.failed }

// Next is the next frame to send; it is the caller's. ok is false where it is the peer's turn, or the session is over.
func (s *Session) Next() (frame []byte, ok bool, err error) { return nil, false, s.failed }

// Done says that both have said all: no frame is to be sent or received any more.
func (s *Session) Done() bool { return s.done }

// Result is what came of it.
func (s *Session) Result() Result { return s.result }
