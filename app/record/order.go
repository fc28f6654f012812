package record

// Order: the one order of a record's acts, and which of them its result rests on.
//
// An act rests on the acts that it names, and on the first act in the order that carries a commit that it rests on. Its level is 0 where it rests on
// nothing, and else one more than the highest of those. The acts stand ascending by level, and in a level by id.

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// order is the acts of a record in their order, as far as they came.
type order struct {
	index map[op.ID]int32
	acts  []act
	// carriers are the first that carry a commit.
	carriers map[op.ID]int32
}

type act struct {
	id    op.ID
	level int32
	// rests are the numbers of those that it rests on.
	rests []int32
}

func newOrder() *order {
	return &order{index: make(map[op.ID]int32), carriers: make(map[op.ID]int32)}
}

// place appends an act, if it comes next.
func (r *order) place(id op.ID, refs community.Refs) error {
	if _, twice := r.index[id]; twice {
		return fmt.Errorf("the act %s stands twice", id.Short())
	}
	next := act{id: id, rests: make([]int32, 0, len(refs.Ops)+len(refs.Commits))}
	for _, named := range refs.Ops {
		at, is := r.index[named]
		if !is {
			return fmt.Errorf("the act %s rests on %s, which does not come before it", id.Short(), named.Short())
		}
		next.rests = append(next.rests, at)
	}
	for _, commit := range refs.Commits {
		at, is := r.carriers[commit]
		if !is {
			return fmt.Errorf("the act %s rests on the commit %s, which nothing before it carries", id.Short(), commit.Short())
		}
		next.rests = append(next.rests, at)
	}
	for _, at := range next.rests {
		next.level = max(next.level, r.acts[at].level+1)
	}
	if n := len(r.acts); n > 0 && compareActs(r.acts[n-1], next) >= 0 {
		return fmt.Errorf("the act %s is not in its place", id.Short())
	}
	at := int32(len(r.acts))
	r.acts = append(r.acts, next)
	r.index[id] = at
	if _, known := r.carriers[refs.Carries]; !known && !refs.Carries.IsZero() {
		r.carriers[refs.Carries] = at
	}
	return nil
}

func compareActs(a, b act) int {
	return cmp.Or(cmp.Compare(a.level, b.level), a.id.Compare(b.id))
}

// reach marks what the roots rest on, themselves included, by number. Roots that are not there are left out.
func (r *order) reach(roots []op.ID) []bool {
	reached := make([]bool, len(r.acts))
	var stack []int32
	for _, id := range roots {
		if at, is := r.index[id]; is {
			stack = append(stack, at)
		}
	}
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !reached[at] {
			reached[at] = true
			stack = append(stack, r.acts[at].rests...)
		}
	}
	return reached
}

// sorted puts acts into the one order. All that they name must be among them, and carriers of all that they rest on.
func sorted(refs map[op.ID]community.Refs) ([]op.ID, error) {
	s := sorter{refs: refs, missing: make(map[op.ID]int, len(refs)), after: make(map[thing][]op.ID, len(refs)), known: make(map[op.ID]bool)}
	var level []op.ID
	for id, r := range refs {
		if s.missing[id] = s.wait(id, r); s.missing[id] == 0 {
			level = append(level, id)
		}
	}
	all := make([]op.ID, 0, len(refs))
	for len(level) > 0 {
		slices.SortFunc(level, op.ID.Compare)
		all = append(all, level...)
		level = s.next(level)
	}
	if len(all) != len(refs) {
		return nil, fmt.Errorf("%d of %d acts have their past", len(all), len(refs))
	}
	return all, nil
}

// sorter finds what can follow.
type sorter struct {
	refs map[op.ID]community.Refs
	// missing is how many things an act still waits for, after who waits for a thing.
	missing map[op.ID]int
	after   map[thing][]op.ID
	// known are the commits that were carried.
	known map[op.ID]bool
}

// thing is an act, or a commit: the genesis is both under one id.
type thing struct {
	id       op.ID
	isCommit bool
}

// wait files an act under all that it rests on.
func (s *sorter) wait(id op.ID, r community.Refs) (missing int) {
	commits := slices.Clone(r.Commits)
	slices.SortFunc(commits, op.ID.Compare)
	commits = slices.Compact(commits)
	for _, on := range r.Ops {
		s.after[thing{on, false}] = append(s.after[thing{on, false}], id)
	}
	for _, on := range commits {
		s.after[thing{on, true}] = append(s.after[thing{on, true}], id)
	}
	return len(r.Ops) + len(commits)
}

// next is the level after this one.
func (s *sorter) next(level []op.ID) (next []op.ID) {
	ready := func(waiting []op.ID) {
		for _, id := range waiting {
			if s.missing[id]--; s.missing[id] == 0 {
				next = append(next, id)
			}
		}
	}
	for _, id := range level {
		ready(s.after[thing{id, false}])
		if commit := s.refs[id].Carries; !commit.IsZero() && !s.known[commit] {
			s.known[commit] = true
			ready(s.after[thing{commit, true}])
		}
	}
	return next
}
