package reconcile

// Hearing: what the peer says, frame by frame. What it may say when, and how often, is checked here.

import (
	"fmt"
)

// maxQuestionFrames bounds the frames of a turn that carry no ops: a frontier, what waits, what is wanted, ranges.
const maxQuestionFrames = 64

func (s *Session) hear(kind byte, r *reader) error {
	if s.result.Turns == 0 && s.role == Responder {
		return s.hearHello(kind, r)
	}
	if kind == kindOps {
		return s.hearOps(r)
	}
	if s.heard.frames++; s.heard.frames > maxQuestionFrames {
		return fault("more than %d questions at once", maxQuestionFrames)
	}
	switch kind {
	case kindFrontier:
		return s.hearFrontier(r)
	case kindWaiting:
		return s.hearWaiting(r)
	case kindWant:
		return s.hearWant(r)
	case kindRanges:
		return s.hearRanges(r)
	case kindEnd:
		return s.hearEnd(r)
	case kindClose:
		return s.hearClose(r)
	}
	return fault("a frame of kind %d", kind)
}

func (s *Session) hearHello(kind byte, r *reader) (err error) {
	if kind != kindHello {
		return fault("it does not begin with a hello")
	}
	s.theirs, err = decodeSummary(r, true)
	s.turn()
	return err
}

// turn makes it this side's turn.
func (s *Session) turn() {
	s.speaking = true
	s.result.Turns++
}

func (s *Session) hearFrontier(r *reader) error {
	f, err := decodeFrontier(r)
	if err == nil && s.told != nil {
		err = fault("a second frontier")
	}
	s.heard.frontier, s.told = &f, &f
	return err
}

func (s *Session) hearWaiting(r *reader) error {
	l, err := decodeWaiting(r)
	if err != nil {
		return err
	}
	if s.held != nil {
		return fault("a second list of what waits")
	}
	s.held, s.heard.waiting = make(map[short]bool, len(l.held)+len(l.offered)), l
	for _, h := range l.held {
		s.held[h] = true
	}
	for _, id := range l.offered {
		s.held[shorten(id)] = true
	}
	return nil
}

func (s *Session) hearWant(r *reader) error {
	ids, err := decodeWant(r)
	if err != nil {
		return err
	}
	if s.wanted += len(ids); s.wanted > maxNamed {
		return fault("it asks for more than %d ops by name", maxNamed)
	}
	for _, id := range ids {
		// What it asks for it takes, whatever waits there.
		delete(s.held, shorten(id))
	}
	s.heard.want = append(s.heard.want, ids...)
	return nil
}

func (s *Session) hearRanges(r *reader) error {
	if s.told == nil || s.spoken < 2 {
		return fault("ranges before frontiers are answered")
	}
	items, err := decodeItems(r)
	s.heard.items, s.heard.ranged = append(s.heard.items, items...), true
	return err
}

func (s *Session) hearOps(r *reader) error {
	if s.told == nil {
		return fault("ops before a frontier")
	}
	ops, err := s.pack.decode(r)
	if err != nil {
		return err
	}
	s.result.Received += len(ops)
	s.heard.ops = true
	return s.took(s.local.Take(ops))
}

// took notes what became of what was received. Whoever sends much that is of no use is not heard any further.
func (s *Session) took(taken Taken, err error) error {
	if err != nil {
		return fmt.Errorf("taking in what came: %w", err)
	}
	s.result.Taken = taken
	if useless := taken.Known + taken.Waiting + taken.Refused - len(s.asked); useless > maxUseless {
		return fault("it sent %d ops of no use", useless)
	}
	return nil
}

func (s *Session) hearEnd(r *reader) (err error) {
	if s.told == nil {
		return fault("an end before a frontier")
	}
	if s.theirs, err = decodeSummary(r, false); err != nil {
		return err
	}
	if s.result.Turns >= maxTurns {
		return fault("it does not come to an end")
	}
	s.turn()
	return nil
}

// hearClose ends the session, once what came is taken in.
func (s *Session) hearClose(r *reader) error {
	equal, err := decodeClose(r)
	if err != nil {
		return err
	}
	s.done = true
	s.result.Turns++
	return s.conclude(equal)
}
