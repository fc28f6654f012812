package community

// Prune: which ops of forked logs are kept. It is the same everywhere: a function of what all replicas hold together.

import (
	"errors"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// branches is the ops of forked logs at and above their forks: what may have to go.
type branches struct {
	candidates map[op.ID]Meta
	kept       map[op.ID]bool
}

func (b *branches) drops(id op.ID) bool {
	_, candidate := b.candidates[id]
	return candidate && !b.kept[id]
}

// unkept lists the stored ops that are not kept, ascending: those of forked branches that neither are a proof, nor a teller's smallest seal,
// nor the last carrier of a commit that something kept names, nor lie in the past of anything kept.
func (e *Engine) unkept() ([]Meta, error) {
	b := &branches{candidates: make(map[op.ID]Meta), kept: make(map[op.ID]bool)}
	for _, d := range e.devices {
		if !d.Forked {
			continue
		}
		if err := e.view.DeviceOps(d.Device, d.ForkSeq, func(m Meta) bool {
			b.candidates[m.ID] = m
			return true
		}); err != nil {
			return nil, err
		}
	}
	if err := e.keepRoots(b); err != nil {
		return nil, err
	}
	if err := e.keepCarriers(b); err != nil {
		return nil, err
	}
	var dropped []Meta
	for id, m := range b.candidates {
		if !b.kept[id] {
			dropped = append(dropped, m)
		}
	}
	slices.SortFunc(dropped, func(a, b Meta) int { return a.ID.Compare(b.ID) })
	return dropped, nil
}

// keepRoots keeps proofs, smallest seals, and what others rest on.
func (e *Engine) keepRoots(b *branches) error {
	roots := e.smallestSeals(b)
	for _, d := range e.devices {
		if d.Forked {
			roots = append(roots, d.ForkOps[:]...)
		}
	}
	for id := range b.candidates {
		rested, err := e.restedOn(b, id)
		if err != nil {
			return err
		}
		if rested {
			roots = append(roots, id)
		}
	}
	return e.keepAll(b, roots)
}

// restedOn reports whether an op that is no candidate itself names this one.
func (e *Engine) restedOn(b *branches, id op.ID) (bool, error) {
	rested := false
	err := e.view.Citing(id, func(m Meta) bool {
		_, candidate := b.candidates[m.ID]
		rested = !candidate
		return !rested
	})
	return rested, err
}

// smallestSeals finds, for each teller, base, view and value, the seal with the smallest id.
func (e *Engine) smallestSeals(b *branches) []op.ID {
	type said struct {
		teller op.DeviceID
		what   any
	}
	best := make(map[said]op.ID)
	for id, m := range b.candidates {
		n, ok := e.graph.Node(id)
		if !ok || !isSeal(m.Kind) || planted == SealsDropped {
			continue
		}
		key := said{m.Device, sealed(n.Body)}
		if have, ok := best[key]; !ok || id.Compare(have) < 0 {
			best[key] = id
		}
	}
	ids := make([]op.ID, 0, len(best))
	for _, id := range best {
		ids = append(ids, id)
	}
	return ids
}

// sealed is what a seal says, as a key.
func sealed(body any) any {
	switch body := body.(type) {
	case *authority.AgreementBody:
		return *body
	case *authority.PollSeal:
		return *body
	}
	return nil
}

// keepAll keeps ops and the candidates in their past.
func (e *Engine) keepAll(b *branches, stack []op.ID) error {
	for len(stack) > 0 {
		id := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !b.drops(id) {
			continue
		}
		b.kept[id] = true
		s, ok, err := e.view.Load(id)
		if err != nil || !ok {
			return errors.Join(err, e.failed)
		}
		a := &arrival{op: s.Op}
		if err := e.read(a); err != nil {
			return err
		}
		stack = append(stack, a.cites...)
	}
	return nil
}

// keepCarriers keeps, of each commit that something kept names and that no kept carrier can bring, the smallest carrier. Else whoever gets
// the op that names it later would wait for the commit for ever: also where a carrier is kept, but names what it carries. A carrier brings
// its past along, which may carry and name further commits, and a commit may bring its descendants; so it is one commit at a time, the one
// nearest to the genesis first.
func (e *Engine) keepCarriers(b *branches) error {
	carriers := e.candidateCarriers(b)
	if len(carriers) == 0 {
		return nil
	}
	commits := e.graph.ByDepth(slices.Collect(maps.Keys(carriers)))
	namings := e.graph.NamingsOf(commits)
	for {
		brought := e.bringing(b)
		commit, err := e.firstMissed(b, commits, namings, func(commit op.ID) bool {
			return brought.Brings(commit) || !slices.ContainsFunc(carriers[commit], b.drops)
		})
		if err != nil || commit.IsZero() {
			return err
		}
		carrier, err := e.carrierOf(b, commit, carriers[commit])
		if err != nil {
			return err
		}
		if err := e.keepAll(b, []op.ID{carrier}); err != nil {
			return err
		}
	}
}

// carrierOf chooses, of the carriers that are not kept yet, the smallest that brings the commit; if none does alone, the smallest.
func (e *Engine) carrierOf(b *branches, commit op.ID, carriers []op.ID) (op.ID, error) {
	left := slices.DeleteFunc(slices.SortedFunc(slices.Values(carriers), op.ID.Compare), func(id op.ID) bool { return !b.drops(id) })
	for _, id := range left {
		with := &branches{candidates: b.candidates, kept: maps.Clone(b.kept)}
		if err := e.keepAll(with, []op.ID{id}); err != nil {
			return id, err
		}
		if e.bringing(with).Brings(commit) {
			return id, nil
		}
	}
	return left[0], nil
}

func (e *Engine) bringing(b *branches) *authority.Bringing {
	return e.graph.Bringing(func(act *authority.Node) bool { return !b.drops(act.ID) })
}

// firstMissed is the first commit, nearest to the genesis, that something kept names, that nothing kept brings, and that a carrier could bring
// which is not kept yet; zero for none.
func (e *Engine) firstMissed(b *branches, commits []op.ID, namings *authority.Namings, isSettled func(op.ID) bool) (op.ID, error) {
	for _, commit := range commits {
		if isSettled(commit) {
			continue
		}
		if named, err := e.namedByKept(b, commit, namings); err != nil || named {
			return commit, err
		}
	}
	return op.ID{}, nil
}

func (e *Engine) candidateCarriers(b *branches) map[op.ID][]op.ID {
	carriers := make(map[op.ID][]op.ID)
	for id := range b.candidates {
		if n, ok := e.graph.Node(id); ok {
			if commit, is := n.Carries(); is {
				carriers[commit] = append(carriers[commit], id)
			}
		}
	}
	return carriers
}

// namedByKept reports whether an act that is kept rests on a commit, or an op that is kept names it. Where it names a descendant alone, a
// carrier on the way down from that one names it as its parent.
func (e *Engine) namedByKept(b *branches, commit op.ID, namings *authority.Namings) (bool, error) {
	if slices.ContainsFunc(namings.Acts(commit), func(id op.ID) bool { return !b.drops(id) }) {
		return true, nil
	}
	named := false
	for past := range namings.Pasts(commit) {
		if err := e.view.PastOps(past, func(m Meta) bool {
			named = named || !b.drops(m.ID)
			return !named
		}); err != nil || named {
			return named, err
		}
	}
	return false, nil
}
