package community

// Closing: which ops that lie aside close the gaps in the past of one that has come.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// closing looks for what closes the gaps in an op's past among what lies aside. It returns that, parents first; or one op or commit that is
// really missing. What turns out to miss something does not lie aside any more: it waits for that, so that nobody looks below it again.
func (in *intake) closing(a *arrival) (branch []*arrival, missing op.ID, err error) {
	c := &closure{in: in, seen: make(map[op.ID]bool)}
	missing, err = c.close(a)
	if err == nil && len(c.broken) > 0 {
		err = in.tx.Apply(Changes{Wait: c.broken})
	}
	return c.branch, missing, err
}

// touching is closing for an op that stays aside itself, whoever names it: it is enough to know that what it names lies aside too, or which op
// does not. The branch below may be long, and each op of it comes here.
func (in *intake) touching(a *arrival) (whole bool, missing op.ID, err error) {
	ops, commits := in.gaps(a)
	for _, id := range ops {
		if there, err := in.lyingAside(id); err != nil || there == nil {
			return false, id, err
		}
	}
	for _, commit := range commits {
		if carried, err := in.carriedAside(commit); err != nil || !carried {
			return false, commit, err
		}
	}
	return len(ops)+len(commits) == 0, op.ID{}, nil
}

func (in *intake) carriedAside(commit op.ID) (bool, error) {
	for id := range in.aside[commit] {
		there, err := in.lyingAside(id)
		if err != nil || there != nil {
			return err == nil, err
		}
		in.aside.forget(commit, id)
	}
	return false, nil
}

// closure is what lies aside and closes the gaps in one op's past.
type closure struct {
	in     *intake
	seen   map[op.ID]bool
	branch []*arrival
	// broken lay aside, and miss something.
	broken []WaitingOp
}

func (c *closure) close(a *arrival) (missing op.ID, err error) {
	ops, commits := c.in.gaps(a)
	for _, id := range ops {
		if whole, err := c.add(id); err != nil || !whole {
			return id, err
		}
	}
	for _, commit := range commits {
		carried := false
		for _, id := range c.in.aside.of(commit) {
			whole, err := c.add(id)
			if err != nil {
				return commit, err
			}
			if carried = carried || whole; !whole {
				c.in.aside.forget(commit, id)
			}
		}
		if !carried {
			return commit, nil
		}
	}
	return op.ID{}, nil
}

// add puts an op into the branch after its past; whole says that all of it lies aside, or is stored.
func (c *closure) add(id op.ID) (whole bool, err error) {
	if whole, seen := c.seen[id]; seen {
		return whole, nil
	}
	c.seen[id] = false
	parent, err := c.in.lyingAside(id)
	if err != nil || parent == nil {
		return false, err
	}
	missing, err := c.close(parent)
	if err != nil {
		return false, err
	}
	if !missing.IsZero() {
		c.broken = append(c.broken, WaitingOp{Op: parent.op, For: missing})
		return false, nil
	}
	c.branch = append(c.branch, parent)
	c.seen[id] = true
	return true, nil
}

// lyingAside finds an op that waits to be cited; nil where there is none.
func (in *intake) lyingAside(id op.ID) (*arrival, error) {
	if in.forks == 0 {
		return nil, nil // only branches lie aside
	}
	found, ok, err := in.tx.WaitingOp(id)
	if err != nil || !ok || found.For != id {
		return nil, err
	}
	a := &arrival{op: found.Op}
	return a, in.read(a)
}
