package authority

// Difference: what a finding has changed, so that what it touches is derived anew, and nothing else.

import (
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Difference is what two worlds of one community say differently.
type Difference struct {
	// Pasts are those whose ops are judged at another commit now.
	Pasts []PastID
	// Accounts are those whose acts, or some of them, have another standing now.
	Accounts []op.AccountID
	// Admitted are those of them who were let in by what did not count before, or are not any more: their rows say who was a newcomer.
	Admitted []op.AccountID
	// Acts are the acts of authority with another verdict, and what these approve.
	Acts []op.ID
	// Withdrawn are the devices that were withdrawn: their acts above the cut. Uncertified are those with a certificate that does not stand
	// any more: all their acts.
	Withdrawn   []Withdrawn
	Uncertified []op.DeviceID
}

// Withdrawn is a device with its last op that stands; zero for none.
type Withdrawn struct {
	Device op.DeviceID
	Cut    op.ID
}

// IsEmpty reports whether nothing has changed.
func (d *Difference) IsEmpty() bool {
	return len(d.Pasts) == 0 && len(d.Accounts) == 0 && len(d.Acts) == 0 && len(d.Withdrawn) == 0 && len(d.Uncertified) == 0
}

// Since compares the world with an earlier one, which may be that of a graph before ops were dropped.
func (w *World) Since(before *World) Difference {
	d := &differences{accounts: make(map[op.AccountID]bool), admitted: make(map[op.AccountID]bool), acts: make(map[op.ID]bool)}
	d.endings(before.head.Removed, w.head.Removed)
	d.endings(before.head.Ended, w.head.Ended)
	stepped := w.step != nil && w.step.before == before
	for at, n := range w.graph.nodes {
		was := before.verdictIn(w.graph, n, at)
		if was != w.verdicts[at] {
			d.flipped(w.graph, n, was)
		}
		if body, is := n.Body.(*WithdrawBody); is && was == 0 && !stepped && w.graph.isOf(body.Device, n.Account) {
			d.accounts[n.Account] = true
		}
	}
	if before.graph != w.graph {
		d.dropped(before.graph, w.graph)
	}
	found := Difference{
		Pasts:    w.movedPasts(before),
		Accounts: slices.SortedFunc(maps.Keys(d.accounts), op.AccountID.Compare),
		Admitted: slices.SortedFunc(maps.Keys(d.admitted), op.AccountID.Compare),
		Acts:     slices.SortedFunc(maps.Keys(d.acts), op.ID.Compare),
	}
	if stepped {
		found.Withdrawn, found.Uncertified = []Withdrawn{w.step.withdrawn}, w.step.uncertified
	}
	return found
}

// verdictIn is what the world said of an act that has this place in a graph; 0 where it did not know it.
func (w *World) verdictIn(g *Graph, n *Node, at int) kind.Verdict {
	switch {
	case w.graph != g:
		v, _ := w.VerdictOf(n.ID)
		return v
	case at < len(w.verdicts):
		return w.verdicts[at]
	}
	return 0
}

type differences struct {
	accounts, admitted map[op.AccountID]bool
	acts               map[op.ID]bool
}

func (d *differences) endings(before, after map[op.AccountID][]Cut) {
	for account, cuts := range after {
		if !slices.EqualFunc(cuts, before[account], func(a, b Cut) bool { return a.By == b.By }) {
			d.accounts[account] = true
		}
	}
	for account := range before {
		if _, still := after[account]; !still {
			d.accounts[account] = true
		}
	}
}

// flipped notes who stands differently because an act's verdict is another one. An act that is new has nobody resting on it yet.
func (d *differences) flipped(g *Graph, n *Node, was kind.Verdict) {
	if body, is := n.Body.(*ApproveBody); is {
		d.acts[body.Of] = true
	}
	if was == 0 {
		return
	}
	d.acts[n.ID] = true
	switch body := n.Body.(type) {
	case *AdmitBody:
		if planted == FallenAdmissionUnnoticed {
			return
		}
		d.accounts[body.Account], d.admitted[body.Account] = true, true
	case *InviteBody:
		maps.Copy(d.accounts, g.joinedBy(n.ID))
	}
}

// dropped notes what an act reached that is not kept any more.
func (d *differences) dropped(before, after *Graph) {
	for _, n := range before.nodes {
		if _, kept := after.index[n.ID]; kept {
			continue
		}
		switch body := n.Body.(type) {
		case *ApproveBody:
			d.acts[body.Of] = true
		case *WithdrawBody:
			d.accounts[n.Account] = true
		}
	}
}

// movedPasts lists the pasts whose ops are judged at another commit than before.
func (w *World) movedPasts(before *World) []PastID {
	var moved []PastID
	if slices.Equal(w.Commits, before.Commits) {
		return nil
	}
	for id, held := range w.graph.pasts.all {
		if held == nil || held.names.isEmpty() {
			continue
		}
		past := PastID(id)
		if w.Commits[w.PlaceOf(past)] != before.Commits[before.PlaceOf(past)] {
			moved = append(moved, past)
		}
	}
	return moved
}
