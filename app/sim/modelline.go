package sim

// What stands, by the model: rules 2 and 4 to 7 of the authority scenarios.

import (
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

func foundingState(body *authority.GenesisBody) *standing {
	return &standing{
		rules: body.Charter, removed: map[op.AccountID][]cut{}, ended: map[op.AccountID][]cut{},
		founderMode: len(body.Charter.Council) == 1,
	}
}

// at is what holds at a commit, by its line.
func (m *model) at(id op.ID) *standing {
	c := m.claims[id]
	if c.state != nil {
		return c.state
	}
	before, acts := m.at(c.content.Parent), c.content.Acts
	s := &standing{
		rules: before.rules.With(acts), removed: maps.Clone(before.removed), ended: maps.Clone(before.ended),
	}
	s.founderMode = before.founderMode && len(s.rules.Council) == 1
	endAll(s.removed, acts.Remove, c)
	endAll(s.ended, acts.EndOffice, c)
	c.state = s
	return s
}

func endAll(cuts map[op.AccountID][]cut, endings []charter.Ending, c *claim) {
	for _, e := range endings {
		last := make(map[op.DeviceID]op.ID)
		for _, p := range e.Cut {
			last[p.Device] = p.Op
		}
		cuts[e.Account] = append(slices.Clone(cuts[e.Account]), cut{c.id, c.depth, last})
	}
}

func (f *fact) step() agreement.Step {
	switch f.op.Header.Kind {
	case authority.KindOfStep(agreement.Propose):
		return agreement.Propose
	case authority.KindOfStep(agreement.Endorse):
		return agreement.Endorse
	case authority.KindOfStep(agreement.Seal):
		return agreement.Seal
	}
	return agreement.Turn
}

// said counts the tellers that say a step in some past.
func (m *model) said(in set, base op.ID, step agreement.Step, view uint32, value op.ID) int {
	board := m.at(base).rules.Tellers
	tellers := make(map[op.DeviceID]bool)
	for _, f := range m.facts {
		body, is := f.body.(*authority.AgreementBody)
		if is && m.counts(f, in) && *body == (authority.AgreementBody{Base: base, View: view, Value: value}) && f.step() == step {
			tellers[f.device()] = slices.Contains(board, f.device())
		}
	}
	return len(tellers)
}

// counts reports whether a fact is in a past, and kept.
func (m *model) counts(f *fact, in set) bool { return in.has(f.at) && m.kept.has(f.at) }

func quorum(n int) int { return (n+max(0, (n-1)/3))/2 + 1 }

// settledOn lists the commits that a quorum sealed in one view.
func (m *model) settledOn(base op.ID, in set) []op.ID {
	found := make(map[op.ID]bool)
	for _, f := range m.facts {
		body, is := f.body.(*authority.AgreementBody)
		if is && m.counts(f, in) && body.Base == base && f.step() == agreement.Seal &&
			m.said(in, base, agreement.Seal, body.View, body.Value) >= quorum(len(m.at(base).rules.Tellers)) {
			found[body.Value] = true
		}
	}
	return slices.SortedFunc(maps.Keys(found), op.ID.Compare)
}

// mayStep is rule 2: a step of the tellers is judged by its own past.
func (m *model) mayStep(f *fact, body *authority.AgreementBody) bool {
	in := f.past
	board := m.at(body.Base).rules.Tellers
	base := m.claims[body.Base]
	if base.content != nil && !slices.Contains(m.settledOn(base.content.Parent, in), base.id) &&
		(base.content.Type != authority.ByPetition || !m.valid(base, in)) {
		return false
	}
	if !slices.Contains(board, f.device()) {
		return false
	}
	view, said := m.ownSteps(f, body)
	if f.step() == agreement.Turn {
		return body.View > view
	}
	value := m.claims[body.Value]
	if body.View != view || said[f.step()] || value.content == nil || value.content.Parent != body.Base {
		return false
	}
	switch f.step() {
	case agreement.Propose:
		return m.mayPropose(f, body, board)
	case agreement.Endorse:
		return slices.ContainsFunc(m.inPast(f), func(g *fact) bool {
			b, is := g.body.(*authority.AgreementBody)
			return is && *b == *body && g.step() == agreement.Propose && g.device() == board[int(view)%len(board)]
		})
	default:
		return m.said(in, body.Base, agreement.Endorse, view, body.Value) >= quorum(len(board))
	}
}

// ownSteps is the view that a teller is in by its own log, and what it has said there.
func (m *model) ownSteps(f *fact, body *authority.AgreementBody) (view uint32, said map[agreement.Step]bool) {
	said = make(map[agreement.Step]bool)
	turned := false
	for f.op.Header.Seq > 0 {
		f = m.facts[m.index[f.op.Header.Prev]]
		b, is := f.body.(*authority.AgreementBody)
		switch {
		case !is || b.Base != body.Base:
		case f.step() != agreement.Turn && b.View == body.View:
			said[f.step()] = true
		case f.step() == agreement.Turn && !turned:
			view, turned = b.View, true
		}
	}
	return view, said
}

func (m *model) mayPropose(f *fact, body *authority.AgreementBody, board []op.DeviceID) bool {
	if board[int(body.View)%len(board)] != f.device() {
		return false
	}
	if body.View > 0 && m.said(f.past, body.Base, agreement.Turn, body.View, op.ID{}) < quorum(len(board)) {
		return false
	}
	for view := int(body.View) - 1; view >= 0; view-- {
		var prepared []op.ID
		for id := range m.claims {
			if m.said(f.past, body.Base, agreement.Endorse, uint32(view), id) >= quorum(len(board)) {
				prepared = append(prepared, id)
			}
		}
		if len(prepared) > 0 {
			return slices.MinFunc(prepared, op.ID.Compare) == body.Value
		}
	}
	return m.valid(m.claims[body.Value], f.past)
}

// valid is rule 5.
func (m *model) valid(c *claim, in set) bool {
	if c.content == nil {
		return true
	}
	before := m.at(c.content.Parent)
	signed := 0
	signers := m.signers(c, in)
	for _, account := range before.rules.Council {
		if signers[account] {
			signed++
		}
	}
	majority := 2*signed > len(before.rules.Council)
	switch c.content.Type {
	case authority.ByCouncil:
		after := before.rules.With(c.content.Acts)
		ordinary := len(c.content.Acts.Tellers) == 0 && len(after.Council) == len(before.rules.Council) && after.Threshold == before.rules.Threshold
		return majority && signed >= int(before.rules.Threshold) && (ordinary || before.founderMode)
	case authority.ByPetition:
		return majority && c.content.Poll.IsZero()
	case authority.ByPoll:
		return m.mayEnact(c, in)
	}
	return false
}

// signers are the accounts whose signature counts.
func (m *model) signers(c *claim, in set) map[op.AccountID]bool {
	accounts := make(map[op.AccountID]bool)
	for _, at := range c.carriers {
		carrier := m.facts[at]
		if !m.counts(carrier, in) {
			continue
		}
		for _, s := range carrier.body.(*authority.CarrierBody).Signatures {
			if account, ok := m.certified(s.Device, carrier, in); ok && !m.withdrawn(s.Device, account, in) {
				accounts[account] = true
			}
		}
	}
	return accounts
}

// certified: an op's past shows the device certified by its own account, and the certificate lies above no withdrawal of who wrote it. Of
// several the one with the smallest id counts.
func (m *model) certified(device op.DeviceID, by *fact, in set) (account op.AccountID, ok bool) {
	var best *fact
	for _, f := range m.inPast(by) {
		of, whose := f.certifies()
		switch {
		case of != device || f == by:
		case f == m.genesis:
			return whose, true
		case m.counts(f, in) && m.author(f) == whose && !m.setAside(f, in) && (best == nil || f.id().Compare(best.id()) < 0):
			best, account = f, whose
		}
	}
	return account, best != nil
}

// setAside: a certificate lies above the cut at which the device that wrote it was withdrawn.
func (m *model) setAside(certificate *fact, in set) bool {
	return slices.ContainsFunc(m.withdrawals(certificate.device(), m.author(certificate), in), func(w *fact) bool {
		return !m.upTo(certificate, w.body.(*authority.WithdrawBody).Cut)
	})
}

func (m *model) withdrawn(device op.DeviceID, account op.AccountID, in set) bool {
	return len(m.withdrawals(device, account, in)) > 0
}

// withdrawals of a device by another one of its account.
func (m *model) withdrawals(device op.DeviceID, account op.AccountID, in set) []*fact {
	var list []*fact
	for _, f := range m.facts {
		body, is := f.body.(*authority.WithdrawBody)
		if is && m.counts(f, in) && body.Device == device && f.device() != device && m.author(f) == account {
			list = append(list, f)
		}
	}
	return list
}

// upTo reports whether an op is the last one of a cut, or lies before it along prev.
func (m *model) upTo(f *fact, last op.ID) bool {
	for !last.IsZero() {
		if last == f.id() {
			return true
		}
		at, ok := m.index[last]
		if !ok {
			return false
		}
		last = m.facts[at].op.Header.Prev
	}
	return false
}
