package sim

// The council: commits that change offices and rules, from the proposal to the op that carries it; rivals, removals and petitions.

import (
	"crypto/ed25519"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// governs is what a steward does for the council: sign what others proposed, or propose.
func (l *laptop) governs() {
	r := l.run
	if r.dice.chance(80) && l.signsSomething() {
		return
	}
	if !r.dice.chance(r.temper.divisive) && l.somethingPends() {
		return
	}
	acts, t, ok := l.drawActs()
	if !ok {
		return
	}
	l.update(func(w *writing) error { return w.proposeAndSign(t, acts) })
	if l.run.dice.chance(l.run.temper.divisive/2) && !l.down && l.engine != nil {
		l.proposesRival()
	}
}

// proposesRival puts a second change before the council, on a parent that has a commit already, or may soon have.
func (l *laptop) proposesRival() {
	var onOne []authority.Proposed
	for _, p := range l.proposed() {
		if p.Current && p.Content.Type == authority.ByCouncil {
			onOne = append(onOne, p)
		}
	}
	rival, ok := pick(l.run.dice, onOne)
	acts, t, drawn := l.drawActs()
	if !ok || !drawn || t != authority.ByCouncil {
		return
	}
	l.run.saw("honest rival")
	l.update(func(w *writing) error {
		content := authority.Content{
			Version: 1, Community: l.run.com, Type: t, Parent: rival.Content.Parent, Acts: acts, TimeMillis: l.clock(),
		}
		id, err := w.proposeContent(content)
		if err != nil {
			return err
		}
		return w.signCommit(id)
	})
}

func (w *writing) proposeAndSign(t authority.CommitType, acts charter.Acts) error {
	id, err := w.propose(t, acts)
	if err != nil {
		return err
	}
	return w.signCommit(id)
}

// somethingPends reports whether a commit on the head waits for signatures, or the head itself for the tellers.
func (l *laptop) somethingPends() bool {
	now := l.graph().Now()
	return now.Head() != now.Settled || slices.ContainsFunc(l.proposed(), func(p authority.Proposed) bool {
		return p.Current && !p.Carried
	})
}

// signsSomething signs a proposal that can still come to stand.
func (l *laptop) signsSomething() bool {
	var open []op.ID
	for _, p := range l.proposed() {
		mine := slices.ContainsFunc(p.Signatures, func(s authority.Signed) bool { return s.Device == l.device() })
		if p.Current && !mine {
			open = append(open, p.ID)
		}
	}
	id, ok := pick(l.run.dice, open)
	if ok {
		l.update(func(w *writing) error { return w.signCommit(id) })
	}
	return ok
}

func (w *writing) propose(t authority.CommitType, acts charter.Acts) (op.ID, error) {
	l, g := w.laptop, w.engine.Authority()
	content := authority.Content{
		Version: 1, Community: l.run.com, Type: t, Parent: g.Now().Head(), Acts: acts, TimeMillis: l.clock(),
	}
	if t == authority.ByPetition {
		content.Parent = g.Now().Settled
		content.Names = g.Petitions(content.Parent)
	}
	return w.proposeContent(content)
}

func (w *writing) proposeContent(content authority.Content) (op.ID, error) {
	id, err := content.ID()
	if err != nil {
		return op.ID{}, err
	}
	w.laptop.run.christenCommit(id, &content)
	_, err = w.act(draft{authority.KindPropose, &authority.ProposeBody{Content: content}, nil})
	return id, err
}

func (w *writing) signCommit(id op.ID) error {
	l := w.laptop
	body := &authority.SignBody{Commit: id, Signature: l.signature(id)}
	if _, err := w.act(draft{authority.KindSign, body, nil}); err != nil {
		return err
	}
	return w.carry(id)
}

func (l *laptop) signature(commit op.ID) op.Signature {
	return op.Signature(ed25519.Sign(l.key, statement.CommitMessage(commit)))
}

// carry posts the op that carries a commit with its signatures, where these are enough.
func (w *writing) carry(id op.ID) error {
	g := w.engine.Authority()
	list := g.Commits()
	i := slices.IndexFunc(list, func(p authority.Proposed) bool { return p.ID == id })
	if i < 0 || list[i].Carried || len(list[i].Signers) < list[i].Needed {
		return nil
	}
	body := &authority.CarrierBody{Content: list[i].Content, Signatures: list[i].Signatures}
	_, err := w.act(draft{authority.KindCommit, body, g.CertificatesOf(body.Signatures)})
	w.laptop.run.saw("commit carried")
	return err
}

// drawActs thinks of a change. A founder who is alone first grows the community.
func (l *laptop) drawActs() (acts charter.Acts, t authority.CommitType, ok bool) {
	r, t := l.run, authority.ByCouncil
	state := l.graph().Now().HeadState()
	if state.FounderMode {
		if acts, ok = l.drawGrowth(state); ok || r.written < 60 {
			return acts, t, ok
		}
	}
	r.dice.choose(
		choice{30, func() { acts, ok = r.drawText(), true }},
		choice{r.temper.strict, func() { acts, ok = l.drawRemoval() }},
		choice{r.temper.strict / 2, func() { acts, ok = l.drawEndOfOffice(state) }},
		choice{12, func() { acts, ok = l.drawCouncil(state) }},
		choice{12, func() { acts, ok = l.drawAdmitters() }},
		choice{25, func() { acts, ok = charter.Acts{Features: []string{Feature}}, !state.Charter.Has(Feature) }},
		choice{2, func() {
			t = authority.ByPetition
			acts, ok = l.drawTellers(r.dice.between(1, 4))
		}},
	)
	return acts, t, ok
}

func (r *run) drawText() charter.Acts {
	text := fmt.Sprintf("Rule %d.", r.dice.IntN(1000))
	return charter.Acts{Text: &text}
}

// drawGrowth is what makes a community of one founder: first tellers, then a council.
func (l *laptop) drawGrowth(state *authority.State) (charter.Acts, bool) {
	r := l.run
	if len(state.Charter.Tellers) < r.temper.tellers && len(l.memberDevices()) >= min(r.temper.tellers, 4) {
		return l.drawTellers(r.temper.tellers)
	}
	if len(state.Charter.Council) < r.temper.council && len(l.members()) >= r.temper.council && r.dice.chance(50) {
		council := append(some(r.dice, l.membersBut(l.person.id()), r.temper.council-1), l.person.id())
		return charter.Acts{Council: sortedAccounts(council)}, true
	}
	return charter.Acts{}, false
}

// drawTellers names a board. A liar on it makes for more interesting lives.
func (l *laptop) drawTellers(n int) (charter.Acts, bool) {
	d := l.run.dice
	devices := shuffled(d, l.memberDevices())
	for _, liar := range l.run.which(func(l *laptop) bool { return l.person.lies && d.chance(40) }) {
		if at := slices.Index(devices, liar.device()); at >= 0 {
			devices = slices.Insert(slices.Delete(devices, at, at+1), 0, liar.device())
		}
	}
	l.run.saw("new tellers")
	return charter.Acts{Tellers: some(d, devices[:min(n, len(devices))], n)}, len(devices) > 0
}

func (l *laptop) drawCouncil(state *authority.State) (charter.Acts, bool) {
	n := len(state.Charter.Council)
	council := some(l.run.dice, l.members(), n)
	l.run.saw("new council")
	return charter.Acts{Council: sortedAccounts(council)}, len(council) == n
}

func (l *laptop) drawAdmitters() (charter.Acts, bool) {
	admitters := sortedAccounts(some(l.run.dice, l.members(), l.run.dice.IntN(3)))
	return charter.Acts{Admitters: &admitters}, true
}

func (l *laptop) drawRemoval() (charter.Acts, bool) {
	p, ok := l.drawSuspect(l.members())
	l.run.saw("removal")
	return charter.Acts{Remove: []charter.Ending{{Account: p, Cut: l.cutOfAccount(p)}}}, ok
}

func (l *laptop) drawEndOfOffice(state *authority.State) (charter.Acts, bool) {
	p, ok := l.drawSuspect(slices.Concat(state.Charter.Council, state.Charter.Admitters))
	l.run.saw("end of office")
	return charter.Acts{EndOffice: []charter.Ending{{Account: p, Cut: l.cutOfAccount(p)}}}, ok
}

// drawSuspect picks somebody, a liar rather than others.
func (l *laptop) drawSuspect(accounts []op.AccountID) (op.AccountID, bool) {
	liars := slices.DeleteFunc(slices.Clone(accounts), func(a op.AccountID) bool {
		return !slices.ContainsFunc(l.run.people, func(p *person) bool { return p.lies && p.id() == a })
	})
	if len(liars) > 0 && l.run.dice.chance(60) {
		accounts = liars
	}
	return pick(l.run.dice, accounts)
}

// cutOfAccount is where an account's acts stop counting: mostly what this laptop has seen, now and then less, or a device left out.
func (l *laptop) cutOfAccount(account op.AccountID) []charter.Position {
	p, _ := l.graph().Person(account)
	var cut []charter.Position
	for _, d := range p.Devices {
		if last := l.cutOf(d.Device); !last.IsZero() {
			cut = append(cut, charter.Position{Device: d.Device, Op: last})
		}
	}
	slices.SortFunc(cut, func(a, b charter.Position) int { return a.Device.Compare(b.Device) })
	return cut
}

// cutOf is one of a device's ops that this laptop holds: mostly the newest; now and then an earlier one, or none.
func (l *laptop) cutOf(device op.DeviceID) op.ID {
	var log []op.ID
	l.view(func(v community.View) error {
		return v.DeviceOps(device, 0, func(m community.Meta) bool {
			log = append(log, m.ID)
			return true
		})
	})
	d := l.run.dice
	switch {
	case len(log) == 0 || d.chance(10):
		return op.ID{}
	case d.chance(60):
		return log[len(log)-1]
	}
	return log[d.IntN(len(log))]
}

func (l *laptop) members() []op.AccountID { return l.membersBut(op.AccountID{}) }

func (l *laptop) membersBut(but op.AccountID) []op.AccountID {
	var list []op.AccountID
	for _, p := range l.graph().People() {
		if p.Member && p.Account != but {
			list = append(list, p.Account)
		}
	}
	return sortedAccounts(list)
}

func (l *laptop) memberDevices() []op.DeviceID {
	var list []op.DeviceID
	for _, p := range l.graph().People() {
		for _, d := range p.Devices {
			if p.Member && !d.Withdrawn {
				list = append(list, d.Device)
			}
		}
	}
	slices.SortFunc(list, op.DeviceID.Compare)
	return slices.Compact(list)
}

func sortedAccounts(accounts []op.AccountID) []op.AccountID {
	slices.SortFunc(accounts, op.AccountID.Compare)
	return slices.Compact(accounts)
}
