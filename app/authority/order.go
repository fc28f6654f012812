package authority

// Order: what sees what, among acts or among commits. A number is larger than those of all that it sees.

// order walks down from numbers to what they see.
type order struct {
	// below appends what one number sees directly, from floor on.
	below func(at, floor int32, list []int32) []int32
	// marked and mark tell what was visited without clearing between walks; stack is used again.
	marked []uint32
	mark   uint32
	stack  []int32
	// logOf tells, where it is there, which log a number is in, and whether it follows the ones before it there: then it sees them all.
	logOf func(at int32) (log int32, follows bool)
	// begins are the first numbers of logs, by log: what is below sees nothing of it.
	begins []int32
	// above is the first number that sees one directly, none where nothing does: of a join, say, the admission.
	above []int32
	// visits counts what walks went through. sights remembers how far single numbers see into logs, which never changes: what comes next in a
	// log need not walk through all of that log again.
	visits uint64
	sights sights
}

// walk visits the heads and what they see, down to floor, each once; visit says whether to go below. Walks do not nest.
func (o *order) walk(heads numbers, floor int32, visit func(at int32) bool) {
	o.stack = heads.appendFrom(floor, o.stack[:0])
	o.descend(floor, visit)
}

func (o *order) descend(floor int32, visit func(at int32) bool) {
	o.mark++
	for len(o.stack) > 0 {
		at := o.stack[len(o.stack)-1]
		o.stack = o.stack[:len(o.stack)-1]
		for int(at) >= len(o.marked) {
			o.marked = append(o.marked, 0)
		}
		if o.marked[at] == o.mark {
			continue
		}
		o.marked[at] = o.mark
		o.visits++
		if visit(at) {
			o.stack = o.below(at, floor, o.stack)
		}
	}
}

// sees reports whether the target is one of the heads, or one of them sees it.
func (o *order) sees(heads numbers, target int32) bool {
	if heads.has(target) {
		return true
	}
	log, follows := o.logOf(target)
	if head, single := heads.single(); single && follows {
		return head > target && (o.seesAbove(head, target) || o.seesUpTo(head, log) >= target)
	}
	found := false
	o.walk(heads, target, func(at int32) bool {
		upTo, known := none, false
		if follows {
			upTo, known = o.seenInLog(at, log)
		}
		found = found || at == target || upTo >= target
		return !found && !known
	})
	return found
}

// extend notes what a new number sees directly.
func (o *order) extend(at int32, parents numbers) {
	for int(at) >= len(o.above) {
		o.above = append(o.above, none)
	}
	o.stack = parents.appendFrom(0, o.stack[:0])
	for _, parent := range o.stack {
		if o.above[parent] == none {
			o.above[parent] = at
		}
	}
}

// seesAbove reports that a number sees another by what sees that directly, where it is known how far it sees into that one's log: so nobody walks
// through the log of whoever admits for each member that it admits. False says nothing.
func (o *order) seesAbove(from, target int32) bool {
	above := o.above[target]
	if above == none || above > from {
		return false
	}
	log, follows := o.logOf(above)
	if !follows {
		return above == from
	}
	upTo, known := o.seenInLog(from, log)
	return known && upTo >= above
}

// seesUpTo is the last number of a log, of those that follow one another there, which one number sees; none for none.
func (o *order) seesUpTo(from, log int32) int32 {
	newest := none
	o.walk(only(from), o.begins[log], func(at int32) bool {
		upTo, known := o.seenInLog(at, log)
		newest = max(newest, upTo)
		return !known
	})
	o.sights.put(sight{from, log}, newest)
	return newest
}

// seenInLog is seesUpTo where that is known without a walk.
func (o *order) seenInLog(at, log int32) (upTo int32, known bool) {
	if own, follows := o.logOf(at); follows && own == log {
		return at, true
	}
	return o.sights.get(sight{at, log})
}

// sight is the question how far one number sees into a log.
type sight struct{ from, log int32 }

// sights remembers answers in two generations: when the young one is full the old one goes.
type sights struct{ young, old map[sight]int32 }

func (s *sights) get(q sight) (upTo int32, known bool) {
	if upTo, known = s.young[q]; known {
		return upTo, true
	}
	if upTo, known = s.old[q]; known {
		return upTo, true
	}
	return none, false
}

func (s *sights) put(q sight, upTo int32) {
	if s.young == nil || len(s.young) >= maxSights {
		s.old, s.young = s.young, make(map[sight]int32)
	}
	s.young[q] = upTo
}

// newest is some numbers without those that another one sees.
func (o *order) newest(list []int32) numbers {
	all := setOf(list)
	if _, single := all.single(); single || all.isEmpty() {
		return all
	}
	floor := all.least()
	o.stack = o.stack[:0]
	for _, at := range list {
		o.stack = o.below(at, floor, o.stack)
	}
	var seen numbers
	o.descend(floor, func(at int32) bool {
		if all.has(at) {
			seen = seen.union(only(at))
		}
		return true
	})
	return all.without(seen)
}

// unite is the newest of two sets that each hold no number that another one of them sees. So what is in both, none sees.
func (o *order) unite(a, b numbers) numbers {
	if a == b {
		return a
	}
	onlyA, onlyB := a.without(b), b.without(a)
	switch {
	case onlyA.isEmpty():
		return b
	case onlyB.isEmpty():
		return a
	}
	seenA, seenB := o.seen(onlyB, onlyA), o.seen(onlyA, onlyB)
	return a.without(seenA).union(b.without(seenB))
}

// seen is those of the asked numbers that the heads see; no head is among the asked.
func (o *order) seen(heads, asked numbers) numbers {
	if one, single := asked.single(); single && o.logOf != nil {
		if o.sees(heads, one) {
			return asked
		}
		return numbers{}
	}
	var seen numbers
	o.walk(heads, asked.least(), func(at int32) bool {
		if asked.has(at) {
			seen = seen.union(only(at))
		}
		return true
	})
	return seen
}
