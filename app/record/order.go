package record

// Order: the one order of a record's acts, in which each is reached exactly once.
//
// An act rests on the acts that it names, and on one carrier of each commit that it rests on: of several in the record the one of the lowest level,
// then with the smallest id. The level of an act is 0 where it rests on nothing, else one more than the highest of those that it rests on; so no act
// comes to rest on itself.
//
// The acts stand as who goes from the roots to all that they rest on leaves them: the roots one after the other; each act behind those that it rests
// on, the act before it in its log first, then the others ascending by id. That keeps every log together, which the fold is quick with.

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// acts are the acts of a record as far as they came, by number.
type acts struct {
	index map[op.ID]int32
	all   []act
	// carriers are the acts that carry a commit.
	carriers map[op.ID][]int32
}

type act struct {
	id op.ID
	// previous is the number of the act before it in its log, -1 for none; others are the numbers of all others that it names.
	previous int32
	others   []int32
	// commits are those that it rests on, each once, carries the one that it brings.
	commits []op.ID
	carries op.ID
	// level is 0 until findLevels.
	level int32
}

func newActs() *acts {
	return &acts{index: make(map[op.ID]int32), carriers: make(map[op.ID][]int32)}
}

// add appends an act, which comes behind all that it names, and behind a carrier of each commit that it rests on.
func (a *acts) add(id op.ID, refs community.Refs) error {
	if _, twice := a.index[id]; twice {
		return fmt.Errorf("the act %s stands twice", id.Short())
	}
	next := act{id: id, previous: -1, commits: slices.Clone(refs.Commits), carries: refs.Carries}
	slices.SortFunc(next.commits, op.ID.Compare)
	next.commits = slices.Compact(next.commits)
	for _, named := range refs.Ops {
		at, is := a.index[named]
		switch {
		case !is:
			return fmt.Errorf("the act %s rests on %s, which does not come before it", id.Short(), named.Short())
		case named == refs.Prev:
			next.previous = at
		default:
			next.others = append(next.others, at)
		}
	}
	for _, commit := range next.commits {
		if len(a.carriers[commit]) == 0 {
			return fmt.Errorf("the act %s rests on the commit %s, which nothing before it carries", id.Short(), commit.Short())
		}
	}
	at := int32(len(a.all))
	a.all = append(a.all, next)
	a.index[id] = at
	if !refs.Carries.IsZero() {
		a.carriers[refs.Carries] = append(a.carriers[refs.Carries], at)
	}
	return nil
}

// findLevels goes up from what rests on nothing.
func (a *acts) findLevels() {
	// missing is how many things an act still waits for: acts, and commits.
	missing, namedBy, waiting := make([]int, len(a.all)), make([][]int32, len(a.all)), make(map[op.ID][]int32)
	var here []int32
	for i := range a.all {
		at, one := int32(i), &a.all[i]
		for _, on := range one.others {
			namedBy[on] = append(namedBy[on], at)
		}
		if one.previous >= 0 {
			namedBy[one.previous] = append(namedBy[one.previous], at)
			missing[i]++
		}
		for _, commit := range one.commits {
			waiting[commit] = append(waiting[commit], at)
		}
		if missing[i] += len(one.others) + len(one.commits); missing[i] == 0 {
			here = append(here, at)
		}
	}
	for level := int32(0); len(here) > 0; level++ {
		var next []int32
		for _, at := range here {
			a.all[at].level = level
			freed := namedBy[at]
			if carries := a.all[at].carries; !carries.IsZero() {
				freed = append(freed, waiting[carries]...)
				delete(waiting, carries) // the first carrier of several is enough
			}
			for _, i := range freed {
				if missing[i]--; missing[i] == 0 {
					next = append(next, i)
				}
			}
		}
		here = next
	}
}

// walk numbers the acts in the one order, from the roots on. Roots that are not there are left out.
func (a *acts) walk(roots []op.ID) []int32 {
	a.findLevels()
	w := walker{acts: a, seen: make([]bool, len(a.all)), order: make([]int32, 0, len(a.all))}
	for _, id := range roots {
		if at, is := a.index[id]; is {
			w.from(at)
		}
	}
	return w.order
}

// walker goes without recursion: a log may be a million acts long.
type walker struct {
	*acts
	seen  []bool
	order []int32
}

// station is an act on the way, and what it rests on that is still to be gone to, the last first.
type station struct {
	act  int32
	left []int32
}

func (w *walker) from(root int32) {
	if w.seen[root] {
		return
	}
	w.seen[root] = true
	way := []station{{root, w.rests(root)}}
	for len(way) > 0 {
		here := &way[len(way)-1]
		if len(here.left) == 0 {
			w.order = append(w.order, here.act)
			way = way[:len(way)-1]
			continue
		}
		next := here.left[0]
		here.left = here.left[1:]
		if !w.seen[next] {
			w.seen[next] = true
			way = append(way, station{next, w.rests(next)})
		}
	}
}

// rests are the acts that one rests on, in the order in which they are gone to.
func (a *acts) rests(at int32) []int32 {
	one := &a.all[at]
	rests := slices.Clone(one.others)
	for _, commit := range one.commits {
		rests = append(rests, a.carrier(commit))
	}
	slices.SortFunc(rests, func(i, j int32) int { return a.all[i].id.Compare(a.all[j].id) })
	if one.previous >= 0 {
		rests = slices.Insert(rests, 0, one.previous)
	}
	return rests
}

// carrier is the one that counts.
func (a *acts) carrier(commit op.ID) int32 {
	return slices.MinFunc(a.carriers[commit], func(i, j int32) int {
		return cmp.Or(cmp.Compare(a.all[i].level, a.all[j].level), a.all[i].id.Compare(a.all[j].id))
	})
}
