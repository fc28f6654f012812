package authority

// Follow: what one new act changes. Only acts that are taken in apart from all others change what is said of others: a withdrawal, whatever its
// verdict, and approvals and undoings that are applied. Judged anew is what they name and what rests on it, and nothing else: whoever writes such
// acts by the thousand costs everybody their number, not its square.

import (
	"cmp"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// deviceOf is a device in one account's hands.
type deviceOf struct {
	device  op.DeviceID
	account op.AccountID
}

// log is the acts of a device for one account, in the order in which they came here.
type log struct {
	number int32
	acts   []int32
	// chained counts the first of them that follow one another along prev: a cut sets aside the last of these.
	chained int
}

func (g *Graph) extend(n *Node, at int32) {
	key := deviceOf{n.Device, n.Account}
	l := g.logs[key]
	if l == nil {
		l = &log{number: int32(len(g.logs))}
		g.logs[key] = l
		g.acts.begins = append(g.acts.begins, at)
	}
	n.log = l.number
	g.acts.extend(at, n.parents)
	if l.chained == len(l.acts) && (l.chained == 0 || l.acts[l.chained-1] == n.previous) {
		l.chained++
		n.follows = true
	}
	l.acts = append(l.acts, at)
	g.ofAuthor[n.Account] = append(g.ofAuthor[n.Account], at)
}

// step is what a withdrawal has changed since the world before it, where the line is the same.
type step struct {
	before    *World
	withdrawn Withdrawn
	// uncertified are the devices of which a certificate does not stand any more.
	uncertified []op.DeviceID
}

// Follow gives the newest act its verdict. Where the act has changed what is said of others it also returns the world before it, else nil.
func (g *Graph) Follow() (before *World) {
	at := int32(len(g.nodes) - 1)
	n := g.nodes[at]
	if n.movesLine() {
		line := g.stand(nil)
		if !slices.Equal(line.Commits, g.now.Commits) {
			before = g.now
			g.now = g.assess(nil, line)
			return before
		}
		g.now.Line = line
	}
	named, sways := n.sways()
	if sways && planted != NotPlanted {
		return g.Assess()
	}
	w := g.now
	if body, is := n.Body.(*WithdrawBody); is && g.isOf(body.Device, n.Account) && body.Device != n.Device {
		return w.followWithdrawal(n, body, at)
	}
	verdict := w.judgeNode(at)
	if !sways || verdict != kind.Applied {
		w.verdicts = append(w.verdicts, verdict)
		return nil
	}
	before = w.leave()
	w.verdicts = append(w.verdicts, verdict)
	if about, is := g.index[named]; is && !w.ripple([]int32{about}) {
		return nil
	}
	return before
}

// movesLine reports whether an act can change what stands.
func (n *Node) movesLine() bool {
	_, step := n.Body.(*AgreementBody)
	return step || n.commit != nil || isPollWord(n.Body)
}

// sways reports whether an act can change what is said of others though the line stays as it is, and which one it names.
func (n *Node) sways() (named op.ID, sways bool) {
	switch body := n.Body.(type) {
	case *WithdrawBody:
		return op.ID{}, true
	case *ApproveBody:
		return body.Of, true
	case Undoer:
		return body.UndoesOp(), true
	}
	return op.ID{}, false
}

// leave returns the world as it is, and makes this one ready to become another.
func (w *World) leave() *World {
	before := *w
	before.verdicts, before.step = slices.Clone(w.verdicts), nil
	w.authors, w.step = make(map[authorIn]author), nil
	return &before
}

// isOf reports whether a device is, or ever was, one of an account's.
func (g *Graph) isOf(device op.DeviceID, account op.AccountID) bool {
	if g.founding.Devices[device] == account || g.founding.Bound[device] == account || g.logs[deviceOf{device, account}] != nil {
		return true
	}
	return slices.ContainsFunc(g.certs[device], func(at int32) bool {
		return g.nodes[at].Account == account && certifiedAccount(g.nodes[at]) == account
	})
}

func (w *World) followWithdrawal(n *Node, body *WithdrawBody, at int32) (before *World) {
	g := w.graph
	before = w.leave()
	w.verdicts = append(w.verdicts, 0)
	cut, uncertified := w.setAside(body.Device, n.Account, body.Cut)
	hasSigned := func(device op.DeviceID) bool { return g.signed[device] }
	if hasSigned(body.Device) || slices.ContainsFunc(uncertified, hasSigned) {
		line := g.stand(nil)
		if !slices.Equal(line.Commits, w.Commits) {
			g.now = g.assess(nil, line)
			return before
		}
		w.Line = line
	}
	w.step = &step{before, Withdrawn{body.Device, body.Cut}, uncertified}
	w.fall(append(cut, at))
	return before
}

// setAside lists the acts that a new cut of a device may set aside: those above it that counted, and those of devices that it certified there.
func (w *World) setAside(device op.DeviceID, account op.AccountID, cut op.ID) (acts []int32, uncertified []op.DeviceID) {
	g := w.graph
	l := g.logs[deviceOf{device, account}]
	if l == nil {
		return nil, nil
	}
	for i, at := range slices.Backward(l.acts) {
		n := g.nodes[at]
		cert, certifies := n.certifies()
		certifies = certifies && !n.cut
		if !certifies && !w.counts(at) {
			continue
		}
		if !cut.IsZero() && g.look.Upto(n.ID, n.Device, n.Seq, cut) {
			if i < l.chained {
				break
			}
			continue
		}
		if w.counts(at) {
			acts = append(acts, at)
		}
		if certifies {
			n.cut = true
			if of := g.logs[deviceOf{cert, account}]; of != nil && !slices.Contains(uncertified, cert) {
				acts = append(acts, of.acts...)
			}
			uncertified = append(uncertified, cert)
		}
	}
	return acts, uncertified
}

// counts reports whether a cut would change what is said of an act.
func (w *World) counts(at int32) bool {
	v := w.verdicts[at]
	return v == kind.Applied || v == kind.Undone
}

// certifies is the device that an act certifies for its author's account.
func (n *Node) certifies() (op.DeviceID, bool) {
	switch body := n.Body.(type) {
	case *CertifyBody:
		return body.Device, body.Account == n.Account
	case *JoinBody:
		return n.Device, true
	}
	return op.DeviceID{}, false
}

// fall judges acts anew that may not be applied any more, and all that rests on them: as if none of these were applied, for nothing is applied
// by what rests on itself.
func (w *World) fall(acts []int32) {
	falls := make(map[int32]bool, len(acts))
	for len(acts) > 0 {
		at := acts[len(acts)-1]
		acts = acts[:len(acts)-1]
		if falls[at] {
			continue
		}
		falls[at] = true
		if w.applied(at) {
			acts = append(acts, w.graph.restOn(at)...)
		}
	}
	for at := range falls {
		w.verdicts[at] = 0
	}
	w.ripple(slices.SortedFunc(maps.Keys(falls), cmp.Compare))
}

// ripple judges acts anew, and what rests on those that are applied now and were not, or the other way round. It reports whether anything is
// said differently.
func (w *World) ripple(acts []int32) (changed bool) {
	for len(acts) > 0 {
		at := acts[0]
		acts = acts[1:]
		v := w.judgeNode(at)
		if v == w.verdicts[at] {
			continue
		}
		was := w.applied(at)
		w.verdicts[at], changed = v, true
		if was != w.applied(at) {
			acts = append(acts, w.graph.restOn(at)...)
		}
	}
	return changed
}

// restOn lists the acts whose verdicts depend on whether this one is applied.
func (g *Graph) restOn(at int32) []int32 {
	switch body := g.nodes[at].Body.(type) {
	case *AdmitBody:
		return g.ofAuthor[body.Account]
	case *InviteBody:
		var acts []int32
		for account := range g.joinedBy(g.nodes[at].ID) {
			acts = append(acts, g.ofAuthor[account]...)
		}
		return acts
	}
	if named, sways := g.nodes[at].sways(); sways {
		if about, is := g.index[named]; is {
			return []int32{about}
		}
	}
	return nil
}

// joinedBy is the accounts of which a join names the invite.
func (g *Graph) joinedBy(invite op.ID) map[op.AccountID]bool {
	accounts := make(map[op.AccountID]bool)
	for account, joins := range g.joins {
		if slices.ContainsFunc(joins, func(at int32) bool { return g.nodes[at].Body.(*JoinBody).Invite == invite }) {
			accounts[account] = true
		}
	}
	return accounts
}

// Work counts how often acts were judged among themselves and how many were looked at for it: what somebody costs everybody, without a clock.
func (g *Graph) Work() uint64 { return g.judged + g.acts.visits }
