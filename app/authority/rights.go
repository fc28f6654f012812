package authority

// Rights: what an author was in an op's past, and which cuts an op lies above.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

func (w *World) standing(j *Judged, state *State) kind.Standing {
	account := j.Entry.Author.Account
	heads := w.graph.pasts.byID(j.Past).heads
	s := kind.Standing{
		Account: account, JudgedAt: state.Commit, Charter: &state.Charter,
		Steward: state.Charter.HasSteward(account), Admitter: state.Charter.HasAdmitter(account),
	}
	if state.IsRemoved(account) {
		return s
	}
	s.Member = w.isAdmitted(account, heads)
	s.Newcomer = !s.Member && w.hasJoined(account, heads)
	return s
}

// isAdmitted: the account founded the community, or the heads show an applied admission.
func (w *World) isAdmitted(account op.AccountID, heads numbers) bool {
	if slices.Contains(w.graph.founding.Members, account) {
		return true
	}
	return slices.ContainsFunc(w.graph.admits[account], func(at int32) bool {
		return w.applied(at) && w.joinFits(at) && w.graph.sees(heads, at)
	})
}

// joinFits: an admission names a join of the account that it admits. Foundings of tests have no joins.
func (w *World) joinFits(at int32) bool {
	body := w.graph.nodes[at].Body.(*AdmitBody)
	if body.Join.IsZero() {
		return true
	}
	join, ok := w.graph.Node(body.Join)
	return ok && certifiedAccount(join) == body.Account && join.Kind.Name == KindJoin
}

// hasJoined: the heads show a join by an invite that somebody with the right to invite created.
func (w *World) hasJoined(account op.AccountID, heads numbers) bool {
	return slices.ContainsFunc(w.graph.joins[account], func(at int32) bool {
		invite, ok := w.graph.index[w.graph.nodes[at].Body.(*JoinBody).Invite]
		return ok && w.applied(invite) && w.graph.sees(heads, at)
	})
}

// certifiedIn: the op's past shows its device certified by its own account, and no withdrawal of the device that certified it sets that aside.
// Whether the certificate lies above a removal's cut does not matter: then the op does too, and can be approved by itself. Of a ballot only
// its own past is asked.
func (w *World) certifiedIn(j *Judged) bool {
	if _, ok := w.graph.founding.Devices[j.Device]; ok {
		return true
	}
	heads := w.graph.pasts.byID(j.Past).heads
	return slices.ContainsFunc(w.graph.certs[j.Device], func(at int32) bool {
		n := w.graph.nodes[at]
		own := n.Account == j.Entry.Author.Account && certifiedAccount(n) == n.Account
		return own && w.in.has(at) && (j.isByPoll() || !w.graph.cutByWithdrawal(n, w.in)) && w.graph.sees(heads, at)
	})
}

func (w *World) ownsWhatItWithdraws(j *Judged) bool {
	body, is := j.Entry.Body.(*WithdrawBody)
	if !is {
		return true
	}
	account, ok := w.graph.AccountOf(body.Device, j.Past)
	return ok && account == j.Entry.Author.Account
}

// isCut reports whether the op lies above a cut: of a removal of its account, of a withdrawal of its device, or, for acts of an office, of the
// end of that office; and nobody has approved it since. An end of office cuts what was done by the office that it ended, not what a later
// appointment allows.
func (w *World) isCut(j *Judged, place int) bool {
	account := j.Entry.Author.Account
	for _, c := range w.head.Removed[account] {
		if planted == CutForgetsSecondDevice && len(c.last) > 0 && c.last[j.Device].IsZero() {
			continue
		}
		if w.above(j, c.last[j.Device]) && !w.isApprovedAfter(j, c) {
			return true
		}
	}
	if j.Kind.Office {
		for _, c := range w.head.Ended[account] {
			if planted == OldAuthEscapesEndOfOffice && place+1 < c.Depth {
				continue
			}
			if place < c.Depth && w.above(j, c.last[j.Device]) && !w.isApprovedAfter(j, c) {
				return true
			}
		}
	}
	for n := range w.graph.withdrawalsOf(j.Device, account, w.in) {
		if w.above(j, n.Body.(*WithdrawBody).Cut) && !w.isApprovedKnowing(j, n.ID) {
			return true
		}
	}
	return false
}

// isApprovedAfter reports whether somebody else than the cut account approves an act, by an act whose past names the commit that cut it: nobody
// approves in advance what a cut will set aside.
func (w *World) isApprovedAfter(j *Judged, c Cut) bool {
	by := w.graph.commits[c.By]
	return w.isApproved(j.ID, func(n *Node) bool {
		return n.Account != j.Entry.Author.Account && w.graph.names(n.names, by)
	})
}

// isApprovedKnowing is the same for the withdrawal of a device, which cuts no account: the person may say anew what the device had said.
func (w *World) isApprovedKnowing(j *Judged, withdrawal op.ID) bool {
	at := w.graph.index[withdrawal]
	return w.isApproved(j.ID, func(n *Node) bool { return w.graph.sees(n.parents, at) })
}

func (w *World) isApproved(id op.ID, knows func(*Node) bool) bool {
	return slices.ContainsFunc(w.graph.approvals[id], func(at int32) bool {
		return (w.applied(at) || planted == ApprovalWithoutRight) && (planted == ApprovalInAdvance || knows(w.graph.nodes[at]))
	})
}

func (w *World) above(j *Judged, last op.ID) bool {
	return last.IsZero() || !w.graph.look.Upto(j.ID, j.Device, j.Seq, last)
}

// StandingOf is what an account was in a past, at the world's head.
func (w *World) StandingOf(account op.AccountID, past PastID) kind.Standing {
	return w.standing(&Judged{Entry: &kind.Entry{Author: kind.Standing{Account: account}}, Past: past}, w.head)
}

// IsMember reports whether an account was a member in a past, and not removed at the world's head.
func (w *World) IsMember(account op.AccountID, past PastID) bool {
	return !w.head.IsRemoved(account) && w.isAdmitted(account, w.graph.pasts.byID(past).heads)
}
