package reconcile

// Search: two sides cut ranges in which their sums differ until they know what differs. Where one side has one id more in a range, the
// difference of the sums is that id, so that a lost op costs little more than its own id.

import (
	"math/bits"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// search is one side's part of it.
type search struct {
	local Set
	// open are the ranges that the peer may answer: what was said of them last.
	open map[Range]bool
	// push are ops that the peer lacks, want are ops that it has; those of ask it has to be asked for, the others it sends unasked.
	push, want map[op.ID]bool
	ask        []op.ID
	// guessed are the ids that seemed to be needed in a range.
	guessed map[Range]op.ID
	// sums is how many sums may still be worked out. What is left out for a bound, another session finds again.
	sums int
}

func newSearch(local Set) *search {
	whole := map[Range]bool{{}: true}
	return &search{
		local: local, open: whole, sums: maxSums,
		push: make(map[op.ID]bool), want: make(map[op.ID]bool), guessed: make(map[Range]op.ID),
	}
}

// begin is what the side says that starts the search: the sum of everything.
func (s *search) begin() ([]item, error) {
	sums, err := s.local.Sums([]Range{{}})
	if err != nil {
		return nil, err
	}
	return []item{{mode: itemSums, sums: sums}}, nil
}

// question is a range that has to be looked at, with what the peer has there.
type question struct {
	r      Range
	theirs Sum
	// cut says that the sums are known to need parts.
	cut bool
}

// answer takes the peer's items, and says what is to be said of ranges that still differ. An item of a range that is not open is a fault.
func (s *search) answer(items []item) ([]item, error) {
	var questions []question
	for i := range items {
		it := &items[i]
		if !s.open[it.r] {
			return nil, fault("an answer about a range that is not open")
		}
		delete(s.open, it.r)
		if wrong, is := s.guessed[it.r]; is {
			delete(s.want, wrong)
			delete(s.guessed, it.r)
		}
		switch it.mode {
		case itemSums:
			for part := range it.sums {
				questions = append(questions, question{r: it.r.child(it.deeper, part), theirs: it.sums[part]})
			}
		case itemList:
			if err := s.compareLists(it.r, it.ids); err != nil {
				return nil, err
			}
		case itemNeed:
			holds, err := s.local.Holds(it.ids[0])
			if err != nil {
				return nil, err
			}
			if holds {
				s.note(s.push, it.ids[0])
				continue
			}
			questions = append(questions, question{r: it.r, cut: true})
		}
	}
	said, err := s.lookAt(questions)
	s.open = make(map[Range]bool)
	for i := range said {
		for part := range max(1, len(said[i].sums)) {
			s.open[said[i].r.child(said[i].deeper, part)] = true
		}
		if said[i].mode == itemList {
			delete(s.open, said[i].r) // it says everything
		}
	}
	return said, err
}

// lookAt compares sums, and says what is to be said.
func (s *search) lookAt(questions []question) (said []item, err error) {
	if len(questions) > s.sums {
		questions = questions[:max(0, s.sums)]
	}
	s.sums -= len(questions)
	ranges := make([]Range, len(questions))
	for i := range questions {
		ranges[i] = questions[i].r
	}
	mine, err := s.local.Sums(ranges)
	if err != nil {
		return nil, err
	}
	var cuts []item
	for i, q := range questions {
		it, closed, err := s.compare(q, mine[i])
		switch {
		case err != nil:
			return nil, err
		case closed:
		case it.mode == itemSums:
			cuts = append(cuts, it)
		default:
			said = append(said, it)
		}
	}
	cuts, err = s.fillIn(cuts)
	return append(said, cuts...), err
}

// fillIn works out the sums of the parts.
func (s *search) fillIn(cuts []item) ([]item, error) {
	var ranges []Range
	for i := range cuts {
		parts := 1 << cuts[i].deeper
		if parts > s.sums {
			cuts = cuts[:i]
			break
		}
		s.sums -= parts
		for part := range parts {
			ranges = append(ranges, cuts[i].r.child(cuts[i].deeper, part))
		}
	}
	sums, err := s.local.Sums(ranges)
	if err != nil {
		return nil, err
	}
	for i := range cuts {
		parts := 1 << cuts[i].deeper
		cuts[i].sums, sums = sums[:parts:parts], sums[parts:]
	}
	return cuts, nil
}

// compare looks at one range. closed says that nothing has to be said of it any more.
func (s *search) compare(q question, mine Sum) (it item, closed bool, err error) {
	more, fewer := mine, q.theirs
	more.Minus(q.theirs)
	fewer.Minus(mine)
	switch {
	case q.cut:
	case mine == q.theirs:
		return it, true, nil
	case q.theirs.Count == 0:
		return it, true, s.pushAll(q.r)
	case mine.Count == 0:
		return item{r: q.r, mode: itemList}, false, nil
	case more.Count == 1 && q.r.Contains(more.id()):
		holds, err := s.local.Holds(more.id())
		if err != nil || holds {
			s.note(s.push, more.id())
			return it, true, err
		}
	case fewer.Count == 1 && q.r.Contains(fewer.id()):
		holds, err := s.local.Holds(fewer.id())
		if err != nil || !holds {
			s.note(s.want, fewer.id())
			s.guessed[q.r] = fewer.id()
			return item{r: q.r, mode: itemNeed, ids: []op.ID{fewer.id()}}, false, err
		}
	}
	it, err = s.goOn(q, mine)
	return it, false, err
}

// goOn lists a range, or cuts it: into as many parts as differ, where one side is known to lack so many, and into sixteen otherwise.
func (s *search) goOn(q question, mine Sum) (item, error) {
	left := 64 - q.r.Bits
	if mine.Count <= listAt || left == 0 {
		ids, err := s.local.IDs(q.r, maxList)
		return item{r: q.r, mode: itemList, ids: ids}, err
	}
	differ := mine.Count - q.theirs.Count
	if q.theirs.Count > mine.Count {
		differ = q.theirs.Count - mine.Count
	}
	deeper := 4
	if differ > 1 && !q.cut {
		deeper = min(max(bits.Len64(differ-1), 2), maxDeeper)
	}
	return item{r: q.r, mode: itemSums, deeper: min(deeper, left)}, nil
}

func (s *search) pushAll(r Range) error {
	room := maxNamed - len(s.push)
	if room <= 0 {
		return nil
	}
	ids, err := s.local.IDs(r, room)
	for _, id := range ids {
		s.note(s.push, id)
	}
	return err
}

// compareLists finds what either side has alone in a range that the peer has listed.
func (s *search) compareLists(r Range, theirs []op.ID) error {
	if len(theirs) == 0 {
		return s.pushAll(r)
	}
	mine, err := s.local.IDs(r, maxNamed)
	if err != nil {
		return err
	}
	for _, id := range mine {
		if _, both := slices.BinarySearchFunc(theirs, id, op.ID.Compare); !both {
			s.note(s.push, id)
		}
	}
	for _, id := range theirs {
		if _, both := slices.BinarySearchFunc(mine, id, op.ID.Compare); !both {
			s.note(s.want, id)
			s.ask = append(s.ask, id)
		}
	}
	return nil
}

func (s *search) note(in map[op.ID]bool, id op.ID) {
	if len(in) < maxNamed {
		in[id] = true
	}
}
