package community

// Forks: two ops of one device with one number. The proof is kept everywhere, and so is what unforked devices rest on; the rest of the
// branches goes, so that a liar cannot grow the community without bound.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// onBranch reports whether an op of a forked log is neither below the fork nor part of its proof.
func (e *Engine) onBranch(id op.ID, device op.DeviceID, seq uint64) bool {
	d := e.devices[device]
	if d == nil || !d.Forked || seq < d.ForkSeq {
		return false
	}
	return seq > d.ForkSeq || id.Compare(d.ForkOps[1]) > 0
}

// staysAside reports whether an op lies on a branch, and can be kept only if somebody rests on it. Of seals and of carriers the smallest may
// have to stay all the same: such ops are stored, and prune looks at them.
func (e *Engine) staysAside(a *arrival) bool {
	h := &a.op.Header
	if !e.onBranch(a.op.ID, h.Device, h.Seq) {
		return false
	}
	if isSeal(h.Kind) {
		return e.graph == nil || e.graph.HasSmallerSeal(h.Device, e.actBody(a.body), a.op.ID)
	}
	if commit, is := e.commitOf(a.op); is {
		return !e.mayBeLast(commit)
	}
	return true
}

// mayBeLast reports whether a carrier on a branch can be one that keeps its commit known: carriers off branches alone cannot bring it. A
// commit that nothing here carries is one that nothing here names.
func (e *Engine) mayBeLast(commit op.ID) bool {
	if e.graph == nil || !e.graph.Knows(commit) {
		return false
	}
	return !e.offBranches().Brings(commit)
}

// unbranched is what was found out of the acts off branches, and goes on with those that were added since; it holds until a fork shows or moves.
type unbranched struct {
	*authority.Bringing
	// carriers says that carriers lie on branches.
	carriers bool
}

func (e *Engine) offBranches() *unbranched {
	if e.unbranched == nil || !e.unbranched.Of(e.graph) {
		u := &unbranched{}
		u.Bringing = e.graph.Bringing(func(act *authority.Node) bool {
			on := e.onBranch(act.ID, act.Device, act.Seq)
			if _, carries := act.Carries(); carries && on {
				u.carriers = true
			}
			return !on
		})
		e.unbranched = u
	}
	return e.unbranched
}

// carriersOnBranches reports whether there are any.
func (e *Engine) carriersOnBranches() bool {
	u := e.offBranches()
	u.Brings(e.com.Genesis())
	return u.carriers
}

func (e *Engine) isOffBranch(stored op.ID) bool {
	m, ok := e.meta(stored)
	return ok && !e.onBranch(stored, m.Device, m.Seq)
}

func isSeal(kindName string) bool {
	return kindName == authority.KindOfStep(agreement.Seal) || isPollSeal(kindName)
}

// actBody is what authority holds of a body.
func (e *Engine) actBody(body any) any {
	if word := e.seams.word(body); word != nil {
		return word
	}
	return body
}

// extendLog moves the device's record on, and reports whether what is kept has to be looked at: the op shows or moves a fork, or is one of
// which the smallest stays.
func (e *Engine) extendLog(a *arrival) (forks bool) {
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
		return isSeal(h.Kind) || h.Kind == authority.KindCommit
	}
	e.noteFork(d, a)
	return true
}

// relieves reports whether an op that is kept may make carriers on branches superfluous that have kept commits known so far: it carries a
// commit itself, or rests on a branch.
func (e *Engine) relieves(a *arrival) bool {
	if e.forks == 0 {
		return false
	}
	liesOnBranch := func(id op.ID) bool { return !e.isOffBranch(id) }
	_, carries := a.body.(*authority.CarrierBody)
	return (carries || slices.ContainsFunc(a.cites, liesOnBranch)) && e.carriersOnBranches()
}

// noteFork makes the two smallest ids of the lowest number with two ops the proof.
func (e *Engine) noteFork(d *device, a *arrival) {
	e.unbranched = nil
	id, seq := a.op.ID, a.op.Header.Seq
	if planted == ProofAsSeen && d.Forked && seq == d.ForkSeq {
		return
	}
	if d.Forked && seq == d.ForkSeq {
		d.ForkOps = smallestTwo(d.ForkOps[0], d.ForkOps[1], id)
	} else {
		other := e.opAt(d.Device, seq)
		if other.IsZero() {
			return // it fills a hole that a damaged disk has left: nobody has written twice
		}
		if !d.Forked {
			e.forks++
		}
		d.Forked, d.ForkSeq = true, seq
		d.ForkOps = smallestTwo(other, id, id)
	}
	if seq == 0 && d.ForkOps[0] == id {
		// Each branch acts for its own account (accountOf); the record shows one, the same everywhere.
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
