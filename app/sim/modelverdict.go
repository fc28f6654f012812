package sim

// Head and verdicts, by the model: rules 7 and 8 of the authority scenarios.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// line walks from the genesis to the head, as a laptop does that knows of a settled commit from before.
func (m *model) line(pin op.ID) authority.Line { return m.lineIn(nil, pin) }

// lineIn is what stands by the ops of some past alone.
func (m *model) lineIn(in set, pin op.ID) authority.Line {
	l := authority.Line{Commits: []op.ID{m.genesis.id()}, Settled: m.genesis.id()}
	for {
		at := l.Commits[len(l.Commits)-1]
		settled := m.settledOn(at, in)
		if i := slices.IndexFunc(settled, func(id op.ID) bool { return m.leadsTo(id, pin) }); i >= 0 {
			settled = settled[i : i+1]
		}
		petitions := m.petitionsAbove(at, in)
		council := slices.DeleteFunc(m.children(at), func(c *claim) bool {
			return c.content.Type != authority.ByCouncil || !m.valid(c, in)
		})
		switch {
		case len(settled) == 1:
			l.Commits, l.Settled = append(l.Commits, settled[0]), settled[0]
		case len(settled) > 1:
			l.Stuck, l.Disputed = authority.TwoSettled, settled
			return l
		case len(petitions) > 0:
			last, ok := lastWord(petitions)
			if !ok {
				l.Stuck, l.Disputed = authority.RivalPetitions, idsOf(petitions)
				return l
			}
			for last.content.Parent != at {
				last = m.claims[last.content.Parent]
			}
			l.Commits = append(l.Commits, last.id)
		case len(council) == 1:
			l.Commits = append(l.Commits, council[0].id)
		case len(council) > 1:
			l.Stuck, l.Disputed = authority.Rivals, idsOf(council)
			return l
		default:
			return l
		}
	}
}

// leadsTo reports whether a commit is a later one, or lies on the way to it.
func (m *model) leadsTo(id, later op.ID) bool {
	for c := m.claims[later]; c != nil && c.content != nil; c = m.claims[c.content.Parent] {
		if c.id == id {
			return true
		}
	}
	return false
}

// hasTwoSettled reports whether tellers settled two commits on one parent.
func (m *model) hasTwoSettled() bool {
	for id := range m.claims {
		if len(m.settledOn(id, nil)) > 1 {
			return true
		}
	}
	return false
}

func idsOf(claims []*claim) []op.ID {
	var ids []op.ID
	for _, c := range claims {
		ids = append(ids, c.id)
	}
	slices.SortFunc(ids, op.ID.Compare)
	return ids
}

func (m *model) children(parent op.ID) []*claim {
	var list []*claim
	for _, c := range m.claims {
		if c.content != nil && c.content.Parent == parent {
			list = append(list, c)
		}
	}
	return list
}

func (m *model) petitionsAbove(at op.ID, in set) []*claim {
	var found []*claim
	for _, c := range m.children(at) {
		switch {
		case !m.valid(c, in):
		case c.content.Type == authority.ByPetition:
			found = append(found, c)
		case c.content.Type == authority.ByCouncil:
			found = append(found, m.petitionsAbove(c.id, in)...)
		}
	}
	return found
}

// lastWord is the petition that names all the others.
func lastWord(petitions []*claim) (*claim, bool) {
	for _, c := range petitions {
		if !slices.ContainsFunc(petitions, func(other *claim) bool {
			return other != c && !slices.Contains(c.content.Names, other.id)
		}) {
			return c, true
		}
	}
	return nil, false
}

// court judges ops by a line that stands. That of a poll knows only what its opening sees.
type court struct {
	*model
	line authority.Line
	in   set
	// place is where on the line each op is judged.
	place    []int
	applied  set
	subjects map[op.ID]op.ID
	polls    map[op.ID]*court
}

func (m *model) court(line authority.Line, in set) *court {
	c := &court{
		model: m, line: line, in: in, applied: newSet(len(m.facts)),
		subjects: make(map[op.ID]op.ID), polls: make(map[op.ID]*court),
	}
	for _, f := range m.facts {
		c.place = append(c.place, c.judgedAt(f))
	}
	return c
}

// verdicts finds the least set of verdicts: nothing is applied by what rests on itself.
func (m *model) verdicts(line authority.Line) map[op.ID]kind.Verdict {
	return m.court(line, nil).session(func(f *fact) bool { return true })
}

func (c *court) session(concerned func(*fact) bool) map[op.ID]kind.Verdict {
	verdicts := make(map[op.ID]kind.Verdict)
	for changed := true; changed; {
		changed = false
		for _, f := range c.facts {
			if !c.counts(f, c.in) || !concerned(f) {
				continue
			}
			v := c.judge(f)
			if v != verdicts[f.id()] {
				verdicts[f.id()], changed = v, true
			}
			if v == kind.Applied {
				c.applied.add(f.at)
			} else {
				c.applied[f.at/64] &^= 1 << (f.at % 64)
			}
		}
	}
	return verdicts
}

// judgedAt is the place of the commit that an op names to be judged at, where that stands; else of the last that stands among those that its
// past names, with their ancestors.
func (c *court) judgedAt(f *fact) int {
	if at := slices.Index(c.line.Commits, f.judgedOn()); at >= 0 {
		return at
	}
	best := 0
	for _, g := range c.inPast(f) {
		for id := g.op.Header.Auth; c.claims[id] != nil && c.claims[id].content != nil; id = c.claims[id].content.Parent {
			best = max(best, slices.Index(c.line.Commits, id))
		}
	}
	return best
}

// judgedOn is the settled commit that an op names to be judged at; zero for none.
func (f *fact) judgedOn() op.ID {
	if body, is := f.body.(authority.JudgedOn); is {
		return body.JudgedOn()
	}
	return op.ID{}
}

// isLastSettledIn: by a past alone, with the commit as the pin, it is the last settled one, and no two are settled on it.
func (m *model) isLastSettledIn(id op.ID, in set) bool {
	if m.claims[id] == nil {
		return false
	}
	line := m.lineIn(in, id)
	return line.Settled == id && line.Stuck != authority.TwoSettled
}

func (c *court) judge(f *fact) kind.Verdict {
	switch {
	case f.kind == nil:
		return kind.Unknown
	case f.kind.Rights == nil:
		return kind.Applied
	case !f.judgedOn().IsZero() && !c.isLastSettledIn(f.judgedOn(), f.past):
		return kind.Invalid
	}
	state := c.at(c.line.Commits[c.place[f.at]])
	account := c.author(f)
	entry := &kind.Entry{Op: f.op, Body: f.body, Author: c.authorAt(f, account, state)}
	switch {
	case !state.rules.Has(f.kind.Feature):
		return kind.NotInForce
	case !c.certifiedFor(f, account) || f.kind.Rights(c, entry) != nil || !c.ownsWithdrawn(f, account):
		return kind.NoRight
	case !f.isByPoll() && c.isCut(f, account):
		return kind.Cut
	case c.isUndone(f):
		return kind.Undone
	}
	return kind.Applied
}

// isByPoll: no later cut sets the op aside.
func (f *fact) isByPoll() bool {
	body, is := f.body.(interface{ ByPoll() bool })
	return f.kind.ByPoll || (is && body.ByPoll())
}

func (c *court) authorAt(f *fact, account op.AccountID, state *standing) kind.Standing {
	member := c.isMember(f, account, state)
	return kind.Standing{
		Account: account, Charter: &state.rules, Member: member,
		Newcomer: !member && len(state.removed[account]) == 0 && c.hasJoined(f, account),
		Steward:  state.rules.HasSteward(account), Admitter: state.rules.HasAdmitter(account),
	}
}

// isApproved: somebody says so who knows of the cut.
func (c *court) isApproved(f *fact, knows func(*fact) bool) bool {
	return c.anyApplied(func(g *fact) bool {
		b, is := g.body.(*authority.ApproveBody)
		return is && b.Of == f.id() && knows(g)
	})
}

// othersKnow: not the account that a commit cut, and with that commit in the past.
func (c *court) othersKnow(account op.AccountID, commit op.ID) func(*fact) bool {
	return func(g *fact) bool {
		return c.author(g) != account && slices.ContainsFunc(c.inPast(g), func(h *fact) bool {
			named := c.claims[h.op.Header.Auth]
			return named != nil && slices.Contains(c.lineTo(named.id), commit)
		})
	}
}

func (c *court) isUndone(f *fact) bool {
	return c.anyApplied(func(g *fact) bool { b, is := g.body.(authority.Undoer); return is && b.UndoesOp() == f.id() })
}

func (c *court) anyApplied(is func(*fact) bool) bool {
	return slices.ContainsFunc(c.facts, func(f *fact) bool { return c.applied.has(f.at) && is(f) })
}

func (c *court) isMember(f *fact, account op.AccountID, state *standing) bool {
	if len(state.removed[account]) > 0 {
		return false
	}
	if c.genesis.body.(*authority.GenesisBody).Account == account {
		return true
	}
	return slices.ContainsFunc(c.inPast(f), func(g *fact) bool {
		admits, is := g.body.(*authority.AdmitBody)
		if !is || admits.Account != account || !c.applied.has(g.at) {
			return false
		}
		join, is := c.facts[c.index[admits.Join]].body.(*authority.JoinBody)
		return is && join.Account == account
	})
}

func (c *court) hasJoined(f *fact, account op.AccountID) bool {
	return slices.ContainsFunc(c.inPast(f), func(g *fact) bool {
		join, is := g.body.(*authority.JoinBody)
		return is && join.Account == account && c.applied.has(c.index[join.Invite])
	})
}

// certifiedFor: the op's past shows its device certified by its own account, and no withdrawal sets that certificate aside, but for a ballot.
func (c *court) certifiedFor(f *fact, account op.AccountID) bool {
	return slices.ContainsFunc(c.inPast(f), func(g *fact) bool {
		device, of := g.certifies()
		return device == f.device() && of == account &&
			(g == c.genesis || (c.author(g) == account && (f.isByPoll() || !c.setAside(g, c.in))))
	})
}

// ownsWithdrawn: who withdraws a device withdraws one of the own account.
func (c *court) ownsWithdrawn(f *fact, account op.AccountID) bool {
	body, is := f.body.(*authority.WithdrawBody)
	if !is {
		return true
	}
	of, known := c.certifiedBy(f, body.Device)
	return known && of == account
}

func (c *court) isCut(f *fact, account op.AccountID) bool {
	head := c.at(c.line.Commits[len(c.line.Commits)-1])
	above := func(last op.ID) bool { return !c.upTo(f, last) }
	for _, removal := range head.removed[account] {
		if above(removal.last[f.device()]) && !c.isApproved(f, c.othersKnow(account, removal.by)) {
			return true
		}
	}
	for _, end := range head.ended[account] {
		if f.kind.Office && c.place[f.at] < end.depth && above(end.last[f.device()]) && !c.isApproved(f, c.othersKnow(account, end.by)) {
			return true
		}
	}
	return slices.ContainsFunc(c.withdrawals(f.device(), account, c.in), func(w *fact) bool {
		return above(w.body.(*authority.WithdrawBody).Cut) && !c.isApproved(f, func(g *fact) bool { return g.past.has(w.at) })
	})
}
