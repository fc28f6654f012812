package reconcile

// Speaking: what this side says in its turn. First it says in short what it has, then its frontier; then each sends what the other's frontier
// lacks; and only where something is left that frontiers do not explain, ranges are compared.

import (
	"fmt"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// speak decides what the turn says: out, streams and last.
func (s *Session) speak() error {
	if s.heard.ops {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.spoken++
	var err error
	switch {
	case s.spoken == 1 && s.role == Initiator:
		err = s.sayHello()
	case s.spoken == 1:
		err = s.sayFrontier()
	case s.spoken == 2:
		err = s.sayDifference()
	default:
		err = s.sayRest()
	}
	s.heard = heard{}
	return err
}

func (s *Session) flush() error {
	taken, err := s.local.Flush()
	return s.took(taken, err)
}

// look takes stock: the logs, and the summary of everything.
func (s *Session) look() ([]Log, error) {
	logs, err := s.local.Frontier()
	if err != nil {
		return nil, err
	}
	if len(logs) > MaxDevices {
		return nil, fmt.Errorf("%d devices: more than a catch-up carries, which is %d", len(logs), MaxDevices)
	}
	total, known, err := s.local.Total()
	if err != nil {
		return nil, err
	}
	if s.spoken == 1 {
		if err := s.lookAside(); err != nil {
			return nil, err
		}
	}
	taken := s.result.Taken
	s.mine = summary{
		digest: digestOf(logs), waiting: waitingOf(s.waiting), wants: len(s.asked) > 0,
		stuck: taken.Waiting+taken.Refused > 0, unexplained: s.unexplained,
	}
	if known {
		s.mine.total = totalOf(total)
	}
	return logs, nil
}

// lookAside finds what waits, and what is wanted whoever the peer is.
func (s *Session) lookAside() (err error) {
	if s.waiting, err = s.local.Waiting(maxHeld); err != nil {
		return err
	}
	if s.asked, err = s.local.Wanted(maxWanted); err != nil {
		return err
	}
	slices.SortFunc(s.asked, op.ID.Compare)
	s.asked = slices.Compact(s.asked)
	s.result.Asked = len(s.asked)
	return nil
}

func (s *Session) sayHello() error {
	_, err := s.look()
	s.last = s.mine.encode(kindHello)
	return err
}

// sayFrontier answers a hello: nothing to do, or the whole frontier.
func (s *Session) sayFrontier() error {
	logs, err := s.look()
	if err != nil {
		return err
	}
	if s.mine.leavesNothing(&s.theirs) {
		s.last = encodeClose(true)
		return s.conclude(true)
	}
	f := frontierOf(logs)
	s.out = append(s.out, f.encode())
	s.sayAside(s.asked)
	s.last = s.mine.encode(kindEnd)
	return nil
}

// sayAside says what waits here, and asks for ops by name.
func (s *Session) sayAside(want []op.ID) {
	if len(s.waiting) > 0 && s.spoken <= 2 {
		s.out = append(s.out, listWaiting(s.waiting).encode())
	}
	for part := range slices.Chunk(want, maxWantsInFrame) {
		s.out = append(s.out, encodeWant(part))
	}
}

// sayDifference answers a frontier: with the ops that it lacks, and, from the initiator, with what it has to know to do the same.
func (s *Session) sayDifference() error {
	logs, err := s.look()
	if err != nil {
		return err
	}
	if s.heard.frontier == nil {
		return fault("it ends its turn before it said its frontier")
	}
	e, err := explain(s.local, logs, s.heard.frontier, s.role == Initiator)
	if err != nil {
		return err
	}
	s.unexplained = s.unexplained || e.unexplained
	s.mine.unexplained = s.unexplained
	want, err := s.placeable()
	if err != nil {
		return err
	}
	if s.role == Initiator {
		f := frontier{prefix: s.heard.frontier.prefix, tips: e.reply}
		s.out = append(s.out, f.encode())
		want = append(want, s.asked...)
		slices.SortFunc(want, op.ID.Compare)
		want = slices.Compact(want)
		s.sayAside(want)
	} else {
		for part := range slices.Chunk(want, maxWantsInFrame) {
			s.out = append(s.out, encodeWant(part))
		}
	}
	if len(e.send) > 0 {
		if err := s.stream(s.local.After(e.send)); err != nil {
			return err
		}
	}
	if err := s.streamNamed(s.heard.want); err != nil {
		return err
	}
	s.last = s.mine.encode(kindEnd)
	return nil
}

// placeable are the waiting ops that the peer offers and that are not here, ascending.
func (s *Session) placeable() ([]op.ID, error) {
	if s.heard.waiting == nil {
		return nil, nil
	}
	here := make(map[op.ID]bool, len(s.waiting))
	for _, w := range s.waiting {
		here[w.ID] = true
	}
	var want []op.ID
	for _, id := range s.heard.waiting.offered {
		holds, err := s.local.Holds(id)
		if err != nil {
			return nil, err
		}
		if !holds && !here[id] {
			want = append(want, id)
		}
	}
	return want, nil
}

func (s *Session) stream(stream Stream, err error) error {
	if err == nil {
		s.streams = append(s.streams, stream)
	}
	return err
}

func (s *Session) streamNamed(ids []op.ID) error {
	if len(ids) == 0 {
		return nil
	}
	return s.stream(s.local.Named(ids))
}

// sayRest is every later turn: answers about ranges while there are any; then what was found; then the end.
func (s *Session) sayRest() error {
	if s.heard.ops {
		if _, err := s.look(); err != nil {
			return err
		}
	}
	var said []item
	if s.heard.ranged {
		if s.search == nil {
			s.search = newSearch(s.local)
		}
		var err error
		if said, err = s.search.answer(s.heard.items); err != nil {
			return err
		}
	}
	named := s.heard.want
	if s.search != nil && len(said) == 0 {
		named = slices.Concat(named, slices.Collect(maps.Keys(s.search.push)))
		clear(s.search.push)
		s.sayAside(ascending(s.search.ask))
		s.search.ask = nil
	}
	if err := s.streamNamed(ascending(named)); err != nil {
		return err
	}
	if len(said)+len(s.out)+len(s.streams) == 0 && s.search == nil && s.mustCompareRanges() {
		s.search = newSearch(s.local)
		var err error
		if said, err = s.search.begin(); err != nil {
			return err
		}
	}
	if len(said) > 0 {
		s.out = append(s.out, encodeItems(said)...)
	}
	if len(s.out)+len(s.streams) > 0 {
		s.last = s.mine.encode(kindEnd)
		return nil
	}
	equal := s.mine.alike(&s.theirs)
	s.last = encodeClose(equal)
	return s.conclude(equal)
}

func ascending(ids []op.ID) []op.ID {
	sorted := slices.SortedFunc(slices.Values(ids), op.ID.Compare)
	return slices.Compact(sorted)
}

// mustCompareRanges: frontiers have said what they can, and something is left that they do not explain. A difference alone is no reason: one
// side may have written something new meanwhile.
func (s *Session) mustCompareRanges() bool {
	if s.mine.digest == s.theirs.digest {
		return s.mine.totalsDiffer(&s.theirs)
	}
	return s.mine.unexplained || s.theirs.unexplained || s.mine.stuck || s.theirs.stuck
}

// conclude fills in the result, once everything that came is taken in.
func (s *Session) conclude(equal bool) error {
	if s.heard.ops {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.result.Equal, s.result.Ranged = equal, s.search != nil
	if err := s.countRepaired(); err != nil {
		return err
	}
	return s.countLacking()
}

func (s *Session) countRepaired() error {
	if len(s.asked) == 0 {
		return nil
	}
	left, err := s.local.Wanted(maxWanted)
	if err != nil {
		return err
	}
	s.result.Repaired = len(s.asked)
	for _, id := range left {
		if _, is := slices.BinarySearchFunc(s.asked, id, op.ID.Compare); is {
			s.result.Repaired--
		}
	}
	return nil
}

// countLacking counts what the peer said to have and is not here.
func (s *Session) countLacking() error {
	if s.result.Equal || s.told == nil {
		return nil
	}
	logs, err := s.local.Frontier()
	if err != nil {
		return err
	}
	e, err := explain(s.local, logs, s.told, false)
	if err != nil {
		return err
	}
	s.result.Lacking = e.lacking
	if s.search == nil {
		return nil
	}
	for id := range s.search.want {
		holds, err := s.local.Holds(id)
		if err != nil {
			return err
		}
		if !holds {
			s.result.Lacking++
		}
	}
	return nil
}
