package community

// Forks: two ops of one device with one number. The proof is kept everywhere, and so is what unforked devices rest on; the rest of the
// branches goes, so that a liar cannot grow the community without bound.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// liesOnUncitedBranch reports whether an op of a forked log is neither below the fork nor part of its proof. A seal is looked at by prune:
// of a teller the smallest for each value and view stays.
func (e *Engine) liesOnUncitedBranch(a *arrival) bool {
	d := e.devices[a.op.Header.Device]
	seq := a.op.Header.Seq
	if d == nil || !d.Forked || seq < d.ForkSeq || isSeal(a.op.Header.Kind) {
		return false
	}
	return seq > d.ForkSeq || a.op.ID.Compare(d.ForkOps[1]) > 0
}

func isSeal(kindName string) bool { return kindName == authority.KindOfStep(agreement.Seal) }

// extendLog moves the device's record on, and reports whether the op shows or changes a fork.
func (e *Engine) extendLog(a *arrival) (forked bool) {
	h := &a.op.Header
	d := e.devices[h.Device]
	if d == nil {
		d = &device{DeviceRecord: DeviceRecord{Device: h.Device, Account: a.account}}
		e.devices[h.Device] = d
	}
	defer func() { d.Ops++ }()
	switch {
	case d.Ops == 0 || (!d.Forked && h.Seq == d.TipSeq+1 && h.Prev == d.Tip):
		d.Tip, d.TipSeq = a.op.ID, h.Seq
		return false
	case d.Forked && (h.Seq > d.ForkSeq || (h.Seq == d.ForkSeq && a.op.ID.Compare(d.ForkOps[1]) > 0)):
		// Kept because somebody rests on it, or a seal: whether that is so, prune says.
		return isSeal(h.Kind)
	}
	e.noteFork(d, a)
	return true
}

// noteFork makes the two smallest ids of the lowest number with two ops the proof.
func (e *Engine) noteFork(d *device, a *arrival) {
	id, seq := a.op.ID, a.op.Header.Seq
	if d.Forked && seq == d.ForkSeq {
		d.ForkOps = smallestTwo(d.ForkOps[0], d.ForkOps[1], id)
	} else {
		other := e.opAt(d.Device, seq)
		d.Forked, d.ForkSeq = true, seq
		d.ForkOps = smallestTwo(other, id, id)
	}
	if seq > 0 {
		return
	}
	// A log that forks at its very beginning may begin for two accounts: it acts for that of the proof's first op, everywhere.
	if d.ForkOps[0] == id {
		d.Account = a.account
	}
}

func (e *Engine) opAt(device op.DeviceID, seq uint64) op.ID {
	var found op.ID
	err := e.view.DeviceOps(device, seq, func(m Meta) bool {
		if m.Seq == seq && (found.IsZero() || m.ID.Compare(found) < 0) {
			found = m.ID
		}
		return m.Seq == seq
	})
	if err != nil {
		e.fail(err)
	}
	return found
}

func smallestTwo(a, b, c op.ID) [2]op.ID {
	two := [2]op.ID{}
	for _, id := range []op.ID{a, b, c} {
		switch {
		case id == two[0] || id == two[1]:
		case two[0].IsZero() || id.Compare(two[0]) < 0:
			two[0], two[1] = id, two[0]
		case two[1].IsZero() || id.Compare(two[1]) < 0:
			two[1] = id
		}
	}
	return two
}

// branches is the ops of forked logs at and above their forks: what may have to go.
type branches struct {
	candidates map[op.ID]Meta
	kept       map[op.ID]bool
}

// prune lists the stored ops that are not kept: those of forked branches that neither are a proof, nor a teller's smallest seal, nor lie in the
// past of anything kept.
func (e *Engine) prune() ([]Meta, error) {
	b := branches{candidates: make(map[op.ID]Meta), kept: make(map[op.ID]bool)}
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
	if err := e.keepRoots(&b); err != nil {
		return nil, err
	}
	var dropped []Meta
	for id, m := range b.candidates {
		if !b.kept[id] {
			dropped = append(dropped, m)
		}
	}
	return dropped, nil
}

func (e *Engine) keepRoots(b *branches) error {
	for _, d := range e.devices {
		if !d.Forked {
			continue
		}
		for _, id := range d.ForkOps {
			if err := e.keepWithPast(b, id); err != nil {
				return err
			}
		}
	}
	for _, id := range e.smallestSeals(b) {
		if err := e.keepWithPast(b, id); err != nil {
			return err
		}
	}
	for id := range b.candidates {
		if b.kept[id] {
			continue
		}
		rested, err := e.restedOn(b, id)
		if err == nil && rested {
			err = e.keepWithPast(b, id)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
		body   authority.AgreementBody
	}
	best := make(map[said]op.ID)
	for id, m := range b.candidates {
		n, ok := e.graph.Node(id)
		if !ok || !isSeal(m.Kind) {
			continue
		}
		key := said{m.Device, *n.Body.(*authority.AgreementBody)}
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

// keepWithPast keeps an op and the candidates in its past.
func (e *Engine) keepWithPast(b *branches, id op.ID) error {
	stack := []op.ID{id}
	for len(stack) > 0 {
		id = stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if _, candidate := b.candidates[id]; b.kept[id] || !candidate {
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
