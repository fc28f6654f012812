package app

// What is asked for by name: ops that are damaged, and bodies that are missing for no reason.

import (
	"errors"
	"slices"
	"sync"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

const (
	// maxBare bounds the ops without body that are looked at, to find some that are missed.
	maxBare = 10_000
	// askedForBody is how often a body is asked for while a process runs: nobody may have it any more, and one that has not the form of its kind
	// is not kept, whoever sends it.
	askedForBody = 3
	// maxMissed bounds the bodies of which it is remembered how often they were asked for.
	maxMissed = 50_000
)

// missed counts how often bodies were asked for. Those that may be dropped count as asked for often enough.
type missed struct {
	mu    sync.Mutex // guards times
	times map[op.ID]int
}

// worth lists those of the bodies that may still be asked for.
func (m *missed) worth(bodies []op.ID) []op.ID {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.DeleteFunc(bodies, func(id op.ID) bool { return m.times[id] >= askedForBody })
}

// note counts more asking for a body; full says that no more can be remembered.
func (m *missed) note(id op.ID, times int) (full bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.times == nil {
		m.times = make(map[op.ID]int)
	}
	if m.times[id] == 0 && len(m.times) >= maxMissed {
		return true
	}
	m.times[id] += times
	return false
}

// Wanted implements reconcile.Traffic. Asked again, it lists what is left of what it named first.
func (u *catchUp) Wanted(limit int) ([]op.ID, error) {
	var bare []op.ID
	damaged, err := asked(u, func(r Reader) (damaged []op.ID, err error) {
		if bare, err = r.Bare(maxBare); err != nil {
			return nil, err
		}
		return r.Damaged()
	})
	if err != nil {
		return nil, err
	}
	if u.named {
		left := make(map[op.ID]bool)
		for _, id := range slices.Concat(damaged, bare) {
			left[id] = true
		}
		return slices.DeleteFunc(slices.Clone(u.wanted), func(id op.ID) bool { return !left[id] }), nil
	}
	u.wanted, u.named = damaged[:min(limit, len(damaged))], true
	err = u.wantBodies(u.community.missed.worth(bare), limit)
	return slices.Clone(u.wanted), err
}

// wantBodies adds bodies that may not be dropped to what is wanted.
func (u *catchUp) wantBodies(bare []op.ID, limit int) error {
	if len(bare) == 0 {
		return nil
	}
	missed := &u.community.missed
	err := u.community.read(u.ctx, func(e *community.Engine, r Reader) error {
		for _, id := range bare {
			if len(u.wanted) >= limit {
				break
			}
			may, err := e.MayDrop(r, id)
			if err != nil {
				return err
			}
			if may {
				missed.note(id, askedForBody)
			} else if !missed.note(id, 1) {
				u.wanted = append(u.wanted, id)
			}
		}
		return nil
	})
	if errors.Is(err, ErrNotHereYet) {
		return nil
	}
	return err
}
