package people

// Rules form, its pages: the council and other offices, votes and periods, tellers.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// again shows the page anew, after something was chosen in it.
func (f *rulesForm) again() { f.choose(f.at) }

func (f *rulesForm) councilSection() fyne.CanvasObject {
	m := f.model
	return part.Column(
		20, f.people("council", &m.Council), part.Wide(280, f.field("signatures", m.Signatures, &m.Signatures, "")),
		f.people("admitters", &m.Admitters), f.people("helpers", &m.Helpers),
	)
}

// people is a list of people who hold an office: each can be taken out, others added.
func (f *rulesForm) people(key string, list *[]op.AccountID) fyne.CanvasObject {
	s, m := f.shell, f.model
	chips := part.Flow(8)
	for _, account := range *list {
		name := m.NameOf(account)
		chips.Add(f.chip(avatar(name, 24), name.String(), func() { *list = view.Toggle(*list, account) }))
	}
	var names []string
	var others []op.AccountID
	for _, p := range m.People() {
		if !has(*list, p.Account) {
			names, others = append(names, p.Name.String()), append(others, p.Account)
		}
	}
	add := part.NewSelect(s.T("form.add_"+key, nil), names, part.None, func(at int) {
		*list = view.Toggle(*list, others[at])
		f.again()
	}).Asking(s.T("form.add_"+key, nil)).Filtered(s.T("members.filter_people", nil), s.T("members.nobody_found", nil)).WithIcon(theme.IconPlus)
	add.Hidden = len(names) == 0
	return part.Labelled(s.T("form."+key, nil), s.T("form.hint_"+key, nil), part.Column(8, chips, part.Wide(320, add)))
}

func has[T comparable](list []T, one T) bool {
	for _, have := range list {
		if have == one {
			return true
		}
	}
	return false
}

// chip is one of a list, with the button that takes it out.
func (f *rulesForm) chip(before fyne.CanvasObject, label string, out func()) fyne.CanvasObject {
	drop := part.NewButton(part.Bare, theme.IconX, "", func() {
		out()
		f.again()
	}).High(part.InLine).Tip(f.shell.T("form.drop", map[string]any{"Name": label}), "")
	return part.NewCard(part.Row(8, part.None, before, part.Words(theme.Text, label).Line(), drop)).Air(4)
}

func (f *rulesForm) votesSection() fyne.CanvasObject {
	s, m := f.shell, f.model
	chosen := 0
	var words []string
	for i, word := range view.DelegationWords {
		words = append(words, s.T("form.delegation_"+word, nil))
		if word == m.Delegation {
			chosen = i
		}
	}
	delegation := part.NewSegments(s.T("form.delegation", nil), words, chosen, func(at int) {
		m.Delegation = view.DelegationWords[at]
		f.preview()
	}).High(part.OfPage)
	hint := s.T("form.period_hint", nil)
	return part.Column(
		20, part.Labelled(s.T("form.delegation", nil), "", part.Row(0, part.None, delegation)),
		f.field("cap", m.Cap, &m.Cap, s.T("form.cap_hint", nil)),
		part.Fold(520, 24, f.field("steward_votes", m.StewardVotes, &m.StewardVotes, ""), f.field("admitter_votes", m.AdmitterVotes, &m.AdmitterVotes, "")),
		part.Fold(520, 24, f.field("waiting", m.Waiting, &m.Waiting, hint), f.field("retire", m.Retire, &m.Retire, hint)),
		part.Fold(520, 24, f.field("settle", m.Settle, &m.Settle, hint), f.field("patience", m.Patience, &m.Patience, hint)),
		f.stopped(),
	)
}

// stopped are decisions that shall not take effect.
func (f *rulesForm) stopped() fyne.CanvasObject {
	s, m := f.shell, f.model
	column := part.Column(4)
	states := [2]string{s.T("members.ticked", nil), s.T("members.unticked", nil)}
	polls := m.Polls()
	for _, p := range polls {
		column.Add(part.NewTick(p.Title, "", "", states, has(m.Stopped, p.ID), func(bool) {
			m.Stopped = view.Toggle(m.Stopped, p.ID)
			f.preview()
		}))
	}
	if len(polls) == 0 {
		column.Add(part.Quietly(theme.Small, s.T("form.stopped_none", nil)))
	}
	return part.Labelled(s.T("form.stopped", nil), s.T("form.stopped_hint", nil), column)
}

func (f *rulesForm) tellersSection() fyne.CanvasObject {
	s, m := f.shell, f.model
	chips := part.Flow(8)
	for _, device := range m.Tellers {
		d := m.Device(device)
		before := fyne.CanvasObject(part.NewSymbol(theme.IconServer, 18, theme.Quiet))
		if d.Name.Name != "" {
			before = avatar(d.Name, 24)
		}
		chips.Add(f.chip(before, d.Label, func() { m.Tellers = view.Toggle(m.Tellers, device) }))
	}
	var labels []string
	var others []op.DeviceID
	for _, d := range m.Devices() {
		if !has(m.Tellers, d.Device) {
			labels, others = append(labels, d.Label), append(others, d.Device)
		}
	}
	add := part.NewSelect(s.T("form.add_tellers", nil), labels, part.None, func(at int) {
		m.Tellers = view.Toggle(m.Tellers, others[at])
		f.again()
	}).Asking(s.T("form.add_tellers", nil)).Filtered(s.T("members.filter_people", nil), s.T("members.nobody_found", nil)).WithIcon(theme.IconPlus)
	add.Hidden = len(labels) == 0
	states := [2]string{s.T("members.ticked", nil), s.T("members.unticked", nil)}
	closing := part.NewTick(s.T("form.closing", nil), s.T("form.closing_says", nil), "", states, m.Closing, func(on bool) {
		m.Closing = on
		f.preview()
	})
	if m.ClosingHolds() {
		closing.SetOff(s.T("form.closing_holds", nil))
	}
	return part.Column(
		20, part.Labelled(s.T("form.tellers", nil), s.T("form.hint_tellers", nil), part.Column(8, chips, part.Wide(360, add))),
		part.Quietly(theme.Small, s.T("form.tellers_says", nil)), closing,
	)
}

// openOffices gives somebody an office or takes one away: the same form, with what it takes for one person.
func openOffices(s *shell.Shell, account op.AccountID) {
	load(s, view.LoadRulesForm, func(m *view.RulesForm) {
		f := newRulesForm(s, m, false)
		name, held := m.NameOf(account), m.Offices(account)
		states := [2]string{s.T("members.ticked", nil), s.T("members.unticked", nil)}
		tick := func(key string, on bool, list *[]op.AccountID) fyne.CanvasObject {
			return part.NewTick(s.T("offices."+key, nil), s.T("offices."+key+"_says", nil), "", states, on, func(bool) {
				*list = view.Toggle(*list, account)
				m.FitSignatures()
				f.fields["signatures"].Entry.SetText(m.Signatures)
				f.preview()
			})
		}
		council := tick("council", held.Council, &m.Council)
		ticks := part.Column(8, council, tick("admits", held.Admits, &m.Admitters), tick("helps", held.Helps, &m.Helpers))
		signatures := part.Wide(280, f.field("signatures", m.Signatures, &m.Signatures, ""))
		changes := part.NewCard(part.Column(8, part.Strong(theme.Small, s.T("form.changes", nil)), f.changes)).Air(16).On(theme.Ground, theme.Line)
		head := part.Row(16, 1, avatar(name, 40), titled(s.T("offices.title", map[string]any{"Name": name.String()}), s.T("offices.says", nil)))
		tellers := part.NewButton(part.Plain, "", s.T("offices.tellers", nil), func() {
			f.close()
			openRulesForm(s, true, func(f *rulesForm) { f.choose("tellers") })
		}).High(part.InLine)
		f.dialog = part.NewDialog(head, part.Column(20, ticks, signatures, part.Row(0, part.None, tellers), changes), part.Row(12, 0, f.foot, f.cancel("").High(part.OfPage), f.act))
		f.preview()
		f.open(f.dialog, shell.DialogUsual, f.act)
		if first, is := council.(fyne.Focusable); is {
			s.Frame.Canvas().Focus(first)
		}
	})
}
